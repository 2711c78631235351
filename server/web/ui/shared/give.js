/** Hands a text over to the counsellor: into the composer where the page stands beside one, else onto the clipboard. */

import { copy } from "./copy.js";
import { t } from "./text.js";

/**
 * What became of it: in the composer, not since another case is open there now, or there is no composer to put it in.
 * @typedef {"done" | "other" | "cannot"} Put
 */

/** @type {((words: string) => Promise<Put>) | null} */
let composer = null;

/** Sets where texts go to. @param {(words: string) => Promise<Put>} put */
export function composeWith(put) {
  composer = put;
}

/** What a press does, in one word. */
export function verb() {
  return t(composer ? "give.insert" : "prompt.copy");
}

/**
 * Hands it over, because somebody pressed.
 * @param {string} words
 * @param {string} receipt what is said of a copy
 * @returns {Promise<{ done: boolean, said: string }>}
 */
export async function give(words, receipt) {
  const put = (await composer?.(words)) ?? "cannot";
  if (put === "done") return { done: true, said: t("give.inserted") };
  if (put === "other") return { done: false, said: t("give.other") };
  const done = await copy(words);
  return { done, said: done ? receipt : t("copy.failed") };
}
