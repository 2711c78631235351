/** Opening the text of a chat: a dialog that wants a reason and shows what the counsellor sees, and a window that closes by itself. */

import { announce } from "../shared/announce.js";
import { openDialog } from "../shared/dialog.js";
import { fill, h, keyed, text } from "../shared/dom.js";
import { Told } from "../shared/door.js";
import { labelled, radios, textarea } from "../shared/fields.js";
import { icon } from "../shared/icons.js";
import { t, tn } from "../shared/text.js";
import { clock, elapsed, now } from "../shared/time.js";
import { readByWords } from "../panel/read-by.js";
import { called } from "./row.js";
import { asked } from "./wire.js";

/** @typedef {import("../shared/types.js").Overview} Overview */
/** @typedef {import("./types.js").Reading} Reading */

const MINUTE = 60_000;
const SHORTEST = 10;
const LONGEST = 200;
/** Who asked for sparring is helped quickest; the others need more words. */
const REASONS = ["asked", "worry", "training", "other"];

/**
 * @param {Overview} one
 * @param {import("./state.js").State} state
 * @param {import("./wire.js").Send} send
 */
export function openReading(one, state, send) {
  const reason = radios(t("reading.reason"), "reason", REASONS.map((id) => [id, t(`reading.${id}`)]), one.help === "asked" ? "asked" : "");
  const words = textarea("", { rows: 2, maxlength: LONGEST });
  const room = labelled(t("reading.words"), words, t("reading.words_hint", { least: SHORTEST }));
  const minutes = radios(t("reading.minutes"), "minutes", ["5", "10"].filter((count) => Number(count) <= state.readMinutes).map((count) => [count, tn("reading.for", Number(count))]), "5");
  const seen = h("blockquote", { class: "seen" });
  const show = () => {
    room.hidden = reason.value !== "other";
    const time = clock(now() + Number(minutes.value) * MINUTE);
    text(seen, reason.value === "" ? t("reading.choose") : readByWords(state.you, { reason: reason.value }, time));
  };
  const dialog = openDialog({
    title: t("reading.title", { name: called(one) }),
    body: [
      h("p", { text: t("reading.before") }),
      reason.box, room, minutes.box,
      h("div", { class: "what-is-seen" }, h("p", { class: "name", text: t("reading.seen", { name: one.counsellor ?? "" }) }), seen),
      h("p", { class: "dim small", text: t("reading.logged") }),
    ],
    act: t("reading.open"),
    work: async () => {
      if (reason.value === "other" && words.value.trim().length < SHORTEST) {
        words.focus();
        throw new Told(t("reading.too_short", { least: SHORTEST }));
      }
      const frame = { type: "open_text", session: one.id, reason: reason.value, words: reason.value === "other" ? words.value.trim() : "", minutes: Number(minutes.value) };
      await asked(send, frame, (answer) => answer.type === "reading" && answer.session === one.id && answer.until !== null);
    },
  });
  dialog.addEventListener("input", show);
  show();
}

/** The window: what is said, how long it stands, and who sees that it is read. */
export class ReadingWindow {
  /**
   * @param {import("./state.js").State} state
   * @param {import("./wire.js").Send} send
   */
  constructor(state, send) {
    this.state = state;
    this.send = send;
    /** @type {Reading | null} */
    this.shown = null;
    this.left = h("strong", { role: "timer", "aria-live": "off" });
    this.title = h("h2", { id: "reading-title", tabindex: "-1" });
    this.seen = h("p", { class: "dim small" });
    this.before = h("p", { class: "dim small" });
    this.words = h("ol", { class: "said-here", tabindex: "0", "aria-labelledby": "reading-title" });
    this.node = h(
      "section",
      { class: "reading", "aria-labelledby": "reading-title", hidden: true },
      h("header", {}, icon("padlock"), this.title, h("button", { class: "button primary", type: "button", text: t("reading.close"), on: { click: () => this.close() } })),
      h("p", { class: "left" }, icon("clock"), h("span", { text: t("reading.closes_in") }), this.left),
      this.seen,
      this.before,
      this.words,
    );
    document.body.append(this.node);
  }

  render() {
    const { reading, sessions } = this.state;
    const before = this.shown;
    const open = reading !== null && reading.until > now();
    this.node.hidden = !open;
    if (!open) {
      if (before) this.over();
      return;
    }
    this.shown = reading;
    const one = sessions.get(reading.session);
    const who = one?.counsellor ?? "";
    text(this.title, one ? t("reading.window", { name: called(one) }) : t("reading.window_over"));
    text(this.seen, t("reading.window_seen", { name: who }));
    text(this.before, reading.left_out > 0 ? tn("reading.left_out", reading.left_out) : "");
    this.before.hidden = reading.left_out === 0;
    const end = this.words.scrollTop + this.words.clientHeight >= this.words.scrollHeight - 8;
    keyed(
      this.words,
      reading.messages.map((message, index) => ({ ...message, key: String(index) })),
      ({ key }) => key,
      ({ from, at, text: words }) => h("li", { class: from }, h("span", { class: "by dim", text: `${t(`reading.from.${from}`)} ${clock(at)}` }), h("span", { class: "words", text: words })),
    );
    if (before?.session !== reading.session) {
      this.words.scrollTop = this.words.scrollHeight;
      this.title.focus({ preventScroll: true });
    } else if (end) this.words.scrollTop = this.words.scrollHeight;
    this.tick();
  }

  /** The countdown; at its end the words go, whatever the server says. */
  tick() {
    if (!this.shown) return;
    if (this.shown.until <= now()) {
      this.state.reading = null;
      return this.render();
    }
    text(this.left, elapsed(2 * now() - this.shown.until));
  }

  close() {
    if (this.shown) this.send({ type: "close_text", session: this.shown.session });
    this.state.reading = null;
    this.render();
  }

  /** It is closed: the words leave the page. */
  over() {
    const focused = this.node.contains(document.activeElement);
    this.shown = null;
    fill(this.words);
    announce(t("reading.closed"));
    if (focused || document.activeElement === document.body) document.getElementById("board")?.focus({ preventScroll: true });
  }
}
