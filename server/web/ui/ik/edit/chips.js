/** Phases and knapper as chips: a tick, the picture and the name, never colour alone. */

import { h } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { colour, elements, own } from "../../shared/model.js";

/** @typedef {import("./types.js").Box} Box */

/**
 * @param {"phase" | "knapp"} ring
 * @param {(value: string[]) => void} changed
 * @returns {Box}
 */
export function chips(ring, changed) {
  /** Ids that the model no longer has, kept as they are until somebody unticks them. @type {string[]} */
  let known = elements(ring).map((one) => one.id);
  const box = h("div", { class: "chips" });
  const inputs = () => [...box.querySelectorAll("input")];
  const read = () => inputs().filter((one) => one.checked).map((one) => one.value);
  /** @param {string} id */
  const chip = (id) => {
    const one = elements(ring).find((element) => element.id === id);
    return h(
      "label",
      { class: "chip" },
      h("input", { type: "checkbox", value: id, on: { change: () => changed(read()) } }),
      icon(one?.shape ?? "mark", colour(one)),
      h("span", { text: one ? own(one.label) : id }),
    );
  };
  box.append(...known.map(chip));
  return {
    node: box,
    get: read,
    set(value) {
      for (const id of value) {
        if (known.includes(id)) continue;
        known = [...known, id];
        box.append(chip(id));
      }
      for (const input of inputs()) input.checked = value.includes(input.value);
    },
    focus: () => inputs()[0]?.focus(),
  };
}
