/** Who has the shift: taken, handed over with a note, two at once, nobody; and the opening hours. */

import { announce } from "../shared/announce.js";
import { openDialog } from "../shared/dialog.js";
import { byId, fill, h } from "../shared/dom.js";
import { labelled, select, textarea } from "../shared/fields.js";
import { icon } from "../shared/icons.js";
import { t } from "../shared/text.js";
import { clock, now } from "../shared/time.js";
import { asked } from "./wire.js";

/** @typedef {import("./types.js").Shift} Shift */

const LONGEST_NOTE = 300;
const DAY = 86_400_000;

export class Lead {
  /**
   * @param {import("./state.js").State} state
   * @param {import("./wire.js").Send} send
   */
  constructor(state, send) {
    this.state = state;
    this.send = send;
    this.box = byId("shift");
    this.said = "";
  }

  render() {
    const { shift, you } = this.state;
    this.box.hidden = shift === null;
    if (!shift) return;
    const said = JSON.stringify([shift, you]);
    if (said === this.said) return;
    if (this.said !== "" && shift.alarm === "nobody") announce(t("lead.nobody"));
    this.said = said;
    const focused = this.box.contains(document.activeElement);
    const [words, acts, warns] = this.words(shift, you);
    const handed = shift.note && (shift.leader === you || shift.offered_to === you || shift.leader === null) ? shift.note : null;
    this.box.dataset.state = warns ? "asks" : "calm";
    fill(
      this.box,
      h("p", { class: "who" }, icon(warns ? "alert" : shift.open ? "person" : "door"), h("span", {}, ...words), h("span", { class: "dim", text: hours(shift) })),
      handed ? h("p", { class: "note" }, h("span", { class: "dim", text: `${t("lead.note_said")} ` }), h("q", { text: handed })) : null,
      acts.length > 0 ? h("p", { class: "acts" }, ...acts) : null,
    );
    if (focused) this.box.querySelector("button")?.focus({ preventScroll: true });
  }

  /**
   * @param {Shift} shift
   * @param {string} you
   * @returns {[(Node | string)[], Node[], boolean]} what is said, what may be done, and whether it asks for something
   */
  words(shift, you) {
    const strong = (/** @type {string} */ text) => h("strong", { text });
    const take = (primary = false) => this.button("lead.take", () => this.act({ type: "take_shift" }), primary);
    if (shift.leader === null) {
      if (!shift.open && shift.alarm === null) return [[strong(t("lead.closed"))], [take()], false];
      return [[strong(t("lead.nobody")), " ", t("lead.nobody_text")], [take(true)], true];
    }
    const since = shift.since === null ? "" : t("lead.since", { time: clock(shift.since) });
    if (shift.offered_to === you) {
      return [[strong(t("lead.offered_you", { name: shift.leader }))], [take(true)], true];
    }
    if (shift.leader === you) {
      const other = shift.also[0];
      if (other !== undefined) {
        return [
          [strong(t("lead.also", { name: shift.also.join(", ") }))],
          [this.button("lead.keep", () => this.act({ type: "keep_shift" }), true), this.button("lead.yield", () => this.act({ type: "leave_shift", to: other, note: "" }), false, { name: other })],
          true,
        ];
      }
      const offered = shift.offered_to ? [` ${t("lead.offered", { name: shift.offered_to })}`] : [];
      return [[strong(t("lead.you")), ` ${since}`, ...offered], [this.button(shift.offered_to ? "lead.regret" : "lead.hand_over", () => (shift.offered_to ? this.act({ type: "keep_shift" }) : this.handOver()))], false];
    }
    if (shift.also.includes(you)) {
      return [[strong(t("lead.both", { name: shift.leader }))], [this.button("lead.step_back", () => this.act({ type: "leave_shift", to: null, note: "" }))], true];
    }
    return [[strong(t("lead.is", { name: shift.leader })), ` ${since}`], [take()], false];
  }

  /** @param {string} key @param {() => void} pressed @param {boolean} [primary] @param {Record<string, string>} [vars] */
  button(key, pressed, primary = false, vars = {}) {
    return h("button", { class: primary ? "button primary" : "button", type: "button", text: t(key, vars), on: { click: pressed } });
  }

  /** @param {object} frame */
  act(frame) {
    if (!this.send(frame)) announce(t("queue.no_link"));
  }

  handOver() {
    const { you } = this.state;
    const names = (this.state.people ?? []).map(({ name }) => name).filter((name) => name !== you);
    const to = select([...names.map((name) => /** @type {[string, string]} */ ([name, name])), ["", t("lead.to_nobody")]], names[0] ?? "");
    const note = textarea("", { rows: 3, maxlength: LONGEST_NOTE });
    openDialog({
      title: t("lead.hand_over_title"),
      body: [labelled(t("lead.to"), to, t("lead.to_hint")), labelled(t("lead.note"), note, t("lead.note_hint"))],
      act: t("lead.hand_over_act"),
      work: async () => {
        await asked(this.send, { type: "leave_shift", to: to.value || null, note: note.value.trim() }, (frame) => frame.type === "shift");
      },
    });
  }
}

/** The opening hours in a few words. @param {Shift} shift */
function hours(shift) {
  const season = shift.season ? ` · ${shift.season}` : "";
  if (shift.open) return shift.closes ? `${t("lead.open_until", { time: clock(shift.closes) })}${season}` : "";
  if (!shift.opens) return "";
  const far = shift.opens - now() > DAY;
  const when = new Date(shift.opens);
  return far ? t("lead.opens_day", { day: when.getDate(), month: when.getMonth() + 1, time: clock(shift.opens) }) : t("lead.opens", { time: clock(shift.opens) });
}
