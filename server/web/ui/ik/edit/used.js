/** Where the article is used: what would change for others if this one does. */

import { fill, h } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t, tn } from "../../shared/text.js";
import { ask, at, refusal } from "./doors.js";

/** @typedef {import("./types.js").Used} Used */

/** @param {string} id */
export function makeUsed(id) {
  const box = h("div", { class: "used" }, h("p", { class: "dim", text: t("edit.loading") }));

  async function load() {
    const answer = await ask("GET", `${at(id)}/used`);
    if (answer.ok) show(answer.body);
    else fill(box, h("p", { class: "dim", text: refusal(answer) }), h("button", { class: "button small", type: "button", text: t("board.retry"), on: { click: () => void load() } }));
  }

  /** @param {Used} used */
  function show(used) {
    const from = used.linked_from ?? [];
    const to = used.links_to ?? [];
    fill(
      box,
      h("p", { text: used.shown_30 === null ? t("edit.used.few") : tn("edit.used.shown", used.shown_30) }),
      (used.model ?? []).length > 0 ? h("p", { text: t("edit.used.model") }) : null,
      (used.prompts ?? []).length > 0 ? fold(tn("edit.used.prompts", used.prompts.length), used.prompts.map((one) => h("li", { text: one.nb }))) : null,
      from.length > 0 ? fold(tn("edit.used.from", from.length), from.map((one) => h("li", {}, h("a", { href: `#${one.id}`, text: one.title })))) : h("p", { class: "dim", text: t("edit.used.from_none") }),
      to.length > 0
        ? fold(
            tn("edit.used.to", to.length),
            to.map((one) => h("li", {}, one.missing ? icon("alert") : null, one.missing ? t("edit.used.missing", { title: one.title || one.id }) : h("a", { href: `#${one.id}`, text: one.title }))),
            to.some((one) => one.missing),
          )
        : null,
    );
  }

  void load();
  return h("section", { class: "card", "aria-labelledby": "edit-used-title" }, h("header", {}, h("h3", { id: "edit-used-title", text: t("edit.used") })), box);
}

/** @param {string} name @param {Node[]} items @param {boolean} [open] */
function fold(name, items, open = false) {
  return h("details", { open }, h("summary", { text: name }), h("ul", {}, ...items));
}
