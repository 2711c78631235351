/** The counts beside the names in the menu, asked for once and again after whatever changes them. */

import { ask } from "../shared/door.js";

/** @typedef {import("../shared/types.js").Summary} Summary */

/** @type {Summary | null} */
let known = null;
/** @type {Promise<Summary | null> | null} */
let asking = null;
/** @type {Set<(summary: Summary) => void>} */
const watchers = new Set();

/** The last counts, or none when the server did not answer. */
export function summary() {
  return asking ?? refresh();
}

/** Asks anew, and tells the menu. @returns {Promise<Summary | null>} */
export function refresh() {
  asking = ask("GET", "/summary").then(
    ({ data }) => {
      known = data;
      for (const watcher of watchers) watcher(data);
      return known;
    },
    () => {
      asking = null;
      return known;
    },
  );
  return asking;
}

/** @param {(summary: Summary) => void} watcher */
export function watchSummary(watcher) {
  watchers.add(watcher);
}

/** @param {string | null} owner whether that is me, or a role I am a member of */
export function isMine(owner) {
  return owner !== null && known !== null && (owner === known.me.name || known.me.owners.includes(owner));
}
