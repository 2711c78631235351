/** The shapes of what the vaktleder's socket and doors send; types only. */

/** @typedef {import("../shared/types.js").Both} Both */
/** @typedef {import("../shared/types.js").Overview} Overview */
/** @typedef {{ rule: string, since: number, name: Both | string, group?: "support" | "know" }} RowAlert */
/**
 * @typedef {{ name: string, state: "in_chat" | "free" | "away" | "phone", chats: number, away_until: number | null, since: number,
 *   platform?: "online" | "away" | "offline" | null }} Person
 */
/** @typedef {{ knapp: string, until: number }} Pinned */
/**
 * @typedef {{ leader: string | null, since: number | null, you: boolean, offered_to: string | null, note: string | null,
 *   also: string[], alarm: "nobody" | null, open: boolean, opens: number | null, closes: number | null,
 *   season: string | null, knapp_of_day?: Pinned | null }} Shift
 */
/** @typedef {{ id: string | number, level: "info" | "warning" | "stop", text: string, by?: string, at?: number, until: number }} Bulletin */
/** @typedef {{ rule: string, name: Both, until: number, why: "often" | "hand" }} MutedRule */
/** @typedef {{ session: string, until: number, left_out: number, messages: { from: "veisoker" | "veileder" | "system", at: number, text: string }[] }} Reading */

/** @typedef {{ knapp: string, sessions: number | null }} KnappCount */
/**
 * @typedef {{ day: string, sessions: number | null, live: number, waiting_first: { median_ms: number | null },
 *   phases: { phase: string, sessions: number | null }[], knapper: KnappCount[],
 *   by_hour: { hour: number, started: number | null }[], left: number | null, referrals: number | null,
 *   pranks: number | null, at_least: number }} Today
 */
/**
 * @typedef {{ phase: string | null, minutes_in_phase: number | null, silent_minutes: number | null,
 *   waiting_minutes: number | null, phrases: string[] | null }} When
 */
/**
 * @typedef {{ id: string, name: Both, on: boolean, when: When, shows: "board" | "board+panel", article: string | null,
 *   group: "support" | "know" }} Rule
 */

export {};
