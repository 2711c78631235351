/** The shapes of what the editors' doors send, as far as the editor needs them; types only. */

/** @typedef {{ nb: string, nn: string }} Both */
/** @typedef {{ title: string, url: string, kind: string, why: string | null }} Source */
/** @typedef {{ title: string, url: string, kind: string }} Media */
/**
 * @typedef {{ title: string, language: string, area: string, owner: string | null, review_months: number | null,
 *   valid_until: string | null, needs_check: string | null, routine: boolean, phases: string[], knapper: string[],
 *   keywords: string[], short: string, find_it: string, share: Both, for_whom: string | null, plain: string | null,
 *   media: Media[], sources: Source[], body: string }} Fields
 */
/** @typedef {{ field: string, severity: "stops" | "warns" | "ok", code: string, values?: Record<string, any> }} Advice */
/** @typedef {{ id: string, title: string, how?: string }} Similar */
/** @typedef {{ approve: boolean, approve_needs_reason: boolean, confirm_as_owner: boolean, publish: boolean }} May */
/**
 * @typedef {{ id: string, title: string, area: string, owner: string | null, owner_inherited: boolean, state: string,
 *   stage: string, publish_at: string | null, freshness: string, due: string | null, due_because: string,
 *   held_back_from: string | null, reviewed: string | null, archived?: boolean, version: number,
 *   published_version: number | null, fields: Fields, advice: Advice[], interval: number | null,
 *   interval_inherited: boolean, authors: string[], may: May,
 *   draft: { base: number, fields: Fields, saved_at: string } | null, scheduled_for?: string | null,
 *   seen: { by: number, of: number, me: boolean } | null, changed_by?: string, body_html?: string }} Whole
 */
/** @typedef {{ number: number, at: string, author: string, message: string | null, published: boolean, head: boolean, faults?: number }} Version */
/** @typedef {{ at: string, who: string, what: string, version: number | null, reason: string | null }} Happening */
/** @typedef {{ kind: "same" | "new" | "gone", text: string }} Part */
/** @typedef {{ from: number, to: number, fields: { field: string, parts: Part[] }[] }} Diff */
/** @typedef {{ field: string, state: "same" | "mine" | "theirs" | "merged" | "conflict", merged: any }} Merge */
/**
 * @typedef {{ mine: Fields, theirs: Fields, base: Fields, theirs_version: number, theirs_author: string, merge: Merge[] }} Clash
 */
/** @typedef {{ name: string, field: string | null, seen?: string }} Other */
/** @typedef {{ area: string, name: Both, owner: string | null, review_months: number | null, count?: number }} Area */
/** @typedef {{ owner: string, kind: string, members?: string[] }} Owner */
/**
 * @typedef {{ phases: string[], knapper: string[], model: any[], linked_from: Similar[],
 *   links_to: (Similar & { missing: boolean })[], prompts: { id: string, nb: string }[], moments: number | null,
 *   shown_30: number | null }} Used
 */
/** @typedef {{ title?: string, status?: number, code: string, detail?: string, field?: string, advice?: Advice[] }} Problem */
/** @typedef {{ name: string | null, roles: string[] }} Me */
/**
 * One field as it can be edited: its node, its value, and where the focus goes.
 * @typedef {{ node: HTMLElement, get: () => any, set: (value: any) => void, focus: (part?: string) => void }} Box
 */
/** What everybody in the editor knows of the article at hand.
 * @typedef {{ id: string, whole: Whole, etag: string, base: number, fields: Fields }} Work
 */

export {};
