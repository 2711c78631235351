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
 *   reviewed: string | null, state: string, lang: string, link: { title: string, url: string } | null,
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
 *   reviewed: string | null, state: string, lang: string, score: number, why: string }} Hit
 */
/** @typedef {{ query: string, corrected: string | null, expanded: string[], words_alone: boolean, hits: Hit[] }} Found */
/**
 * @typedef {{ id: string, title: string, short: string, area: string, owner: string, reviewed: string | null,
 *   state: string, lang: string, phases: string[], knapper: string[] }} ArticleRow
 */
/**
 * @typedef {ArticleRow & { find_it: string, share: Both, body_html: string, valid_until: string | null,
 *   needs_check: string | null, review_due: string, sources: { title: string, url: string, kind: string }[] }} WholeArticle
 */
/** @typedef {{ name: string | null, roles: string[], mode: string, names: string[] }} Me */

/**
 * @typedef {{ days: number, searches: number, words_kept: boolean, keep_days: number, at_least: number,
 *   words: { words: string, searches: number }[] }} WithoutHits
 */
/** @typedef {{ answers: number, said: number, right: number }} Bin */
/** @typedef {{ share: number, accuracy: number, kappa: number }} Spoken */
/** @typedef {{ id: string | null, messages: number, precision: number, recall: number, f1: number }} ClassFigures */
/**
 * @typedef {{ ring: Ring, accuracy: number, macro_f1: number, kappa: number, kappa_interval: [number, number],
 *   silent: number, accuracy_speaking: number, kappa_speaking: number, calibration_error: number,
 *   reliability: Bin[], abstention: Spoken[], classes: ClassFigures[] }} RingFigures
 */
/**
 * @typedef {{ name: string, chats: number, messages: number, kappa: [number, number, number],
 *   interval: [[number, number], [number, number], [number, number]] }} GroupFigures
 */
/**
 * @typedef {{ name: string, chats: number, messages: number, rings: RingFigures[],
 *   boundaries: { changes: number, missed: number, median_delay: number | null, mean_delay: number, flips_per_change: number },
 *   second: { messages: number, precision: number, recall: number }, groups: GroupFigures[] }} Figures
 */
/** @typedef {{ reader: string, ring: Ring, group: string, chats: number, kappa: number, whole: number }} Behind */
/**
 * @typedef {{ report: { model: string, readers: Figures[] },
 *   behind: Behind[],
 *   weak: { reader: string, ring: Ring, id: string | null, f1: number }[] }} Sheet
 */
/**
 * @typedef {{ date: string, small: string, large: string | null,
 *   learned_from: { files: number, chats: number, messages: number }, apart: Sheet, folds: Sheet | null }} Card
 */
/** @typedef {{ before: number, after: number, interval: [number, number] }} Difference */
/**
 * @typedef {{ before: string, after: string, lessons: number, foreign: number,
 *   tiers: { tier: string, corrections: number, right: Difference, chats: { ring: Ring, kappa: Difference }[] }[] }} Proof
 */
/**
 * @typedef {{ reading: "shown" | "shadow" | "off", small: string | null, large: string | null,
 *   tier: "small" | "large" | null, card: Card | null, fits: boolean, proof: Proof | null }} ModelCard
 */

export {};
