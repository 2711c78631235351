/** Lifting an article for a while, with the reason that colleagues will see. */

import { openDialog } from "../../shared/dialog.js";
import { h } from "../../shared/dom.js";
import { ask, at } from "../../shared/door.js";
import { input, labelled } from "../../shared/fields.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/text.js";
import { longDay } from "../parts/when.js";
import { refresh } from "../summary.js";

/** @typedef {import("../../shared/types.js").DeskWhole} DeskWhole */

/**
 * @param {DeskWhole} one
 * @param {(now: DeskWhole) => void} changed
 */
export function promoteButton(one, changed) {
  const word = h("span", { text: t(one.promoted ? "desk.promote.end" : "desk.promote.open") });
  const path = `${at(one.id)}/promotion`;
  /** @param {DeskWhole["promoted"]} promoted */
  const now = (promoted) => {
    one.promoted = promoted;
    word.textContent = t(promoted ? "desk.promote.end" : "desk.promote.open");
    changed(one);
    void refresh();
  };
  const lift = () => {
    const soon = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10);
    const until = input(soon, { type: "date", required: true, min: new Date().toISOString().slice(0, 10) });
    const reason = input("", { required: true, maxlength: 120 });
    openDialog({
      title: t("desk.promote.title"),
      body: [h("p", { text: t("desk.promote.text") }), labelled(t("desk.promote.until"), until), labelled(t("desk.promote.reason"), reason, t("desk.promote.reason_hint"))],
      act: t("desk.promote.act"),
      work: async () => {
        const promoted = { until: until.value, reason: reason.value.trim() };
        await ask("PUT", path, { body: promoted });
        now(promoted);
        return t("desk.promote.done", { day: longDay(promoted.until) });
      },
    });
  };
  const end = () =>
    openDialog({
      title: t("desk.promote.end"),
      body: [h("p", { text: t("desk.promote.end_text") })],
      act: t("desk.promote.end_act"),
      work: async () => {
        await ask("DELETE", path);
        now(null);
      },
    });
  return h("button", { class: "plain", type: "button", on: { click: () => (one.promoted ? end() : lift()) } }, icon("pin"), word);
}
