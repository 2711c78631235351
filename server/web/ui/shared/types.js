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
 *   reviewed: string | null, state: string, lang: string,
 *   link: { title: string, url: string, kind?: string } | null, why: string }} Article
 */
/** @typedef {{ at: number, missing: number | null, reason: "never_came" | "archive_unavailable" | "restarted" }} Gap */
/** @typedef {{ name: string, connected: boolean, since: number }} Feed */
/**
 * @typedef {{ id: string, opened: number, state: "live" | "left", followed: boolean,
 *   last_message: number | null, waiting_since: number | null, typing: string[], standard: string,
 *   phase: Place, knapp: Place, kolb: Place, reading: "shown" | "shadow" | "off", tier: Tier | null, kept: Ring[],
 *   why: Why | null, trail: Step[], prompts: Prompt[],
 *   articles: Article[], gaps: Gap[], messages: number, beside: Beside, rhythm: Rhythm }} Session
 */
/** @typedef {{ id: number, text: string, done: boolean }} Matter */
/** @typedef {{ message: number, at: number }} Pin */
/** @typedef {{ service: string, at: number }} Referral */
/**
 * What the counsellor has put beside a chat.
 * @typedef {{ matters: Matter[], pins: Pin[], muted: boolean, bookmarked: boolean,
 *   depth: "mild" | "utfordrende" | null, word: "first" | "second" | null, copied: string[], used: string[],
 *   referrals: Referral[], corrected: number, confirmed: number }} Beside
 */
/** @typedef {{ text: string, message: number, at: number }} Question */
/**
 * What the newest messages ask of the counsellor.
 * @typedef {{ questions: Question[], proposed: string | null, drifted: boolean, closing_early: boolean,
 *   other_standard: "nb" | "nn" | null, touched: "first" | "second" | "both" | null }} Rhythm
 */
/**
 * @typedef {{ id: string, counsellor: string | null, opened: number, state: "live" | "left",
 *   followed: boolean, phase: Place, knapp: Place, last_message: number | null,
 *   waiting_since: number | null, trail: Step[], gaps: number,
 *   number?: number, of?: [number, number], silent_since?: number | null, lost_since?: number | null,
 *   help?: "asked" | "taken" | null, help_since?: number | null, left_at?: number | null, new?: boolean,
 *   alerts?: import("../board/types.js").RowAlert[], clock_off_ms?: number, prank?: boolean, counsellor_there?: boolean,
 *   phone?: boolean }} Overview
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

/** Something said in a request for help; `own` by who asked. @typedef {{ by: string, own: boolean, at: number, text: string }} HelpWord */
/**
 * @typedef {{ id: number, kind: "sparring" | "debrief", from: string, session: string | null, at: number,
 *   taken_by: string | null, taken_at: number | null, said: HelpWord[] }} HelpRequest
 */
/** A kind of service a veisøker may be told of. @typedef {{ id: string, name: Both, what: Both }} Service */
/** A target group a search may keep to. @typedef {{ id: string, name: Both }} Group */
/** @typedef {{ id: string, title: string, lang: string, what: "new" | "changed", day: string, owner: string }} NewsItem */

/* The editors' desk: what the doors under /api/ik answer. Times are RFC 3339 in UTC, days YYYY-MM-DD. */

/** What stands behind "?" in an address of the desk, and the article it names. @typedef {URLSearchParams & { id: string }} Params */
/** @typedef {(root: HTMLElement, params: Params, me: Me) => void | (() => void) | Promise<void | (() => void)>} Show */
/** @typedef {{ until: string, reason: string }} Promotion */
/**
 * @typedef {{ id: string, title: string, area: string, owner: string | null, owner_inherited: boolean,
 *   state: "arkivert" | "publisert" | "klar" | "til_gjennomgang" | "utkast",
 *   stage: "none" | "utkast" | "til_gjennomgang" | "klar", publish_at: string | null, language: string,
 *   phases: string[], knapper: string[], share_missing: string[],
 *   freshness: "in_order" | "unchecked" | "soon" | "due" | "expired" | "held_back", due: string | null,
 *   due_because: "review" | "fact", held_back_from: string | null, reviewed: string | null, confirmed_by_users: number,
 *   promoted: Promotion | null, used_30: number | null, open_reports: number, changed: string, changed_by: string,
 *   mine: boolean }} DeskRow
 */
