/** What is said about a request for help, and the field to say more: for the one who asked, and for a colleague who helps. */

import { fill, h, keyed } from "../shared/dom.js";
import { textarea } from "../shared/fields.js";
import { t } from "../shared/text.js";
import { clock } from "../shared/time.js";

/** @typedef {import("../shared/types.js").HelpWord} HelpWord */

/** So long one thing said may be. */
export const LONGEST = 500;

/**
 * One request: about what it is, what is said, who has it, and a field.
 * @param {string} about
 * @param {string} more what the field is for
 * @param {(words: string) => boolean} say whether it went out
 * @param {(said: Element) => HTMLElement[]} buttons beside "send"; what goes wrong is told in `said`
 */
export function threadItem(about, more, say, buttons) {
  const words = textarea("", { maxlength: LONGEST, rows: 2, "aria-label": more, placeholder: more, "aria-keyshortcuts": "Control+Enter" });
  const said = h("p", { class: "wrong", role: "alert" });
  const form = h("form", { novalidate: true }, words, said, h("p", { class: "row" }, h("button", { class: "button primary", type: "submit", text: t("help.send") }), ...buttons(said)));
  submitting(form, () => {
    const written = words.value.trim();
    if (written === "") return words.focus();
    if (!say(written)) return fill(said, t("help.unsent"));
    words.value = "";
    fill(said);
  });
  return h("li", {}, h("p", { class: "about" }, h("strong", { text: about }), h("span", { class: "dim" })), h("ol", { class: "thread", tabindex: "0", "aria-label": t("help.thread") }), h("p", { class: "where dim" }), form);
}

/**
 * Shows what is said; the newest in view.
 * @param {Element} node as `threadItem` made it
 * @param {HelpWord[]} said
 * @param {(word: HelpWord) => boolean} mine
 */
export function fillThread(node, said, mine) {
  const thread = /** @type {HTMLElement} */ (node.querySelector(".thread"));
  const before = thread.childElementCount;
  thread.hidden = said.length === 0;
  keyed(
    thread,
    said.map((word, at) => ({ ...word, key: String(at) })),
    (word) => word.key,
    (word) => h("li", { class: mine(word) ? "own" : "other" }, h("span", { class: "by", text: `${mine(word) ? t("help.you") : word.by} ${clock(word.at)}` }), h("span", { class: "words", text: word.text })),
  );
  if (thread.childElementCount > before) thread.scrollTop = thread.scrollHeight;
}

/** Ctrl+Enter sends, and Enter is a new line. @param {HTMLFormElement} form @param {() => void} work */
export function submitting(form, work) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    work();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit();
  });
}
