/** Builds elements without inline markup or style attributes, so that a strict CSP holds. */

/** @typedef {Node | string | number | null | undefined | false} Child */
/**
 * `class`, `text`, `on` (listeners), `data` (data attributes) and `vars` (custom properties) are
 * special; everything else is an attribute: false, null and undefined leave it out, true sets it empty.
 * @typedef {{ class?: string, text?: string, on?: Record<string, (event: any) => void>,
 *   data?: Record<string, string | undefined>, vars?: Record<string, string>, [attribute: string]: any }} Props
 */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Sets one attribute; false, null and undefined take it away, except that aria-… says "false".
 * @param {Element} node
 * @param {string} name
 * @param {unknown} value
 */
export function attr(node, name, value) {
  const aria = name.startsWith("aria-");
  if (value === null || value === undefined || (value === false && !aria)) node.removeAttribute(name);
  else {
    const text = value === true && !aria ? "" : String(value);
    if (node.getAttribute(name) !== text) node.setAttribute(name, text);
  }
}

/**
 * @param {HTMLElement | SVGElement} node
 * @param {Props} props
 */
export function set(node, props) {
  for (const [name, value] of Object.entries(props)) {
    if (name === "class") attr(node, "class", value);
    else if (name === "text") text(node, value ?? "");
    else if (name === "on") {
      for (const [type, heard] of Object.entries(value)) node.addEventListener(type, /** @type {any} */ (heard));
    } else if (name === "data") {
      for (const [key, word] of Object.entries(value)) {
        if (word === undefined) delete node.dataset[key];
        else node.dataset[key] = /** @type {string} */ (word);
      }
    } else if (name === "vars") {
      for (const [key, word] of Object.entries(value)) node.style.setProperty(key, /** @type {string} */ (word));
    } else attr(node, name, value);
  }
}

/**
 * An HTML element.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Props} [props]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  set(node, props);
  node.append(...real(children));
  return node;
}

/**
 * An SVG element.
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Props} [props]
 * @param {...Child} children
 * @returns {SVGElementTagNameMap[K]}
 */
export function s(tag, props = {}, ...children) {
  const node = /** @type {SVGElementTagNameMap[K]} */ (document.createElementNS(SVG, tag));
  set(node, props);
  node.append(...real(children));
  return node;
}

/**
 * @param {Child[]} children
 * @returns {(Node | string)[]}
 */
function real(children) {
  return children
    .filter((child) => child !== null && child !== undefined && child !== false && child !== "")
    .map((child) => (child instanceof Node ? child : String(child)));
}

/**
 * Puts new children in the place of the old ones.
 * @param {Element} node
 * @param {...Child} children
 */
export function fill(node, ...children) {
  node.replaceChildren(...real(children));
}

/**
 * Changes a text only if it differs, so that nothing is announced or laid out twice.
 * @param {Element} node
 * @param {string | number} value
 */
export function text(node, value) {
  const word = String(value);
  if (node.textContent !== word) node.textContent = word;
}

/**
 * Makes the children of a list match the items, keeping the nodes (and the focus) of those that stay.
 * @template T
 * @param {Element} list
 * @param {readonly T[]} items
 * @param {(item: T) => string} keyOf
 * @param {(item: T) => HTMLElement} create
 * @param {(node: HTMLElement, item: T, index: number) => void} [update]
 */
export function keyed(list, items, keyOf, create, update) {
  /** @type {Map<string, HTMLElement>} */
  const old = new Map();
  for (const child of list.children) {
    if (child instanceof HTMLElement && child.dataset.key !== undefined) old.set(child.dataset.key, child);
  }
  const nodes = items.map((item, index) => {
    const key = keyOf(item);
    const node = old.get(key) ?? create(item);
    node.dataset.key = key;
    old.delete(key);
    update?.(node, item, index);
    return node;
  });
  for (const node of old.values()) node.remove();
  nodes.forEach((node, index) => {
    if (list.children[index] !== node) list.insertBefore(node, list.children[index] ?? null);
  });
}

/**
 * The element with this id; the page's own HTML promises that it is there.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const node = document.getElementById(id);
  if (!node) throw new Error(`no element #${id}`);
  return node;
}

/**
 * Keeps only text and <mark> of a passage, whatever else should be in it.
 * @param {string} html
 * @returns {DocumentFragment}
 */
export function marked(html) {
  const out = document.createDocumentFragment();
  const from = new DOMParser().parseFromString(html, "text/html").body;
  for (const node of from.childNodes) {
    if (node instanceof Element && node.localName === "mark") out.append(h("mark", { text: node.textContent ?? "" }));
    else out.append(node.textContent ?? "");
  }
  return out;
}
