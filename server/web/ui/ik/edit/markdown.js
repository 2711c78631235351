/** What the tools do to the text: each can be undone with Ctrl+Z like anything typed. */

/**
 * Puts text in the place of what is marked, as if it had been typed.
 * @param {HTMLTextAreaElement} area
 * @param {string} words
 * @param {[from: number, to: number]} [mark] what is marked afterwards, counted from where the text begins
 */
export function insert(area, words, mark) {
  area.focus();
  const from = area.selectionStart;
  // The one way that keeps the browser's own undo; where it is gone the text still arrives.
  if (words === "" || !document.execCommand("insertText", false, words)) {
    area.setRangeText(words, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (mark) area.setSelectionRange(from + mark[0], from + mark[1]);
}

/** @param {HTMLTextAreaElement} area */
function chosen(area) {
  return area.value.slice(area.selectionStart, area.selectionEnd);
}

/** @param {HTMLTextAreaElement} area */
export function bold(area) {
  const words = chosen(area);
  const from = area.selectionStart;
  if (/^\*\*[^*]+\*\*$/.test(words)) insert(area, words.slice(2, -2), [0, words.length - 4]);
  else if (area.value.slice(from - 2, from) === "**" && area.value.slice(area.selectionEnd, area.selectionEnd + 2) === "**" && words) {
    area.setSelectionRange(from - 2, area.selectionEnd + 2);
    insert(area, words, [0, words.length]);
  } else insert(area, `**${words}**`, [2, 2 + words.length]);
}

/** @param {HTMLTextAreaElement} area */
export function link(area) {
  const words = chosen(area);
  if (/^(https?:\/\/|ik:)\S+$/.test(words)) insert(area, `[](${words})`, [1, 1]);
  else if (words === "") insert(area, "[](https://)", [1, 1]);
  else insert(area, `[${words}](https://)`, [words.length + 3, words.length + 11]);
}

/** @param {HTMLTextAreaElement} area */
export function heading(area) {
  lines(area, (all) => all.map((one) => (one.startsWith("## ") ? one.slice(3) : `## ${one.replace(/^#+\s*/, "")}`)));
}

/** @param {HTMLTextAreaElement} area */
export function bullets(area) {
  lines(area, (all) => {
    const already = all.every((one) => one.startsWith("- ") || !one.trim());
    return all.map((one) => (already ? one.replace(/^- /, "") : one.trim() || all.length === 1 ? `- ${one.replace(/^([*•]|\d+[.)])\s+/, "")}` : one));
  });
}

/**
 * Changes whole lines that are marked.
 * @param {HTMLTextAreaElement} area
 * @param {(lines: string[]) => string[]} change
 */
function lines(area, change) {
  const from = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const found = area.value.indexOf("\n", Math.max(area.selectionEnd - (area.selectionEnd > area.selectionStart ? 1 : 0), from));
  const to = found === -1 ? area.value.length : found;
  const next = change(area.value.slice(from, to).split("\n")).join("\n");
  area.setSelectionRange(from, to);
  insert(area, next, next.includes("\n") ? [0, next.length] : [next.length, next.length]);
}
