/** Puts a text into the composer, because the counsellor pressed; never sends. If another case is open by then, nothing is put anywhere. */

import { ticketNow } from "./client.js";

/** Signs that the rich editor could take for markup: such a text goes in as plain text. */
const MARKUP = /[<>&]/;

/**
 * @param {import("./client.js").Client} client
 * @param {string} ticket the case that this frame was opened beside
 * @param {string} words
 * @returns {Promise<import("../shared/give.js").Put>}
 */
export async function compose(client, ticket, words) {
  const ways = MARKUP.test(words) ? ["ticket.comment.appendText"] : ["ticket.editor.insert", "ticket.comment.appendText"];
  for (const way of ways) {
    // Asked again before each try: a counsellor may have turned to another case meanwhile.
    if ((await ticketNow(client)) !== ticket) return "other";
    try {
      await client.invoke(way, words);
      return "done";
    } catch {
      // This composer does not take it so: the next way, then the clipboard.
    }
  }
  return "cannot";
}
