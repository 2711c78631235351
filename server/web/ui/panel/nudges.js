/** The one thing the talk may ask of the counsellor now, and what they have said no to: never two at a time. */

/** @typedef {import("../shared/types.js").Session} Session */
/** `closing`: a farewell before the last phase; `drift`: the talk has left what was agreed; `proposal`: what it may be about. */
/** @typedef {{ kind: "closing" | "drift" | "proposal", text: string }} Nudge */

export class Nudges {
  constructor() {
    /** What was refused, by chat. @type {Map<string, Set<Nudge["kind"]>>} */
    this.refused = new Map();
  }

  /**
   * @param {Session} session
   * @returns {Nudge | null}
   */
  of(session) {
    const { rhythm, beside } = session;
    const agreed = beside.matters.length > 0;
    /** @type {(Nudge | false)[]} */
    const all = [
      rhythm.closing_early && { kind: "closing", text: "" },
      rhythm.drifted && agreed && { kind: "drift", text: "" },
      rhythm.proposed !== null && !agreed && { kind: "proposal", text: rhythm.proposed },
    ];
    const now = all.filter((one) => one !== false);
    // Once it has passed, a farewell or a drift may be said again; a proposal that was refused stays away.
    const refused = this.refused.get(session.id);
    for (const kind of /** @type {const} */ (["closing", "drift"])) if (!now.some((one) => one.kind === kind)) refused?.delete(kind);
    if (beside.muted || session.state !== "live") return null;
    return now.find((one) => !refused?.has(one.kind)) ?? null;
  }

  /** @param {string} chat @param {Nudge["kind"]} kind */
  refuse(chat, kind) {
    const refused = this.refused.get(chat) ?? new Set();
    this.refused.set(chat, refused.add(kind));
  }

  /** @param {string} chat */
  forget(chat) {
    this.refused.delete(chat);
  }
}
