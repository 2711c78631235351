/** The two words of a knapp: which of them the talk has touched, and which one the prompts are to open towards. */

import { attr, fill, h, text } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { colour, element, own } from "../shared/model.js";
import { t } from "../shared/text.js";

/** @typedef {"first" | "second"} Which */
/** @typedef {{ knapp: string, touched: Which | "both" | null, word: Which | null, works: boolean }} PairView */

const BOTH = /** @type {const} */ (["first", "second"]);

/**
 * What is said of a word: touched most, little, or nothing.
 * @param {PairView["touched"]} touched
 * @param {Which} which
 */
function much(touched, which) {
  if (touched === null) return "";
  return t(touched === which ? "beside.pair.most" : touched === "both" ? "beside.pair.both" : "beside.pair.little");
}

export class Pair {
  /**
   * @param {HTMLElement} box
   * @param {(word: Which | null) => void} choose
   */
  constructor(box, choose) {
    this.box = box;
    /** @type {PairView | null} */
    this.view = null;
    this.bar = h("span", { class: "bar", "aria-hidden": "true" }, h("i"), h("i"));
    const press = (/** @type {Which} */ which) => choose(this.view?.word === which ? null : which);
    this.buttons = BOTH.map((which) =>
      h("button", { class: `word ${which}`, type: "button", on: { click: () => press(which) } }, h("span", { class: "chosen" }), h("span", { class: "name" }), h("span", { class: "much dim" })),
    );
    const [first, second] = this.buttons;
    fill(box, first, this.bar, second);
  }

  /** @param {PairView | null} view */
  show(view) {
    const one = view && element("knapp", view.knapp);
    const pair = one?.pair;
    this.view = view;
    this.box.hidden = !view || !pair;
    if (!view || !pair) return;
    this.box.style.setProperty("--c", colour(one));
    this.bar.dataset.touched = view.touched ?? "";
    BOTH.forEach((which, index) => {
      const button = /** @type {HTMLButtonElement} */ (this.buttons[index]);
      const here = view.word === which;
      attr(button, "aria-pressed", here);
      button.disabled = !view.works;
      attr(button, "title", t("beside.pair.choose", { word: own(pair[which]) }));
      text(/** @type {Element} */ (button.querySelector(".name")), own(pair[which]));
      text(/** @type {Element} */ (button.querySelector(".much")), much(view.touched, which));
      const chosen = /** @type {Element} */ (button.querySelector(".chosen"));
      if (chosen.childElementCount > 0 !== here) fill(chosen, here ? icon("check") : null);
    });
  }
}

/**
 * The same choice in a knapp's card.
 * @param {string} knapp
 * @param {Which | null} word the one chosen, if the talk is at this knapp
 * @param {boolean} off
 * @param {(word: Which | null) => void} choose
 */
export function pairChoice(knapp, word, off, choose) {
  const pair = element("knapp", knapp)?.pair;
  if (!pair) return null;
  return h(
    "div",
    { class: "pair-choice", role: "group", "aria-label": t("beside.pair.label") },
    h("p", { class: "dim", text: t("beside.pair.one") }),
    ...BOTH.map((which) =>
      h("button", { class: `button word ${which}`, type: "button", disabled: off, "aria-pressed": String(word === which), on: { click: () => choose(word === which ? null : which) } }, word === which ? icon("check") : null, h("span", { text: own(pair[which]) })),
    ),
  );
}
