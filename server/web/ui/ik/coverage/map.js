/** The map itself: a word, three boxes and counts in each field; the tint only repeats them. Arrows move. */

import { attr, h } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { colour, element, elements, label } from "../../shared/model.js";
import { t, tn } from "../../shared/text.js";
import { glyphOf } from "../../ring/glyph.js";

/** @typedef {import("../../shared/types.js").Covered} Covered */

/** How many of the three boxes are full. @type {Record<string, number>} */
const full = { hull: 0, lite_brukt: 0, for_faa: 0, tynn: 1, dekket: 2, godt: 3 };

/** @param {string} verdict */
export function boxes(verdict) {
  return h("span", { class: "boxes", "aria-hidden": "true" }, ...[1, 2, 3].map((at) => h("i", { class: at <= (full[verdict] ?? 0) ? "full" : "" })));
}

/** @param {string | null} knapp */
export function knappName(knapp) {
  return knapp ? label("knapp", knapp) : t("desk.no_knapp_cap");
}

/**
 * @param {Covered[]} fields
 * @param {Covered | undefined} chosen
 * @param {(field: Covered) => void} pick
 */
export function map(fields, chosen, pick) {
  const knapper = [...elements("knapp").map((one) => one.id), ...(fields.some((one) => one.knapp === null) ? [null] : [])];
  const phases = elements("phase").map((one) => one.id);
  /** @type {(HTMLButtonElement | null)[][]} */
  const grid = phases.map((phase) =>
    knapper.map((knapp) => {
      const field = fields.find((one) => one.phase === phase && one.knapp === knapp);
      if (!field) return null;
      return h(
        "button",
        {
          class: "map-field", type: "button", tabindex: field === chosen ? "0" : "-1", "aria-pressed": field === chosen,
          "aria-label": sentence(field), data: { verdict: field.verdict },
          on: { click: (/** @type {Event} */ event) => choose(/** @type {HTMLButtonElement} */ (event.currentTarget), field) },
        },
        h("span", { class: "which", text: knappName(knapp) }),
        h("strong", {}, boxes(field.verdict), t(`desk.verdict.${field.verdict}`)),
        h("span", { text: t("desk.map.has", { prompts: field.prompts, articles: field.articles }) }),
        h("span", { text: field.stood === null ? t("desk.map.few") : tn("desk.map.stood", field.stood) }),
        field.verdict === "hull" && field.silent !== null ? h("b", { text: tn("desk.map.silent", field.silent) }) : null,
        field.overdue > 0 ? h("b", { text: tn("desk.map.overdue", field.overdue) }) : null,
      );
    }),
  );
  /** @param {HTMLButtonElement} button @param {Covered} field */
  const choose = (button, field) => {
    for (const one of grid.flat()) {
      if (!one) continue;
      attr(one, "aria-pressed", one === button);
      one.tabIndex = one === button ? 0 : -1;
    }
    pick(field);
  };
  if (!grid.flat().some((one) => one?.tabIndex === 0)) {
    const first = grid.flat().find((one) => one !== null);
    if (first) first.tabIndex = 0;
  }
  const table = h(
    "table",
    { class: "map" },
    h("caption", { class: "offstage", text: t("desk.map.caption") }),
    h("thead", {}, h("tr", {}, h("td"), ...knapper.map((knapp) => h("th", { scope: "col" }, icon(element("knapp", knapp)?.shape ?? "mark", colour(element("knapp", knapp))), h("span", { text: knappName(knapp) }))))),
    h("tbody", {}, ...grid.map((row, at) => h("tr", {}, h("th", { scope: "row" }, glyphOf([phases[at] ?? ""], [], t("ring.phase", { name: label("phase", phases[at]) })), h("span", { text: label("phase", phases[at]) })), ...row.map((button) => h("td", {}, button))))),
  );
  table.addEventListener("keydown", (event) => {
    const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
    const row = grid.findIndex((buttons) => buttons.includes(/** @type {HTMLButtonElement} */ (event.target)));
    if (!step || row < 0) return;
    const at = (grid[row] ?? []).indexOf(/** @type {HTMLButtonElement} */ (event.target));
    const to = grid[row + (step[0] ?? 0)]?.[at + (step[1] ?? 0)];
    if (!to) return;
    event.preventDefault();
    to.focus();
  });
  return table;
}

/** @param {Covered} field */
function sentence(field) {
  const stood = field.stood === null ? t("desk.map.few") : tn("desk.map.stood", field.stood);
  return `${label("phase", field.phase)}, ${knappName(field.knapp)}: ${t(`desk.verdict.${field.verdict}`)}. ${t("desk.map.has_long", { prompts: field.prompts, articles: field.articles })} ${stood}.`;
}

export function legend() {
  return h(
    "div",
    { class: "pad legend-lines dim small" },
    h("p", { text: t("desk.map.short") }),
    ...["hull", "tynn", "dekket", "godt"].map((verdict) => h("p", {}, boxes(verdict), h("strong", { text: ` ${t(`desk.verdict.${verdict}`)}` }), `: ${t(`desk.verdict.${verdict}.means`)}`)),
    h("p", {}, h("strong", { text: t("desk.verdict.lite_brukt") }), `: ${t("desk.verdict.lite_brukt.means")}`),
  );
}

/**
 * The same as plain rows.
 * @param {Covered[]} fields
 * @param {number} days
 */
export function asTable(fields, days) {
  const heads = ["phase", "knapp", "verdict", "prompts", "articles", "overdue", "stood", "silent"];
  /** @param {number | null} count */
  const number = (count) => h("td", { class: "num", text: count === null ? t("desk.too_few") : String(count) });
  return h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": t("desk.map.caption") },
    h(
      "table",
      { class: "plain-table" },
      h("caption", { text: t("desk.map.about", { days }) }),
      h("thead", {}, h("tr", {}, ...heads.map((name) => h("th", { scope: "col", text: t(`desk.map.column.${name}`) })))),
      h(
        "tbody",
        {},
        ...fields.map((field) => h("tr", {}, h("th", { scope: "row", text: label("phase", field.phase) }), h("td", { text: knappName(field.knapp) }), h("td", { text: t(`desk.verdict.${field.verdict}`) }), number(field.prompts), number(field.articles), number(field.overdue), number(field.stood), number(field.silent))),
      ),
    ),
  );
}
