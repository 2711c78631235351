/** What is agreed in a talk without a chat: in the memory of the page alone. */

/** @typedef {import("../shared/types.js").Matter} Matter */

export class HandMatters {
  constructor() {
    /** @type {Matter[]} */
    this.matters = [];
    this.last = 0;
  }

  /**
   * As the server does it for a chat.
   * @param {number | null} id
   * @param {string} [text]
   * @param {boolean} [done]
   */
  change(id, text, done) {
    if (id === null && text) this.matters = [...this.matters, { id: (this.last += 1), text, done: done ?? false }];
    else if (text === "") this.matters = this.matters.filter((one) => one.id !== id);
    else this.matters = this.matters.map((one) => (one.id === id ? { id, text: text ?? one.text, done: done ?? one.done } : one));
  }
}
