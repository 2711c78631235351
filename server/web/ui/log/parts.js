/** Small parts that several views of the log use: days and months in words, a notice, a heading. */

import { h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { settings } from "../shared/settings.js";

const lang = () => (settings.lang === "nn" ? "nn-NO" : "nb-NO");

/** "tirsdag 24. november". @param {number} at */
export function dayName(at) {
  const year = new Date(at).getFullYear() === new Date().getFullYear() ? undefined : "numeric";
  const said = new Intl.DateTimeFormat(lang(), { weekday: "long", day: "numeric", month: "long", year }).format(at);
  return said.charAt(0).toLocaleUpperCase("nb") + said.slice(1);
}

/** "November 2026". @param {number} at */
export function monthName(at) {
  const said = new Intl.DateTimeFormat(lang(), { month: "long", year: "numeric" }).format(at);
  return said.charAt(0).toLocaleUpperCase("nb") + said.slice(1);
}

/**
 * @param {string} picture
 * @param {string} title
 * @param {string} [words]
 * @param {boolean} [calm]
 */
export function notice(picture, title, words = "", calm = false) {
  return h("div", { class: calm ? "notice calm" : "notice" }, icon(picture), h("div", {}, h("p", { class: "title", text: title }), words ? h("p", { text: words }) : null));
}

/**
 * A card with its heading.
 * @param {string} id
 * @param {string} title
 * @param {string} aside
 * @param {...import("../shared/dom.js").Child} children
 */
export function card(id, title, aside, ...children) {
  return h(
    "section",
    { class: "card", "aria-labelledby": `${id}-title` },
    h("header", {}, h("h2", { id: `${id}-title`, text: title }), aside ? h("span", { class: "dim", text: aside }) : null),
    ...children,
  );
}
