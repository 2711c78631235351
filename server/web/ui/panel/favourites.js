/** One's own favourites and wordings: which of the prompts offered are among them, and changes to them. */

import { ask } from "../shared/door.js";

/** @typedef {import("../shared/types.js").Prompt} Prompt */
/** @typedef {import("../shared/types.js").Favourite} Favourite */
/** @typedef {import("../shared/types.js").BankPrompt} BankPrompt */
/** @typedef {{ phase: string | null, knapp: string | null }} Spot */

export class Favourites {
  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
    /** @type {Favourite[]} */
    this.list = [];
    /** What the bank has by each id that was asked for; null: nothing by it. @type {Map<string, BankPrompt | null>} */
    this.bank = new Map();
    /** Wordings of one's own that the server has not offered yet, by the id of what they stand for. @type {Map<string, string>} */
    this.fresh = new Map();
  }

  /** Asks what is kept; without an answer nothing is marked, and prompts work all the same. */
  async load() {
    try {
      this.list = (await ask("GET", "/favourites")).data ?? [];
      this.changed();
    } catch {
      // Asked again after the next change.
    }
  }

  /** The favourite that a prompt's words are of. @param {string} words */
  of(words) {
    return this.list.find((one) => one.nb === words || one.nn === words) ?? null;
  }

  /**
   * Whether a prompt is one's own wording, or one of the bank that was starred; null: neither.
   * @param {Prompt} prompt
   * @returns {"own" | "favourite" | null}
   */
  kind(prompt) {
    if (!this.of(prompt.text)) return null;
    const row = this.bank.get(prompt.id);
    if (row === undefined) void this.row(prompt.id).then(() => this.changed());
    return row && (row.nb === prompt.text || row.nn === prompt.text) ? "favourite" : "own";
  }

  /** What the bank has by this id. @param {string} id */
  async row(id) {
    const known = this.bank.get(id);
    if (known !== undefined) return known;
    this.bank.set(id, null);
    try {
      const { data } = await ask("GET", "/prompts", { query: { text: id, limit: 20 } });
      this.bank.set(id, data.items.find((/** @type {BankPrompt} */ one) => one.id === id) ?? null);
    } catch {
      this.bank.delete(id);
    }
    return this.bank.get(id) ?? null;
  }

  /**
   * A prompt is to come first from now on; both standards where the bank has them.
   * @param {Prompt} prompt @param {string} lang @param {Spot} spot
   */
  async star(prompt, lang, spot) {
    const row = await this.row(prompt.id);
    const words = row ? { nb: row.nb, nn: row.nn } : { [lang]: prompt.text };
    await this.keep(row, { ...words, phase: row ? row.phase : spot.phase, knapp: row ? row.knapp : spot.knapp });
    await this.load();
  }

  /** Keeps a wording; one of a prompt of the bank stands for it from now on. @param {BankPrompt | null} row @param {object} wording */
  async keep(row, wording) {
    await ask("POST", "/favourites", { body: { ...wording, ...(row ? { prompt: row.id } : {}) } });
  }

  /** @param {Favourite} one */
  async drop(one) {
    await ask("DELETE", `/favourites/${encodeURIComponent(one.id)}`);
    for (const [id, words] of this.fresh) if (words === one.nb || words === one.nn) this.fresh.delete(id);
    await this.load();
  }

  /**
   * A wording of one's own in the place of a prompt; for oneself, for the bank, or both.
   * @param {Prompt} prompt @param {string} words @param {string} lang @param {Spot} spot
   * @param {{ mine: boolean, all: boolean }} whose
   */
  async reword(prompt, words, lang, spot, { mine, all }) {
    const before = this.of(prompt.text);
    const row = await this.row(prompt.id);
    const { phase, knapp } = row ?? before ?? spot;
    const body = { [lang]: words, phase, knapp };
    if (all) await ask("POST", "/proposals", { body: { ...body, kind: prompt.kind, favourite: false } });
    if (mine) {
      await this.keep(row, body);
      this.fresh.set(prompt.id, words);
      if (before && before[lang === "nn" ? "nn" : "nb"] !== words && this.kind(prompt) === "own") await this.drop(before);
    }
    await this.load();
  }

  /**
   * The prompts as they are shown: what was worded anew a moment ago stands in its place.
   * @param {Prompt[]} prompts
   */
  worded(prompts) {
    const texts = new Set(prompts.map((one) => one.text));
    return prompts.map((one) => {
      const words = this.fresh.get(one.id);
      return words && !texts.has(words) ? { ...one, text: words } : one;
    });
  }
}
