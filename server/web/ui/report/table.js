/** The half-year as tables: every figure beside what it means, and a plot where parts of a whole can be seen. */

import { bars, figure, tooFew } from "../shared/bars.js";
import { h } from "../shared/dom.js";
import { colour, element, label, own } from "../shared/model.js";
import { t, word } from "../shared/text.js";

/** @typedef {import("./types.js").Row} Row */
/** @typedef {import("./types.js").Report} Report */

/** Groups whose rows can be laid beside each other as bars, and the ring that names them. @type {Record<string, import("../shared/types.js").Ring | null>} */
const PLOTS = { phases: "phase", knapper: "knapp", kolb: "kolb", referrals: null, referrals_phone: null, articles: null, prompts: null };
/** Rows that are times, in milliseconds. */
const TIMES = /^(waiting_first|first_answer)/;
/** What is counted now is exact: articles and fields are nobody's. */
const EXACT = ["coverage", "ik"];

/** What a row is called. @param {string} group @param {Row} row */
export function rowName(group, row) {
  if (row.name) return typeof row.name === "string" ? row.name : own(row.name);
  const ring = PLOTS[group];
  if (ring && element(ring, row.key)) return label(ring, row.key);
  return word("report.row", row.key);
}

/** @param {Row} row @param {boolean} exact */
function value(row, exact) {
  if (row.value === null) return tooFew();
  if (TIMES.test(row.key)) return h("strong", { text: t("today.seconds", { seconds: Math.round(row.value / 1000) }) });
  const count = exact || row.value === 0 ? figure(row.value) : t("report.at_least", { count: figure(row.value) });
  return h("span", {}, h("strong", { text: count }), row.of ? h("span", { class: "dim", text: ` ${t("report.of", { all: figure(row.of) })}` }) : null);
}

/** @param {Report} report */
export function tables(report) {
  return report.groups.filter(({ rows }) => rows.length > 0).map((group) => {
    const name = group.name ? own(group.name) : word("report.group", group.key);
    const id = `group-${group.key}`;
    return h(
      "section",
      { class: "part", "aria-labelledby": id },
      h("header", {}, h("h2", { id, text: name })),
      h(
        "div",
        { class: "pad with-plot", data: group.key in PLOTS ? { plot: "" } : {} },
        h(
          "div",
          { class: "scroll" },
          h(
            "table",
            { class: "figures", "aria-labelledby": id },
            h("thead", {}, h("tr", {}, h("th", { scope: "col", text: t("report.what") }), h("th", { scope: "col", class: "num", text: t("report.figure") }), h("th", { scope: "col", text: t("report.definition") }))),
            h(
              "tbody",
              {},
              ...group.rows.map((row) => h("tr", {}, h("th", { scope: "row", text: rowName(group.key, row) }), h("td", { class: "num" }, value(row, report.rounded !== true || EXACT.includes(group.key))), h("td", { class: "dim definition", text: own(row.definition) }))),
            ),
          ),
        ),
        group.key in PLOTS
          ? h("figure", { "aria-hidden": "true" }, bars(group.rows.map((row) => {
              const ring = PLOTS[group.key];
              const one = ring ? element(ring, row.key) : undefined;
              return { name: rowName(group.key, row), value: row.value, picture: one?.shape, tint: one ? colour(one) : undefined };
            })))
          : null,
      ),
    );
  });
}
