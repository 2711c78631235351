/** Tells the server what was of use: counted for editors without who or where, and noted in the chat's own trace. */

export class Uses {
  /**
   * @param {(frame: object) => boolean} send
   * @param {() => { id: string, live: boolean }} chat the chat shown, so that an article counts once in each
   */
  constructor(send, chat) {
    this.send = send;
    this.chat = chat;
    /** @type {Set<string>} */
    this.counted = new Set();
  }

  /** What a frame says of where it happened: nothing on the phone, or after the chat. */
  get where() {
    const { id, live } = this.chat();
    return live ? { session: id } : {};
  }

  /** The counsellor opened an article, or copied something of it. @param {string} id */
  used(id) {
    const here = `${this.chat().id}|${id}`;
    if (this.counted.has(here)) return;
    // While the link is away nothing is counted: a count that is lost is no loss to who helps.
    if (this.send({ type: "used", ...this.where, article: id })) this.counted.add(here);
  }

  /** The articles that were used in the talk that is shown. */
  get articles() {
    const here = `${this.chat().id}|`;
    return [...this.counted].filter((one) => one.startsWith(here)).map((one) => one.slice(here.length));
  }

  /** A prompt was copied. @param {string} prompt */
  copied(prompt) {
    this.send({ type: "copied", ...this.where, prompt });
  }

  /** A talk is over, and with it what was counted in it. @param {string} chat */
  forget(chat) {
    for (const here of this.counted) if (here.startsWith(`${chat}|`)) this.counted.delete(here);
  }
}
