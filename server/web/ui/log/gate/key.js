/** The fields that open the log: the passphrase, the passkey, or both where there are locks of both kinds. */

import { busy } from "../../shared/busy.js";
import { fill, h } from "../../shared/dom.js";
import { input, labelled } from "../../shared/fields.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/text.js";
import { book } from "../book.js";
import { openByPasskey, openByPhrase } from "../crypto/locks.js";
import { trouble } from "./trouble.js";

/**
 * @param {(key: CryptoKey) => Promise<void>} opened
 * @param {{ again?: boolean, act?: string }} [more] `again`: the key is to be wrapped by another lock
 */
export function keyForm(opened, { again = false, act = t("log.unlock.act") } = {}) {
  const kinds = book.locks.map((lock) => lock.kind);
  const wrong = h("p", { class: "wrong", role: "alert" });
  const phrase = input("", { type: "password", autocomplete: "current-password", required: true });
  const open = h("button", { class: "button primary", type: "submit", text: act });
  const touch = h("button", { class: kinds.includes("passphrase") ? "button" : "button primary", type: "button" }, icon("key"), h("span", { text: t("log.unlock.passkey") }));
  const form = h(
    "form",
    { class: "fields key-form", novalidate: true },
    kinds.includes("passphrase") ? labelled(t("log.unlock.phrase"), phrase) : null,
    wrong,
    h("p", { class: "row" }, kinds.includes("passphrase") ? open : null, kinds.includes("passkey") ? touch : null),
  );

  /** @param {HTMLButtonElement} button @param {() => Promise<CryptoKey>} find */
  const tryIt = (button, find) =>
    void busy(button, t("log.unlock.working"), async () => {
      fill(wrong);
      try {
        const key = await find();
        phrase.value = "";
        await opened(key);
      } catch (error) {
        fill(wrong, trouble(error));
        phrase.select();
      }
    });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (phrase.value) tryIt(open, () => openByPhrase(book.locks, phrase.value, again));
    else phrase.focus();
  });
  touch.addEventListener("click", () => tryIt(touch, () => openByPasskey(book.locks, again)));
  return { form, focus: () => (kinds.includes("passphrase") ? phrase : touch).focus() };
}
