/** What the doors of the time after the chat give, and what an entry of the log holds; types only. */

/** @typedef {"ended" | "left" | "idle" | "phone"} How */
/** @typedef {{ at: number, phase: string | null, knapp: string | null, kolb?: string | null }} Reading */
/** @typedef {{ id: string, opened: number, ended: number, how: How, messages: number, bookmarked: boolean }} TalkRow */
/**
 * The way a talk went; no word of it.
 * @typedef {{ id: string, opened: number, ended: number, how: How, readings: Reading[], pins: { message: number, at: number }[],
 *   copied: { prompt: string, at: number }[], offered: { kind: "prompt" | "article", id: string, at: number }[],
 *   used: { article: string, at: number }[], referrals: { service: string, at: number }[],
 *   bookmarked: boolean, corrected: number, confirmed: number }} Talk
 */
/**
 * What an entry keeps of its talk; a talk by phone has only its time.
 * @typedef {{ id: string | null, opened: number, ended: number, how: How, path: Reading[], pins: Talk["pins"],
 *   copied: Talk["copied"], offered: Talk["offered"], used: Talk["used"], referrals: Talk["referrals"],
 *   corrected: number, confirmed: number, knapper_touched: string[] }} KeptTalk
 */
/** What stands in an entry when it is open. @typedef {{ v: 1, talk: KeptTalk, well: string, hard: string, otherwise: string, context: string, edited: number }} Body */
/** @typedef {{ id: string, made: string, version: number, nonce: string, cipher: string }} Sealed */
/** An entry on the page; `body` is null where this key does not open it. @typedef {{ id: string, made: string, version: number, body: Body | null }} Entry */
/** @typedef {{ id: string, title: string, text: string, knapp: string | null, day: string, own: boolean }} Case */
/** @typedef {import("./crypto/locks.js").Lock} Lock */

export {};
