/** `<help-wanted>`: a colleague asks for sparring and nobody has taken it: a quiet line that comes and goes only while nothing is being read. */

import { attr, fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { t } from "../shared/text.js";
import { clock } from "../shared/time.js";

/** @typedef {import("./helping.js").Wanted} Wanted */
/** @typedef {import("./helping.js").Helping} Helping */

/**
 * One line, with what takes it.
 * @param {Wanted} one
 * @param {() => void} take
 */
export function wantedLine(one, take) {
  return h(
    "p",
    { class: "wanted" },
    icon("ask"),
    h("span", { class: "words", text: t("helping.wanted", { name: one.from, time: clock(one.since) }) }),
    h("button", { class: "button", type: "button", "aria-label": t("helping.take_of", { name: one.from }), text: t("helping.take"), on: { click: take } }),
  );
}

export class HelpWanted extends HTMLElement {
  constructor() {
    super();
    /** @type {Helping | null} */
    this.helping = null;
    /** Takes one: whoever has the box for it says so. @type {(one: Wanted) => void} */
    this.take = () => {};
    this.said = "[]";
  }

  /** The state comes with the frame that the tools have heard before. */
  heard() {
    this.tick();
  }

  /** Shows the lines as they are, or waits: under the pointer and beside the focus nothing moves. */
  tick() {
    const wanted = this.helping?.wanted ?? [];
    const said = JSON.stringify(wanted);
    if (said === this.said) return;
    // What was taken meanwhile cannot be pressed, though its line still stands.
    for (const [at, button] of [...this.querySelectorAll("button")].entries()) {
      const id = JSON.parse(this.said)[at]?.request;
      attr(button, "disabled", !wanted.some(({ request }) => request === id));
    }
    if (document.querySelector("#panel:is(:hover, :focus-within)") || this.matches(":hover")) return;
    this.said = said;
    fill(this, ...wanted.map((one) => wantedLine(one, () => this.take(one))));
  }
}

customElements.define("help-wanted", HelpWanted);
