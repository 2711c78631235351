/** The shapes of what the doors under /api/report answer; types only. */

/** @typedef {import("../shared/types.js").Both} Both */
/** `name` where the row is named by data (a service, an article). @typedef {{ key: string, name?: Both | string, value: number | null, of?: number | null, definition: Both }} Row */
/** `complete` is false while the half-year goes on; `rounded`: figures of talks are rounded down to fives. @typedef {{ complete?: boolean, rounded?: boolean, at_least?: number, groups: { key: string, name?: Both, rows: Row[] }[] }} Report */
/** @typedef {{ from?: string, to?: string, sessions: number | null, knapper: { knapp: string, sessions: number | null }[] }} Side */
/** @typedef {{ date: string, days: number, rounded?: boolean, before: Side, after: Side }} Trend */
/** @typedef {{ kinds: { kind: string, keep_days: number | null, oldest: string | number | null, rows: number | null, overdue?: unknown }[], last_run: number | null, deleted: number | null }} Retention */
/** Who opened which text: never a word of it. @typedef {{ at: number, by: string, reason: string, number: number, minutes: number }} ReadingOfText */
/** @typedef {{ day: string | null, days: number, keep_days: number, readings: ReadingOfText[] }} Readings */

export {};
