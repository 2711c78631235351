/** Tells the server that an article was of use: it counts them for editors, and learns neither who nor in which chat. */

export class Uses {
  /**
   * @param {(frame: object) => boolean} send
   * @param {() => string} chat the chat shown, so that an article counts once in each
   */
  constructor(send, chat) {
    this.send = send;
    this.chat = chat;
    /** @type {Set<string>} */
    this.counted = new Set();
  }

  /** The counsellor opened an article, or copied something of it. @param {string} id */
  used(id) {
    const here = `${this.chat()}|${id}`;
    if (this.counted.has(here)) return;
    // While the link is away nothing is counted: a count that is lost is no loss to who helps.
    if (this.send({ type: "used", article: id })) this.counted.add(here);
  }

  /** A talk is over, and with it what was counted in it. @param {string} chat */
  forget(chat) {
    for (const here of this.counted) if (here.startsWith(`${chat}|`)) this.counted.delete(here);
  }
}
