/** The practice doors: chats to practise on, what would have been offered, shared cases and workshop sheets. */

import * as doors from "../shared/knock.js";

/** @typedef {import("./types.js").ChatRow} ChatRow */
/** @typedef {import("./types.js").Chat} Chat */

/** So long a door may take; a whole chat is read anew when it is played. */
const PATIENCE = 30_000;

/**
 * @param {"GET" | "POST" | "DELETE"} method
 * @param {string} path
 * @param {object} [body]
 * @returns {Promise<any>}
 */
async function ask(method, path, body) {
  return (await doors.ask(method, path, { body, patience: PATIENCE })).data;
}

/** @param {string} id */
const at = (id) => `/api/practice/${encodeURIComponent(id)}`;

/** @returns {Promise<ChatRow[]>} */
export const allChats = async () => (await ask("GET", "/api/practice")).chats;

/** @param {string} id @returns {Promise<Chat>} */
export const oneChat = (id) => ask("GET", at(id));

/** @param {string} id @param {import("./types.js").Setting} setting @returns {Promise<import("./types.js").Played>} */
export const played = (id, setting) => ask("POST", `${at(id)}/played`, setting);

/** @param {string} title @param {string} text @returns {Promise<{ id: string, masked: number, messages?: number }>} */
export const addChat = (title, text) => ask("POST", "/api/practice", { title, text });

/** @param {string} id */
export const deleteChat = (id) => ask("DELETE", at(id));

/** The shared cases; none where nobody may see them here. @returns {Promise<import("./types.js").Case[]>} */
export const allCases = async () => ((await ask("GET", "/api/cases").catch(() => null)) ?? { cases: [] }).cases;

/** The workshop's sheets; a model without sheets has its cards alone. @returns {Promise<import("./types.js").Sheet[]>} */
export const allSheets = async () => ((await ask("GET", "/api/workshop").catch(() => null)) ?? { knapper: [] }).knapper;
