/** «Beskjed til alle»: what stands in all panels now, until when, and a new one. */

import { openDialog } from "../shared/dialog.js";
import { byId, fill, h } from "../shared/dom.js";
import { labelled, radios, select, textarea } from "../shared/fields.js";
import { icon } from "../shared/icons.js";
import { t } from "../shared/text.js";
import { clock, now } from "../shared/time.js";
import { ends } from "./dialogs.js";
import { asked } from "./wire.js";

/** @typedef {import("./types.js").Bulletin} Bulletin */

const LONGEST = 300;

/** The picture of each level; the word stands beside it. */
export const PICTURES = { info: "info", warning: "alert", stop: "stop" };

/**
 * @param {import("./state.js").State} state
 * @param {import("./wire.js").Send} send
 */
export function renderBulletins(state, send) {
  const box = byId("bulletins");
  box.hidden = state.bulletins === null;
  if (state.bulletins === null) return;
  const standing = state.bulletins.filter(({ until }) => until > now());
  const said = JSON.stringify([standing, state.shift?.closes]);
  if (box.dataset.said === said) return;
  const focused = box.contains(document.activeElement);
  box.dataset.said = said;
  fill(
    box,
    h(
      "header",
      {},
      h("h2", { id: "bulletins-title", text: t("bulletins.title") }),
      h("button", { class: "button small", type: "button", text: t("bulletins.new"), on: { click: () => write(state, send) } }),
    ),
    standing.length === 0
      ? h("p", { class: "pad dim", text: t("bulletins.none") })
      : h("ul", { class: "bulletins" }, ...standing.map((one) => item(one, send))),
  );
  if (focused) box.querySelector("button")?.focus({ preventScroll: true });
}

/** @param {Bulletin} one @param {import("./wire.js").Send} send */
function item(one, send) {
  return h(
    "li",
    { data: { level: one.level } },
    icon(PICTURES[one.level] ?? "info"),
    h("div", {}, h("p", {}, h("strong", { text: `${t(`bulletins.${one.level}`)}: ` }), one.text), h("p", { class: "dim small", text: [one.by, t("bulletins.until", { time: clock(one.until) })].filter(Boolean).join(" · ") })),
    h("button", { class: "plain", type: "button", text: t("bulletins.end"), "aria-label": t("bulletins.end_full", { text: one.text }), on: { click: () => send({ type: "end_bulletin", id: one.id }) } }),
  );
}

/** @param {import("./state.js").State} state @param {import("./wire.js").Send} send */
function write(state, send) {
  const level = radios(t("bulletins.level"), "level", ["info", "warning", "stop"].map((one) => [one, t(`bulletins.${one}`), t(`bulletins.${one}.hint`)]), "info");
  const words = textarea("", { rows: 3, maxlength: LONGEST, required: true });
  const until = select(ends(state.shift?.closes), "");
  openDialog({
    title: t("bulletins.new_title"),
    body: [level.box, labelled(t("bulletins.text"), words, t("bulletins.text_hint")), labelled(t("bulletins.how_long"), until)],
    act: t("bulletins.send"),
    work: () => asked(send, { type: "bulletin", level: level.value, text: words.value.trim(), until: Number(until.value) }, (frame) => frame.type === "bulletins"),
  });
}
