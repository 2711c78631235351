/** Keeps prompts and articles still while the counsellor reads, presses or types; changes wait their turn. */

/** After so long without moving, a pointer is only lying there. */
const AT_REST = 30_000;

/** @template T */
export class Hold {
  /**
   * @param {HTMLElement[]} areas
   * @param {(view: T) => void} apply
   * @param {(waiting: boolean) => void} waiting
   */
  constructor(areas, apply, waiting) {
    this.apply = apply;
    this.waiting = waiting;
    /** @type {Set<string>} */
    this.reasons = new Set();
    /** @type {Map<string, ReturnType<typeof setTimeout>>} */
    this.timers = new Map();
    /** @type {{ view: T } | null} */
    this.next = null;
    this.key = "";
    this.through = false;
    areas.forEach((area, index) => {
      const over = (/** @type {PointerEvent} */ event) => {
        if (event.pointerType === "mouse") this.rest(`over${index}`);
      };
      area.addEventListener("pointerenter", over);
      area.addEventListener("pointermove", over);
      area.addEventListener("pointerleave", () => this.release(`over${index}`));
      area.addEventListener("pointerdown", () => this.hold("pressed"));
      area.addEventListener("focusin", (event) => {
        if (event.target instanceof Element && event.target.matches(":focus-visible")) this.hold(`focus${index}`);
      });
      area.addEventListener("focusout", () => this.release(`focus${index}`));
    });
    // In another window nobody reads here: the counsellor writes in the chat.
    addEventListener("blur", () => [...this.reasons].filter((one) => /^(over|focus)/.test(one)).forEach((one) => this.release(one)));
    for (const type of ["pointerup", "pointercancel", "blur"]) addEventListener(type, () => this.release("pressed"));
  }

  /** @param {string} reason */
  hold(reason) {
    this.reasons.add(reason);
  }

  /** A pointer that has lain still for long is not reading. @param {string} reason */
  rest(reason) {
    clearTimeout(this.timers.get(reason));
    this.timers.set(reason, setTimeout(() => this.release(reason), AT_REST));
    this.hold(reason);
  }

  /** @param {string} reason */
  release(reason) {
    if (this.reasons.delete(reason) && this.reasons.size === 0) this.flush();
  }

  /** The next change is asked for, and comes at once. */
  letNext() {
    this.through = true;
  }

  /** Shows what waits. */
  flush() {
    const next = this.next;
    this.next = null;
    this.waiting(false);
    if (next) this.apply(next.view);
  }

  /**
   * @param {string} key the place that is looked at; another one is the counsellor's own move and shows at once
   * @param {T} view
   * @param {boolean} changed whether the view differs from what is shown
   */
  show(key, view, changed) {
    if (key !== this.key || this.reasons.size === 0 || this.through) {
      if (changed || key !== this.key) this.through = false;
      this.key = key;
      this.next = null;
      this.waiting(false);
      this.apply(view);
    } else {
      this.next = changed ? { view } : null;
      this.waiting(changed);
    }
  }
}
