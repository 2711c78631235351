/**
 * From what Zendesk shows of a conversation to events of /feed/v1. Names, pictures and attachments are left out; internal
 * notes are no part of the chat. Zendesk gives its messages no id here, so each gets one made of what is sure to stay
 * the same: case, time, role, and its number among those with the same time and role.
 */

/**
 * An item of `ticket.conversation`, as public apps use it.
 * @typedef {{ author?: { id?: unknown, role?: string } | null, channel?: { name?: string } | null,
 *   message?: { content?: string | null, contentType?: string | null } | null, timestamp?: string }} Item
 */
/** @typedef {{ id: string, conversation: string, at: number, derived: true, kind: string, author?: { role: string, id?: string }, text?: string }} FeedEvent */

/** @type {Record<string, string>} */
const ROLES = { "end-user": "client", end_user: "client", customer: "client", agent: "counsellor", admin: "counsellor" };

/**
 * @param {string} ticket
 * @param {Item[]} items
 * @returns {Promise<FeedEvent[]>}
 */
export async function events(ticket, items) {
  /** @type {Map<string, number>} */
  const numbers = new Map();
  /** @type {FeedEvent[]} */
  const all = [];
  for (const item of items) {
    const at = Date.parse(item.timestamp ?? "");
    if (item.channel?.name === "internal" || Number.isNaN(at)) continue;
    const role = ROLES[item.author?.role ?? ""] ?? "system";
    const place = `${at}|${role}`;
    const number = numbers.get(place) ?? 0;
    // An item without words has its number too: it may get them later.
    numbers.set(place, number + 1);
    const text = plain(item.message);
    if (text) all.push({ id: await derive(ticket, `${place}|${number}`), conversation: ticket, at, derived: true, kind: "message", author: { role }, text });
  }
  return all;
}

/**
 * The counsellor and the veisøker come in, before anything is said; once more before what is said after the chat was over.
 * @param {string} ticket
 * @param {number} at
 * @param {string} [again] the event that was too late
 * @returns {Promise<FeedEvent[]>}
 */
export async function joins(ticket, at, again = "") {
  const roles = ["client", "counsellor"];
  return Promise.all(roles.map(async (role) => ({ id: await derive(ticket, `join|${role}|${again}`), conversation: ticket, at, derived: /** @type {true} */ (true), kind: "join", author: { role } })));
}

/** The case goes over to another agent. @param {string} ticket @param {string} agent @returns {Promise<FeedEvent>} */
export async function handover(ticket, agent) {
  const at = Date.now();
  return { id: await derive(ticket, `transfer|${agent}|${at}`), conversation: ticket, at, derived: true, kind: "transfer", author: { role: "counsellor", id: agent } };
}

/** @param {string} ticket @param {string} place */
async function derive(ticket, place) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${ticket}|${place}`));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What was written, without its markup. @param {Item["message"]} message */
function plain(message) {
  const content = message?.content ?? "";
  if (message?.contentType !== "text/html") return content.trim();
  const body = new DOMParser().parseFromString(content, "text/html").body;
  for (const end of body.querySelectorAll("p, div, li")) end.append("\n");
  for (const end of body.querySelectorAll("br")) end.replaceWith("\n");
  return (body.textContent ?? "").replace(/\n{2,}/g, "\n").trim();
}
