/** Every word of the interface comes through here, from text/nb.json or text/nn.json, and from a file of its own where a page has many. */

import { settings } from "./settings.js";

/** @type {Record<string, string>} */
let words = {};

/** @type {() => void} */
let ready = () => {};
/** Fulfilled when the words are there: elements that fill themselves wait for it. */
export const textsReady = new Promise((done) => {
  ready = () => done(undefined);
});

/** Loads the chosen language and fills in the page's own elements. */
export async function loadTexts() {
  const more = document.documentElement.dataset.texts;
  const files = [`${settings.lang}.json`, ...(more ? [`${settings.lang}/${more}.json`] : [])];
  const answers = await Promise.all(files.map(async (file) => (await fetch(`/ui/text/${file}`)).json()));
  words = Object.assign({}, ...answers);
  document.documentElement.lang = settings.lang;
  applyTexts(document);
  ready();
}

/**
 * The text of a key, with its {places} filled in.
 * @param {string} key
 * @param {Record<string, string | number>} [vars]
 * @returns {string}
 */
export function t(key, vars = {}) {
  const raw = words[key] ?? key;
  return raw.replace(/\{(\w+)\}/g, (whole, name) => (name in vars ? String(vars[name]) : whole));
}

/**
 * The same, for a count: key.one when it is one, key.many otherwise.
 * @param {string} key
 * @param {number} count
 * @param {Record<string, string | number>} [vars]
 */
export function tn(key, count, vars = {}) {
  return t(count === 1 ? `${key}.one` : `${key}.many`, { count, ...vars });
}

/**
 * A text whose places are filled with elements.
 * @param {string} key
 * @param {Record<string, Node | string>} parts
 * @returns {(Node | string)[]}
 */
export function tx(key, parts) {
  return (words[key] ?? key).split(/(\{\w+\})/).map((piece) => {
    const name = /^\{(\w+)\}$/.exec(piece)?.[1];
    return name && name in parts ? /** @type {Node | string} */ (parts[name]) : piece;
  });
}

/**
 * A text if the key exists, otherwise the word itself: for words that come from data.
 * @param {string} group
 * @param {string} word
 */
export function word(group, word) {
  return words[`${group}.${word}`] ?? word;
}

/**
 * Fills in data-t (text), data-t-label (aria-label) and data-t-hint (placeholder).
 * @param {ParentNode} root
 */
export function applyTexts(root) {
  for (const node of root.querySelectorAll("[data-t]")) node.textContent = t(node.getAttribute("data-t") ?? "");
  for (const node of root.querySelectorAll("[data-t-label]")) {
    node.setAttribute("aria-label", t(node.getAttribute("data-t-label") ?? ""));
  }
  for (const node of root.querySelectorAll("[data-t-hint]")) {
    node.setAttribute("placeholder", t(node.getAttribute("data-t-hint") ?? ""));
  }
}

/**
 * A name inside a sentence.
 * @param {string} name
 */
export function inside(name) {
  return name.toLocaleLowerCase("nb");
}

/**
 * "a, b eller c".
 * @param {string[]} list
 */
export function either(list) {
  if (list.length < 2) return list.join("");
  return `${list.slice(0, -1).join(", ")} ${t("or")} ${list[list.length - 1]}`;
}
