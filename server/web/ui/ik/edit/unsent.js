/** Text that was typed and could not be sent before another view came: kept in the page's memory until it is. */

import { at, knock } from "../../shared/door.js";

/** @typedef {import("./types.js").Fields} Fields */
/** @typedef {{ base: number, fields: Fields, at: number }} Kept */

/** @type {Map<string, Kept>} */
const kept = new Map();
/** Whether what is open now holds text that is not sent. @type {() => boolean} */
let open = () => false;

/** @param {() => boolean} asked */
export function watchUnsent(asked) {
  open = asked;
}

/** @param {string} id @param {Kept} text */
export function keepUnsent(id, text) {
  kept.set(id, text);
  void send(id);
}

/** What waits for this article, handed over to whoever opens it. @param {string} id */
export function takeUnsent(id) {
  const text = kept.get(id) ?? null;
  kept.delete(id);
  return text;
}

/** @param {string} id */
async function send(id) {
  const text = kept.get(id);
  if (!text) return;
  const answer = await knock("PUT", `${at(id)}/draft`, { body: { base: text.base, fields: text.fields } });
  if (answer.ok && kept.get(id) === text) kept.delete(id);
}

addEventListener("online", () => {
  for (const id of kept.keys()) void send(id);
});
addEventListener("beforeunload", (event) => {
  if (kept.size > 0 || open()) event.preventDefault();
});
