/** Before a log is begun: what it is, what a lost key means, and the choice of the first lock. */

import { busy } from "../../shared/busy.js";
import { fill, h } from "../../shared/dom.js";
import { Told } from "../../shared/door.js";
import { radios, tick } from "../../shared/fields.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/text.js";
import { book } from "../book.js";
import { passkeyBlank, passphraseBlank } from "../crypto/locks.js";
import { hindrance } from "../crypto/passkey.js";
import { card, notice } from "../parts.js";
import { phraseFields } from "./phrase.js";
import { trouble } from "./trouble.js";

export function beginCard() {
  if (!isSecureContext) return card("begin", t("log.title"), "", h("div", { class: "pad" }, notice("alert", t("log.insecure"), t("log.insecure_text"))));
  const wrong = h("p", { class: "wrong", role: "alert" });
  const phrase = phraseFields();
  const kind = radios(t("log.begin.lock"), "lock", [
    ["passphrase", t("log.lock.passphrase"), t("log.begin.passphrase_text")],
    ["passkey", t("log.lock.passkey"), t("log.begin.passkey_text")],
  ], "passphrase");
  const understood = tick(t("log.begin.understood"), false);
  const go = h("button", { class: "button primary", type: "submit", text: t("log.begin.act") });
  const cannot = h("p", { class: "hint", id: "no-passkey" });
  const form = h("form", { class: "fields begin-form", novalidate: true }, kind.box, cannot, phrase.node, understood.label, wrong, h("p", { class: "row" }, go));

  void hindrance().then((code) => {
    if (!code) return;
    const choice = /** @type {HTMLInputElement} */ (kind.box.querySelector("[value=passkey]"));
    choice.disabled = true;
    choice.setAttribute("aria-describedby", "no-passkey");
    fill(cannot, t(`log.passkey.${code}`));
  });
  kind.box.addEventListener("change", () => (phrase.node.hidden = kind.value === "passkey"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void busy(go, t("log.unlock.working"), async () => {
      fill(wrong);
      try {
        if (!understood.box.checked) {
          understood.box.focus();
          throw new Told(t("log.begin.tick_first"));
        }
        const blank = kind.value === "passkey" ? await passkeyBlank(t("log.passkey.name")) : await passphraseBlank(phrase.take());
        await book.begin(blank);
        phrase.clear();
      } catch (error) {
        fill(wrong, trouble(error));
      }
    });
  });

  return card(
    "begin",
    t("log.begin.title"),
    "",
    h(
      "div",
      { class: "pad begin" },
      notice("alert", t("log.begin.lost"), t("log.begin.lost_text")),
      h("ul", { class: "promises" }, ...["own", "closed", "minute", "share"].map((name) => h("li", {}, icon("check"), h("span", { text: t(`log.begin.promise.${name}`) })))),
      form,
    ),
  );
}
