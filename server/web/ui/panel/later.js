/** What is noted without a chat cannot be taken back from the server: it waits a moment here, so that it can be. */

const MOMENT = 8000;

export class Later {
  /**
   * @param {(frame: object) => boolean} send
   * @param {() => void} changed told when something has gone out
   */
  constructor(send, changed) {
    this.send = send;
    this.changed = changed;
    /** @type {Map<string, { frame: object, timer: ReturnType<typeof setTimeout> }>} */
    this.waiting = new Map();
    addEventListener("pagehide", () => this.flush());
  }

  /** @param {string} key @param {object} frame */
  put(key, frame) {
    this.takeBack(key);
    this.waiting.set(key, { frame, timer: setTimeout(() => this.go(key), MOMENT) });
  }

  /** Whether it was still here. @param {string} key */
  takeBack(key) {
    clearTimeout(this.waiting.get(key)?.timer);
    return this.waiting.delete(key);
  }

  /** @param {string} key */
  go(key) {
    const one = this.waiting.get(key);
    if (!one) return;
    this.takeBack(key);
    this.send(one.frame);
    this.changed();
  }

  flush() {
    for (const key of [...this.waiting.keys()]) this.go(key);
  }
}
