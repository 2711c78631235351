/** `<knapp-of-day>`: the knapp that all look at today, pinned until closing; pressed, its card opens. */

import { fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { colour, element, label, own } from "../shared/model.js";
import { t } from "../shared/text.js";
import { now } from "../shared/time.js";

export class KnappOfDay extends HTMLElement {
  constructor() {
    super();
    /** @type {import("../board/types.js").Pinned | null} */
    this.pinned = null;
    this.said = "";
  }

  /** @param {any} frame */
  heard(frame) {
    const shift = frame.type === "shift" ? (frame.shift ?? frame) : frame.shift;
    if (!shift || !("knapp_of_day" in shift)) return;
    this.pinned = shift.knapp_of_day;
    this.tick();
  }

  tick() {
    const one = this.pinned && this.pinned.until > now() ? element("knapp", this.pinned.knapp) : undefined;
    const said = one?.id ?? "";
    if (said === this.said) return;
    this.said = said;
    if (!one) return this.replaceChildren();
    fill(
      this,
      h(
        "button",
        { class: "pinned", type: "button", on: { click: () => this.open(one.id) } },
        icon("pin"),
        h("span", { class: "dim", text: t("from_lead.knapp") }),
        icon(one.shape, colour(one)),
        h("strong", { text: label("knapp", one.id) }),
        h("span", { class: "dim short", text: own(one.short) }),
      ),
    );
  }

  /** As if it was chosen in the ring. @param {string} id */
  open(id) {
    document.querySelector("guidance-ring")?.dispatchEvent(new CustomEvent("choose", { detail: { ring: "knapp", id }, bubbles: true }));
  }
}

customElements.define("knapp-of-day", KnappOfDay);
