/** How a report stands and how much it matters, with a shape and a word each. */

import { h } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/text.js";

/** @typedef {import("../../shared/types.js").Report} Report */

const pictures = { ny: "bubbles", under_arbeid: "pen", lost: "check", avvist: "close" };

/** @param {Report} report */
export function reportState(report) {
  return h("span", { class: "pill", data: { state: report.state } }, icon(pictures[report.state] ?? "info"), h("span", { text: t(`desk.report_state.${report.state}`) }));
}

/** @param {Report} report */
export function importance(report) {
  return h("span", { class: "importance", data: { level: report.importance } }, report.importance === "viktig" ? icon("alert") : null, h("span", { text: t(`desk.importance.${report.importance}`) }));
}
