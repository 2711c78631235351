/** One polite live region: a sentence at a time, never a moved focus, never the same one twice in a row. */

import { h } from "./dom.js";

const region = h("div", { class: "offstage", role: "status", "aria-live": "polite" });
let last = "";
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {string} sentence */
export function announce(sentence) {
  if (!region.isConnected) document.body.append(region);
  clearTimeout(timer);
  if (sentence === last) region.textContent = "";
  last = sentence;
  timer = setTimeout(() => {
    region.textContent = sentence;
  }, 120);
}
