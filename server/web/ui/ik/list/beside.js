/** The list in short beside what is read: the same choices as the list had, so that the next one is a click away. */

import { attr, fill, h } from "../../shared/dom.js";
import { t } from "../../shared/text.js";
import { areaName } from "../parts/names.js";
import { moreButton } from "../parts/working.js";
import { summary } from "../summary.js";
import { filters } from "./filters.js";
import { rows } from "./query.js";

/** @typedef {import("../../shared/types.js").DeskRow} DeskRow */
/** @typedef {import("./query.js").Choices} Choices */

/** Kept from article to article. @type {Choices} */
let chosen = { sorter: "title" };
/** @type {HTMLElement | null} */
let box = null;
/** @type {string | null} */
let cursor = null;

/**
 * The column; it is the same element from article to article, so that it does not jump.
 * @param {string} open
 */
export function beside(open) {
  if (!box) {
    const list = h("ul");
    const seat = h("div");
    const foot = h("div");
    box = h("nav", { class: "beside", "aria-label": t("desk.beside") }, seat, list, foot);
    /** @param {boolean} more */
    const load = async (more) => {
      const page = await rows(chosen, { cursor: more ? cursor : null });
      cursor = page.next;
      if (more) list.append(...page.items.map(link));
      else fill(list, ...(page.items.length > 0 ? page.items.map(link) : [h("li", { class: "pad dim", text: t("desk.list.none") })]));
      fill(foot, page.next ? moreButton(() => load(true)) : null);
      markOpen(box?.dataset.open ?? "");
    };
    void summary().then((counts) => {
      fill(seat, filters(chosen, { areas: counts?.areas.map((one) => one.area) ?? [], owners: [] }, (change) => {
        chosen = Object.fromEntries(Object.entries({ ...chosen, ...change }).filter(([, value]) => value !== ""));
        void load(false).catch(() => {});
      }, true));
    });
    // Without the list one still reads: nothing is said of it here.
    load(false).catch(() => (box = null));
  }
  box.dataset.open = open;
  markOpen(open);
  return box;
}

/** @param {DeskRow} row */
function link(row) {
  return h("li", {}, h("a", { href: `#${encodeURIComponent(row.id)}`, data: { id: row.id } }, h("span", { class: "title", text: row.title, lang: row.language }), h("span", { class: "second", text: areaName(row.area) })));
}

/** @param {string} open */
function markOpen(open) {
  for (const node of box?.querySelectorAll("a") ?? []) attr(node, "aria-current", node.dataset.id === open ? "true" : null);
}
