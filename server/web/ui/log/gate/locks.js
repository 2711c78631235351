/** The locks of the log: which there are, another one, a new passphrase, one taken away, and the end of the log. */

import { fill, h } from "../../shared/dom.js";
import { openDialog } from "../../shared/dialog.js";
import { Told } from "../../shared/door.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/text.js";
import { book } from "../book.js";
import { fit, passkeyBlank, passphraseBlank } from "../crypto/locks.js";
import { hindrance } from "../crypto/passkey.js";
import { card, notice } from "../parts.js";
import { keyForm } from "./key.js";
import { phraseFields } from "./phrase.js";
import { removeAll } from "./remove.js";
import { trouble } from "./trouble.js";

/** @typedef {import("../types.js").Lock} Lock */

const MOST = 6;

/** @param {() => void} changed */
export function locksView(changed) {
  const cannot = h("p", { class: "hint" });
  const passkey = button("log.locks.add_passkey", () => change("log.locks.add_passkey", null, changed));
  void hindrance().then((code) => {
    if (!code) return;
    passkey.hidden = true;
    fill(cannot, t(`log.passkey.${code}`));
  });
  const full = book.locks.length >= MOST;
  return h(
    "div",
    { class: "view" },
    card(
      "locks",
      t("log.locks.title"),
      "",
      h(
        "div",
        { class: "pad begin" },
        h("p", { text: t("log.locks.text") }),
        h("ul", { class: "lock-list" }, ...book.locks.map((lock, index) => row(lock, index, changed))),
        full ? h("p", { class: "hint", text: t("log.locks.full") }) : h("p", { class: "row" }, button("log.locks.add_phrase", () => change("log.locks.add_phrase", null, changed)), passkey),
        cannot,
        book.locks.length === 1 ? notice("info", t("log.locks.one"), t("log.locks.one_text"), true) : null,
      ),
    ),
    card("removal", t("log.remove.card"), "", h("div", { class: "pad begin" }, h("p", { text: t("log.remove.text") }), h("p", {}, button("log.remove.open", removeAll)))),
  );
}

/** @param {string} key @param {() => void} act */
function button(key, act) {
  return h("button", { class: "button", type: "button", text: t(key), on: { click: act } });
}

/**
 * @param {Lock} lock
 * @param {number} index
 * @param {() => void} changed
 */
function row(lock, index, changed) {
  const name = t("log.locks.name", { kind: t(`log.lock.${lock.kind}`), number: index + 1 });
  const away = () =>
    openDialog({
      title: t("log.locks.remove_title", { name }),
      body: [h("p", { text: t(`log.locks.remove.${lock.kind}`) })],
      act: t("log.locks.remove"),
      work: async () => {
        await book.change(book.locks.filter((one) => one.id !== lock.id));
        changed();
      },
    });
  return h(
    "li",
    {},
    icon(lock.kind === "passkey" ? "key" : "pen"),
    h("span", { class: "grow", text: name }),
    lock.kind === "passphrase" ? h("button", { class: "plain", type: "button", on: { click: () => change("log.locks.change", lock, changed) } }, t("log.locks.change"), h("span", { class: "offstage", text: `: ${name}` })) : null,
    book.locks.length > 1 ? h("button", { class: "plain", type: "button", on: { click: away } }, t("log.locks.remove"), h("span", { class: "offstage", text: `: ${name}` })) : null,
  );
}

/**
 * First the log is opened once more, so that nobody at an open page can make a key of their own; then the new lock is made.
 * @param {"log.locks.add_phrase" | "log.locks.add_passkey" | "log.locks.change"} what
 * @param {Lock | null} old the one that goes when the new one is there
 * @param {() => void} changed
 */
function change(what, old, changed) {
  const key = keyForm(
    async (logKey) => {
      proof.close();
      make(logKey);
    },
    { again: true, act: t("log.locks.go_on") },
  );
  const proof = openDialog({ title: t("log.locks.proof"), body: [h("p", { text: t("log.locks.proof_text") })] });
  // A form of its own cannot stand inside the dialog's.
  proof.querySelector("form")?.before(key.form);
  key.focus();

  /** @param {CryptoKey} logKey */
  function make(logKey) {
    const phrase = what === "log.locks.add_passkey" ? null : phraseFields();
    openDialog({
      title: t(what),
      body: [phrase ? phrase.node : h("p", { text: t("log.locks.passkey_text") })],
      act: t(phrase ? "desk.save" : "log.locks.make_passkey"),
      working: t("log.unlock.working"),
      work: async () => {
        try {
          const blank = phrase ? await passphraseBlank(phrase.take()) : await passkeyBlank(t("log.passkey.name"));
          await book.change([...book.locks.filter((one) => one.id !== old?.id), await fit(logKey, blank)]);
        } catch (error) {
          throw new Told(trouble(error));
        }
        phrase?.clear();
        changed();
        return t("log.locks.done");
      },
    });
  }
}
