/** Compares two texts word by word, for showing only: what is kept and merged is the server's affair. */

/** @typedef {import("../../shared/types.js").Part} Part */

/** Above so many pairs of words the middle is shown as one change: a page must not stand still. */
const MOST = 4_000_000;

/** @param {string} text */
function pieces(text) {
  return text.match(/[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu) ?? [];
}

/**
 * @param {string} before
 * @param {string} after
 * @returns {Part[]}
 */
export function words(before, after) {
  const a = pieces(before);
  const b = pieces(after);
  let from = 0;
  while (from < a.length && from < b.length && a[from] === b[from]) from += 1;
  let end = 0;
  while (end < a.length - from && end < b.length - from && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const old = a.slice(from, a.length - end);
  const young = b.slice(from, b.length - end);
  /** @type {Part[]} */
  const parts = [];
  /** @param {Part["kind"]} kind @param {string | undefined} text */
  const add = (kind, text) => {
    if (!text) return;
    const last = parts[parts.length - 1];
    if (last && last.kind === kind) last.text += text;
    else parts.push({ kind, text });
  };
  add("same", a.slice(0, from).join(""));
  if (old.length * young.length > MOST) {
    add("gone", old.join(""));
    add("new", young.join(""));
  } else middle(old, young, add);
  add("same", a.slice(a.length - end).join(""));
  return parts;
}

/**
 * The longest common row of words, from a table of lengths.
 * @param {string[]} old
 * @param {string[]} young
 * @param {(kind: Part["kind"], text: string | undefined) => void} add
 */
function middle(old, young, add) {
  const wide = young.length + 1;
  const table = new Uint32Array((old.length + 1) * wide);
  const cell = (/** @type {number} */ i, /** @type {number} */ j) => table[i * wide + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = young.length - 1; j >= 0; j -= 1) {
      table[i * wide + j] = old[i] === young[j] ? cell(i + 1, j + 1) + 1 : Math.max(cell(i + 1, j), cell(i, j + 1));
    }
  }
  let i = 0;
  let j = 0;
  while (i < old.length || j < young.length) {
    if (i < old.length && j < young.length && old[i] === young[j]) {
      add("same", old[i]);
      i += 1;
      j += 1;
    } else if (i < old.length && (j >= young.length || cell(i + 1, j) >= cell(i, j + 1))) {
      add("gone", old[i]);
      i += 1;
    } else {
      add("new", young[j]);
      j += 1;
    }
  }
}
