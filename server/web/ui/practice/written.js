/** Reads a chat as somebody has written it down, so that mistakes show before it is sent; the server reads it again. */

/** Speaker marks as people write them, and those of the codebook. */
const SPEAKER = /^\s*(veis[øo]ker|vegs[øo]kjar(?:en)?|veileder(?:en)?|rettleiar(?:en)?|system)\s*:\s*(.*)$/i;
export const MOST_MESSAGES = 200;

/** @typedef {{ line: number, code: "speaker" | "empty" | "json" }} Mistake */

/**
 * @param {string} text
 * @returns {{ veisoker: number, veileder: number, messages: number, mistakes: Mistake[] }}
 */
export function readWritten(text) {
  const read = { veisoker: 0, veileder: 0, messages: 0, mistakes: /** @type {Mistake[]} */ ([]) };
  text.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === "") return;
    if (line.trimStart().startsWith("{")) return fromJson(line, index + 1, read);
    const found = SPEAKER.exec(line);
    if (!found) read.mistakes.push({ line: index + 1, code: "speaker" });
    else if (!found[2]?.trim()) read.mistakes.push({ line: index + 1, code: "empty" });
    else count(found[1] ?? "", read);
  });
  return read;
}

/** @param {string} speaker @param {ReturnType<typeof readWritten>} read */
function count(speaker, read) {
  read.messages += 1;
  if (/^(veis|vegs)/i.test(speaker)) read.veisoker += 1;
  else if (/^(veil|rett)/i.test(speaker)) read.veileder += 1;
}

/**
 * A whole chat in the codebook's form, one a line.
 * @param {string} line
 * @param {number} number
 * @param {ReturnType<typeof readWritten>} read
 */
function fromJson(line, number, read) {
  try {
    const { turns } = JSON.parse(line);
    for (const turn of turns) {
      if (typeof turn.text !== "string") throw new Error("no text");
      count(String(turn.role), read);
    }
  } catch {
    read.mistakes.push({ line: number, code: "json" });
  }
}
