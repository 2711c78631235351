/** The short text and the example of where the talk is: open for somebody new to the model, behind a click for the rest. */

import { attr, fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { colour, element, label, own } from "../shared/model.js";
import { settings } from "../shared/settings.js";
import { t } from "../shared/text.js";

/** @typedef {import("../shared/types.js").Place} Place */

export class About {
  /**
   * @param {HTMLElement} box
   * @param {HTMLElement} panel takes `data-explained`, which shows the why lines too
   */
  constructor(box, panel) {
    this.box = box;
    this.panel = panel;
    this.open = false;
    this.said = "";
    this.toggle = h("button", { class: "plain ask-why", type: "button", "aria-controls": "about-place", on: { click: () => this.turn() } }, icon("info"), h("span", { text: t("beside.why") }));
    this.words = h("div", { id: "about-place", class: "about-place" });
    fill(box, this.toggle, this.words);
  }

  turn() {
    this.open = !this.open;
    this.explain();
  }

  explain() {
    const novice = settings.level === "novice";
    const open = novice || this.open;
    this.toggle.hidden = novice;
    attr(this.toggle, "aria-expanded", open);
    this.panel.dataset.explained = String(open);
    this.words.hidden = !open || this.words.childElementCount === 0;
  }

  /**
   * The knapp, where the talk is at one: the phases are the better known.
   * @param {{ phase: Place, knapp: Place } | null} places null when nothing is to be explained
   */
  show(places) {
    const shown = (/** @type {Place | undefined} */ place) => (place && place.value !== null && (place.by_hand || !place.silent) ? place.value : null);
    const knapp = shown(places?.knapp);
    const id = knapp ?? shown(places?.phase);
    const ring = knapp ? "knapp" : "phase";
    this.box.hidden = places === null;
    const said = `${ring}|${id}|${settings.lang}`;
    if (said !== this.said) {
      this.said = said;
      const one = element(ring, id);
      this.words.style.setProperty("--c", colour(one));
      if (!one) fill(this.words);
      else fill(this.words, h("p", {}, h("strong", { text: `${label(ring, one.id)}: ` }), own(one.short)), h("p", { class: "example" }, h("span", { class: "dim", text: `${t("card.example")}: ` }), own(one.example)));
    }
    this.explain();
  }
}

