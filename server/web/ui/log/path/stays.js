/** What the readings of a finished talk come to: the stays in a ring, and which knapper were touched. */

import { elements } from "../../shared/model.js";

/** @typedef {import("../types.js").Reading} Reading */
/** @typedef {{ id: string | null, from: number, to: number }} Stay `id` is null while the reading was silent */

/** More steps than this no picture shows, and an entry has only so much room. */
const MOST_STEPS = 240;

/**
 * @param {Reading[]} readings
 * @param {number} end
 * @param {"phase" | "knapp"} ring
 * @returns {Stay[]}
 */
export function stays(readings, end, ring) {
  /** @type {Stay[]} */
  const all = [];
  for (const reading of readings) {
    const id = reading[ring] ?? null;
    const last = all[all.length - 1];
    if (last) last.to = reading.at;
    if (!last || last.id !== id) all.push({ id, from: reading.at, to: reading.at });
  }
  const last = all[all.length - 1];
  if (last) last.to = Math.max(end, last.from);
  return all;
}

/**
 * Only the readings at which something changed.
 * @param {Reading[]} readings
 * @returns {Reading[]}
 */
export function steps(readings) {
  const changes = readings.filter((one, index) => {
    const before = readings[index - 1];
    return !before || before.phase !== one.phase || before.knapp !== one.knapp;
  });
  return changes.slice(0, MOST_STEPS).map(({ at, phase, knapp }) => ({ at, phase, knapp }));
}

/** @param {Reading[]} readings @returns {string[]} in the order of the model */
export function touched(readings) {
  return elements("knapp").map((one) => one.id).filter((id) => readings.some((reading) => reading.knapp === id));
}

/**
 * How long in all.
 * @param {Stay[]} all
 * @param {string} id
 */
export function together(all, id) {
  return all.reduce((sum, stay) => sum + (stay.id === id ? stay.to - stay.from : 0), 0);
}

/**
 * Where the phase stood at a time, the last one that was shown.
 * @param {Stay[]} phases
 * @param {number} at
 */
export function standing(phases, at) {
  return phases.filter((stay) => stay.id !== null && stay.from <= at).pop()?.id ?? phases.find((stay) => stay.id !== null)?.id ?? null;
}
