/** The list of articles by area, with its filters. */

import { attr, fill, h, text } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { colour, element, elements, label } from "../shared/model.js";
import { revision } from "../shared/article.js";
import { t, tn, word } from "../shared/text.js";

/** @typedef {import("../shared/types.js").ArticleRow} ArticleRow */

/** @type {Record<string, string>} */
const chosen = { phase: "", knapp: "", lang: "", state: "" };

/** @param {string} area */
export function areaName(area) {
  const name = word("area", area);
  return name.charAt(0).toLocaleUpperCase("nb") + name.slice(1).replace(/[-_]/g, " ");
}

/**
 * @param {HTMLElement} form
 * @param {ArticleRow[]} rows
 * @param {() => void} changed
 */
export function mountFilters(form, rows, changed) {
  /** @param {string} name @param {[string, string][]} options */
  const field = (name, options) =>
    h(
      "label",
      {},
      h("span", { text: t(`filter.${name}`) }),
      h(
        "select",
        {
          on: {
            change: (/** @type {Event} */ event) => {
              chosen[name] = /** @type {HTMLSelectElement} */ (event.target).value;
              changed();
            },
          },
        },
        h("option", { value: "", text: t(`filter.${name}.all`) }),
        ...options.map(([value, name]) => h("option", { value, text: name })),
      ),
    );
  const languages = [...new Set(rows.map((row) => row.lang))].sort();
  const states = ["in_order", "unchecked", "review_due", "expired"].filter((state) => rows.some((row) => row.state === state));
  fill(
    form,
    field("phase", elements("phase").map((one) => [one.id, label("phase", one.id)])),
    field("knapp", elements("knapp").map((one) => [one.id, label("knapp", one.id)])),
    field("lang", languages.map((lang) => [lang, word("lang", lang)])),
    field("state", states.map((state) => [state, t(`state.${state}`)])),
  );
  form.addEventListener("submit", (event) => event.preventDefault());
}

/** @param {ArticleRow} row */
function fits(row) {
  return (
    (!chosen.phase || row.phases.includes(chosen.phase)) &&
    (!chosen.knapp || row.knapper.includes(chosen.knapp)) &&
    (!chosen.lang || row.lang === chosen.lang) &&
    (!chosen.state || row.state === chosen.state)
  );
}

/**
 * @param {HTMLElement} box
 * @param {HTMLElement} count
 * @param {ArticleRow[]} rows
 * @param {string} open
 */
export function renderList(box, count, rows, open) {
  const shown = rows.filter(fits);
  text(count, shown.length === rows.length ? tn("ik.count", rows.length) : t("ik.count_of", { shown: shown.length, all: rows.length }));
  const areas = [...new Set(shown.map((row) => row.area))].sort((a, b) => areaName(a).localeCompare(areaName(b), "nb"));
  fill(
    box,
    ...areas.map((area) => {
      const own = shown.filter((row) => row.area === area).sort((a, b) => a.title.localeCompare(b.title, "nb"));
      return h(
        "section",
        { class: "area" },
        h("h3", {}, areaName(area), h("span", { text: String(own.length) })),
        h("ul", {}, ...own.map((row) => h("li", {}, link(row)))),
      );
    }),
    shown.length === 0 ? h("p", { class: "dim", text: t("ik.none") }) : null,
  );
  markOpen(box, open);
}

/** @param {ArticleRow} row */
function link(row) {
  return h(
    "a",
    { href: `#${row.id}`, data: { id: row.id } },
    h("span", { class: "title", text: row.title, lang: row.lang }),
    h("span", { class: "short", text: row.short, lang: row.lang }),
    h("span", { class: "meta" }, revision(row.state, row.reviewed), h("span", { text: row.owner }), h("span", { class: "lang", text: row.lang }), belongs(row)),
  );
}

/** @param {ArticleRow} row */
function belongs(row) {
  const all = [...row.phases.map((id) => element("phase", id)), ...row.knapper.map((id) => element("knapp", id))];
  return h("span", { class: "where", "aria-hidden": "true" }, ...all.map((one) => (one ? icon(one.shape, colour(one)) : null)));
}

/**
 * Marks the article that is read.
 * @param {HTMLElement} box
 * @param {string} open
 */
export function markOpen(box, open) {
  for (const node of box.querySelectorAll("a")) attr(node, "aria-current", node.dataset.id === open ? "true" : null);
}
