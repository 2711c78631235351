/** A talk on the page: who said what, the newest last. */

import { h } from "../shared/dom.js";
import { t } from "../shared/text.js";
import { langOf } from "./chats.js";

/** @typedef {import("./types.js").Turn} Turn */

/** @param {Turn["role"]} role */
export function who(role) {
  return t(`practice.role.${role}`);
}

/**
 * One message.
 * @param {Turn} turn
 * @param {string} lang
 * @param {{ current?: boolean }} [now] whether it is the one that is talked about
 */
export function message(turn, lang, { current = false } = {}) {
  return h(
    "li",
    { class: `message ${turn.role}${current ? " pointed" : ""}` },
    h("span", { class: "who", text: who(turn.role) }),
    h("p", { lang: turn.role === "system" ? null : langOf(lang), text: turn.text }),
  );
}

/** The first words of a message, for a list. @param {string} text */
export function shortened(text) {
  return text.length > 90 ? `${text.slice(0, 88).trimEnd()} …` : text;
}
