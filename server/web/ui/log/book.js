/** The log on this page: its locks, its key while it is open, and its entries in clear, in memory only. */

import { Refused } from "../shared/door.js";
import { randomId } from "./crypto/bytes.js";
import { fit, newLogKey, unfit } from "./crypto/locks.js";
import { seal, unseal } from "./crypto/seal.js";
import { ask, knock } from "./doors.js";

/** @typedef {import("./types.js").Entry} Entry */
/** @typedef {import("./types.js").Body} Body */
/** @typedef {import("./types.js").Lock} Lock */
/** @typedef {import("./crypto/locks.js").Blank} Blank */

/** @type {CryptoKey | null} */
let key = null;
/** @type {Map<string, Entry>} */
let entries = new Map();
/** @type {Lock[]} */
let locks = [];
let version = 0;
/** @type {Set<() => void>} */
const watchers = new Set();

export const book = {
  /** `none` has not been begun; `locked` waits for a key. @returns {"none" | "locked" | "open"} */
  get state() {
    return key ? "open" : version === 0 ? "none" : "locked";
  },
  get locks() {
    return locks;
  },
  /** The newest talk first. @returns {Entry[]} */
  get entries() {
    return [...entries.values()].sort((a, b) => when(b) - when(a));
  },
  /** @param {string} id */
  entry: (id) => entries.get(id),
  /** The entry on a talk, if one is written. @param {string} talk */
  about: (talk) => [...entries.values()].find((one) => one.body?.talk.id === talk),

  /** Calls back when it opens or is locked. @param {() => void} watcher */
  watch(watcher) {
    watchers.add(watcher);
  },

  /** Asks for the locks; a log that was deleted elsewhere is none here either. */
  async load() {
    const answer = await knock("GET", "/me/log/key");
    if (!answer.ok && answer.status !== 404) throw new Refused(answer.status, answer.problem.code);
    locks = answer.ok ? answer.body.locks : [];
    version = answer.ok ? answer.body.version : 0;
    if (!answer.ok) this.lock();
  },

  /**
   * A new log with its first lock.
   * @param {Blank} blank
   */
  async begin(blank) {
    const lock = await fit(await newLogKey(), blank);
    version = (await ask("PUT", "/me/log/key", { from: 0, body: { locks: [lock] } })).version;
    locks = [lock];
    await this.open(await unfit(lock, blank.wrapper));
  },

  /**
   * Puts other locks on the log.
   * @param {Lock[]} next
   */
  async change(next) {
    version = (await ask("PUT", "/me/log/key", { from: version, body: { locks: next } })).version;
    locks = next;
  },

  /** Reads the entries with this key. @param {CryptoKey} found */
  async open(found) {
    await this.read(found);
    key = found;
    for (const heard of watchers) heard();
  },

  /** Fetches and opens the entries. @param {CryptoKey | null} [by] */
  async read(by = key) {
    if (!by) return;
    const { body } = await ask("GET", "/me/log");
    const read = await Promise.all(
      body.entries.map(async (/** @type {import("./types.js").Sealed} */ one) => ({ id: one.id, made: one.made, version: one.version, body: await unseal(by, one.id, one) })),
    );
    entries = new Map(read.map((one) => [one.id, one]));
  },

  /** Forgets the key and every word. */
  lock() {
    const was = key;
    key = null;
    entries = new Map();
    if (was) for (const heard of watchers) heard();
  },

  /**
   * Keeps an entry on the server, sealed; one that is not there yet when `entry.version` is 0.
   * @param {Entry & { body: Body }} entry
   * @param {boolean} [leaving]
   * @returns {Promise<import("./doors.js").Answer>}
   */
  async keep(entry, leaving = false) {
    if (!key) return { ok: false, status: 403, body: null, version: 0, problem: { code: "log_locked" } };
    const body = { ...entry.body, edited: Date.now() };
    const answer = await knock("PUT", `/me/log/${entry.id}`, { from: entry.version, body: await seal(key, entry.id, body), leaving });
    if (answer.ok && key) entries.set(entry.id, { ...entry, body, version: answer.version });
    return answer;
  },

  /** @param {Entry} entry */
  async remove(entry) {
    await ask("DELETE", `/me/log/${entry.id}`);
    entries.delete(entry.id);
  },

  /** Deletes everything: entries, locks, and with them the key. */
  async removeAll() {
    await ask("DELETE", "/me/log");
    version = 0;
    locks = [];
    this.lock();
  },
};

/** When it was, to sort by. @param {Entry} entry */
export function when(entry) {
  return entry.body?.talk.opened ?? Date.parse(entry.made);
}

/**
 * An entry that is not written yet.
 * @param {import("./types.js").KeptTalk} talk
 * @returns {Entry & { body: Body }}
 */
export function blank(talk) {
  return { id: randomId(), made: "", version: 0, body: { v: 1, talk, well: "", hard: "", otherwise: "", context: "", edited: 0 } };
}
