/** What the panel knows: the counsellor's chats in the order they opened, and which one is shown. */

import { now } from "../shared/time.js";
import { keeping } from "./keeping.js";

/** @typedef {import("../shared/types.js").Session} Session */
/** @typedef {import("../shared/types.js").Feed} Feed */
/** @typedef {import("../shared/types.js").Place} Place */
/**
 * A chat that is over: where it was, and no word of it.
 * @typedef {{ how: string, at: number, phase: Place, knapp: Place, trail: import("../shared/types.js").Step[],
 *   pins: import("../shared/types.js").Pin[], corrected: number, confirmed: number, bookmarked: boolean }} Over
 */
/**
 * @typedef {{ id: string, number: number, session: Session | null, over: Over | null,
 *   unfollowed: number | null, left: number | null }} Chat
 */

/** The tab for a talk without a chat: the ring by hand. */
export const HAND = "hand";

/** So many chats that are over keep their tab beside the one that is shown. */
const KEPT_OVER = 1;

export class Chats {
  constructor() {
    /** @type {Chat[]} */
    this.list = [];
    /** @type {Feed[]} */
    this.feeds = [];
    /** @type {string} */
    this.shown = HAND;
    this.opened = 0;
    /** Which chat alone may be shown, where the page stands beside one; undefined: all. @type {string | null | undefined} */
    this.only = keeping.only;
    /** All that the server told of, shown or not. @type {Map<string, Session>} */
    this.told = new Map();
  }

  /** Shows this chat alone from now on; null: none as yet. @param {string | null} id */
  keepTo(id) {
    this.only = id;
    for (const chat of this.list.filter((one) => one.id !== id)) this.close(chat.id);
    const session = id === null ? null : this.told.get(id);
    if (session) this.put(session, true, true);
  }

  /** @returns {Chat | null} the chat that is shown, or null while the ring is used by hand */
  get chat() {
    return this.list.find((chat) => chat.id === this.shown) ?? null;
  }

  /** @param {{ sessions: Session[], feeds: Feed[] }} frame @param {boolean} mayShow */
  snapshot(frame, mayShow) {
    this.feeds = frame.feeds;
    this.told.clear();
    const here = new Set(frame.sessions.map((session) => session.id));
    for (const chat of this.list) if (chat.session && !here.has(chat.id)) this.gone(chat.id, "unknown", now());
    for (const session of [...frame.sessions].sort((a, b) => a.opened - b.opened)) this.put(session, mayShow, true);
  }

  /**
   * One chat is new or has changed.
   * @param {Session} session
   * @param {boolean} mayShow whether the panel may turn to it by itself, if nothing else is shown
   * @param {boolean} [first] from a snapshot: then we did not see when it was left or lost
   */
  put(session, mayShow, first = false) {
    if (this.only !== undefined) {
      const first = !this.told.has(session.id);
      this.told.set(session.id, session);
      if (first) document.dispatchEvent(new Event("chat-told"));
      if (session.id !== this.only) return;
    }
    let chat = this.list.find((one) => one.id === session.id);
    if (!chat) {
      this.makeRoom();
      this.opened += 1;
      chat = { id: session.id, number: this.opened, session, over: null, unfollowed: null, left: null };
      this.list.push(chat);
      if (this.shown === HAND && mayShow) this.shown = chat.id;
    }
    const before = chat.session;
    if (session.followed) chat.unfollowed = null;
    else if (!first && before?.followed !== false) chat.unfollowed = now();
    if (session.state !== "left") chat.left = null;
    else if (!first && before?.state !== "left") chat.left = now();
    chat.session = session;
    chat.over = null;
  }

  /**
   * One chat is over: its words leave the page with the session object.
   * @param {string} id
   * @param {string} how
   * @param {number} at
   */
  gone(id, how, at) {
    this.told.delete(id);
    const chat = this.list.find((one) => one.id === id);
    if (!chat?.session) return;
    const { phase, knapp, trail } = chat.session;
    const { pins, corrected, confirmed, bookmarked } = chat.session.beside;
    chat.over = { how, at, phase, knapp, trail, pins, corrected, confirmed, bookmarked };
    chat.session = null;
  }

  /** A new chat comes: older ones that are over give up their tabs, never the one that is shown. */
  makeRoom() {
    const over = this.list.filter((chat) => chat.over && chat.id !== this.shown);
    for (const chat of over.slice(0, Math.max(0, over.length - KEPT_OVER))) this.close(chat.id);
  }

  /** @param {Feed} feed */
  feed(feed) {
    const index = this.feeds.findIndex((one) => one.name === feed.name);
    if (index < 0) this.feeds.push(feed);
    else this.feeds[index] = feed;
  }

  /** The quotes go when nobody can take them back any more; what the counsellor noted stays. */
  forgetWords() {
    this.told.clear();
    for (const chat of this.list) {
      if (!chat.session) continue;
      const rhythm = { ...chat.session.rhythm, questions: [], proposed: null };
      chat.session = { ...chat.session, why: null, typing: [], rhythm };
    }
  }

  /** The counsellor is done with a chat that is over. @param {string} id */
  close(id) {
    const index = this.list.findIndex((chat) => chat.id === id);
    if (index < 0) return;
    this.list.splice(index, 1);
    if (this.shown === id) this.shown = (this.list[index] ?? this.list[index - 1])?.id ?? HAND;
  }
}
