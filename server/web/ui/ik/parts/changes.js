/** A compared text on the page: new words underlined, removed ones struck through, and said so to those who listen. */

import { h } from "../../shared/dom.js";
import { t } from "../../shared/text.js";

/** @typedef {import("../../shared/types.js").Part} Part */

/**
 * @param {Part[]} parts
 * @param {string} [lang]
 */
export function marked(parts, lang) {
  return h("p", { class: "marked", lang }, ...parts.map(part));
}

/** @param {Part} part */
function part(part) {
  if (part.kind === "new") return h("ins", { text: part.text });
  if (part.kind === "gone") return h("del", { text: part.text });
  return h("span", { text: part.text });
}

/** What underlining and striking through mean. */
export function legend() {
  return h("p", { class: "note dim" }, h("ins", { text: t("edit.legend.new") }), " · ", h("del", { text: t("edit.legend.gone") }));
}
