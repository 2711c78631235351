/** The live list: what the filters let through, in an order that stands still while it is pointed at or read. */

import { byId, fill, h, text } from "../shared/dom.js";
import { settings } from "../shared/settings.js";
import { t, tn } from "../shared/text.js";
import { glyph } from "../ring/glyph.js";
import { arrange, changes } from "./groups.js";
import { Table } from "./table.js";
import { Views } from "./views.js";

/** @typedef {import("../shared/types.js").Overview} Overview */

export class LiveList {
  /**
   * @param {import("./state.js").State} state
   * @param {() => import("./row.js").Acts} acts
   */
  constructor(state, acts) {
    this.state = state;
    this.box = byId("groups");
    this.section = /** @type {HTMLElement} */ (document.querySelector(".list"));
    this.table = new Table(this.box, acts);
    this.views = new Views(() => this.settle());
    this.order = arrange([]);
    this.held = { pointer: false, focus: false };
    this.live = true;
    this.said = "";
    // The whole section: the button that takes the new order stands over the rows.
    this.section.addEventListener("pointerenter", (event) => {
      this.held.pointer = event.pointerType === "mouse";
    });
    this.section.addEventListener("pointerleave", () => {
      this.held.pointer = false;
      this.render();
    });
    this.section.addEventListener("focusin", () => {
      this.held.focus = this.box.contains(document.activeElement);
    });
    this.section.addEventListener("focusout", (event) => {
      this.held.focus = event.relatedTarget instanceof Node && this.box.contains(event.relatedTarget);
    });
    this.box.addEventListener("show-all", () => {
      this.table.all = true;
      this.settle();
    });
    byId("waiting").querySelector("button")?.addEventListener("click", () => this.settle());
    this.section.addEventListener("keydown", (event) => this.key(event));
  }

  get still() {
    return this.held.pointer || this.held.focus;
  }

  /** Single letters, only while the list has the focus. @param {KeyboardEvent} event */
  key(event) {
    if (!settings.keys || event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
    if (event.key === "o") this.settle();
    else if (event.key === "/") this.views.find.focus();
    else if (event.key === "t") /** @type {HTMLElement | null} */ (document.querySelector("#help-list button.primary"))?.click();
    else return;
    event.preventDefault();
  }

  /** Takes the new order now. */
  settle() {
    this.render(true);
  }

  /** @param {boolean} [now] also if somebody reads */
  render(now = false) {
    const { known, sessions } = this.state;
    const all = [...sessions.values(), ...this.state.phones];
    const every = new Map(all.map((one) => [one.id, one]));
    const shown = this.views.narrowed ? all.filter((one) => this.views.shows(one)) : all;
    const wanted = arrange(shown);
    const still = !now && this.still && known && [...this.order.values()].some((ids) => ids.length > 0);
    if (!still) this.order = wanted;
    const waiting = still ? changes(this.order, wanted) : 0;
    const line = byId("waiting");
    line.hidden = waiting === 0;
    if (waiting > 0) text(/** @type {Element} */ (line.firstElementChild), tn("board.changes", waiting));
    this.views.count(all);
    text(byId("hidden-rows"), this.views.hiddenWords(all.length - shown.length));
    byId("hidden-rows").hidden = all.length === shown.length;
    const empty = [...this.order.values()].every((ids) => ids.length === 0);
    const say = !known ? "loading" : !empty ? "" : all.length > 0 ? "filtered" : `none|${this.state.free.join()}`;
    if (say === "") this.table.show(this.order, every);
    else if (say !== this.said || this.table.table.isConnected) fill(this.box, say === "loading" ? h("p", { class: "calm-empty dim", text: t("board.loading") }) : this.empty(say === "filtered"));
    this.said = say;
  }

  /** @param {boolean} filtered */
  empty(filtered) {
    if (filtered) return h("div", { class: "calm-empty" }, h("p", { text: t("views.none") }), h("button", { class: "button", type: "button", text: t("views.show_all"), on: { click: () => this.views.set({ filter: "all", phase: "", find: "" }) } }));
    const free = this.state.free;
    return h(
      "div",
      { class: "calm-empty" },
      glyph(null, null, t("board.no_reading")),
      h("p", {}, h("strong", { text: t("board.none") })),
      h("p", { class: "dim", text: free.length > 0 ? t("board.none_free", { names: free.join(", ") }) : t("board.none_text") }),
    );
  }

  /** @param {boolean} live */
  tick(live) {
    this.live = live;
    this.table.tick(live);
  }
}
