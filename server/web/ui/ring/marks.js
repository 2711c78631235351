/** How an element of the ring is marked, and how that is said in a sentence. */

import { t } from "../shared/text.js";
import { label } from "../shared/model.js";

/** @typedef {import("../shared/types.js").Ring} Ring */
/** @typedef {import("../shared/types.js").Place} Place */
/** @typedef {"sure" | "fairly" | "unsure" | "maybe" | "last" | "hand" | ""} Mark */
/** `live` follows a chat; `lost` cannot; `over` shows where it was; `hand` is the counsellor's own choice. */
/** @typedef {"live" | "lost" | "over" | "hand"} Mode */

/**
 * @param {Place | null} place
 * @param {string} id
 * @param {Mode} mode
 * @returns {Mark}
 */
export function markOf(place, id, mode) {
  if (!place) return "";
  if (mode === "lost" || mode === "over") {
    const last = place.silent ? place.last_sure : place.value;
    return last === id ? "last" : "";
  }
  if (place.by_hand) return place.value === id ? "hand" : "";
  if (place.silent) return place.maybe.includes(id) || place.value === id ? "maybe" : "";
  return place.value === id ? place.sure : "";
}

/**
 * The short word beside a marked phase.
 * @param {Mark} mark
 */
export function markWord(mark) {
  return mark ? t(`mark.${mark}`) : "";
}

/**
 * The name of an element as a sentence: "Fase: Kommunikasjon, her nå, sikker".
 * @param {Ring} ring
 * @param {string} id
 * @param {Mark} mark
 */
export function sentence(ring, id, mark) {
  const name = t(`ring.${ring}`, { name: label(ring, id) });
  return mark ? `${name}, ${t(`said.${mark}`)}` : name;
}

/**
 * Whether the chat is here, for aria-pressed.
 * @param {Mark} mark
 */
export function isHere(mark) {
  return mark === "sure" || mark === "fairly" || mark === "unsure" || mark === "hand";
}
