/** One polite live region: what is said within a moment is said together, never with a moved focus. */

import { h } from "./dom.js";

const region = h("div", { class: "offstage", role: "status", "aria-live": "polite" });
let last = "";
/** @type {Set<string>} */
const waiting = new Set();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {string} sentence */
export function announce(sentence) {
  if (!region.isConnected) document.body.append(region);
  waiting.add(sentence);
  clearTimeout(timer);
  timer = setTimeout(() => {
    const said = [...waiting].join(" ");
    waiting.clear();
    // The same again is a change only if the region was empty between.
    if (said === last) region.textContent = "";
    last = said;
    setTimeout(() => (region.textContent = said), 0);
  }, 120);
}
