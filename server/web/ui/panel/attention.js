/** How much may be new at once: what goes beyond that waits for the next message, or for the counsellor to ask. */

/** @typedef {import("./offers.js").Offer} Offer */

/** So many new things at a time: prompts, articles, questions and a nudge together. */
const MOST = 4;

/**
 * What a view says that another did not, counted in things.
 * @param {Offer} before
 * @param {Offer} after
 */
export function fresh(before, after) {
  const prompts = added(before.prompts, after.prompts, (one) => `${one.id}|${one.text}`);
  const articles = added(before.articles, after.articles, (one) => one.id);
  const questions = added(before.beside.questions, after.beside.questions, (one) => `${one.message}|${one.text}`);
  const nudge = after.beside.nudge && JSON.stringify(after.beside.nudge) !== JSON.stringify(before.beside.nudge) ? 1 : 0;
  return { articles, other: prompts.length + questions.length + nudge, count: prompts.length + articles.length + questions.length + nudge };
}

/**
 * @template T
 * @param {readonly T[]} before
 * @param {readonly T[]} after
 * @param {(one: T) => string} keyOf
 */
function added(before, after, keyOf) {
  const known = new Set(before.map(keyOf));
  return after.filter((one) => !known.has(keyOf(one)));
}

export class Budget {
  constructor() {
    this.spent = 0;
    this.messages = -1;
    /** Articles that wait although nobody reads. */
    this.left = 0;
    this.lifted = false;
  }

  /** The counsellor asks for the rest. */
  lift() {
    this.lifted = true;
  }

  /**
   * The view within the budget: articles are what can wait.
   * @param {Offer | null} shown
   * @param {Offer} next
   * @returns {Offer}
   */
  within(shown, next) {
    this.left = 0;
    const same = shown !== null && shown.key === next.key;
    if (!same || next.messages !== this.messages) {
      this.messages = next.messages;
      this.spent = 0;
      this.lifted = false;
    }
    if (!same || this.lifted) return next;
    const more = fresh(shown, next);
    const room = Math.max(0, MOST - this.spent - more.other);
    const late = new Set(more.articles.slice(room));
    this.left = late.size;
    return late.size === 0 ? next : { ...next, articles: next.articles.filter((one) => !late.has(one)) };
  }

  /** @param {Offer | null} before @param {Offer} now what has just been shown in its place */
  spend(before, now) {
    if (before && before.key === now.key) this.spent += fresh(before, now).count;
  }
}
