/** The doors of the editors' desk, and the sentences for what a door refuses. */

import * as doors from "./knock.js";
import { t, word } from "./text.js";

export { Refused } from "./knock.js";

/** @typedef {import("./types.js").Problem} Problem */
/** @typedef {import("./knock.js").Asked} Asked */
/** @typedef {import("./knock.js").Method} Method */
/**
 * @template T
 * @typedef {import("./knock.js").Answer<T>} Answer
 */

/** Something that went wrong and is already a sentence for people. */
export class Told extends Error {}

/**
 * Knocks at a door of the desk.
 * @template [T=any]
 * @param {Method} method
 * @param {string} path below /api/ik, beginning with a slash
 * @param {Asked} [more]
 * @returns {Promise<Answer<T>>}
 */
export const knock = (method, path, more) => doors.knock(method, `/api/ik${path}`, more);

/**
 * Asks a door of the desk; a refusal is thrown.
 * @param {Method} method
 * @param {string} path below /api/ik, beginning with a slash
 * @param {Asked} [more]
 */
export const ask = (method, path, more) => doors.ask(method, `/api/ik${path}`, more);

/** The door of one article. @param {string} id */
export function at(id) {
  return `/articles/${encodeURIComponent(id)}`;
}

/**
 * Why it did not go, in a sentence for people.
 * @param {unknown} error
 */
export function why(error) {
  if (error instanceof Told) return error.message;
  return refusal({ problem: { code: error instanceof doors.Refused ? error.code : "other" } });
}

/** The same, of an answer. @param {{ problem: Problem }} answer */
export function refusal({ problem: { code } }) {
  const known = word("desk.refused", code);
  return known === code ? t("desk.refused.other") : known;
}
