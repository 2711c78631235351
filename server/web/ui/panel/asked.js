/** What the veisøker asked and nobody has answered: their own words, at most three, quietly. */

import { attr, h, keyed, text } from "../shared/dom.js";
import { t } from "../shared/text.js";
import { clock } from "../shared/time.js";

/** @typedef {import("../shared/types.js").Question} Question */

const MOST = 3;

/**
 * @param {HTMLElement} box a section with a heading and a list
 * @param {Question[]} questions
 * @param {string} lang
 */
export function renderAsked(box, questions, lang) {
  box.hidden = questions.length === 0;
  keyed(
    /** @type {Element} */ (box.querySelector("ul")),
    questions.slice(0, MOST),
    (one) => `${one.message}|${one.text}`,
    (one) => h("li", {}, h("q", { text: one.text }), " ", h("span", { class: "dim when" })),
    (node, one) => {
      attr(/** @type {Element} */ (node.firstElementChild), "lang", lang);
      text(/** @type {Element} */ (node.lastElementChild), t("beside.asked_at", { time: clock(one.at) }));
    },
  );
}
