/** Keeps prompts and articles still while the counsellor reads, presses or types; changes wait their turn. */

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
    /** @type {{ view: T } | null} */
    this.next = null;
    this.key = "";
    this.through = false;
    areas.forEach((area, index) => {
      area.addEventListener("pointerenter", (event) => {
        if (event.pointerType === "mouse") this.hold(`over${index}`);
      });
      area.addEventListener("pointerleave", () => this.release(`over${index}`));
      area.addEventListener("pointerdown", () => this.hold("pressed"));
      area.addEventListener("focusin", (event) => {
        if (event.target instanceof Element && event.target.matches(":focus-visible")) this.hold(`focus${index}`);
      });
      area.addEventListener("focusout", () => this.release(`focus${index}`));
    });
    for (const type of ["pointerup", "pointercancel", "blur"]) addEventListener(type, () => this.release("pressed"));
  }

  /** @param {string} reason */
  hold(reason) {
    this.reasons.add(reason);
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
