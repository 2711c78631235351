/** Where an article is used: what would change for others if this one does. */

import { fill, h } from "../../shared/dom.js";
import { at, knock, refusal } from "../../shared/door.js";
import { icon } from "../../shared/icons.js";
import { label } from "../../shared/model.js";
import { t, tn } from "../../shared/text.js";

/** @typedef {import("../../shared/types.js").Used} Used */

/**
 * Asks, and fills the box with what is told.
 * @param {HTMLElement} box
 * @param {string} id
 */
export async function showUsed(box, id) {
  fill(box, h("p", { class: "dim", text: t("desk.working") }));
  const answer = await knock("GET", `${at(id)}/used`);
  if (answer.ok) fill(box, ...lines(answer.body));
  else fill(box, h("p", { class: "dim", text: refusal(answer) }), h("p", {}, h("button", { class: "button", type: "button", text: t("board.retry"), on: { click: () => void showUsed(box, id) } })));
}

/** @param {Used} used */
function lines(used) {
  const places = [...used.phases.map((one) => label("phase", one)), ...used.knapper.map((one) => label("knapp", one))];
  const missing = used.links_to.some((one) => one.missing);
  return [
    h("p", { text: used.shown_30 === null ? t("desk.where.few") : tn("desk.where.shown", used.shown_30) }),
    used.moments === null ? null : h("p", { text: tn("desk.where.moments", used.moments) }),
    places.length > 0 ? h("p", { text: t("desk.where.places", { list: places.join(", ") }) }) : null,
    used.model.length > 0 ? h("p", { text: t("desk.where.model", { list: used.model.map((one) => (label("phase", one) !== one ? label("phase", one) : label("knapp", one))).join(", ") }) }) : null,
    used.linked_from.length > 0 ? fold(tn("desk.where.from", used.linked_from.length), used.linked_from.map(linked)) : h("p", { class: "dim", text: t("desk.where.from_none") }),
    used.links_to.length > 0
      ? fold(tn("desk.where.to", used.links_to.length), used.links_to.map((one) => (one.missing ? h("span", { class: "lacks" }, icon("alert"), " ", t("desk.where.missing", { id: one.id })) : linked(one))), missing)
      : null,
    used.prompts.length > 0 ? fold(tn("desk.where.prompts", used.prompts.length), used.prompts.map((one) => h("span", { text: one.nb, lang: "nb" }))) : null,
  ];
}

/** @param {{ id: string, title: string }} one */
function linked(one) {
  return h("a", { href: `#${encodeURIComponent(one.id)}`, text: one.title });
}

/** @param {string} name @param {HTMLElement[]} items @param {boolean} [open] */
function fold(name, items, open = false) {
  return h("details", { open }, h("summary", { text: name }), h("ul", {}, ...items.map((item) => h("li", {}, item))));
}
