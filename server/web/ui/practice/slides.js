/** One thing at a time, large, for a room that looks at the same wall. */

import { announce } from "../shared/announce.js";
import { attr, h, text } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { t } from "../shared/text.js";

export class Slides {
  /** @param {HTMLElement} root its elements of class "slide" are shown one at a time */
  constructor(root) {
    this.root = root;
    this.at = 0;
    this.count = h("span", { class: "dim" });
    this.back = h("button", { class: "button", type: "button", on: { click: () => this.go(-1) } }, icon("back"), h("span", { text: t("practice.slide.back") }));
    this.next = h("button", { class: "button", type: "button", on: { click: () => this.go(1) } }, icon("arrow"), h("span", { text: t("practice.slide.next") }));
    this.out = h("button", { class: "button", type: "button", on: { click: () => this.turn(false) } }, icon("close"), h("span", { text: t("practice.slide.out") }));
    this.bar = h("div", { class: "slide-bar", role: "group", "aria-label": t("practice.slide.bar"), hidden: true }, this.back, this.next, this.count, this.out);
    this.heard = (/** @type {KeyboardEvent} */ event) => this.key(event);
    /** @type {() => void} */
    this.left = () => {};
  }

  get on() {
    return document.body.classList.contains("projector");
  }

  get slides() {
    return /** @type {HTMLElement[]} */ ([...this.root.querySelectorAll(".slide")]);
  }

  /** @param {boolean} on */
  turn(on) {
    if (on === this.on) return;
    document.body.classList.toggle("projector", on);
    this.bar.hidden = !on;
    if (on) {
      document.addEventListener("keydown", this.heard);
      this.at = 0;
      this.show();
      this.next.focus();
    } else {
      document.removeEventListener("keydown", this.heard);
      for (const slide of this.slides) slide.classList.remove("now");
      this.left();
    }
  }

  /** @param {number} by */
  go(by) {
    const to = Math.max(0, Math.min(this.slides.length - 1, this.at + by));
    if (to === this.at) return;
    this.at = to;
    this.show();
    announce(`${this.count.textContent}. ${this.slides[to]?.querySelector("h3, h4")?.textContent ?? ""}`);
  }

  show() {
    const all = this.slides;
    this.at = Math.min(this.at, all.length - 1);
    all.forEach((slide, at) => slide.classList.toggle("now", at === this.at));
    text(this.count, t("practice.slide.count", { at: this.at + 1, all: all.length }));
    attr(this.back, "aria-disabled", this.at === 0);
    attr(this.next, "aria-disabled", this.at === all.length - 1);
    scrollTo(0, 0);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (/** @type {Element | null} */ (event.target)?.closest("input, textarea, select, dialog")) return;
    const onButton = /** @type {Element | null} */ (event.target)?.closest("button, a, summary");
    if (event.key === "Escape") this.turn(false);
    else if (event.key === "ArrowRight" || event.key === "PageDown" || (event.key === " " && !onButton)) this.go(1);
    else if (event.key === "ArrowLeft" || event.key === "PageUp") this.go(-1);
    else return;
    event.preventDefault();
  }
}
