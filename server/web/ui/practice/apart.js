/** Where two ways of playing a chat part: in words, message by message. */

import { t } from "../shared/text.js";

/** @typedef {import("./types.js").PlayedTurn} PlayedTurn */
/** @typedef {import("../shared/types.js").Ring} Ring */

/** @type {Ring[]} */
export const rings = ["phase", "knapp", "kolb"];

/** The number as it is written in Norwegian. @param {number} p */
export function number(p) {
  return (Math.floor(p * 100 + 1e-6) / 100).toFixed(2).replace(".", ",");
}

/** That no læringsepisode is seen looks the same as silence. @param {Ring} ring @param {import("./types.js").Said} said */
function seen(ring, said) {
  return ring === "kolb" && said.value === null ? { ...said, shown: false } : said;
}

/** @param {{ id: string }[]} one @param {{ id: string }[]} other */
function alike(one, other) {
  const ids = new Set(one.map(({ id }) => id));
  return ids.size === other.length && other.every(({ id }) => ids.has(id));
}

/**
 * What differs after one message, a short sentence each; nothing when the two say and offer the same.
 * @param {PlayedTurn} a
 * @param {PlayedTurn} b
 */
export function apart(a, b) {
  /** @type {string[]} */
  const found = [];
  for (const ring of rings) {
    const [one, other] = [seen(ring, a[ring]), seen(ring, b[ring])];
    if (one.shown && other.shown && one.value !== other.value) found.push(t(`practice.apart.${ring}`));
    else if (one.shown && !other.shown) found.push(t(`practice.apart.only_a.${ring}`));
    else if (!one.shown && other.shown) found.push(t(`practice.apart.only_b.${ring}`));
  }
  if (!alike(a.prompts, b.prompts)) found.push(t("practice.apart.prompts"));
  if (!alike(a.articles, b.articles)) found.push(t("practice.apart.articles"));
  return found;
}