/** @typedef {{ title: string, url: string, kind: string, why: string | null }} Source */
/** @typedef {{ title: string, url: string, kind: string }} Media */
/**
 * @typedef {{ title: string, language: string, area: string, owner: string | null, review_months: number | null,
 *   valid_until: string | null, needs_check: string | null, routine: boolean, phases: string[], knapper: string[],
 *   keywords: string[], short: string, find_it: string, share: Both, for_whom: string | null, plain: string | null,
 *   media: Media[], sources: Source[], body: string }} Fields
 */
/** @typedef {{ field: string, severity: "stops" | "warns" | "ok", code: string, values?: Record<string, any> }} Advice */
/** @typedef {{ approve: boolean, approve_needs_reason: boolean, confirm_as_owner: boolean, publish: boolean }} May */
/**
 * @typedef {DeskRow & { version: number, published_version: number | null, fields: Fields, advice: Advice[],
 *   needs_check: string | null, interval: number, interval_inherited: boolean, authors: string[], may: May,
 *   draft: { base: number, fields: Fields, saved_at: string } | null, scheduled_for: string | null,
 *   seen: { by: number, of: number, me: boolean } | null, body_html: string }} DeskWhole
 */
/** @typedef {{ kind: "same" | "new" | "gone", text: string }} Part */
/** @typedef {{ title?: string, status?: number, code: string, detail?: string, field?: string, advice?: Advice[], problems?: Fault[] }} Problem */
/** @template T @typedef {{ items: T[], next: string | null, total: number }} Page */
/**
 * @typedef {{ articles: number, overdue: number, soon: number, overdue_mine: number, soon_mine: number,
 *   reports_open: number, proposals_open: number, in_review: number, promoted: number, max_promoted: number,
 *   areas: { area: string, name: Both, owner: string | null, count: number, overdue: number, mine: boolean }[],
 *   me: { name: string, owners: string[] } }} Summary
 */
/**
 * @typedef {{ phases: string[], knapper: string[], model: string[], linked_from: { id: string, title: string }[],
 *   links_to: { id: string, title: string, missing: boolean }[], prompts: { id: string, nb: string }[],
 *   moments: number | null, shown_30: number | null }} Used
 */
/**
 * @typedef {{ id: string, article: string, article_title: string, version: number | null,
 *   reason: "feil" | "utdatert" | "mangler" | "uklart" | "feil_i_kilde" | "annet", comment: string, phase: string | null,
 *   at: string, reporter: string, state: "ny" | "under_arbeid" | "lost" | "avvist", importance: "lav" | "vanlig" | "viktig",
 *   assignee: string | null, answer: string | null, answered_at: string | null, source_contact: string | null,
 *   source_outcome: string | null }} Report
 */
/**
 * @typedef {{ phase: string, knapp: string | null, stood: number | null, silent: number | null, prompts: number,
 *   articles: number, overdue: number, verdict: "hull" | "tynn" | "dekket" | "godt" | "lite_brukt" | "for_faa" }} Covered
 */
/** @typedef {{ days: number, fields: Covered[], searches: WithoutHits }} Coverage */
/** @typedef {{ area: string, name: Both, owner: string | null, review_months: number | null, count: number }} DeskArea */
/** @typedef {{ owner: string, kind: "role" | "person", members: string[], articles: number }} Owner */
/**
 * @typedef {{ id: string, file: string, phase: string | null, knapp: string | null, kind: string, question_type: string | null,
 *   depth: string, towards: string | null, presumes: string | null, safe: boolean, hard: boolean, learns: boolean, nb: string, nn: string }} BankPrompt
 */
/**
 * @typedef {{ id: string, nb: string, nn: string, phase: string | null, knapp: string | null, kind: string | null,
 *   state: string, by?: string, at?: string, answer: string | null }} Proposal
 */
/** @typedef {{ id: string, prompt: string | null, nb: string, nn: string, phase: string | null, knapp: string | null }} Favourite */
/** @typedef {{ name: string, kind: string, version: number, changed: string, changed_by: string }} DocumentRow */
/** @typedef {{ number: number, at: string, author: string, message: string, published: boolean, head: boolean, faults: number }} Version */
/** @typedef {{ line: number | null, field: string | null, message: string }} Fault */

export {};
