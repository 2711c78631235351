/** The rules that fire now or are muted, by name: how many talks they point at, never who. */

import { byId, fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { own } from "../shared/model.js";
import { t, tn } from "../shared/text.js";
import { clock, now } from "../shared/time.js";

/** @typedef {import("./types.js").RuleAlert} RuleAlert */

const MINUTES = 30;

/**
 * @param {import("./state.js").State} state
 * @param {import("./dialogs.js").Send} send
 * @param {(() => void) | null} rules opens the rules
 */
export function renderAlerts(state, send, rules) {
  const box = byId("alerts");
  const at = now();
  const shown = state.alerts.filter((one) => one.chats > 0 || (one.muted_until ?? 0) > at);
  box.hidden = state.shift === null;
  const said = JSON.stringify([shown, shown.map((one) => (one.muted_until ?? 0) > at), rules !== null]);
  if (box.dataset.said === said) return;
  const focused = box.contains(document.activeElement);
  box.dataset.said = said;
  fill(
    box,
    h(
      "header",
      {},
      h("h2", { id: "alerts-title", text: t("rules.title") }),
      rules ? h("button", { class: "plain", type: "button", text: t("rules.open"), on: { click: rules } }) : null,
    ),
    shown.length === 0 ? h("p", { class: "pad dim", text: t("rules.quiet") }) : h("ul", { class: "rule-alerts" }, ...shown.map((one) => item(one, (one.muted_until ?? 0) > at, send))),
  );
  if (focused) box.querySelector("button")?.focus({ preventScroll: true });
}

/** @param {RuleAlert} one @param {boolean} muted @param {import("./dialogs.js").Send} send */
function item(one, muted, send) {
  const name = typeof one.name === "string" ? one.name : own(one.name);
  const time = clock(one.muted_until ?? 0);
  const words = muted
    ? one.fired ? t("rules.too_often", { name, time, fired: one.fired }) : t("rules.muted", { name, time })
    : tn("rules.fires", one.chats, { name });
  return h(
    "li",
    {},
    icon(muted ? "pause" : "info"),
    h("p", { text: words }),
    h("button", {
      class: "plain", type: "button", text: muted ? t("rules.unmute") : t("rules.mute", { minutes: MINUTES }),
      "aria-label": muted ? t("rules.unmute_full", { name }) : t("rules.mute_full", { name, minutes: MINUTES }),
      on: { click: () => send({ type: "mute_rule", rule: one.rule, minutes: muted ? 0 : MINUTES }) },
    }),
  );
}
