/** Where an article is used: folded, and asked for only when somebody opens it. */

import { fill, h } from "../../shared/dom.js";
import { ask, why } from "../../shared/door.js";
import { label } from "../../shared/model.js";
import { t, tn } from "../../shared/text.js";

/** @typedef {import("../../shared/types.js").Used} Used */

/** @param {string} id */
export function used(id) {
  const told = h("div", { class: "told-used" });
  const box = h("details", { class: "used-where" }, h("summary", { text: t("desk.where.title") }), told);
  box.addEventListener("toggle", async () => {
    if (!box.open || told.childElementCount > 0) return;
    try {
      const { data } = await ask("GET", `/articles/${encodeURIComponent(id)}/used`);
      fill(told, ...lines(data));
    } catch (error) {
      fill(told, h("p", { text: why(error) }));
    }
  });
  return box;
}

/** @param {Used} used */
function lines(used) {
  const places = [...used.phases.map((one) => label("phase", one)), ...used.knapper.map((one) => label("knapp", one))];
  return [
    h("p", { text: used.shown_30 === null ? t("desk.where.few") : tn("desk.where.shown", used.shown_30) }),
    used.moments === null ? null : h("p", { text: tn("desk.where.moments", used.moments) }),
    places.length > 0 ? h("p", { text: t("desk.where.places", { list: places.join(", ") }) }) : null,
    used.model.length > 0 ? h("p", { text: t("desk.where.model", { list: used.model.map((one) => label("phase", one) !== one ? label("phase", one) : label("knapp", one)).join(", ") }) }) : null,
    list("desk.where.from", used.linked_from.map((one) => h("a", { href: `#${one.id}`, text: one.title }))),
    list("desk.where.to", used.links_to.map((one) => (one.missing ? h("span", { class: "lacks", text: t("desk.where.missing", { id: one.id }) }) : h("a", { href: `#${one.id}`, text: one.title })))),
    list("desk.where.prompts", used.prompts.map((one) => h("span", { text: one.nb, lang: "nb" }))),
  ];
}

/**
 * @param {string} key
 * @param {HTMLElement[]} items
 */
function list(key, items) {
  return items.length > 0 ? h("div", {}, h("h3", { text: t(key) }), h("ul", {}, ...items.map((item) => h("li", {}, item)))) : null;
}
