/** What is printed after the ring: one card an element, to be read in black and white. */

import { h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { own } from "../shared/model.js";
import { t } from "../shared/text.js";
import { promptsOf } from "./prompts.js";

/** So many prompts fit on a printed card. */
const PRINTED = 3;

/**
 * @param {import("../shared/types.js").Ring} ring
 * @param {import("../shared/types.js").Element[]} elements
 */
export function sheet(ring, elements) {
  return [
    h("h2", { text: t(`legend.${ring}`) }),
    h(
      "div",
      { class: "cards" },
      ...elements.map((one) =>
        h(
          "section",
          {},
          h("h3", {}, icon(one.shape), h("span", { text: own(one.label) })),
          h("p", { class: "lead", text: own(one.short) }),
          h("p", { text: own(one.explanation) }),
          h("p", { class: "example", text: own(one.example) }),
          h("ul", {}, ...promptsOf(ring, one.id).slice(0, PRINTED).map((prompt) => h("li", { text: prompt }))),
        ),
      ),
    ),
  ];
}
