/** The prompt bank as the model's page shows it: a few for each element, the mild ones first. */

import { settings } from "../shared/settings.js";

/** @typedef {{ phase: string | null, knapp: string | null, kind: string, depth: string, text: { nb: string, nn: string } }} Row */

/** @type {Row[]} */
let bank = [];

/** Without an answer the cards stand without prompts. */
export async function loadPrompts() {
  try {
    const answer = await fetch("/api/model/prompts");
    if (answer.ok) bank = (await answer.json()).prompts;
  } catch {
    bank = [];
  }
}

/**
 * What may be asked in a phase whatever the knapp, or with a knapp in any phase.
 * @param {import("../shared/types.js").Ring} ring
 * @param {string} id
 * @returns {string[]}
 */
export function promptsOf(ring, id) {
  if (ring === "kolb") return [];
  const fits = bank.filter((row) => (ring === "phase" ? row.phase === id && row.knapp === null : row.knapp === id));
  const first = fits.filter((row) => row.depth === "mild");
  const ordered = [...first, ...fits.filter((row) => row.depth !== "mild")];
  return ordered.map((row) => row.text[settings.lang]);
}
