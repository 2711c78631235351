/** `<panel-bulletins>`: what whoever leads the shift says to all, with its word and its end; only «stopp» cannot be put away. */

import { announce } from "../shared/announce.js";
import { fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { t } from "../shared/text.js";
import { clock, now } from "../shared/time.js";

/** @typedef {import("../board/types.js").Bulletin} Bulletin */

/** @type {Record<string, string>} */
const PICTURES = { info: "info", warning: "alert", stop: "stop" };
const LEVELS = ["stop", "warning", "info"];

export class PanelBulletins extends HTMLElement {
  constructor() {
    super();
    /** @type {Bulletin[]} */
    this.bulletins = [];
    /** Put away here, by their ids: for as long as the page is open. @type {Set<string>} */
    this.away = new Set();
    this.said = "";
    this.first = true;
  }

  /** @param {any} frame */
  heard(frame) {
    if (!Array.isArray(frame.bulletins)) return;
    const known = new Set(this.bulletins.map(({ id }) => String(id)));
    this.bulletins = frame.bulletins;
    const fresh = this.standing.filter(({ id }) => !known.has(String(id)));
    if (!this.first && fresh[0]) announce(`${t(`bulletins.${fresh[0].level}`)}: ${fresh[0].text}`);
    this.first = false;
    this.tick();
  }

  get standing() {
    return this.bulletins
      .filter(({ id, until, level }) => until > now() && (level === "stop" || !this.away.has(String(id))))
      .sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
  }

  /** Takes away what is over. */
  tick() {
    const standing = this.standing;
    const said = JSON.stringify(standing);
    if (said === this.said) return;
    this.said = said;
    fill(
      this,
      ...standing.map((one) =>
        h(
          "div",
          { class: "bulletin", data: { level: one.level } },
          icon(PICTURES[one.level] ?? "info"),
          h("p", {}, h("strong", { text: `${t(`bulletins.${one.level}`)}: ` }), one.text, h("span", { class: "dim small", text: ` ${t("from_lead.until", { name: one.by ?? t("from_lead.lead"), time: clock(one.until) })}` })),
          one.level === "stop" ? null : h("button", { class: "plain square", type: "button", "aria-label": t("from_lead.put_away", { text: one.text }), on: { click: () => this.putAway(one) } }, icon("close")),
        ),
      ),
    );
  }

  /** @param {Bulletin} one */
  putAway(one) {
    this.away.add(String(one.id));
    this.tick();
    document.getElementById("panel")?.focus({ preventScroll: true });
  }
}

customElements.define("panel-bulletins", PanelBulletins);
