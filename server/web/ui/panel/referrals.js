/** Other services the veisøker was told of: noted with one key, by kind, and taken back with one click. */

import { announce } from "../shared/announce.js";
import { fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { own } from "../shared/model.js";
import { knockAs } from "../shared/pass.js";
import { t } from "../shared/text.js";

/** @typedef {import("../shared/types.js").Service} Service */

export class Referrals {
  /**
   * @param {HTMLElement} box
   * @param {(service: string, on: boolean) => boolean} note whether it could be noted
   */
  constructor(box, note) {
    this.box = box;
    this.note = note;
    /** @type {Service[]} */
    this.services = [];
    this.said = "";
    /** What is shown. @type {[noted: string[], may: boolean, back?: (service: string) => boolean]} */
    this.now = [[], false];
    this.list = h("ul", {});
    this.sheet = h("div", { id: "services", class: "elsewhere services", popover: "auto", role: "group", "aria-label": t("refer.which"), on: { keydown: (/** @type {KeyboardEvent} */ event) => this.walk(event) } }, this.list);
    this.open = h("button", { class: "plain", type: "button", popovertarget: "services" }, icon("plus"), h("span", { text: t("refer.note") }), h("kbd", { text: "t", "aria-hidden": "true" }));
    this.chips = h("ul", { class: "chips", "aria-labelledby": "referrals-title" });
    box.append(h("header", {}, h("h2", { id: "referrals-title", text: t("refer.title") }), h("div", { class: "tools" }, this.open, this.sheet)), this.chips);
    this.sheet.addEventListener("toggle", (event) => {
      if (/** @type {ToggleEvent} */ (event).newState === "open") this.sheet.querySelector("button")?.focus();
    });
    void this.load();
  }

  /** Asks which kinds there are, until somebody answers; before that there is nothing to choose from. */
  async load() {
    for (let pause = 2000; ; pause = Math.min(pause * 2, 60_000)) {
      try {
        const answer = await knockAs("/api/services");
        if (answer.ok) {
          this.services = (await answer.json()).services;
          break;
        }
        if (answer.status === 404) break;
      } catch {
        // Not there yet.
      }
      await new Promise((done) => setTimeout(done, pause));
    }
    fill(this.list, ...this.services.map((one) => h("li", {}, this.choice(one))));
    this.show(...this.now);
  }

  /** @param {Service} one */
  choice(one) {
    const chosen = () => {
      this.sheet.hidePopover();
      if (this.note(one.id, true)) announce(t("refer.noted", { name: own(one.name) }));
      this.open.focus({ preventScroll: true });
    };
    return h("button", { class: "plain", type: "button", on: { click: chosen } }, h("span", {}, h("span", { class: "name", text: own(one.name) }), h("span", { class: "hint", text: own(one.what) })));
  }

  /**
   * @param {string[]} noted the services, oldest first
   * @param {boolean} may whether more can be noted
   * @param {(service: string) => boolean} [back] whether one can be taken back
   */
  show(noted, may, back = () => may) {
    this.now = [noted, may, back];
    const can = noted.map((one) => back(one));
    const said = JSON.stringify([noted, can, this.services.length]);
    if (said !== this.said) {
      this.said = said;
      const held = this.chips.contains(document.activeElement);
      fill(this.chips, ...noted.map((id, at) => this.chip(id, can[at] ?? false)));
      if (held) this.open.focus({ preventScroll: true });
    }
    this.box.hidden = this.services.length === 0 || (!may && noted.length === 0);
    this.open.hidden = !may;
    if (!may && this.sheet.matches(":popover-open")) this.sheet.hidePopover();
  }

  /** @param {string} id @param {boolean} back */
  chip(id, back) {
    const one = this.services.find((service) => service.id === id);
    const name = one ? own(one.name) : id;
    const undo = h("button", { class: "plain square", type: "button", "aria-label": t("refer.undo", { name }), title: t("undo"), on: { click: () => this.note(id, false) && announce(t("refer.undone", { name })) } }, icon("undo"));
    return h("li", { class: "chip" }, icon("check"), h("span", { text: name }), back ? undo : null);
  }

  /** The key: opens the list where it can be seen. */
  ask() {
    if (this.box.hidden || this.open.hidden) return;
    this.open.scrollIntoView({ block: "nearest" });
    // By its button, so that the list stands beside it.
    this.open.click();
  }

  /** Arrows in the list. @param {KeyboardEvent} event */
  walk(event) {
    const all = [...this.list.querySelectorAll("button")];
    const here = all.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    all[(to + all.length) % all.length]?.focus();
  }
}
