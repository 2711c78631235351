/** What the counsellor marks in a chat: a moment to come back to, the chat itself for colleagues, and quiet. */

import { announce } from "../shared/announce.js";
import { attr, fill, h, text } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { t, tn } from "../shared/text.js";
import { clock } from "../shared/time.js";

/** @typedef {import("../shared/types.js").Session} Session */

export class Noting {
  /**
   * @param {HTMLElement} box
   * @param {(frame: object) => boolean} send
   */
  constructor(box, send) {
    this.box = box;
    this.send = send;
    /** @type {Session | null} */
    this.session = null;
    this.said = "";
    this.pin = this.button("pin", "pin", "m", () => this.pinNewest());
    this.quiet = this.button("mute", "quiet", "d", () => this.mute());
    this.take = this.button("bookmark", "bookmark", "", () => this.bookmark());
    this.pins = h("div", { class: "pins" });
    fill(box, h("p", { class: "row" }, this.pin, this.take, this.quiet), this.pins);
  }

  /** @param {"pin" | "mute" | "bookmark"} what @param {string} picture @param {string} key @param {() => void} click */
  button(what, picture, key, click) {
    return h(
      "button",
      { class: `plain ${what}`, type: "button", "aria-pressed": what === "pin" ? null : "false", on: { click } },
      icon(picture), h("span", { class: "short", text: t(`beside.${what}`) }), h("span", { class: "offstage", text: t(`beside.${what}.more`) }), key ? h("kbd", { text: key, "aria-hidden": "true" }) : null,
    );
  }

  /** @param {Session | null} session @param {boolean} linked */
  show(session, linked) {
    this.session = session;
    this.box.hidden = session === null;
    if (!session) return;
    const { pins, muted, bookmarked } = session.beside;
    this.pin.disabled = !linked || session.messages === 0;
    this.quiet.disabled = this.take.disabled = !linked;
    attr(this.quiet, "aria-pressed", muted);
    attr(this.take, "aria-pressed", bookmarked);
    text(/** @type {Element} */ (this.take.querySelector(".short")), t(bookmarked ? "beside.bookmarked" : "beside.bookmark"));
    const said = JSON.stringify([session.id, pins, linked]);
    if (said === this.said) return;
    this.said = said;
    const open = this.pins.querySelector("details")?.open ?? false;
    const held = this.pins.contains(document.activeElement);
    const last = pins.at(-1);
    fill(this.pins, last ? this.list(pins, open, linked) : null);
    if (held) /** @type {HTMLElement} */ (this.pins.querySelector("summary") ?? this.pin).focus({ preventScroll: true });
  }

  /** @param {import("../shared/types.js").Pin[]} pins @param {boolean} open @param {boolean} linked */
  list(pins, open, linked) {
    const newest = pins.reduce((a, b) => (b.message > a.message ? b : a));
    return h(
      "details",
      { open },
      h("summary", { text: `${t("beside.pinned", { time: clock(newest.at) })} · ${tn("beside.pins", pins.length)}` }),
      h("ul", {}, ...pins.map((one) =>
        h("li", {}, h("span", { text: t("beside.pin_at", { time: clock(one.at), number: one.message }) }), h("button", { class: "plain", type: "button", disabled: !linked, on: { click: () => this.put(one.message, false) } }, h("span", { text: t("beside.unpin") }), h("span", { class: "offstage", text: `: ${t("beside.pin_at", { time: clock(one.at), number: one.message })}` }))),
      )),
    );
  }

  /** Marks the newest message: its number and time alone. */
  pinNewest() {
    const session = this.session;
    if (!session || session.messages === 0) return;
    const again = session.beside.pins.some((one) => one.message === session.messages);
    if (again) announce(t("beside.pin_again"));
    else this.put(session.messages, true);
  }

  /** @param {number} message @param {boolean} on */
  put(message, on) {
    if (this.session && this.send({ type: "pin", session: this.session.id, message, on })) announce(t(on ? "beside.pin_said" : "beside.unpin_said"));
  }

  mute() {
    const session = this.session;
    if (session && this.send({ type: "mute", session: session.id, on: !session.beside.muted })) announce(t(session.beside.muted ? "beside.unmuted_said" : "beside.muted_said"));
  }

  bookmark() {
    const session = this.session;
    if (session) this.send({ type: "bookmark", session: session.id, on: !session.beside.bookmarked });
  }
}
