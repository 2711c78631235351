/** Bars and columns with their figures beside them; what is too few to show is a hatched stub with the words. */

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./text.js";

/** @typedef {{ name: string, value: number | null, picture?: string, tint?: string }} Bar */

/** The tallest column. */
const TALL = 70;

/** What stands where a figure is held back. */
export function tooFew() {
  return h("span", { class: "too-few" }, h("span", { class: "stub", "aria-hidden": "true" }), h("span", { class: "dim", text: t("figures.too_few") }));
}

/** @param {number} value */
export function figure(value) {
  return value.toLocaleString("nb-NO");
}

/**
 * Lying bars.
 * @param {Bar[]} all
 * @param {number} [whole] what the longest bar would be
 */
export function bars(all, whole = Math.max(1, ...all.map(({ value }) => value ?? 0))) {
  return h(
    "ul",
    { class: "bars" },
    ...all.map(({ name, value, picture, tint }) =>
      h(
        "li",
        {},
        h("span", { class: "name" }, picture ? icon(picture, tint) : null, h("span", { text: name })),
        value === null
          ? tooFew()
          : h("span", { class: "bar", "aria-hidden": "true" }, h("span", { vars: { "--part": `${(value / Math.max(1, whole)) * 100}%`, ...(tint ? { "--c": tint } : {}) } })),
        value === null ? null : h("strong", { text: figure(value) }),
      ),
    ),
  );
}

/** Standing columns, for what follows a clock. @param {Bar[]} all */
export function columns(all) {
  const whole = Math.max(1, ...all.map(({ value }) => value ?? 0));
  return h(
    "ul",
    { class: "columns" },
    ...all.map(({ name, value }) =>
      h(
        "li",
        {},
        h("strong", {}, value === null ? h("span", { class: "offstage", text: t("figures.too_few") }) : figure(value)),
        h("span", { class: value === null ? "column stub" : "column", "aria-hidden": "true", vars: { "--tall": String(value === null ? 9 : Math.round((value / whole) * TALL)) } }),
        h("span", { class: "dim", text: name }),
      ),
    ),
  );
}

/**
 * The same as a table.
 * @param {string} caption
 * @param {[string, string]} heads
 * @param {Bar[]} all
 */
export function tableOf(caption, heads, all) {
  return h(
    "table",
    { class: "figures" },
    h("caption", { text: caption }),
    h("thead", {}, h("tr", {}, h("th", { scope: "col", text: heads[0] }), h("th", { scope: "col", class: "num", text: heads[1] }))),
    h("tbody", {}, ...all.map(({ name, value }) => h("tr", {}, h("th", { scope: "row", text: name }), h("td", { class: "num", text: value === null ? t("figures.too_few") : figure(value) })))),
  );
}
