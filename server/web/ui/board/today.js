/** «I dag»: what is talked about in the whole service, as bars or as tables; never of one counsellor, never fewer than five. */

import { bars, columns, tableOf, tooFew } from "../shared/bars.js";
import { byId, fill, h } from "../shared/dom.js";
import { ask } from "../shared/knock.js";
import { colour, element, label } from "../shared/model.js";
import { t } from "../shared/text.js";
import { clock, now } from "../shared/time.js";

/** @typedef {import("./types.js").Today} Figures */
/** @typedef {import("../shared/bars.js").Bar} Bar */

const AGAIN = 60_000;

export class Today {
  constructor() {
    this.box = byId("today");
    /** @type {Figures | null} */
    this.figures = null;
    this.table = false;
    this.said = "";
    /** When the figures were fetched last. */
    this.at = 0;
    this.toggle = h("button", { class: "button small", type: "button", "aria-pressed": false, text: t("today.as_table"), on: { click: () => this.turn() } });
    this.about = h("p", { class: "dim small" });
    this.body = h("div", { class: "pad" });
    fill(this.box, h("header", {}, h("h2", { id: "today-title", text: t("today.title") }), this.about, this.toggle), this.body);
    void this.fetch();
    setInterval(() => {
      if (!document.hidden) void this.fetch();
    }, AGAIN);
  }

  async fetch() {
    try {
      this.figures = (await ask("GET", "/api/shift/today")).data;
      this.at = now();
    } catch {
      // What was there stays, with its time.
    }
    this.render();
  }

  turn() {
    this.table = !this.table;
    this.toggle.setAttribute("aria-pressed", String(this.table));
    this.said = "";
    this.render();
  }

  render() {
    const { figures } = this;
    this.box.hidden = figures === null;
    if (!figures) return;
    const count = figures.sessions === null ? t("today.few", { least: figures.at_least }) : t("today.count", { count: figures.sessions });
    fill(this.about, `${count} · ${t("today.whole")} · ${t("today.at", { time: clock(this.at) })}`);
    const said = JSON.stringify(figures);
    if (said === this.said) return;
    this.said = said;
    this.toggle.hidden = figures.sessions === null;
    if (figures.sessions === null) return fill(this.body, h("p", { class: "dim", text: t("today.none", { least: figures.at_least }) }));
    /** @param {"phase" | "knapp"} ring @param {string} id @param {number | null} value @returns {Bar} */
    const bar = (ring, id, value) => ({ name: label(ring, id), value, picture: element(ring, id)?.shape, tint: colour(element(ring, id)) });
    const knapper = figures.knapper.map(({ knapp, sessions }) => bar("knapp", knapp, sessions));
    const phases = figures.phases.map(({ phase, sessions }) => bar("phase", phase, sessions));
    const hours = figures.by_hour.map(({ hour, started }) => ({ name: t("today.hour", { hour }), value: started }));
    const heads = /** @type {[string, string]} */ ([t("today.what"), t("today.talks")]);
    fill(
      this.body,
      h(
        "div",
        { class: "charts" },
        ...[["today.knapper", knapper, bars], ["today.phases", phases, bars], ["today.hours", hours, columns]].map(([key, all, draw]) =>
          this.table
            ? tableOf(t(/** @type {string} */ (key)), heads, /** @type {Bar[]} */ (all))
            : h("div", {}, h("h3", { class: "small", text: t(/** @type {string} */ (key)) }), /** @type {(all: Bar[]) => Node} */ (draw)(/** @type {Bar[]} */ (all))),
        ),
        h("div", {}, h("h3", { class: "small", text: t("today.else") }), plain(figures)),
      ),
      h("p", { class: "dim small foot", text: t("today.foot", { least: figures.at_least }) }),
    );
  }
}

/** @param {Figures} figures */
function plain(figures) {
  const median = figures.waiting_first?.median_ms ?? null;
  const rows = /** @type {[string, string | null][]} */ ([
    ["today.first", median === null ? null : t("today.seconds", { seconds: Math.round(median / 1000) })],
    ["today.left", figures.left === null ? null : String(figures.left)],
    ["today.referrals", figures.referrals === null ? null : String(figures.referrals)],
    ["today.pranks", figures.pranks === null ? null : String(figures.pranks)],
  ]);
  return h("dl", { class: "plain-figures" }, ...rows.map(([key, value]) => h("div", {}, h("dt", { text: t(key) }), h("dd", {}, value ?? tooFew()))));
}
