/** What is asked of the list: the choices as they stand in the address, and as the door calls them. */

import { ask } from "../../shared/door.js";

/** @typedef {import("../../shared/types.js").DeskRow} DeskRow */
/** @typedef {import("../../shared/types.js").Page<DeskRow>} Rows */
/** @typedef {Record<string, string>} Choices */

/** The name in the address and the name at the door. @type {Record<string, string>} */
const names = {
  omrade: "area", tilstand: "state", eier: "owner", fase: "phase", knapp: "knapp", malform: "lang", frist: "fresh", mine: "mine", ord: "text", sorter: "sort",
};

/** @param {URLSearchParams} params @returns {Choices} */
export function choices(params) {
  return Object.fromEntries(Object.keys(names).flatMap((name) => (params.get(name) ? [[name, params.get(name) ?? ""]] : [])));
}

/**
 * @param {Choices} chosen
 * @param {{ cursor?: string | null, limit?: number }} [part]
 * @returns {Promise<Rows>}
 */
export async function rows(chosen, part = {}) {
  const query = Object.fromEntries(Object.entries(chosen).map(([name, value]) => [names[name] ?? name, value]));
  const { data } = await ask("GET", "/articles", { query: { ...query, ...part } });
  return data;
}
