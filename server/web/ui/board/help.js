/** The queue of those who ask for help, oldest first; it stands still while it is read or written in. */

import { announce } from "../shared/announce.js";
import { byId } from "../shared/dom.js";
import { t, tn } from "../shared/text.js";
import { Card } from "./request.js";

/** @typedef {import("./request.js").Asked} Asked */
/** @typedef {import("./request.js").Chats} Chats */

/** What is new is told so often at most. */
const BETWEEN = 15_000;

export class HelpQueue {
  /**
   * @param {import("./request.js").Send} send
   * @param {() => Chats} chats
   */
  constructor(send, chats) {
    this.send = send;
    this.chats = chats;
    this.list = byId("help-list");
    this.title = document.title;
    /** @type {Asked[] | null} */
    this.requests = null;
    /** @type {Map<number, Card>} */
    this.cards = new Map();
    this.held = { pointer: false, focus: false };
    /** @type {string[]} */
    this.news = [];
    this.lastSaid = -BETWEEN;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    const section = byId("help");
    section.addEventListener("pointerenter", (event) => this.hold("pointer", event.pointerType === "mouse"));
    section.addEventListener("pointerleave", () => this.hold("pointer", false));
    section.addEventListener("focusin", () => this.hold("focus", this.list.contains(document.activeElement)));
    section.addEventListener("focusout", (event) => this.hold("focus", event.relatedTarget instanceof Node && this.list.contains(event.relatedTarget)));
  }

  /** How many are open. */
  get open() {
    return this.requests?.length ?? 0;
  }

  get still() {
    return this.held.pointer || this.held.focus;
  }

  /** @param {"pointer" | "focus"} why @param {boolean} on */
  hold(why, on) {
    const before = this.still;
    this.held[why] = on;
    if (this.still === before) return;
    for (const card of this.cards.values()) card.hold(this.still);
    if (!this.still) this.arrange();
  }

  /** @param {Asked[]} requests all that are open, in the order of the server */
  show(requests) {
    for (const one of requests) this.listen(one);
    this.requests = requests;
    for (const one of requests) {
      const known = this.cards.get(one.id);
      const card = known ?? this.create(one);
      card.update(one, this.chats());
      if (!known && this.still) card.hold(true);
    }
    const open = new Set(requests.map(({ id }) => id));
    for (const [id, card] of this.cards) {
      if (open.has(id)) continue;
      if (card.pressed === "end") this.remove(id);
      else card.over(this.chats());
    }
    this.arrange();
    this.tell();
  }

  /** @param {Asked} one */
  create(one) {
    const card = new Card(one, this.send, () => this.remove(one.id));
    this.cards.set(one.id, card);
    this.list.append(card.node);
    return card;
  }

  /** Puts the cards in order and takes away those that are over; while it is read, nothing moves but what is added. */
  arrange() {
    if (!this.still) {
      for (const [id, card] of this.cards) if (card.isOver && card.draft === "") this.drop(id);
      const order = (this.requests ?? []).map(({ id }) => this.cards.get(id)?.node);
      const over = [...this.cards.values()].filter((card) => card.isOver).map((card) => card.node);
      [...order, ...over].forEach((node, index) => {
        if (node && this.list.children[index] !== node) this.list.insertBefore(node, this.list.children[index] ?? null);
      });
    }
    this.list.hidden = this.cards.size === 0;
    byId("help-none").hidden = this.requests === null || this.cards.size > 0;
    const untaken = (this.requests ?? []).filter((one) => one.taken_by === null).length;
    document.title = untaken > 0 ? `(${untaken}) ${this.title}` : this.title;
  }

  /** Away with a card, by the hand of whoever reads it: the focus goes to the heading. @param {number} id */
  remove(id) {
    const focused = this.cards.get(id)?.node.contains(document.activeElement);
    this.drop(id);
    if (focused) byId("help-title").focus({ preventScroll: true });
    this.arrange();
  }

  /** @param {number} id */
  drop(id) {
    this.cards.get(id)?.node.remove();
    this.cards.delete(id);
  }

  /** Notes what is new since the frame before; the first frame is read by the eye. @param {Asked} one */
  listen(one) {
    if (this.requests === null) return;
    const before = this.requests.find(({ id }) => id === one.id);
    if (!before) this.news.push(t(`queue.new.${one.kind}`, { name: one.from }));
    else if (one.yours && theirs(one) > theirs(before)) this.news.push(t("queue.new.word", { name: one.from }));
  }

  /** Says what is new in one sentence, politely, and not more often than one can listen to. */
  tell() {
    clearTimeout(this.timer);
    if (this.news.length === 0) return;
    const wait = this.lastSaid + BETWEEN - performance.now();
    if (wait > 0) {
      this.timer = setTimeout(() => this.tell(), wait);
      return;
    }
    this.lastSaid = performance.now();
    announce(this.news.length < 3 ? this.news.join(" ") : tn("queue.new.several", this.news.length));
    this.news = [];
  }

  /** Chats or minutes have changed. */
  tick() {
    for (const card of this.cards.values()) card.tick(this.chats());
  }

  /** The server refused what was sent last. */
  refused() {
    for (const card of this.cards.values()) card.unsent();
  }
}

/** How much the one who asks has said. @param {Asked} one */
function theirs(one) {
  return one.said.filter((word) => word.own).length;
}
