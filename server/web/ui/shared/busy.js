/** A button that shows that it works, cannot be pressed twice meanwhile, and is itself again afterwards. */

import { fill, h } from "./dom.js";

/**
 * @param {HTMLButtonElement} button
 * @param {string} said while it works
 * @param {() => Promise<unknown>} work
 */
export async function busy(button, said, work) {
  if (button.getAttribute("aria-disabled") === "true") return;
  const before = [...button.childNodes];
  const wide = button.getBoundingClientRect().width;
  const small = button.classList.contains("square");
  // Not `disabled`, which would throw the focus away.
  button.setAttribute("aria-disabled", "true");
  button.style.setProperty("--least", `${Math.ceil(wide)}px`);
  fill(button, h("span", { class: "spin", "aria-hidden": "true" }), h("span", { class: small ? "offstage" : "", text: said }));
  try {
    await work();
  } finally {
    button.removeAttribute("aria-disabled");
    button.style.removeProperty("--least");
    fill(button, ...before);
  }
}
