/** Draws what has come in the next frame of the screen, not more often than a reader can see it: many updates, one drawing. */

/** A new drawing waits so long after the one before. */
const PAUSE = 125;

export class Drawing {
  /** @param {() => void} draw */
  constructor(draw) {
    this.draw = draw;
    this.asked = false;
    this.last = -PAUSE;
    /** When the oldest update came that is not drawn yet. @type {number | null} */
    this.oldest = null;
  }

  soon() {
    this.oldest ??= performance.now();
    if (this.asked) return;
    this.asked = true;
    const wait = this.last + PAUSE - performance.now();
    if (wait <= 0) requestAnimationFrame(() => this.run());
    else setTimeout(() => requestAnimationFrame(() => this.run()), wait);
  }

  run() {
    this.asked = false;
    this.oldest = null;
    this.last = performance.now();
    this.draw();
  }

  /** How long something has waited to be drawn. */
  get behind() {
    return this.oldest === null ? 0 : performance.now() - this.oldest;
  }
}
