/** Form fields with their names over them, as the desk and its dialogs use them. */

import { h } from "./dom.js";

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */

/**
 * A name over a field, with a hint under it where one is needed.
 * @template {Control} C
 * @param {string} name
 * @param {C} control
 * @param {string} [hint]
 */
export function labelled(name, control, hint) {
  control.dataset.name = name;
  return h("label", { class: "field" }, h("span", { class: "name", text: name }), control, hint ? h("span", { class: "hint", text: hint }) : null);
}

/**
 * @param {[value: string, name: string][]} options
 * @param {string} value
 * @param {import("./dom.js").Props} [props]
 */
export function select(options, value, props = {}) {
  const box = h("select", props, ...options.map(([value, name]) => h("option", { value, text: name })));
  box.value = options.some(([known]) => known === value) ? value : (options[0]?.[0] ?? "");
  return box;
}

/**
 * @param {string} value
 * @param {import("./dom.js").Props} [props]
 */
export function textarea(value, props = {}) {
  const box = h("textarea", { rows: 3, ...props });
  box.value = value;
  return box;
}

/**
 * @param {string} value
 * @param {import("./dom.js").Props} [props]
 */
export function input(value, props = {}) {
  const box = h("input", { type: "text", autocomplete: "off", ...props });
  box.value = value;
  return box;
}

/**
 * @param {string} name
 * @param {boolean} checked
 * @param {(checked: boolean) => void} [changed]
 */
export function tick(name, checked, changed) {
  const box = h("input", { type: "checkbox", on: { change: () => changed?.(box.checked) } });
  box.checked = checked;
  return { box, label: h("label", { class: "tick" }, box, h("span", { text: name })) };
}

/**
 * One of a few, each with its own line.
 * @param {string} legend
 * @param {string} name
 * @param {[value: string, name: string, hint?: string][]} options
 * @param {string} [chosen]
 */
export function radios(legend, name, options, chosen = "") {
  const box = h(
    "fieldset",
    { class: "radios" },
    h("legend", { text: legend }),
    ...options.map(([value, label, hint]) =>
      h(
        "label",
        {},
        h("input", { type: "radio", name, value, required: true, checked: value === chosen, data: { name: legend } }),
        h("span", {}, h("span", { text: label }), hint ? h("span", { class: "hint", text: hint }) : null),
      ),
    ),
  );
  return {
    box,
    get value() {
      return /** @type {HTMLInputElement | null} */ (box.querySelector(":checked"))?.value ?? "";
    },
  };
}
