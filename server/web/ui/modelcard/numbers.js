/** How figures are written: as so many of a hundred for everybody, as fractions for those who want them. */

import { settings } from "../shared/settings.js";

/** @param {number} share from 0 to 1 */
export function ofHundred(share) {
  return Math.round(share * 100);
}

/**
 * Parts of a whole as so many of a hundred that add up to a hundred.
 * @param {number[]} shares
 */
export function partsOfHundred(shares) {
  const out = shares.map((share) => Math.floor(share * 100 + 1e-9));
  const rest = shares.map((share, at) => ({ at, left: share * 100 - (out[at] ?? 0) })).sort((a, b) => b.left - a.left);
  const missing = 100 - out.reduce((sum, part) => sum + part, 0);
  for (const { at } of rest.slice(0, Math.max(0, missing))) out[at] = (out[at] ?? 0) + 1;
  return out;
}

/**
 * @param {number} value
 * @param {number} [places]
 */
export function fraction(value, places = 2) {
  return new Intl.NumberFormat(settings.lang === "nn" ? "nn-NO" : "nb-NO", { minimumFractionDigits: places, maximumFractionDigits: places }).format(value);
}

/** @param {number} count */
export function whole(count) {
  return new Intl.NumberFormat("nb-NO").format(count);
}

/** @param {[number, number]} interval */
export function between([low, high]) {
  return `${fraction(low)}–${fraction(high)}`;
}
