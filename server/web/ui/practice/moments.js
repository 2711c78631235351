/** Moments cut out of labelled chats: where a knapp comes in, with a message before it and what comes next. */

/** @typedef {import("./types.js").Chat} Chat */
/** @typedef {{ chat: Chat, from: number, at: number, turns: import("./types.js").Turn[] }} Moment */

/** So many moments of one chat at most: the next chat tells something else. */
const EACH = 2;
/** A short answer alone says too little to talk about. */
const WORDS = 4;

/**
 * @param {Chat} chat
 * @param {string} knapp
 * @returns {Moment[]}
 */
export function moments(chat, knapp) {
  /** @type {Moment[]} */
  const found = [];
  let last = -1;
  chat.turns.forEach((turn, start) => {
    if (turn.knapp !== knapp || chat.turns[start - 1]?.knapp === knapp) return;
    // The first message of the veisøker's that says something, while the knapp still holds.
    let at = start;
    while (chat.turns[at]?.knapp === knapp && !tells(chat.turns[at])) at += 1;
    if (chat.turns[at]?.knapp !== knapp) at = start;
    const from = Math.max(last + 1, at - 1);
    if (found.length >= EACH || at <= last) return;
    last = Math.min(chat.turns.length - 1, at + 2);
    found.push({ chat, from, at, turns: chat.turns.slice(from, last + 1) });
  });
  return found;
}

/** @param {import("./types.js").Turn | undefined} turn */
function tells(turn) {
  return turn?.role === "veisoker" && turn.text.trim().split(/\s+/).length >= WORDS;
}
