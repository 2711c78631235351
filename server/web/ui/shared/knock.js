/** One way to ask any door of the server, and one kind of answer when it refuses. */

import { knockAs } from "./pass.js";

/** So long a door may take; then the page says that it did not answer. */
const PATIENCE = 20_000;

/** @typedef {import("./types.js").Problem} Problem */
/** @typedef {"GET" | "POST" | "PUT" | "PATCH" | "DELETE"} Method */
/**
 * `anew`: it must not be there yet; `keepalive`: it must arrive although the page goes away; `patience` in ms.
 * @typedef {{ body?: unknown, etag?: string | null, anew?: boolean, keepalive?: boolean, patience?: number,
 *   query?: Record<string, string | number | boolean | null | undefined> }} Asked
 */
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

  /** @param {{ status: number, body: any, problem: Problem }} answer */
  static by(answer) {
    return new Refused(answer.status, answer.problem.code, answer.body ?? {});
  }
}

/**
 * Asks a door, and gives its answer whatever it is; status 0 when nobody answered.
 * @template [T=any]
 * @param {Method} method
 * @param {string} path
 * @param {Asked} [more]
 * @returns {Promise<Answer<T>>}
 */
export async function knock(method, path, { body, etag, anew = false, query, keepalive = false, patience = PATIENCE } = {}) {
  const sent = body ? JSON.stringify(body) : undefined;
  try {
    const answer = await knockAs(`${path}${written(query)}`, {
      method,
      headers: {
        ...(sent ? { "content-type": "application/json" } : {}),
        ...(etag ? { "if-match": etag } : {}),
        ...(anew ? { "if-none-match": "*" } : {}),
      },
      body: sent,
      keepalive,
      signal: keepalive ? null : AbortSignal.timeout(patience),
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
 * @param {Method} method
 * @param {string} path
 * @param {Asked} [more]
 * @returns {Promise<{ data: any, etag: string }>}
 */
export async function ask(method, path, more = {}) {
  const answer = await knock(method, path, more);
  if (!answer.ok) throw Refused.by(answer);
  return { data: answer.body, etag: answer.etag };
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
