/** The half-years that can be asked for, and how they are written. */

import { t } from "../shared/text.js";

/** @typedef {{ id: string, from: string, to: string, year: number, half: 1 | 2 }} Half */

const MOST = 6;

/**
 * The half-year of a day and those before it, the newest first.
 * @param {Date} today
 * @returns {Half[]}
 */
export function halves(today) {
  let year = today.getFullYear();
  let half = /** @type {1 | 2} */ (today.getMonth() < 6 ? 1 : 2);
  return Array.from({ length: MOST }, () => {
    const one = { id: `${year}-${half}`, year, half, from: half === 1 ? `${year}-01-01` : `${year}-07-01`, to: half === 1 ? `${year}-06-30` : `${year}-12-31` };
    if (half === 1) year -= 1;
    half = half === 1 ? 2 : 1;
    return one;
  });
}

/** "2. halvår 2026". @param {Half} one */
export function named(one) {
  return t("report.half", { half: one.half, year: one.year });
}
