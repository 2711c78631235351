/** One chat being played: how far one has come, what was guessed, and where the key saw it otherwise. In memory only. */

/** @typedef {import("./types.js").Chat} Chat */
/** @typedef {"phase" | "knapp"} Guessed */
/** What one sees of the key after a message. @typedef {{ phase: string | null, knapp: string | null, knapp2: string | null, kolb: string | null }} Key */
/** A guess of a ring: an id, null for none, UNKNOWN, or undefined where nothing was said. @typedef {string | null | undefined} Guess */

export const UNKNOWN = "?";
/** @type {Guessed[]} */
export const rings = ["phase", "knapp"];

export class Game {
  /**
   * @param {Chat} chat
   * @param {Key[]} keys one for each message
   */
  constructor(chat, keys) {
    this.chat = chat;
    this.keys = keys;
    this.at = 0;
    /** @type {Map<number, { phase: Guess, knapp: Guess }>} */
    this.guesses = new Map();
    /** @type {Set<number>} */
    this.opened = new Set();
  }

  /** Whether all messages have been read. */
  get over() {
    return this.at >= this.chat.turns.length;
  }

  get guess() {
    return this.guesses.get(this.at) ?? { phase: undefined, knapp: undefined };
  }

  /** Whether the answer of this message has been shown. */
  get isOpen() {
    return this.opened.has(this.at);
  }

  /** Whether something has been guessed that has not been answered yet. */
  get waits() {
    return !this.over && !this.isOpen && rings.some((ring) => this.guess[ring] !== undefined);
  }

  /**
   * A choice; the same one again takes it back. After the answer a guess stays as it was.
   * @param {Guessed} ring
   * @param {string | null} value
   */
  choose(ring, value) {
    if (this.over || this.isOpen) return;
    this.guesses.set(this.at, { ...this.guess, [ring]: this.guess[ring] === value ? undefined : value });
  }

  open() {
    if (!this.over) this.opened.add(this.at);
  }

  next() {
    if (!this.over) this.at += 1;
  }

  back() {
    if (this.at > 0) this.at -= 1;
  }

  /** @param {number} at */
  goTo(at) {
    this.at = Math.max(0, Math.min(at, this.chat.turns.length));
  }

  /** @param {number} [at] @returns {Key} */
  key(at = this.at) {
    return this.keys[at] ?? { phase: null, knapp: null, knapp2: null, kolb: null };
  }

  /** Whether the ring stands elsewhere than after the message before. @param {"phase" | "knapp" | "kolb"} ring @param {number} [at] */
  isNew(ring, at = this.at) {
    return at > 0 && this.key(at)[ring] !== this.key(at - 1)[ring];
  }

  /**
   * How a guess and the key go together: `second` when it is the other knapp that the key has too.
   * @param {Guessed} ring
   * @param {number} [at]
   * @returns {"same" | "second" | "other" | "unsaid"}
   */
  together(ring, at = this.at) {
    const guess = this.guesses.get(at)?.[ring];
    const key = this.key(at);
    if (guess === undefined || guess === UNKNOWN) return "unsaid";
    if (guess === key[ring]) return "same";
    return ring === "knapp" && guess !== null && guess === key.knapp2 ? "second" : "other";
  }

  /** Where one stopped and saw the answer, in order. */
  get stops() {
    return [...this.opened].sort((one, two) => one - two);
  }

  /** The stops where the key saw it otherwise. */
  get apart() {
    return this.stops.filter((at) => rings.some((ring) => this.together(ring, at) === "other"));
  }
}
