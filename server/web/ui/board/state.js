/** What the board knows: the newest of everything the server has sent. */

/** @typedef {import("../shared/types.js").Overview} Overview */
/** @typedef {import("../shared/types.js").Feed} Feed */
/** @typedef {import("../shared/types.js").Place} Place */

/** @type {Place} */
const NOWHERE = { value: null, sure: "unsure", silent: true, last_sure: null, maybe: [], by_hand: false, since: null };

export class State {
  constructor() {
    this.known = false;
    this.you = "";
    /** @type {Map<string, Overview>} */
    this.sessions = new Map();
    /** @type {Feed[]} */
    this.feeds = [];
    /** @type {import("./types.js").Person[] | null} */
    this.people = null;
    /** @type {import("./types.js").Shift | null} */
    this.shift = null;
    /** @type {import("./types.js").Bulletin[] | null} */
    this.bulletins = null;
    /** @type {import("./types.js").MutedRule[]} */
    this.muted = [];
    /** @type {import("./types.js").Reading | null} */
    this.reading = null;
    this.mayRead = false;
    this.readMinutes = 10;
    /** Since when sparring is asked for, by chat. @type {Map<string, number>} */
    this.asking = new Map();
  }

  /**
   * Takes a frame in.
   * @param {any} frame
   * @param {number} at when it came
   */
  heard(frame, at) {
    if (frame.type === "snapshot") {
      const before = this.feeds;
      this.known = true;
      this.you = frame.you;
      this.feeds = frame.feeds;
      this.sessions = new Map(frame.sessions.map((/** @type {Overview} */ one) => [one.id, one]));
      for (const one of this.sessions.values()) this.sinceWhen(one, before.length > 0 ? at : null);
      this.people = frame.people ?? null;
      this.shift = frame.shift ?? null;
      this.bulletins = frame.bulletins ?? null;
      this.muted = frame.muted ?? [];
      this.mayRead = frame.reading_allowed === true;
      this.readMinutes = frame.reading_minutes ?? 10;
      this.reading = null;
    } else if (frame.type === "session") {
      this.sinceWhen(frame.session, at);
      this.sessions.set(frame.session.id, frame.session);
    } else if (frame.type === "gone") this.sessions.delete(frame.id);
    else if (frame.type === "feed") this.feeds = [...this.feeds.filter((feed) => feed.name !== frame.feed.name), frame.feed];
    else if (frame.type === "people") this.people = frame.people;
    else if (frame.type === "shift") this.shift = frame.shift;
    else if (frame.type === "bulletins") this.bulletins = frame.bulletins;
    else if (frame.type === "alerts") this.muted = frame.muted;
    else if (frame.type === "reading") this.reading = frame.until === null ? null : frame;
    else if (frame.type === "help") this.asked(frame.requests);
  }

  /**
   * Since when a chat is not followed or asks for help, where the server does not say: since this page saw it.
   * @param {Overview} one
   * @param {number | null} at null for what was so when the page came
   */
  sinceWhen(one, at) {
    const before = this.sessions.get(one.id);
    if (!one.followed) one.lost_since ??= before && !before.followed ? before.lost_since : (this.away ?? at);
    if (one.help === "asked") one.help_since ??= this.asking.get(one.id) ?? (before?.help === "asked" ? before.help_since : at);
  }

  /** @param {import("./request.js").Asked[]} requests */
  asked(requests) {
    this.asking = new Map(requests.flatMap(({ session, at, kind }) => (session !== null && kind === "sparring" ? [[session, at]] : [])));
    for (const [id, at] of this.asking) {
      const one = this.sessions.get(id);
      if (one?.help === "asked") one.help_since = at;
    }
  }

  /** How many chats each rule points at now. @returns {Map<string, { name: import("./types.js").RowAlert["name"], chats: number }>} */
  get pointed() {
    const all = new Map();
    for (const { alerts } of this.sessions.values()) {
      for (const { rule, name } of alerts ?? []) all.set(rule, { name, chats: (all.get(rule)?.chats ?? 0) + 1 });
    }
    return all;
  }

  /** Since when a feed is away, if only one is. */
  get away() {
    const away = this.feeds.filter((feed) => !feed.connected);
    return away.length === 1 ? (away[0]?.since ?? null) : null;
  }

  /** Those who are on the phone: a talk without a chat. @returns {Overview[]} */
  get phones() {
    return (this.people ?? []).filter(({ state }) => state === "phone").map(({ name, since }) => ({
      id: `phone:${name}`, counsellor: name, opened: since, state: "live", followed: true, phase: NOWHERE, knapp: NOWHERE,
      last_message: null, waiting_since: null, trail: [], gaps: 0, phone: true,
    }));
  }

  /** Everybody who is free to take a chat. */
  get free() {
    return (this.people ?? []).filter(({ state }) => state === "free").map(({ name }) => name);
  }
}
