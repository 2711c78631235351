/** Colleagues' requests: who waits for sparring that nobody has taken, and what is helped with here. Memory only. */

/** @typedef {import("../shared/types.js").HelpRequest} HelpRequest */
/** Who waits, without a word of what is asked. @typedef {{ request: number, from: string, since: number }} Wanted */
/** What happened since the frame before. @typedef {{ what: "wanted" | "yours" | "late" | "more" | "over", name: string }} HelpingNews */

/** A server that has nothing to say of it after a new connection says nothing. */
const NOTHING_CAME = 2000;

export class Helping {
  /** @param {(frame: object) => boolean} send @param {(news: HelpingNews[]) => void} tell */
  constructor(send, tell) {
    this.send = send;
    this.tell = tell;
    /** @type {Wanted[]} */
    this.wanted = [];
    /** @type {HelpRequest[]} */
    this.requests = [];
    /** How much of what each colleague has said has been seen. @type {Map<number, number>} */
    this.seen = new Map();
    /** What was pressed here and is not answered yet, and by whom it was asked. @type {Map<number, string>} */
    this.taking = new Map();
    /** What was ended or given back here. @type {Set<number>} */
    this.doneHere = new Set();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  /** @param {any} frame a frame of ToCounsellor */
  heard(frame) {
    if (frame.type === "snapshot" && (this.wanted.length > 0 || this.requests.length > 0)) {
      // What stands here is of the old connection; a half written answer stays if the new one says the same.
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.take([], []), NOTHING_CAME);
    } else if (frame.type === "help_wanted") {
      clearTimeout(this.timer);
      this.take(frame.wanted, frame.helping);
    }
  }

  /** @param {Wanted[]} wanted @param {HelpRequest[]} helping */
  take(wanted, helping) {
    /** @type {HelpingNews[]} */
    const news = [];
    for (const one of helping) {
      const before = this.requests.find(({ id }) => id === one.id);
      if (!before && this.taking.delete(one.id)) news.push({ what: "yours", name: one.from });
      else if (before && theirs(one).length > theirs(before).length) news.push({ what: "more", name: one.from });
    }
    for (const { id, from } of this.requests) {
      if (helping.some((one) => one.id === id)) continue;
      this.seen.delete(id);
      if (!this.doneHere.delete(id)) news.push({ what: "over", name: from });
    }
    for (const [request, name] of this.taking) {
      if (wanted.some((one) => one.request === request)) continue;
      this.taking.delete(request);
      news.push({ what: "late", name });
    }
    for (const { request, from } of wanted) {
      if (!this.wanted.some((one) => one.request === request)) news.push({ what: "wanted", name: from });
    }
    this.wanted = wanted;
    this.requests = helping;
    this.tell(news);
  }

  /** How much that colleagues have said nobody has looked at yet. */
  get unread() {
    return this.requests.reduce((sum, one) => sum + Math.max(0, theirs(one).length - (this.seen.get(one.id) ?? 0)), 0);
  }

  /** The box is open: what stands there is seen. */
  look() {
    for (const one of this.requests) this.seen.set(one.id, theirs(one).length);
  }

  /** @param {Wanted} one */
  offer(one) {
    const sent = this.send({ type: "offer_help", request: one.request });
    if (sent) this.taking.set(one.request, one.from);
    return sent;
  }

  /** @param {number} request @param {string} text */
  say(request, text) {
    return this.send({ type: "say_help", request, text });
  }

  /** @param {number} request */
  giveBack(request) {
    return this.done(request, { type: "withdraw_offer", request });
  }

  /** @param {number} request */
  end(request) {
    return this.done(request, { type: "end_help", request });
  }

  /** @param {number} request @param {object} frame */
  done(request, frame) {
    const sent = this.send(frame);
    if (sent) this.doneHere.add(request);
    return sent;
  }
}

/** What the colleague who asked has said. @param {HelpRequest} one */
function theirs(one) {
  return one.said.filter((word) => word.own);
}
