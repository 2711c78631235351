/** The parts the card is put together of: sections, rows with a bar, and tables behind a fold. */

import { h } from "../shared/dom.js";
import { label } from "../shared/model.js";
import { t } from "../shared/text.js";
import { bar } from "./chart.js";

/** @typedef {import("../shared/types.js").Ring} Ring */
/** @typedef {import("../shared/dom.js").Child} Child */

/** @type {Ring[]} */
export const rings = ["phase", "knapp", "kolb"];

/**
 * A section of the card; its heading is in the list of contents.
 * @param {string} name
 * @param {...Child} children
 */
export function section(name, ...children) {
  const title = h("h2", { id: `${name}-title`, text: t(`modelcard.${name}`) });
  return h("section", { id: name, "aria-labelledby": `${name}-title` }, title, ...children);
}

/** @param {string} words */
export function p(words) {
  return h("p", { text: words });
}

/** @param {string[]} lines */
export function list(lines) {
  return h("ul", { class: "lines" }, ...lines.map((line) => h("li", { text: line })));
}

/**
 * One figure for each ring, side by side where there is room.
 * @param {(ring: Ring) => Child[]} draw
 */
export function byRing(draw) {
  return h("div", { class: "rings" }, ...rings.map((ring) => h("div", { class: "ring-part" }, h("h3", { text: t(`kind.${ring}`) }), ...draw(ring))));
}

/**
 * The name of a class; null is "none".
 * @param {Ring} ring
 * @param {string | null} id
 */
export function className(ring, id) {
  return id === null ? t(`modelcard.none.${ring}`) : label(ring, id);
}

/**
 * @param {{ name: string, figure: string, value: number, interval?: [number, number], whole?: number, kind?: string, note?: string }} what
 */
export function row({ name, figure, note, ...drawn }) {
  return h(
    "li",
    { class: "bar-row" },
    h("span", { class: "name" }, h("span", { text: name }), note ? h("small", { class: "dim", text: note }) : null),
    h("span", { class: "figure", text: figure }),
    bar(drawn),
  );
}

/**
 * A table behind "Vis som tabell".
 * @param {string} caption
 * @param {string[]} head
 * @param {(string | number)[][]} rows
 * @param {string} [title]
 */
export function folded(caption, head, rows, title = t("modelcard.table")) {
  return h("details", { class: "numbers" }, h("summary", {}, h("span", { text: title }), h("span", { class: "offstage", text: `: ${caption}` })), table(caption, head, rows));
}

/**
 * @param {string} caption
 * @param {string[]} head
 * @param {(string | number)[][]} rows
 */
export function table(caption, head, rows) {
  return h(
    "div",
    { class: "wide", tabindex: 0, role: "group", "aria-label": caption },
    h(
      "table",
      {},
      h("caption", { text: caption }),
      h("thead", {}, h("tr", {}, ...head.map((name) => h("th", { scope: "col", text: name })))),
      h(
        "tbody",
        {},
        ...rows.map(([first, ...rest]) => h("tr", {}, h("th", { scope: "row", text: String(first) }), ...rest.map((value) => h("td", { text: String(value) })))),
      ),
    ),
  );
}
