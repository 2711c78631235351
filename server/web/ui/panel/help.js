/** Help from whoever leads the shift: what is open, what was answered since the box was last looked at. Memory only. */

/** @typedef {import("../shared/types.js").HelpRequest} HelpRequest */
/** @typedef {"none" | "asked" | "taken" | "answered"} HelpState */
/** What happened since the frame before. @typedef {{ what: "taken" | "answered" | "ended", name: string }} News */

export class Help {
  /** @param {(frame: object) => boolean} send */
  constructor(send) {
    this.send = send;
    /** @type {HelpRequest[]} */
    this.requests = [];
    /** Whether somebody leads the shift; null until the server has said. @type {boolean | null} */
    this.led = null;
    /** How many answers of each request have been seen. @type {Map<number, number>} */
    this.seen = new Map();
    /** Requests that were ended here. @type {Set<number>} */
    this.endedHere = new Set();
    /** Whether the last one was ended by the other side. */
    this.endedThere = false;
  }

  /**
   * @param {{ requests: HelpRequest[], shift_led: boolean }} frame
   * @returns {News[]}
   */
  heard(frame) {
    /** @type {News[]} */
    const news = [];
    for (const one of frame.requests) {
      const before = this.requests.find(({ id }) => id === one.id);
      const name = one.taken_by ?? "";
      if (answers(one).length > (before ? answers(before).length : 0)) news.push({ what: "answered", name: answers(one).at(-1)?.by ?? name });
      else if (one.taken_by && one.taken_by !== before?.taken_by) news.push({ what: "taken", name });
    }
    for (const one of this.requests) {
      if (frame.requests.some(({ id }) => id === one.id)) continue;
      this.seen.delete(one.id);
      if (this.endedHere.delete(one.id)) continue;
      this.endedThere = true;
      news.push({ what: "ended", name: one.taken_by ?? "" });
    }
    this.requests = frame.requests;
    this.led = frame.shift_led;
    return news;
  }

  /** How many answers nobody has looked at yet. */
  get unread() {
    return this.requests.reduce((sum, one) => sum + Math.max(0, answers(one).length - (this.seen.get(one.id) ?? 0)), 0);
  }

  /** The box is open: what stands there is seen. */
  look() {
    for (const one of this.requests) this.seen.set(one.id, answers(one).length);
  }

  /** @returns {HelpState} */
  get state() {
    if (this.unread > 0) return "answered";
    if (this.requests.length === 0) return "none";
    return this.requests.some((one) => one.taken_by) ? "taken" : "asked";
  }

  /** @param {"sparring" | "debrief"} kind */
  open(kind) {
    return this.requests.find((one) => one.kind === kind) ?? null;
  }

  /** @param {"sparring" | "debrief"} kind @param {string} text @param {string | null} session */
  ask(kind, text, session) {
    this.endedThere = false;
    return this.send({ type: "ask_help", session, kind, text });
  }

  /** @param {number} request @param {string} text */
  say(request, text) {
    return this.send({ type: "say_help", request, text });
  }

  /** @param {number} request */
  end(request) {
    const sent = this.send({ type: "end_help", request });
    if (sent) this.endedHere.add(request);
    return sent;
  }
}

/** What the other side has said. @param {HelpRequest} one */
export function answers(one) {
  return one.said.filter((word) => !word.own);
}
