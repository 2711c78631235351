/** Phase and knapp as big buttons for a talk by phone: a digit each, one press says where the talk is. */

import { attr, h, text } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { colour, element, elements, label, own } from "../shared/model.js";
import { t } from "../shared/text.js";
import { elapsed } from "../shared/time.js";

/** @typedef {{ phase: string | null, knapp: string | null }} Hand */
/** @typedef {"phase" | "knapp"} HandRing */

export class BigHand {
  /**
   * @param {HTMLElement} box
   * @param {{ choose: (ring: HandRing, id: string) => void, read: (ring: HandRing, id: string) => void, start: () => void, end: () => void }} act
   */
  constructor(box, act) {
    this.act = act;
    /** In the order of their digits. @type {{ ring: HandRing, id: string, node: HTMLElement }[]} */
    this.buttons = [];
    this.time = h("strong", { class: "time", role: "timer", "aria-live": "off" });
    this.start = h("button", { class: "button", type: "button", on: { click: act.start } }, icon("clock"), h("span", { text: t("phone.start") }));
    this.end = h("button", { class: "plain", type: "button", on: { click: act.end } }, icon("renew"), h("span", { text: t("hand.clear") }));
    this.about = h("div", { class: "about-hand" });
    box.append(
      h("p", { class: "call" }, icon("phone"), h("span", { text: t("phone.call") }), this.time, this.start, this.end),
      this.group("phase"),
      this.group("knapp"),
      this.about,
    );
  }

  /** @param {HandRing} ring */
  group(ring) {
    return h("div", { class: `big ${ring}`, role: "group", "aria-label": t(`kind.${ring}`) }, ...elements(ring).map((one) => this.button(ring, one.id)));
  }

  /** @param {HandRing} ring @param {string} id */
  button(ring, id) {
    const one = element(ring, id);
    const digit = this.buttons.length + 1;
    const node = h(
      "button",
      { class: "big-choice", type: "button", vars: { "--c": colour(one) }, on: { click: () => this.act.choose(ring, id) } },
      icon(one?.shape ?? "mark", colour(one)),
      h("span", { class: "name", text: label(ring, id) }),
      digit < 10 ? h("kbd", { text: String(digit), "aria-hidden": "true" }) : null,
    );
    this.buttons.push({ ring, id, node });
    return node;
  }

  /** The digits of a ring, as keys. @param {HandRing} ring */
  digits(ring) {
    return this.buttons.flatMap((one, at) => (one.ring === ring && at < 9 ? [String(at + 1)] : []));
  }

  /** @param {string} digit */
  press(digit) {
    const one = this.buttons[Number(digit) - 1];
    if (one) this.act.choose(one.ring, one.id);
  }

  /** @param {Hand} hand @param {number | null} since @param {boolean} more whether something else was noted */
  show(hand, since, more) {
    for (const { ring, id, node } of this.buttons) attr(node, "aria-pressed", String(hand[ring] === id));
    this.start.hidden = since !== null;
    this.end.hidden = since === null && hand.phase === null && hand.knapp === null && !more;
    this.tick(since);
    const said = JSON.stringify(hand);
    if (this.about.dataset.said === said) return;
    this.about.dataset.said = said;
    this.about.replaceChildren(...(/** @type {HandRing[]} */ (["phase", "knapp"])).flatMap((ring) => this.line(ring, hand[ring])));
  }

  /** What the chosen place is, in one line. @param {HandRing} ring @param {string | null} id */
  line(ring, id) {
    const one = element(ring, id);
    if (!one) return [];
    const read = h("button", { class: "plain", type: "button", on: { click: () => this.act.read(ring, one.id) } }, h("span", { text: t("phone.read") }), h("span", { class: "offstage", text: `: ${label(ring, one.id)}` }));
    return [h("p", {}, h("strong", { text: `${label(ring, one.id)}: ` }), own(one.short), " ", read)];
  }

  /** @param {number | null} since */
  tick(since) {
    text(this.time, since === null ? "" : elapsed(since));
  }
}
