/** What is being written about a contract, chat by chat: in memory only, and gone with the chat. */

/** @typedef {import("../shared/types.js").Matter} Matter */
/**
 * `fresh` is a new matter not yet added, `edits` the words of those that are being changed, `removed` the one to undo.
 * @typedef {{ open: boolean, fresh: string, edits: Map<number, string>, removed: Matter | null }} Draft
 */

export class Drafts {
  constructor() {
    /** @type {Map<string, Draft>} */
    this.all = new Map();
  }

  /** @param {string} chat @returns {Draft} */
  of(chat) {
    const known = this.all.get(chat) ?? { open: false, fresh: "", edits: new Map(), removed: null };
    this.all.set(chat, known);
    return known;
  }

  /** @param {string} chat */
  forget(chat) {
    this.all.delete(chat);
  }
}
