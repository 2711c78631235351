/** The panel's single keys; they rest in fields and dialogs, and can be turned off in the settings. */

import { settings } from "../shared/settings.js";

/**
 * @param {{ search: () => void, copy: (number: number) => void, more: () => void, escape: () => void }} act
 */
export function listenForKeys(act) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = /** @type {Element | null} */ (event.target);
    if (target?.closest("input, textarea, select, [contenteditable], dialog")) return;
    if (event.key === "Escape") act.escape();
    if (!settings.keys || event.repeat) return;
    if (event.key === "/") {
      event.preventDefault();
      act.search();
    } else if (/^[1-3]$/.test(event.key)) act.copy(Number(event.key));
    else if (event.key === "n") act.more();
  });
}
