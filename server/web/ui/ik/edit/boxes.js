/** The plain boxes: a line, a longer text, a choice, a tick, a date. */

import { h, text } from "../../shared/dom.js";

/** @typedef {import("./types.js").Box} Box */
/** @typedef {(value: any) => void} Changed */

/**
 * @param {Changed} changed
 * @param {{ nothing?: "" | null, lang?: string, hint?: string }} [how] what an empty line stands for
 * @returns {Box}
 */
export function line(changed, how = {}) {
  const read = () => input.value || (how.nothing === undefined ? "" : how.nothing);
  const input = h("input", { type: "text", lang: how.lang, placeholder: how.hint, autocomplete: "off", data: { input: "" }, on: { input: () => changed(read()) } });
  return {
    node: input,
    get: read,
    set(value) {
      input.value = value ?? "";
    },
    focus: () => input.focus(),
  };
}

/**
 * @param {Changed} changed
 * @param {{ nothing?: "" | null, rows?: number, lang?: string, hint?: string }} [how]
 * @returns {Box & { node: HTMLTextAreaElement }}
 */
export function longer(changed, how = {}) {
  const read = () => input.value || (how.nothing === undefined ? "" : how.nothing);
  const input = h("textarea", { rows: how.rows ?? 3, lang: how.lang, placeholder: how.hint, spellcheck: "true", data: { input: "" }, on: { input: () => changed(read()) } });
  return {
    node: input,
    get: read,
    set(value) {
      input.value = (value ?? "").replace(/\n$/, "");
    },
    focus: () => input.focus(),
  };
}

/**
 * @param {Changed} changed
 * @param {[value: string, name: string][]} options
 * @param {{ read?: (value: string) => any }} [how]
 * @returns {Box & { options: (options: [string, string][]) => void }}
 */
export function choice(changed, options, how = {}) {
  const real = how.read ?? ((/** @type {string} */ value) => value);
  const select = h("select", { data: { input: "" }, on: { change: () => changed(real(select.value)) } });
  /** @param {[string, string][]} list */
  const put = (list) => {
    const now = select.value;
    select.replaceChildren(...list.map(([value, name]) => h("option", { value, text: name })));
    if (list.some(([value]) => value === now)) select.value = now;
  };
  put(options);
  return {
    node: select,
    options: put,
    get: () => real(select.value),
    set(value) {
      const word = value === null || value === undefined ? "" : String(value);
      // A value that is no longer offered stays: what stands there is never lost by being looked at.
      if (![...select.options].some((one) => one.value === word)) select.append(h("option", { value: word, text: word }));
      select.value = word;
    },
    focus: () => select.focus(),
  };
}

/**
 * @param {Changed} changed
 * @param {string} said
 * @returns {Box}
 */
export function tick(changed, said) {
  const input = h("input", { type: "checkbox", on: { change: () => changed(input.checked) } });
  return {
    node: h("label", { class: "tick" }, input, h("span", { text: said })),
    get: () => input.checked,
    set(value) {
      input.checked = Boolean(value);
    },
    focus: () => input.focus(),
  };
}

/**
 * @param {Changed} changed
 * @returns {Box}
 */
export function date(changed) {
  const input = h("input", { type: "date", data: { input: "" }, on: { change: () => changed(input.value || null) } });
  return {
    node: input,
    get: () => input.value || null,
    set(value) {
      input.value = value ?? "";
    },
    focus: () => input.focus(),
  };
}

/**
 * Words with commas or line ends between them.
 * @param {Changed} changed
 * @param {(count: number) => string} counted
 * @returns {Box}
 */
export function list(changed, counted) {
  const read = () => [...new Set(input.value.split(/[,\n]/).map((one) => one.trim()).filter(Boolean))];
  const count = h("p", { class: "note dim" });
  const input = h("textarea", {
    rows: 2, spellcheck: "true", data: { input: "" },
    on: {
      input: () => {
        text(count, counted(read().length));
        changed(read());
      },
    },
  });
  return {
    node: h("div", { class: "listed" }, input, count),
    get: read,
    set(value) {
      input.value = value.join(", ");
      text(count, counted(value.length));
    },
    focus: () => input.focus(),
  };
}
