/** Speaks to the doors under /api/ik: what came, what was refused and why, or that nobody answered. */

import { t } from "../../shared/text.js";

/** @typedef {import("./types.js").Problem} Problem */
/**
 * @template T
 * @typedef {{ ok: true, status: number, body: T, etag: string | null } | { ok: false, status: number, body: any, etag: string | null, problem: Problem }} Answer
 */

const DEADLINE = 20_000;

/**
 * @template [T=any]
 * @param {string} method
 * @param {string} path below /api/ik
 * @param {{ body?: any, etag?: string | null, keepalive?: boolean }} [more]
 * @returns {Promise<Answer<T>>} status 0 when nobody answered
 */
export async function ask(method, path, more = {}) {
  /** @type {Record<string, string>} */
  const headers = {};
  if (more.body !== undefined) headers["content-type"] = "application/json";
  if (more.etag) headers["if-match"] = more.etag;
  try {
    const answer = await fetch(`/api/ik${path}`, {
      method,
      headers,
      body: more.body === undefined ? null : JSON.stringify(more.body),
      keepalive: more.keepalive ?? false,
      signal: more.keepalive ? null : AbortSignal.timeout(DEADLINE),
    });
    const body = answer.status === 204 ? null : await answer.json().catch(() => null);
    const etag = answer.headers.get("etag");
    if (answer.ok) return { ok: true, status: answer.status, body, etag };
    return { ok: false, status: answer.status, body, etag, problem: { code: "", ...body } };
  } catch {
    return { ok: false, status: 0, body: null, etag: null, problem: { code: "not_reached" } };
  }
}

/** @param {string} id */
export function at(id) {
  return `/articles/${encodeURIComponent(id)}`;
}

/**
 * Why the server said no, in a sentence of ours where we have one.
 * @param {{ status: number, problem: Problem }} answer
 */
export function refusal({ status, problem }) {
  const known = `edit.refused.${problem.code}`;
  const sentence = t(known);
  if (sentence !== known) return sentence;
  return problem.detail ? t("edit.refused.detail", { detail: problem.detail }) : t("edit.refused.other", { status });
}
