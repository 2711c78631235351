/** The shapes that only the editor knows, and short names for those it shares with the desk; types only. */

/** @typedef {import("../../shared/types.js").Both} Both */
/** @typedef {import("../../shared/types.js").Fields} Fields */
/** @typedef {import("../../shared/types.js").Advice} Advice */
/** @typedef {import("../../shared/types.js").DeskWhole} Whole */
/** @typedef {import("../../shared/types.js").Part} Part */
/** @typedef {import("../../shared/types.js").Version} Version */
/** @typedef {import("../../shared/types.js").DeskArea} Area */
/** @typedef {import("../../shared/types.js").Owner} Owner */
/** @typedef {import("../../shared/types.js").Problem} Problem */
/** @typedef {import("../../shared/types.js").Me} Me */
/** @typedef {{ id: string, title: string, how: string }} Similar */
/** @typedef {{ at: string, who: string, what: string, version: number | null, reason: string }} Happening */
/** @typedef {{ from: number, to: number, fields: { field: string, parts: Part[] }[] }} Diff */
/** @typedef {{ field: string, state: "same" | "mine" | "theirs" | "merged" | "conflict", merged: any }} Merge */
/**
 * @typedef {{ mine: Fields, theirs: Fields, base: Fields, theirs_version: number, theirs_author: string, merge: Merge[] }} Clash
 */
/** @typedef {{ name: string, field: string | null, seen: string }} Other */
/**
 * One field as it can be edited: its node, its value, and where the focus goes.
 * @typedef {{ node: HTMLElement, get: () => any, set: (value: any) => void, focus: (part?: string) => void }} Box
 */
/** What everybody in the editor knows of the article at hand.
 * @typedef {{ id: string, whole: Whole, etag: string, base: number, fields: Fields }} Work
 */

export {};
