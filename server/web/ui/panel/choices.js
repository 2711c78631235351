/** Under each ring's words: what the counsellor may answer with one click. The buttons stay where they are. */

import { h, text } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { colour, element, elements, label } from "../shared/model.js";
import { t } from "../shared/text.js";

/** @typedef {import("../shared/types.js").Ring} Ring */
/** @typedef {import("../shared/types.js").Place} Place */
/** @typedef {{ correct: (ring: Ring, value: string | null) => void, release: (ring: Ring) => void }} Act */

export class Choices {
  /**
   * @param {Ring} ring
   * @param {Act} act
   */
  constructor(ring, act) {
    this.ring = ring;
    this.act = act;
    /** @type {string | null} */
    this.value = null;
    this.right = this.button("right", "check", () => act.correct(ring, this.value));
    this.kept = h("span", { class: "kept dim", hidden: true }, icon("check"), h("span", { text: t("choice.kept") }));
    this.slot = h("span", { class: "slot" }, this.right, this.kept);
    this.other = this.button("other", null);
    this.none = this.button("none", null, () => act.correct(ring, null));
    this.undo = this.button("undo", "undo", () => act.release(ring));
    this.list = h("ul");
    this.sheet = h("div", { id: `elsewhere-${ring}`, class: "elsewhere", popover: "auto", role: "group", "aria-label": t(`choice.where.${ring}`) }, this.list);
    this.other.setAttribute("popovertarget", this.sheet.id);
    this.node = h("div", { class: "choices", role: "group", "aria-label": t(`choice.about.${ring}`) }, this.slot, this.other, this.none, this.undo, this.sheet);
  }

  /**
   * @param {"right" | "other" | "none" | "undo"} what
   * @param {string | null} picture
   * @param {() => void} [click]
   * @returns {HTMLButtonElement}
   */
  button(what, picture, click) {
    return h("button", { class: `plain ${what}`, type: "button", on: click ? { click } : {} }, picture ? icon(picture) : null, h("span", { class: "word" }), h("span", { class: "offstage" }));
  }

  /**
   * @param {Place | null} place null when nothing can be answered now
   * @param {boolean} kept whether the correction is kept to learn from
   */
  show(place, kept) {
    this.node.hidden = place === null;
    if (!place) {
      if (this.sheet.matches(":popover-open")) this.sheet.hidePopover();
      return;
    }
    const { ring } = this;
    const says = place.by_hand || !place.silent;
    const focused = [this.right, this.none, this.undo].find((one) => one === document.activeElement);
    this.value = place.value;
    const name = place.value === null ? t(`none.${ring}`) : label(ring, place.value);
    say(this.right, t("choice.right"), `: ${name}`);
    say(this.other, t(says ? "choice.other" : "choice.where"), `: ${t(`kind.${ring}`)}`);
    say(this.none, t("choice.none"), `: ${t(`kind.${ring}`)}`);
    say(this.undo, t("undo"), `: ${name}`);
    // A hidden slot keeps its width while the ring stands somewhere, so that no button moves under a click.
    this.slot.hidden = !says;
    this.right.classList.toggle("away", place.by_hand);
    this.right.disabled = place.by_hand;
    this.kept.hidden = !place.by_hand || !kept;
    this.none.hidden = ring === "phase";
    this.none.classList.toggle("away", says && place.value === null);
    this.none.disabled = says && place.value === null;
    this.undo.hidden = !place.by_hand;
    // A button that goes hands its focus to the one that takes over.
    if (focused && (focused.disabled || focused.hidden)) [this.undo, this.right, this.other].find((one) => !one.hidden && !one.disabled && one.checkVisibility())?.focus();
    this.fill(says ? place.value : null);
  }

  /** The elements of the ring but the one where it stands. @param {string | null} here */
  fill(here) {
    if (this.list.childElementCount === 0) {
      this.list.append(...elements(this.ring).map((one) => h("li", { data: { id: one.id } }, this.element(one.id))));
    }
    for (const item of this.list.children) {
      if (item instanceof HTMLElement) item.hidden = item.dataset.id === here;
    }
  }

  /** @param {string} id */
  element(id) {
    const one = element(this.ring, id);
    const chosen = () => {
      this.sheet.hidePopover();
      this.act.correct(this.ring, id);
    };
    return h("button", { class: "plain", type: "button", on: { click: chosen } }, icon(one?.shape ?? "mark", colour(one)), h("span", { text: label(this.ring, id) }));
  }
}

/**
 * What a button says, and what only is read aloud.
 * @param {HTMLElement} button
 * @param {string} word
 * @param {string} more
 */
function say(button, word, more) {
  text(/** @type {Element} */ (button.querySelector(".word")), word);
  text(/** @type {Element} */ (button.lastElementChild), more);
}
