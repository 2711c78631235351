/** The card of one element: what it is, what it may sound like, and what one may ask. */

import { copyButton } from "../shared/article.js";
import { h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { colour, element, elements, label, own } from "../shared/model.js";
import { t } from "../shared/text.js";
import { promptsOf } from "./prompts.js";

/** @typedef {import("../shared/types.js").Ring} Ring */

/** So many prompts stand in a card; the others behind a click. */
const FEW = 4;

/**
 * @param {Ring} ring
 * @param {string} id
 */
export function cardOf(ring, id) {
  const one = element(ring, id);
  if (!one) return welcome();
  const prompts = promptsOf(ring, id);
  const pair = one.pair ? h("p", { class: "pair-words" }, h("span", { text: own(one.pair.first) }), icon("meet"), h("span", { text: own(one.pair.second) })) : null;
  return [
    h("p", { class: "kind dim", vars: { "--c": colour(one) } }, icon(one.shape, colour(one)), h("span", { text: t(`kind.${ring}`) })),
    h("h2", { text: label(ring, id) }),
    h("p", { class: "lead", text: own(one.short) }),
    pair,
    h("p", { text: own(one.explanation) }),
    h("div", { class: "example", vars: { "--c": colour(one) } }, h("p", { class: "label dim", text: t("card.example") }), h("p", { text: own(one.example) })),
    ...(prompts.length > 0 ? [h("h3", { text: t("prompts.title") }), list(prompts.slice(0, FEW)), rest(prompts.slice(FEW))] : []),
    h("details", {}, h("summary", { text: t("card.theory") }), h("p", { text: own(one.theory) })),
  ].filter((part) => part !== null);
}

/** @param {string[]} prompts */
function list(prompts) {
  return h("ul", { class: "asked" }, ...prompts.map((prompt) => h("li", {}, h("span", { text: prompt }), copyButton(prompt, t("prompt.copy"), t("copy.done")))));
}

/** @param {string[]} prompts */
function rest(prompts) {
  if (prompts.length === 0) return null;
  return h("details", { class: "more" }, h("summary", { text: t("model.more", { count: prompts.length }) }), list(prompts));
}

/** What is said before anything is chosen. */
export function welcome() {
  return [h("h2", { text: t("model.rings") }), ...["phase", "kolb", "knapp"].map((ring) => about(/** @type {Ring} */ (ring)))];
}

/** @param {Ring} ring */
function about(ring) {
  const buttons = elements(ring).map((one) => {
    const button = h("button", { class: "plain", type: "button" }, icon(one.shape, colour(one)), h("span", { text: own(one.label) }));
    button.addEventListener("click", () => button.dispatchEvent(new CustomEvent("choose-element", { detail: one.id, bubbles: true })));
    return h("li", {}, button);
  });
  return h("section", { class: "ring-about" }, h("h3", { text: t(`legend.${ring}`) }), h("p", { text: t(`legend.${ring}.text`) }), h("ul", {}, ...buttons));
}
