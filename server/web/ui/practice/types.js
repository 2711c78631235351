/** The shapes of what the practice doors answer; types only. */

/** @typedef {import("../shared/types.js").Ring} Ring */
/** @typedef {import("../shared/types.js").Tier} Tier */
/** @typedef {import("../shared/types.js").Both} Both */
/** @typedef {{ id: string, title: string, lang: string, knapper: string[], messages: number, own: boolean }} ChatRow */
/**
 * @typedef {{ role: "veisoker" | "veileder" | "system", text: string, phase: string | null, knapp: string | null,
 *   knapp2: string | null, kolb: string | null }} Turn
 */
/** @typedef {{ id: string, title: string, lang: string, end: string | null, turns: Turn[] }} Chat */
/** What a ring would have said after a message, and whether it would have been shown. @typedef {{ value: string | null, p: number, shown: boolean }} Said */
/**
 * @typedef {{ phase: Said, knapp: Said, kolb: Said, prompts: { id: string, text: string }[],
 *   articles: { id: string, title: string }[] }} PlayedTurn
 */
/** @typedef {{ tier: Tier, turns: PlayedTurn[] }} Played */
/** How a chat is to be played: with which tier, and from which probability on a ring shows; null is as trained. @typedef {{ tier: Tier, shown_from: number | null }} Setting */
/** @typedef {{ id: string, title: string, text: string, knapp: string | null, day: string, own: boolean }} Case */
/** @typedef {{ id: string, questions: Both[], situations: { text: Both }[] }} Sheet */
/** What a view needs to be shown, and how it is taken down. @typedef {(root: HTMLElement, id: string) => void | (() => void) | Promise<void | (() => void)>} Show */

export {};
