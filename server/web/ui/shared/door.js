/** The doors of the editors' desk: one way to ask, and one kind of answer when the server refuses. */

import { t, word } from "./text.js";

/** So long a door may take; then the page says that it did not answer. */
const PATIENCE = 20_000;

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

/**
 * Asks a door, and gives its answer and the ETag that came with it.
 * @param {"GET" | "POST" | "PUT" | "PATCH" | "DELETE"} method
 * @param {string} path below /api/ik, beginning with a slash
 * @param {{ body?: object, etag?: string, query?: Record<string, string | number | boolean | null | undefined> }} [more]
 * @returns {Promise<{ data: any, etag: string }>}
 */
export async function ask(method, path, { body, etag, query } = {}) {
  /** @type {Response} */
  let answer;
  try {
    answer = await fetch(`/api/ik${path}${written(query)}`, {
      method,
      headers: { ...(body ? { "content-type": "application/json" } : {}), ...(etag ? { "if-match": etag } : {}) },
      body: body ? JSON.stringify(body) : undefined,
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    throw new Refused(0, "offline");
  }
  const data = answer.status === 204 ? null : await answer.json().catch(() => null);
  if (!answer.ok) throw new Refused(answer.status, data?.code ?? "other", data ?? {});
  return { data, etag: answer.headers.get("etag") ?? "" };
}

/** @param {Record<string, string | number | boolean | null | undefined>} [query] what is empty is left out */
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
  const code = error instanceof Refused ? error.code : "other";
  const known = word("desk.refused", code);
  return known === code ? t("desk.refused.other") : known;
}
