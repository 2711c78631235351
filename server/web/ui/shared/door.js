/** The doors of the editors' desk: one way to ask, and one kind of answer when the server refuses. */

import { t, word } from "./text.js";

/** So long a door may take; then the page says that it did not answer. */
const PATIENCE = 20_000;

/** @typedef {import("./types.js").Problem} Problem */
/** @typedef {{ body?: object, etag?: string | null, query?: Record<string, string | number | boolean | null | undefined>, keepalive?: boolean }} Asked */
/**
 * @template T
 * @typedef {{ ok: true, status: number, body: T, etag: string } | { ok: false, status: number, body: any, etag: string, problem: Problem }} Answer
 */

/** What the server refused, or that it could not be reached (`offline`). */
export class Refused extends Error {
  /**
   * @param {number} status
   * @param {string} code
   * @param {any} [body] the whole answer: a few refusals carry more than a code
   */
  constructor(status, code, body = {}) {
    super(code);
    this.status = status;
    this.code = code;
    this.body = body;
  }
}

/** Something that went wrong and is already a sentence for people. */
export class Told extends Error {}

/**
 * Asks a door, and gives its answer whatever it is; status 0 when nobody answered.
 * @template [T=any]
 * @param {"GET" | "POST" | "PUT" | "PATCH" | "DELETE"} method
 * @param {string} path below /api/ik, beginning with a slash
 * @param {Asked} [more] `keepalive` for what must arrive although the page goes away
 * @returns {Promise<Answer<T>>}
 */
export async function knock(method, path, { body, etag, query, keepalive = false } = {}) {
  try {
    const answer = await fetch(`/api/ik${path}${written(query)}`, {
      method,
      headers: { ...(body ? { "content-type": "application/json" } : {}), ...(etag ? { "if-match": etag } : {}) },
      body: body ? JSON.stringify(body) : undefined,
      keepalive,
      signal: keepalive ? null : AbortSignal.timeout(PATIENCE),
    });
    const told = answer.status === 204 ? null : await answer.json().catch(() => null);
    const tag = answer.headers.get("etag") ?? "";
    if (answer.ok) return { ok: true, status: answer.status, body: told, etag: tag };
    return { ok: false, status: answer.status, body: told, etag: tag, problem: { code: "other", ...told } };
  } catch {
    return { ok: false, status: 0, body: null, etag: "", problem: { code: "offline" } };
  }
}

/**
 * Asks a door, and gives what it told and the ETag that came with it; a refusal is thrown.
 * @param {"GET" | "POST" | "PUT" | "PATCH" | "DELETE"} method
 * @param {string} path
 * @param {Asked} [more]
 * @returns {Promise<{ data: any, etag: string }>}
 */
export async function ask(method, path, more = {}) {
  const answer = await knock(method, path, more);
  if (!answer.ok) throw new Refused(answer.status, answer.problem.code, answer.body ?? {});
  return { data: answer.body, etag: answer.etag };
}

/** The door of one article. @param {string} id */
export function at(id) {
  return `/articles/${encodeURIComponent(id)}`;
}

/** @param {Asked["query"]} [query] what is empty is left out */
function written(query = {}) {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== "" && value !== null && value !== undefined && value !== false) asked.set(name, String(value));
  }
  const all = asked.toString();
  return all ? `?${all}` : "";
}

/**
 * Why it did not go, in a sentence for people.
 * @param {unknown} error
 */
export function why(error) {
  if (error instanceof Told) return error.message;
  return refusal({ problem: { code: error instanceof Refused ? error.code : "other" } });
}

/** The same, of an answer. @param {{ problem: Problem }} answer */
export function refusal({ problem: { code } }) {
  const known = word("desk.refused", code);
  return known === code ? t("desk.refused.other") : known;
}
