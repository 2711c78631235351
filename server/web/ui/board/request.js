/** One request for help as a card: who and since when, what was said, and an answer box that keeps what is typed. */

import { attr, fill, h, keyed, text } from "../shared/dom.js";
import { textarea } from "../shared/fields.js";
import { icon } from "../shared/icons.js";
import { label } from "../shared/model.js";
import { inside, t, tn } from "../shared/text.js";
import { clock, now, span } from "../shared/time.js";

/** @typedef {{ by: string, own: boolean, at: number, text: string }} Word */
/**
 * @typedef {{ id: number, kind: "sparring" | "debrief" | "whisper", from: string, session: string | null, at: number,
 *   taken_by: string | null, taken_at: number | null, yours: boolean, escalated: boolean, said: Word[] }} Asked
 */
/** @typedef {Map<string, import("../shared/types.js").Overview>} Chats */
/** What a card may do: gives whether it went out. @typedef {(frame: object) => boolean} Send */

const LONGEST = 500;
const SHORT_OF_ROOM = 60;

export class Card {
  /**
   * @param {Asked} one
   * @param {Send} send
   * @param {() => void} gone the card is to be taken away, by whoever reads it
   */
  constructor(one, send, gone) {
    this.one = one;
    this.send = send;
    this.gone = gone;
    this.isOver = false;
    /** What was pressed here and has not come back yet. @type {"" | "take" | "back" | "end"} */
    this.pressed = "";
    this.wantsToAnswer = false;
    /** How many answers there were when one was sent that has not come back yet. @type {number | null} */
    this.pending = null;
    const name = `ask-${one.id}`;
    this.when = h("p", { class: "when dim" });
    this.about = h("p", { class: "about dim" });
    this.standing = h("p", { class: "standing" });
    this.words = h("ol");
    this.thread = h("div", { class: "thread", role: "group", "aria-label": t("queue.thread", { name: one.from }) }, this.words);
    // A stop for the keyboard only where there is something to scroll.
    new ResizeObserver(() => attr(this.thread, "tabindex", this.thread.scrollHeight > this.thread.clientHeight + 1 ? "0" : null)).observe(this.thread);
    this.box = textarea("", { rows: 2, maxlength: LONGEST, placeholder: t("queue.private"), "aria-label": t("queue.answer", { name: one.from }), "aria-keyshortcuts": "Control+Enter" });
    this.room = h("span", { class: "dim small" });
    this.note = h("p", { class: "wrong", role: "status" });
    this.sender = this.button("queue.send", () => this.form.requestSubmit());
    this.form = h("form", { class: "answer", novalidate: true }, this.box, this.room);
    this.buttons = {
      take: this.button("queue.take", () => this.take()),
      over: this.button("queue.take_over", () => this.take()),
      answer: this.button("queue.reply", () => this.reply()),
      send: this.sender,
      back: this.button("queue.back", () => this.act({ type: "give_back_help", request: one.id }, "back")),
      end: this.button("queue.end", () => this.end()),
      away: this.button("queue.away", () => this.gone()),
    };
    this.node = h(
      "li",
      {},
      h(
        "article",
        { class: "asked", "aria-labelledby": name },
        h("header", {}, h("h3", { id: name, text: one.from }), this.when),
        this.about, this.standing, this.thread, this.form, this.note,
        h("p", { class: "acts" }, ...Object.values(this.buttons)),
      ),
    );
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.answer();
    });
    this.box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.answer();
    });
    this.box.addEventListener("input", () => this.measure());
  }

  /** @param {string} key @param {() => void} pressed */
  button(key, pressed) {
    return h("button", { class: "button", type: "button", text: t(key), on: { click: pressed } });
  }

  get draft() {
    return this.box.value.trim();
  }

  /** Answers given so far. */
  get answers() {
    return this.one.said.filter((word) => !word.own).length;
  }

  /** @param {Asked} one @param {Chats} chats */
  update(one, chats) {
    const more = this.words.children.length === 0 || one.said.length > this.one.said.length;
    const atEnd = this.thread.scrollTop + this.thread.clientHeight >= this.thread.scrollHeight - 4;
    this.one = one;
    keyed(
      this.words,
      one.said.map((word, at) => ({ ...word, key: `${at}${one.yours}` })),
      (word) => word.key,
      (word) => h("li", { class: word.own ? "theirs" : "ours" }, h("span", { class: "by", text: `${word.own || !one.yours ? word.by : t("queue.you")} ${clock(word.at)}` }), h("span", { class: "words", text: word.text })),
    );
    this.thread.hidden = one.said.length === 0;
    if (this.pending !== null && this.answers > this.pending) this.arrived();
    this.render();
    this.tick(chats);
    if (more && atEnd) this.thread.scrollTop = this.thread.scrollHeight;
    this.answerPressed();
  }

  /** Where the focus goes after what was pressed here, if it has not gone elsewhere meanwhile. */
  answerPressed() {
    const [to, from] = this.pressed === "take" && this.one.yours ? [this.box, [this.buttons.take, this.buttons.over]] : this.pressed === "back" && !this.one.yours ? [this.buttons.take, [this.buttons.back]] : [null, []];
    if (!to) return;
    this.pressed = "";
    const here = document.activeElement;
    if (here === document.body || from.some((button) => button === here)) to.focus({ preventScroll: true });
  }

  render() {
    const { one, buttons } = this;
    const mine = one.yours && !this.isOver;
    const others = !mine && one.taken_by !== null;
    const writes = mine || this.wantsToAnswer || this.draft !== "";
    this.node.dataset.standing = this.isOver ? "over" : mine ? "mine" : others ? "others" : one.escalated ? "escalated" : "open";
    this.form.hidden = !writes;
    this.box.readOnly = this.isOver;
    buttons.take.hidden = this.isOver || mine || others;
    buttons.over.hidden = this.isOver || !others;
    buttons.answer.hidden = this.isOver || mine || others || writes;
    buttons.send.hidden = this.isOver || !writes || others;
    buttons.back.hidden = !mine;
    buttons.end.hidden = !mine;
    buttons.away.hidden = !this.isOver;
    buttons.take.classList.toggle("primary", !writes);
    buttons.send.classList.toggle("primary", true);
    this.measure();
  }

  /** What time and the chats change. @param {Chats} chats */
  tick(chats) {
    const { one } = this;
    const chat = one.session === null ? null : chats.get(one.session);
    const phase = chat && !chat.phase.silent ? chat.phase.value : null;
    text(this.about, one.session === null ? "" : !chat ? t("queue.chat_over") : phase ? t("queue.chat_in", { phase: inside(label("phase", phase)) }) : t("queue.chat"));
    const ago = now() - one.at;
    text(this.when, ago < 60_000 ? t(`queue.${one.kind}.now`) : t(`queue.${one.kind}.ago`, { time: span(ago) }));
    const time = clock(one.taken_at ?? one.at);
    const [picture, words] = this.isOver
      ? ["check", t("queue.over", { name: one.from })]
      : one.yours
        ? ["check", t("queue.taken_you", { time })]
        : one.taken_by !== null
          ? ["people", t("queue.taken", { name: one.taken_by, time })]
          : one.escalated
            ? ["clock", t("queue.escalated", { time: span(ago) })]
            : ["", t("queue.untaken")];
    if (this.standing.dataset.said === words) return;
    this.standing.dataset.said = words;
    fill(this.standing, picture ? icon(picture) : null, h("span", { text: words }));
  }

  measure() {
    const left = LONGEST - this.box.value.length;
    text(this.room, left <= SHORT_OF_ROOM ? tn("queue.left", left) : "");
  }

  take() {
    this.act({ type: "take_help", request: this.one.id }, "take");
  }

  /** The box, before anybody has taken it. */
  reply() {
    this.wantsToAnswer = true;
    this.render();
    this.box.focus({ preventScroll: true });
  }

  answer() {
    if (this.pending !== null) return;
    if (this.draft === "") return this.box.focus({ preventScroll: true });
    const before = this.answers;
    if (!this.act({ type: "say_help", request: this.one.id, text: this.draft })) return;
    this.pending = before;
    attr(this.sender, "aria-disabled", "true");
  }

  /** The answer has come back: it is said. */
  arrived() {
    this.settleSending();
    this.box.value = "";
    this.wantsToAnswer = false;
    if (this.thread.hasAttribute("data-still")) {
      this.thread.removeAttribute("data-still");
      this.hold(true);
    }
    this.thread.scrollTop = this.thread.scrollHeight;
  }

  settleSending() {
    this.pending = null;
    this.sender.removeAttribute("aria-disabled");
  }

  /** What was sent did not get there; the words stay in the box. */
  unsent() {
    if (this.pending === null) return;
    this.settleSending();
    text(this.note, t("queue.unsent"));
  }

  end() {
    if (this.draft !== "") {
      text(this.note, t("queue.draft"));
      return this.box.focus({ preventScroll: true });
    }
    this.act({ type: "end_help", request: this.one.id }, "end");
  }

  /** @param {object} frame @param {"" | "take" | "back" | "end"} pressed */
  act(frame, pressed = "") {
    const went = this.send(frame);
    this.pressed = went ? pressed : "";
    text(this.note, went ? "" : t("queue.no_link"));
    return went;
  }

  /** It was ended by the other: what was said goes at once, the card stays where it is. @param {Chats} chats */
  over(chats) {
    if (this.isOver) return;
    const high = this.node.offsetHeight;
    this.isOver = true;
    this.one = { ...this.one, said: [] };
    fill(this.words);
    this.thread.hidden = true;
    this.settleSending();
    text(this.note, this.draft === "" ? "" : t("queue.over_draft"));
    this.node.style.setProperty("--least", `${high}px`);
    this.render();
    this.tick(chats);
  }

  /** While somebody reads or types, what is said grows inwards. @param {boolean} still */
  hold(still) {
    if (still) this.thread.style.setProperty("--high", `${this.thread.offsetHeight}px`);
    this.thread.toggleAttribute("data-still", still && !this.thread.hidden);
  }
}
