/** One way to knock on a door that is not the desk's: the answer with its ETag, or a refusal that is thrown. */

import { Refused } from "./door.js";

/** So long a door may take. */
const PATIENCE = 20_000;

/**
 * @param {"GET" | "POST" | "PUT"} method
 * @param {string} path
 * @param {{ body?: unknown, etag?: string }} [more]
 * @returns {Promise<{ data: any, etag: string }>}
 */
export async function knock(method, path, { body, etag } = {}) {
  const answer = await fetch(path, {
    method,
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...(etag ? { "if-match": etag } : {}) },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE),
  }).catch(() => null);
  if (!answer) throw new Refused(0, "offline");
  const told = await answer.json().catch(() => null);
  if (!answer.ok) throw new Refused(answer.status, told?.code ?? "other", told ?? {});
  return { data: told, etag: answer.headers.get("etag") ?? "" };
}
