/**
 * Sends what is said in the case beside us to /feed/v1, for installations without a webhook. What is not acknowledged is
 * kept and sent again; after a restart over there (another `epoch`) everything is.
 */

import { shown, shutOut } from "../shared/pass.js";
import { LiveSocket } from "../shared/socket.js";

/** @typedef {import("./conversation.js").FeedEvent} FeedEvent */

/** So many characters go in one frame, a quarter of what a frame may be; and so many events of a conversation are kept. */
const FRAME = 60_000;
const MOST = 2_000;
const AGAIN = 5_000;

export class Forward {
  /**
   * @param {string} source
   * @param {{ read: () => void, notYours: () => void, over: (event: FeedEvent) => void }} act told when something was read, is not ours
   *   to tell, or was said after the chat was over
   */
  constructor(source, act) {
    this.act = act;
    /** Everything known of the conversation, in order. @type {Map<string, FeedEvent>} */
    this.known = new Map();
    /** @type {Set<string>} */
    this.open = new Set();
    this.epoch = "";
    this.welcome = false;
    this.socket = new LiveSocket(
      "/feed/v1",
      (frame) => this.heard(frame),
      (state) => {
        if (state === "lost") this.welcome = false;
      },
      () => ({ type: "hello", version: 1, source, token: shown() }),
    );
  }

  /** @param {FeedEvent[]} events in order; those that are known already are passed over */
  tell(events) {
    const fresh = events.filter((event) => !this.known.has(event.id)).slice(0, Math.max(0, MOST - this.known.size));
    for (const event of fresh) {
      this.known.set(event.id, event);
      this.open.add(event.id);
    }
    if (this.welcome) this.send(fresh);
  }

  /** @param {any} frame a frame of ToSource */
  heard(frame) {
    if (frame.type === "welcome") {
      if (frame.epoch !== this.epoch) this.open = new Set(this.known.keys());
      this.epoch = frame.epoch;
      this.welcome = true;
      this.rest();
    } else if (frame.type === "error" && frame.code === "not_admitted") {
      this.socket.end();
      shutOut();
    } else if (frame.type === "ack") {
      for (const id of frame.ids) this.open.delete(id);
      this.act.read();
    } else if (frame.type === "refused" && frame.again) setTimeout(() => this.rest(), AGAIN);
    else if (frame.type === "refused") {
      this.open.delete(frame.id);
      if (frame.code === "not_yours") this.act.notYours();
      const event = this.known.get(frame.id);
      if (frame.code === "ended" && event) {
        this.known.delete(frame.id);
        this.act.over(event);
      }
    }
  }

  /** Sends what is not acknowledged. */
  rest() {
    if (this.welcome) this.send([...this.known.values()].filter((event) => this.open.has(event.id)));
  }

  /** @param {FeedEvent[]} events */
  send(events) {
    /** @type {FeedEvent[]} */
    let frame = [];
    let size = 0;
    for (const event of events) {
      frame.push(event);
      size += JSON.stringify(event).length;
      if (size < FRAME && event !== events.at(-1)) continue;
      this.socket.send({ type: "events", events: frame });
      frame = [];
      size = 0;
    }
  }
}
