/** The doors of the time after the chat: own talks, the log's ciphers and locks, and the cases that are shared. */

import { Refused } from "../shared/door.js";

/** So long a door may take. */
const PATIENCE = 20_000;

/** @typedef {{ ok: boolean, status: number, body: any, version: number, problem: import("../shared/types.js").Problem }} Answer */

/**
 * @param {"GET" | "POST" | "PUT" | "DELETE"} method
 * @param {string} path below /api
 * @param {{ body?: object, from?: number, leaving?: boolean }} [more] `from`: the version that is replaced, 0 for
 *   nothing; `leaving`: it must arrive although the page goes away
 * @returns {Promise<Answer>} status 0 when nobody answered
 */
export async function knock(method, path, { body, from, leaving = false } = {}) {
  /** @type {Record<string, string>} */
  const headers = body ? { "content-type": "application/json" } : {};
  if (from === 0) headers["if-none-match"] = "*";
  else if (from) headers["if-match"] = `"${from}"`;
  try {
    const answer = await fetch(`/api${path}`, {
      method, headers, body: body ? JSON.stringify(body) : undefined, keepalive: leaving,
      signal: leaving ? null : AbortSignal.timeout(PATIENCE),
    });
    const told = await answer.json().catch(() => null);
    const tag = Number(/\d+/.exec(answer.headers.get("etag") ?? "")?.[0] ?? told?.version ?? (from ?? 0) + 1);
    return { ok: answer.ok, status: answer.status, body: told, version: tag, problem: { code: "other", ...told } };
  } catch {
    return { ok: false, status: 0, body: null, version: 0, problem: { code: "offline" } };
  }
}

/**
 * The same; a refusal is thrown.
 * @param {Parameters<typeof knock>} asked
 */
export async function ask(...asked) {
  const answer = await knock(...asked);
  if (!answer.ok) throw new Refused(answer.status, answer.problem.code, answer.body ?? {});
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
  throw new Refused(answer.status, answer.problem.code, answer.body ?? {});
}
