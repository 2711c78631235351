/** The states of an article as shapes with a word, and how it stands with its review. */

import { h, s } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/text.js";
import { day } from "../../shared/time.js";
import { when } from "./values.js";

/** @typedef {import("./types.js").Whole} Whole */

/** Dashed ring, half, dot, full, square: told apart without colour. @param {string} state */
function shape(state) {
  const ring = () => s("circle", { cx: 10, cy: 10, r: 6.6, class: state === "utkast" ? "dashed" : "" });
  const inner = {
    utkast: () => [ring()],
    til_gjennomgang: () => [ring(), s("path", { class: "solid", d: "M10 3.4a6.6 6.6 0 0 0 0 13.2z" })],
    klar: () => [ring(), s("circle", { class: "solid", cx: 10, cy: 10, r: 3.2 })],
    publisert: () => [s("circle", { class: "solid", cx: 10, cy: 10, r: 6.8 })],
    arkivert: () => [s("rect", { x: 4, y: 4, width: 12, height: 12, rx: 1.5 })],
  }[state];
  return s("svg", { class: "icon shape", viewBox: "0 0 20 20", "aria-hidden": "true", focusable: "false" }, ...(inner ? inner() : [ring()]));
}

/** @param {string} state */
export function stateBadge(state) {
  return h("span", { class: "badge" }, shape(state), h("span", { text: t(`edit.state.${state}`) }));
}

/**
 * What lies on top of the published text, if anything does.
 * @param {Whole} whole
 */
export function stageBadge(whole) {
  if (whole.state !== "publisert" || whole.stage === "none") return null;
  return h("span", { class: "badge" }, shape(whole.stage), h("span", { text: t(`edit.stage.${whole.stage}`) }));
}

/** @param {Whole} whole */
export function scheduledBadge(whole) {
  const at = whole.publish_at ?? whole.scheduled_for;
  return at ? h("span", { class: "badge" }, icon("clock"), h("span", { text: t("edit.scheduled", { time: when(at) }) })) : null;
}

/** That I have words here which are not a version yet. */
export function mineBadge() {
  return h("span", { class: "badge mine" }, icon("pen"), h("span", { text: t("edit.mine") }));
}

/** @type {Record<string, string>} */
const pictures = { in_order: "check", unchecked: "info", soon: "clock", due: "alert", expired: "alert", held_back: "alert" };

/** @param {Whole} whole */
export function freshBadge(whole) {
  const date = whole.due ? day(whole.due) : "";
  const key = whole.freshness === "soon" && whole.due_because === "fact" ? "edit.fresh.soon_fact" : `edit.fresh.${whole.freshness}`;
  return h("span", { class: "badge", data: { fresh: whole.freshness } }, icon(pictures[whole.freshness] ?? "info"), h("span", { text: t(key, { date }) }));
}
