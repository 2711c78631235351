/** The panel's single keys in one table; they rest in fields and dialogs, and can be turned off in the settings. */

import { settings } from "../shared/settings.js";

/**
 * `key` as the browser names it, `what` a key of the texts; `run` is given the key that was pressed. `show` is what a
 * list of shortcuts prints instead; `always` works with the single keys turned off too; `shown` says whether the key
 * does anything now.
 * @typedef {{ key: string | readonly string[], what: string, run: (key: string) => void, show?: string, always?: boolean,
 *   shown?: () => boolean }} Shortcut
 */

/** Every shortcut of the panel, in the order a list shows them. @type {Shortcut[]} */
export const shortcuts = [];

/** Puts shortcuts into the table. @param {...Shortcut} more */
export function register(...more) {
  shortcuts.push(...more);
}

/** The table as a list of shortcuts shows it: the keys as they are printed, and the text of what they do. */
export function keyRows() {
  const rows = shortcuts.map(({ key, show, what }) => ({ keys: show ? show.split(" ") : typeof key === "string" ? [key] : [...key], what }));
  return [...rows, { keys: ["←", "→", "↑", "↓"], what: "keys.ring" }];
}

/** Follows the table from now on: also what is registered later. */
export function listenForKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = /** @type {Element | null} */ (event.target);
    if (target?.closest("input, textarea, select, [contenteditable], dialog")) return;
    const one = shortcuts.find(({ key, shown }) => (typeof key === "string" ? key === event.key : key.includes(event.key)) && shown?.() !== false);
    if (!one || (!one.always && (!settings.keys || event.repeat))) return;
    // "/" opens the browser's own search, "?" and letters may too: what the panel takes, the browser leaves.
    if (event.key !== "Escape") event.preventDefault();
    one.run(event.key);
  });
}
