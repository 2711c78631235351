/** Names that come from data: an område in the reader's language, a phase, a knapp. */

import { label } from "../../shared/model.js";
import { settings } from "../../shared/settings.js";
import { t, word } from "../../shared/text.js";

/** @type {Map<string, string>} */
const areas = new Map();

/** Takes the names as the server has them. @param {{ area: string, name: import("../../shared/types.js").Both }[]} list */
export function learnAreas(list) {
  for (const one of list) areas.set(one.area, one.name[settings.lang]);
}

/** @param {string} area */
export function areaName(area) {
  const name = areas.get(area) ?? word("area", area);
  return name.charAt(0).toLocaleUpperCase("nb") + name.slice(1).replace(/[-_]/g, " ");
}

/** Who did something; what came with the program was done by nobody. @param {string} name */
export function whose(name) {
  return name || t("desk.came_with");
}

/**
 * "Kommunikasjon · Valg og tilfeldigheter".
 * @param {string | null} phase
 * @param {string | null} knapp
 */
export function spot(phase, knapp) {
  return [phase ? label("phase", phase) : t("desk.any_phase"), knapp ? label("knapp", knapp) : ""].filter(Boolean).join(" · ");
}
