/** A talk without a chat, by phone: how long it has lasted, where it is, what was said in it. In memory only, until the next begins. */

import { now } from "../shared/time.js";
import { HAND } from "./chats.js";
import { Later } from "./later.js";

export class Phone {
  /**
   * @param {(frame: object) => boolean} send
   * @param {() => void} changed
   */
  constructor(send, changed) {
    this.changed = changed;
    this.later = new Later(send, changed);
    /** When the call began. @type {number | null} */
    this.since = null;
    /** Ids of the prompts that were said. @type {Set<string>} */
    this.said = new Set();
    /** Services that were named, oldest first, each with the key it waits under. @type {{ id: string, key: string }[]} */
    this.told = [];
    this.count = 0;
  }

  /** Starts the clock of the call, once. */
  start() {
    this.since ??= now();
    this.changed();
  }

  /** The call is over, and nothing of it stays. */
  end() {
    this.later.flush();
    this.since = null;
    this.said.clear();
    this.told = [];
    this.changed();
  }

  /** A prompt was said aloud, or was not after all. @param {string} prompt @param {boolean} on */
  say(prompt, on) {
    const key = `copied|${prompt}`;
    if (on) {
      this.said.add(prompt);
      this.later.put(key, { type: "copied", prompt });
    } else {
      this.said.delete(prompt);
      this.later.takeBack(key);
    }
    this.changed();
  }

  /** A service was named. @param {string} service */
  refer(service) {
    const key = `referred|${(this.count += 1)}`;
    this.told.push({ id: service, key });
    this.later.put(key, { type: "referred", service, on: true });
    this.changed();
  }

  /** Whether the newest note of a service can still be taken back. @param {string} service */
  mayTakeBack(service) {
    const one = this.told.findLast(({ id }) => id === service);
    return one !== undefined && this.later.waiting.has(one.key);
  }

  /** @param {string} service */
  takeBack(service) {
    const at = this.told.findLastIndex(({ id }) => id === service);
    const one = this.told[at];
    if (!one || !this.later.takeBack(one.key)) return false;
    this.told.splice(at, 1);
    this.changed();
    return true;
  }
}

/** Whether the ring is set by hand: no chat is shown. @param {import("./chats.js").Chats} chats */
export function byPhone(chats) {
  return chats.shown === HAND || chats.chat === null;
}
