/** What panel and board have in common inside Zendesk: sentences for what goes wrong, and links that leave the frame. */

import { h } from "../shared/dom.js";
import { t, textsReady } from "../shared/text.js";

document.documentElement.dataset.host = "zendesk";
document.addEventListener("shut-out", () => say("zendesk.shut_out"));
// Our other pages have no login in here, and do not stand in a frame.
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.getAttribute("href")?.startsWith("#")) return;
  link.target = "_blank";
  link.rel = "noopener";
});

/** @type {HTMLElement | null} */
let line = null;

/** A sentence at the top of the page; null takes it away. @param {"zendesk.shut_out" | "zendesk.alone" | "zendesk.not_yours" | null} key */
export async function say(key) {
  await textsReady;
  if (key === null) {
    line?.remove();
    line = null;
    return;
  }
  line ??= h("p", { class: "from-host", role: "status" });
  // The live region is there before its words are.
  document.querySelector("main")?.prepend(line);
  line.textContent = t(key);
}
