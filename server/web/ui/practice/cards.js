/** What an element of the model is, as a card to read or to talk about. */

import { h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { colour, element, label, own } from "../shared/model.js";
import { t } from "../shared/text.js";

/** @typedef {import("../shared/types.js").Ring} Ring */

/**
 * The two words of a knapp, which pull against each other.
 * @param {import("../shared/types.js").Element} one
 */
export function pair(one) {
  if (!one.pair) return null;
  return h("p", { class: "pair-words" }, h("span", { text: own(one.pair.first) }), icon("meet", "var(--dim)"), h("span", { class: "offstage", text: t("practice.against") }), h("span", { text: own(one.pair.second) }));
}

/**
 * Explanation and example, and the theory for those who ask for it.
 * @param {Ring} ring
 * @param {string} id
 */
export function explained(ring, id) {
  const one = element(ring, id);
  if (!one) return [];
  return [
    h("p", { text: own(one.explanation) }),
    h("div", { class: "example" }, h("p", { class: "dim", text: t("card.example") }), h("p", { text: own(one.example) })),
    h("details", { class: "theory" }, h("summary", { text: t("card.theory") }), h("p", { text: own(one.theory) })),
  ];
}

/**
 * A whole card, for an element that was looked up.
 * @param {Ring} ring
 * @param {string} id
 */
export function card(ring, id) {
  const one = element(ring, id);
  if (!one) return null;
  return h(
    "section",
    { class: "looked-up", "aria-label": label(ring, id) },
    h("p", { class: "dim", text: t(`kind.${ring}`) }),
    h("h4", {}, icon(one.shape, colour(one)), h("span", { text: label(ring, id) })),
    h("p", { class: "lead", text: own(one.short) }),
    ...explained(ring, id),
    one.article ? h("p", {}, h("a", { href: `/ik#${one.article}`, target: "_blank", rel: "noopener" }, h("span", { text: t("card.article") }), " ", h("span", { class: "offstage", text: t("new_window") }))) : null,
  );
}
