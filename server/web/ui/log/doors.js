/** The doors of the time after the chat: own talks, the log's ciphers and locks, and the cases that are shared. */

import * as doors from "../shared/knock.js";

/** @typedef {{ ok: boolean, status: number, body: any, version: number, problem: import("../shared/types.js").Problem }} Answer */

/**
 * @param {"GET" | "POST" | "PUT" | "DELETE"} method
 * @param {string} path below /api
 * @param {{ body?: object, from?: number, leaving?: boolean }} [more] `from`: the version that is replaced, 0 for
 *   nothing; `leaving`: it must arrive although the page goes away
 * @returns {Promise<Answer>} status 0 when nobody answered
 */
export async function knock(method, path, { body, from, leaving = false } = {}) {
  const answer = await doors.knock(method, `/api${path}`, { body, etag: from ? `"${from}"` : null, anew: from === 0, keepalive: leaving });
  const { ok, status, body: told } = answer;
  const version = status === 0 ? 0 : Number(/\d+/.exec(answer.etag)?.[0] ?? told?.version ?? (from ?? 0) + 1);
  return { ok, status, body: told, version, problem: answer.ok ? { code: "other" } : answer.problem };
}

/**
 * The same; a refusal is thrown.
 * @param {Parameters<typeof knock>} asked
 */
export async function ask(...asked) {
  const answer = await knock(...asked);
  if (!answer.ok) throw doors.Refused.by(answer);
  return answer;
}

/** @returns {Promise<import("./types.js").TalkRow[]>} those to be taken along first, then the newest */
export async function talks() {
  const { body } = await ask("GET", "/me/talks");
  return [...body.talks].sort((a, b) => Number(b.bookmarked) - Number(a.bookmarked) || b.ended - a.ended);
}

/**
 * @param {string} id
 * @returns {Promise<import("./types.js").Talk | null>} null when it is forgotten, or somebody else's
 */
export async function talk(id) {
  const answer = await knock("GET", `/me/talks/${encodeURIComponent(id)}`);
  if (answer.ok) return answer.body;
  if (answer.status === 404) return null;
  throw doors.Refused.by(answer);
}
