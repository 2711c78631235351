/** The rules that point at something now or are silent for a while, by name: how many talks, never whose. */

import { byId, fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { own } from "../shared/model.js";
import { t, tn } from "../shared/text.js";
import { clock, now } from "../shared/time.js";

/** @typedef {import("../shared/types.js").Both} Both */

const MINUTES = 30;

/**
 * @param {import("./state.js").State} state
 * @param {import("./wire.js").Send} send
 * @param {() => void} open opens the rules
 */
export function renderAlerts(state, send, open) {
  const box = byId("alerts");
  box.hidden = state.shift === null;
  const muted = state.muted.filter(({ until }) => until > now());
  const silent = new Set(muted.map(({ rule }) => rule));
  const pointed = [...state.pointed].filter(([rule]) => !silent.has(rule));
  const said = JSON.stringify([muted, pointed]);
  if (box.dataset.said === said) return;
  const focused = box.contains(document.activeElement);
  box.dataset.said = said;
  const items = [
    ...muted.map((one) => item("pause", t(one.why === "often" ? "rules.too_often" : "rules.muted", { name: own(one.name), time: clock(one.until) }), "unmute", own(one.name), () => send({ type: "mute_rule", rule: one.rule, minutes: 0 }))),
    ...pointed.map(([rule, { name, chats }]) => item("info", tn("rules.fires", chats, { name: called(name) }), "mute", called(name), () => send({ type: "mute_rule", rule, minutes: MINUTES }))),
  ];
  fill(
    box,
    h("header", {}, h("h2", { id: "alerts-title", text: t("rules.title") }), h("button", { class: "button small", type: "button", text: t("rules.open"), on: { click: open } })),
    items.length === 0 ? h("p", { class: "pad dim", text: t("rules.quiet") }) : h("ul", { class: "rule-alerts" }, ...items),
  );
  if (focused) box.querySelector("button")?.focus({ preventScroll: true });
}

/** @param {Both | string} name */
const called = (name) => (typeof name === "string" ? name : own(name));

/** @param {string} picture @param {string} words @param {"mute" | "unmute"} act @param {string} name @param {() => void} pressed */
function item(picture, words, act, name, pressed) {
  return h("li", {}, icon(picture), h("p", { text: words }), h("button", { class: "plain", type: "button", text: t(`rules.${act}`, { minutes: MINUTES }), "aria-label": t(`rules.${act}_full`, { name, minutes: MINUTES }), on: { click: pressed } }));
}
