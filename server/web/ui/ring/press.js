/** A long press on a part of the ring: it says "we are here", and the click that ends it says nothing more. */

const LONG = 600;
/** A finger that slides further than this scrolls. */
const SLACK = 10;

export class Press {
  /**
   * @param {SVGElement} drawing
   * @param {(part: Element) => void} held
   */
  constructor(drawing, held) {
    this.held = held;
    this.fired = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @type {{ part: SVGElement, x: number, y: number } | null} */
    this.at = null;
    drawing.addEventListener("pointerdown", (event) => this.down(event));
    drawing.addEventListener("pointermove", (event) => {
      if (this.at && Math.hypot(event.clientX - this.at.x, event.clientY - this.at.y) > SLACK) this.up();
    });
    for (const type of ["pointerup", "pointercancel", "pointerleave"]) drawing.addEventListener(type, () => this.up());
    // A long press with a finger must not open the browser's own menu.
    drawing.addEventListener("contextmenu", (event) => {
      if (this.at || this.fired) event.preventDefault();
    });
  }

  /** @param {PointerEvent} event */
  down(event) {
    this.up();
    this.fired = false;
    const part = event.target instanceof Element ? event.target.closest(".part") : null;
    if (!(part instanceof SVGElement) || event.button !== 0) return;
    this.at = { part, x: event.clientX, y: event.clientY };
    part.dataset.pressing = "";
    this.timer = setTimeout(() => {
      this.up();
      this.fired = true;
      this.held(part);
    }, LONG);
  }

  up() {
    clearTimeout(this.timer);
    delete this.at?.part.dataset.pressing;
    this.at = null;
  }

  /** Whether the click that comes now only ends a long press. */
  spent() {
    const fired = this.fired;
    this.fired = false;
    return fired;
  }
}
