/** The shapes of what the server sends, as in server/web/src/wire.rs and the page data; types only. */

/** @typedef {{ nb: string, nn: string }} Both */
/** @typedef {"phase" | "knapp" | "kolb"} Ring */
/** @typedef {"large" | "small"} Tier */
/**
 * @typedef {{ id: string, label: Both, short: Both, explanation: Both, example: Both, theory: Both,
 *   colour: { light: string, dark: string }, shape: string, petal?: Both,
 *   pair?: { first: Both, second: Both }, articles?: boolean, article: string }} Element
 */
/** @typedef {{ version: string, name: Both, phases: Element[], knapper: Element[], stages: Element[] }} Model */

/**
 * @typedef {{ value: string | null, sure: "sure" | "fairly" | "unsure", silent: boolean,
 *   last_sure: string | null, maybe: string[], by_hand: boolean, since: number | null }} Place
 */
/** @typedef {{ quote: string, from: "veisoker" | "veileder" | "system", earlier: boolean, ring: Ring }} Why */
/** @typedef {{ phase: string, knapp: string | null, at: number }} Step */
/**
 * @typedef {{ id: string, text: string, kind: string, question_type: string | null, depth: string,
 *   why: string }} Prompt
 */
/**
 * @typedef {{ id: string, title: string, short: string, find_it: string, share: string, owner: string,
 *   reviewed: string, state: string, lang: string, link: { title: string, url: string } | null,
 *   why: string }} Article
 */
/** @typedef {{ at: number, missing: number | null, reason: "never_came" | "archive_unavailable" | "restarted" }} Gap */
/** @typedef {{ name: string, connected: boolean, since: number }} Feed */
/**
 * @typedef {{ id: string, opened: number, state: "live" | "left", followed: boolean,
 *   last_message: number | null, waiting_since: number | null, typing: string[], standard: string,
 *   phase: Place, knapp: Place, kolb: Place, reading: "shown" | "shadow" | "off", tier: Tier | null, kept: Ring[],
 *   why: Why | null, trail: Step[], prompts: Prompt[],
 *   articles: Article[], gaps: Gap[], messages: number }} Session
 */
/**
 * @typedef {{ id: string, counsellor: string | null, opened: number, state: "live" | "left",
 *   followed: boolean, phase: Place, knapp: Place, last_message: number | null,
 *   waiting_since: number | null, trail: Step[], gaps: number }} Overview
 */

/**
 * @typedef {{ id: string, title: string, short: string, passage_html: string, owner: string,
 *   reviewed: string, state: string, lang: string, score: number, why: string }} Hit
 */
/** @typedef {{ query: string, corrected: string | null, expanded: string[], hits: Hit[] }} Found */
/**
 * @typedef {{ id: string, title: string, short: string, area: string, owner: string, reviewed: string,
 *   state: string, lang: string, phases: string[], knapper: string[] }} ArticleRow
 */
/**
 * @typedef {ArticleRow & { find_it: string, share: Both, body_html: string, valid_until: string | null,
 *   review_due: string, sources: { title: string, url: string, kind: string }[] }} WholeArticle
 */
/** @typedef {{ name: string | null, roles: string[], mode: string, names: string[] }} Me */

export {};
