/** How an article stands, with a shape and a word each: state, revision, what it belongs to, why it is lifted. */

import { h, s } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { element, label, own } from "../../shared/model.js";
import { t, tn } from "../../shared/text.js";
import { glyphOf } from "../../ring/glyph.js";
import { daysSince, longDay, moment, shortDay } from "./when.js";

/** @typedef {import("../../shared/types.js").DeskRow} DeskRow */

/** Dashed ring, half, dot, full, square. @param {string} state */
function shape(state) {
  /** @param {string} tag @param {object} props */
  const part = (tag, props) => s(/** @type {any} */ (tag), /** @type {any} */ (props));
  const ring = part("circle", { cx: 8, cy: 8, r: 5.5, class: "ring" });
  const parts = {
    utkast: [part("circle", { cx: 8, cy: 8, r: 5.5, class: "ring dashed" })],
    til_gjennomgang: [ring, part("path", { d: "M8 2.5a5.5 5.5 0 0 1 0 11z", class: "solid" })],
    klar: [ring, part("circle", { cx: 8, cy: 8, r: 2.8, class: "solid" })],
    publisert: [part("circle", { cx: 8, cy: 8, r: 6, class: "solid" })],
    arkivert: [part("rect", { x: 3, y: 3, width: 10, height: 10, rx: 1.5, class: "ring" })],
  }[state];
  return s("svg", { class: "shape", viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false" }, ...(parts ?? [ring]));
}

/** @param {string} state */
export function stateBadge(state) {
  return h("span", { class: "pill" }, shape(state), h("span", { text: t(`desk.state.${state}`) }));
}

/**
 * What lies on top of the published text, if anything does.
 * @param {DeskRow} row
 */
export function stageBadge(row) {
  if (row.state !== "publisert" || row.stage === "none") return null;
  return h("span", { class: "pill" }, shape(row.stage), h("span", { text: t(`desk.stage.${row.stage}`) }));
}

/** When it publishes itself, if it does. @param {DeskRow} row */
export function plannedBadge(row) {
  return row.publish_at ? h("span", { class: "pill" }, icon("clock"), h("span", { text: t("desk.staged.at", { day: moment(row.publish_at) }) })) : null;
}

/**
 * The state, and under it what lies on top of the published text.
 * @param {DeskRow} row
 */
export function standing(row) {
  const staged = row.state === "publisert" && row.stage !== "none";
  return [
    stateBadge(row.state),
    staged ? h("span", { class: "second", text: row.stage === "klar" && row.publish_at ? t("desk.staged.planned", { day: shortDay(row.publish_at) }) : t(`desk.staged.${row.stage}`) }) : null,
    !staged && row.publish_at ? h("span", { class: "second", text: t("desk.staged.at", { day: shortDay(row.publish_at) }) }) : null,
  ];
}

const pictures = { in_order: "check", unchecked: "info", soon: "clock", due: "alert", expired: "alert", held_back: "alert" };

/**
 * Whether it must be looked over, and when.
 * @param {DeskRow} row
 */
export function freshBadge(row) {
  return h("span", { class: "pill", data: { fresh: row.freshness } }, icon(pictures[row.freshness] ?? "info"), h("span", { text: freshWords(row) }));
}

/** @param {DeskRow} row */
function freshWords(row) {
  const day = shortDay(row.due);
  if (row.freshness === "due" && row.due) return tn("desk.fresh.due", daysSince(row.due));
  if (row.freshness === "soon") return t(row.due_because === "fact" ? "desk.fresh.soon_fact" : "desk.fresh.soon", { day });
  if (row.freshness === "in_order" && !row.due) return t("desk.fresh.in_order_plain");
  return t(`desk.fresh.${row.freshness}`, { day });
}

/** Why it stands high in a search, if somebody lifted it. @param {DeskRow} row */
export function lifted(row) {
  if (!row.promoted) return null;
  return h("span", { class: "lifted" }, icon("pin"), h("span", { text: t("desk.lifted", { day: shortDay(row.promoted.until), reason: row.promoted.reason }) }));
}

/**
 * The ring in small, and the first phase and knapp in words; the picture's sentence names all.
 * @param {readonly string[]} phases
 * @param {readonly string[]} knapper
 */
export function belongs(phases, knapper) {
  const names = [...phases.map((id) => label("phase", id)), ...knapper.map((id) => label("knapp", id))];
  const first = phases[0];
  const knapp = knapper[0];
  const pair = element("knapp", knapp)?.pair?.first;
  /** @param {number} count */
  const more = (count) => (count > 1 ? ` +${count - 1}` : "");
  return h(
    "span",
    { class: "belong" },
    glyphOf(phases, knapper, names.length > 0 ? t("desk.belongs", { list: names.join(", ") }) : t("desk.belongs_nowhere")),
    h(
      "span",
      { class: "names", "aria-hidden": "true" },
      h("span", { text: first ? `${label("phase", first)}${more(phases.length)}` : t("desk.no_phase") }),
      h("span", { text: knapp ? `${pair ? own(pair) : label("knapp", knapp)}${more(knapper.length)}` : t("desk.no_knapp") }),
    ),
  );
}

/**
 * What happens next with an article that is due, in words.
 * @param {DeskRow} row
 */
export function next(row) {
  const until = longDay(row.held_back_from);
  if (row.freshness === "held_back") return t("desk.next.held_back", { day: until });
  if (row.freshness === "expired") return t(row.held_back_from ? "desk.next.expired" : "desk.next.marked", { day: until });
  if (row.freshness === "due") return t(row.held_back_from ? "desk.next.due" : "desk.next.marked", { day: until });
  return "";
}
