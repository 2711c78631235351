/** Which chats the list shows: four filters, a phase, a name or number, and views that are kept for next time. */

import { attr, byId, fill, h, text } from "../shared/dom.js";
import { openDialog } from "../shared/dialog.js";
import { input, labelled, select } from "../shared/fields.js";
import { icon } from "../shared/icons.js";
import { elements, label } from "../shared/model.js";
import { choose, settings } from "../shared/settings.js";
import { t, tn } from "../shared/text.js";
import { standing } from "./groups.js";

/** @typedef {import("../shared/types.js").Overview} Overview */
/** @typedef {import("../shared/settings.js").View} View */

const FILTERS = /** @type {const} */ (["all", "support", "waits", "phone"]);
const MOST_VIEWS = 8;

/** @type {Record<typeof FILTERS[number], (one: Overview) => boolean>} */
const fits = {
  all: () => true,
  support: (one) => standing(one).group === "support",
  waits: (one) => one.state === "live" && one.followed && one.waiting_since !== null,
  phone: (one) => one.phone === true,
};

export class Views {
  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
    /** @type {View} */
    this.now = { name: "", filter: "all", phase: "", find: "" };
    this.buttons = new Map(FILTERS.map((filter) => [filter, this.chip(() => this.choose(filter))]));
    this.phase = select([["", t("views.any_phase")], ...elements("phase").map(({ id }) => /** @type {[string, string]} */ ([id, label("phase", id)]))], "", { "aria-label": t("views.phase") });
    this.find = input("", { type: "search", placeholder: t("views.find"), "aria-label": t("views.find"), maxlength: 40 });
    this.phase.addEventListener("change", () => this.set({ phase: this.phase.value }));
    this.find.addEventListener("input", () => this.set({ find: this.find.value.trim() }));
    this.kept = h("span", { class: "kept" });
    this.keep = h("button", { class: "plain", type: "button", on: { click: () => this.save() } }, icon("plus"), h("span", { text: t("views.save") }));
    fill(byId("views"), h("div", { class: "chips", role: "group", "aria-label": t("views.label") }, ...this.buttons.values(), this.kept), h("div", { class: "narrowing" }, this.phase, this.find, this.keep));
    this.render();
  }

  /** @param {() => void} pressed */
  chip(pressed) {
    return h("button", { class: "chip", type: "button", "aria-pressed": false, on: { click: pressed } }, h("span"), h("strong"));
  }

  /** «Alle» is all, and from a kept view one begins anew; else a filter goes with the phase and the name. @param {View["filter"]} filter */
  choose(filter) {
    this.set({ filter, ...(filter === "all" || this.now.name !== "" ? { phase: "", find: "" } : {}) });
  }

  /** @param {Partial<View>} change */
  set(change) {
    this.now = { ...this.now, name: "", ...change };
    this.render();
    this.changed();
  }

  get narrowed() {
    return this.now.filter !== "all" || this.now.phase !== "" || this.now.find !== "";
  }

  /** @param {Overview} one */
  shows(one) {
    const { filter, phase, find } = this.now;
    if (!fits[filter](one)) return false;
    if (phase !== "" && (one.phase.silent ? one.phase.maybe[0] : one.phase.value) !== phase) return false;
    return find === "" || `${one.number ?? ""} ${one.counsellor ?? t("board.nobody")}`.toLocaleLowerCase("nb").includes(find.toLocaleLowerCase("nb"));
  }

  /** How many chats each filter would show. @param {Overview[]} all */
  count(all) {
    for (const [filter, button] of this.buttons) text(/** @type {Element} */ (button.lastElementChild), all.filter(fits[filter]).length);
  }

  render() {
    const plain = this.now.phase === "" && this.now.find === "";
    for (const [filter, button] of this.buttons) {
      text(/** @type {Element} */ (button.firstElementChild), t(`views.${filter}`));
      attr(button, "aria-pressed", this.now.filter === filter && this.now.name === "" && (filter !== "all" || plain));
    }
    if (this.phase.value !== this.now.phase) this.phase.value = this.now.phase;
    if (this.find.value.trim() !== this.now.find) this.find.value = this.now.find;
    this.keep.hidden = !this.narrowed || this.now.name !== "" || settings.views.length >= MOST_VIEWS;
    const said = JSON.stringify([settings.views, this.now.name]);
    if (this.kept.dataset.said === said) return;
    this.kept.dataset.said = said;
    fill(
      this.kept,
      ...settings.views.map((view) =>
        h(
          "span",
          { class: "chip own", role: "group", "aria-label": view.name },
          h("button", { type: "button", "aria-pressed": this.now.name === view.name, text: view.name, on: { click: () => this.take(view) } }),
          h("button", { class: "away", type: "button", "aria-label": t("views.remove", { name: view.name }), on: { click: () => this.remove(view) } }, icon("close")),
        ),
      ),
    );
  }

  /** @param {View} view */
  take(view) {
    this.now = { ...view };
    this.render();
    this.changed();
  }

  save() {
    const name = input(this.words(), { maxlength: 30, required: true });
    openDialog({
      title: t("views.save_title"),
      body: [labelled(t("views.name"), name, t("views.name_hint"))],
      act: t("views.save_act"),
      work: async () => {
        const view = { ...this.now, name: name.value.trim() };
        choose({ views: [...settings.views.filter((one) => one.name !== view.name), view] });
        this.take(view);
      },
    });
  }

  /** What the filters say, as a first name for the view. */
  words() {
    const { filter, phase, find } = this.now;
    return [filter === "all" ? "" : t(`views.${filter}`), phase && label("phase", phase), find].filter(Boolean).join(", ").slice(0, 30);
  }

  /** @param {View} view */
  remove(view) {
    choose({ views: settings.views.filter((one) => one.name !== view.name) });
    if (this.now.name === view.name) this.now.name = "";
    this.render();
    this.buttons.get("all")?.focus();
  }

  /** What is not shown because of the filters, in words. @param {number} hidden */
  hiddenWords(hidden) {
    return hidden > 0 ? tn("views.hidden", hidden) : "";
  }
}
