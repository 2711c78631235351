/** The alert rules in a dialog: what each looks for, on or off, and how often it would have fired in practice chats. */

import { busy } from "../shared/busy.js";
import { openDialog } from "../shared/dialog.js";
import { fill, h } from "../shared/dom.js";
import { Refused, Told, why } from "../shared/door.js";
import { tick } from "../shared/fields.js";
import { ask } from "../shared/knock.js";
import { label, own } from "../shared/model.js";
import { inside, t, tn } from "../shared/text.js";

/** @typedef {import("./types.js").Rule} Rule */

const DOOR = "/api/shift/rules";

/** Opens the rules as they are now. */
export async function openRules() {
  const list = h("ul", { class: "rules" }, h("li", { class: "dim", text: t("rules.loading") }));
  /** @type {{ rules: Rule[], etag: string }} */
  const kept = { rules: [], etag: "" };
  const dialog = openDialog({
    title: t("rules.dialog"),
    wide: true,
    body: [h("p", { text: t("rules.about") }), list],
    act: t("rules.save"),
    work: async () => {
      try {
        await ask("PUT", DOOR, { body: kept.rules, etag: kept.etag });
      } catch (error) {
        if (error instanceof Refused && (error.status === 409 || error.status === 412)) throw new Told(t("rules.changed"));
        throw error;
      }
    },
  });
  try {
    const { data, etag } = await ask("GET", DOOR);
    Object.assign(kept, { rules: data, etag });
    fill(list, ...kept.rules.map(row));
  } catch (error) {
    fill(list, h("li", { class: "wrong", text: why(error) }));
    /** @type {HTMLButtonElement | null} */ (dialog.querySelector("[type=submit]"))?.remove();
  }
}

/** @param {Rule} rule */
function row(rule) {
  const on = tick(own(rule.name), rule.on, (now) => (rule.on = now));
  const said = h("p", { class: "said small", role: "status" });
  const button = h("button", { class: "button", type: "button", text: t("rules.try"), "aria-label": t("rules.try_full", { name: own(rule.name) }) });
  button.addEventListener("click", () =>
    void busy(button, t("rules.trying"), async () => {
      try {
        const { data } = await ask("POST", `${DOOR}/dry-run`, { body: rule });
        const chats = data.per_chat.filter((/** @type {number} */ times) => times > 0).length;
        const fired = data.per_chat.reduce((/** @type {number} */ sum, /** @type {number} */ times) => sum + times, 0);
        fill(said, t("rules.tried", { fired, chats, all: data.chats }));
      } catch (error) {
        fill(said, why(error));
      }
    }),
  );
  return h(
    "li",
    {},
    h("div", {}, on.label, h("p", { class: "dim small", text: looksFor(rule) }), h("p", { class: "dim small", text: t(rule.shows === "board" ? "rules.on_board" : "rules.on_both") }), said),
    button,
  );
}

/** What it takes, in words. Phrases are counted here, and read where they are set. @param {Rule} rule */
function looksFor({ when }) {
  return [
    when.waiting_minutes ? tn("rules.waiting", when.waiting_minutes) : "",
    when.silent_minutes ? tn("rules.silent", when.silent_minutes) : "",
    when.minutes_in_phase ? tn("rules.in_phase", when.minutes_in_phase, { phase: when.phase ? inside(label("phase", when.phase)) : t("rules.any_phase") }) : when.phase ? t("rules.phase", { phase: inside(label("phase", when.phase)) }) : "",
    when.phrases?.length ? tn("rules.phrases", when.phrases.length) : "",
  ].filter(Boolean).join(", ");
}
