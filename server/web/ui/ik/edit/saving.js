/** What goes to the server and what comes of it: a version, a step, a restored version; a text that stops, a conflict. */

import { t } from "../../shared/text.js";
import { nothingOfTheirs } from "./conflict.js";
import { at, knock, refusal } from "../../shared/door.js";
import { fieldName, fieldOf, same } from "./values.js";

/** @typedef {import("./types.js").Work} Work */
/** @typedef {import("./types.js").Whole} Whole */
/** @typedef {import("./types.js").Advice} Advice */
/** @typedef {import("./types.js").Clash} Clash */
/** What went wrong in a sentence; null when nothing did; false when it is told elsewhere on the page.
 * @typedef {string | null | false} Outcome */
/**
 * @typedef {{ autosave: ReturnType<typeof import("../../shared/autosave.js").makeAutosave>, refill: () => void, drawn: () => void,
 *   stops: (advice: Advice[], sentence: string) => void, clash: (clash: Clash) => void, newer: () => void }} Page
 */

/**
 * @param {Work} work
 * @param {Page} page
 */
export function makeSaving(work, page) {
  const path = at(work.id);

  /**
   * The server's answer is the article now; what was typed since it was sent stays.
   * @param {Whole} whole
   * @param {string | null} etag
   * @param {any} sent
   */
  function take(whole, etag, sent) {
    work.whole = whole;
    work.etag = etag ?? work.etag;
    work.base = whole.version;
    /** @type {any} */
    const fields = work.fields;
    for (const [key, value] of Object.entries(whole.fields)) if (same(fields[key], sent[key])) fields[key] = structuredClone(value);
    page.newer();
    page.drawn();
  }

  /** Fetches the article as it is now, without touching what is typed. */
  async function look() {
    const answer = await knock("GET", path);
    if (!answer.ok) return false;
    work.whole = answer.body;
    work.etag = answer.etag ?? work.etag;
    page.newer();
    page.drawn();
    return true;
  }

  /** @param {{ status: number, problem: any, body: any }} answer @returns {Outcome} */
  function told(answer) {
    /** @type {Advice[]} */
    const advice = answer.problem.advice ?? [];
    const stops = advice.filter((one) => one.severity === "stops");
    if (answer.status !== 422 || stops.length === 0) return refusal(answer);
    const names = [...new Set(stops.map((one) => fieldName(fieldOf(one.field))))];
    page.stops(stops, t("edit.stops", { fields: names.join(", ") }));
    return false;
  }

  /**
   * @param {string} message
   * @param {boolean} [again]
   * @returns {Promise<Outcome>}
   */
  async function keep(message = "", again = true) {
    await page.autosave.quiet();
    const count = page.autosave.count();
    const sent = structuredClone(work.fields);
    const answer = await knock("PUT", path, { etag: work.etag, body: { fields: sent, base: work.base, message: message || null } });
    if (answer.ok) {
      take(answer.body, answer.etag, sent);
      page.autosave.settledAt(count);
      return null;
    }
    if (answer.status !== 412) return told(answer);
    /** @type {Clash | null} */
    const clash = answer.body?.merge ? answer.body : null;
    if (!(await look())) return t("desk.refused.offline");
    if (clash && !nothingOfTheirs(clash)) {
      page.clash(clash);
      return false;
    }
    // Nothing that was written has changed, only how far the article has come: once more, on top of that.
    work.base = clash?.theirs_version ?? work.whole.version;
    return again ? keep(message, false) : refusal(answer);
  }

  /**
   * Sends something that makes the server's text the text here.
   * @param {string} door
   * @param {any} body
   * @param {boolean} fill whether the fields are filled anew
   * @returns {Promise<Outcome>}
   */
  async function change(door, body, fill) {
    const before = work.whole.version;
    const answer = await knock("POST", `${path}/${door}`, { etag: work.etag, body });
    if (answer.ok) {
      take(answer.body, answer.etag, work.fields);
      if (fill) {
        work.fields = structuredClone(work.whole.fields);
        page.refill();
        page.autosave.settled();
      }
      return null;
    }
    if (answer.status !== 412 && answer.status !== 409) return told(answer);
    const mine = !same(work.fields, work.whole.fields);
    if ((await look()) && !mine && work.whole.version !== before) {
      work.fields = structuredClone(work.whole.fields);
      work.base = work.whole.version;
      page.refill();
    }
    return answer.status === 409 ? refusal(answer) : t("edit.refused.step_meanwhile", { name: work.whole.changed_by ?? "" });
  }

  return {
    keep,
    /** @param {string} step @param {Record<string, any>} [more] */
    step: (step, more = {}) => change("steps", { step, ...more }, step === "discard"),
    /** @param {number} version */
    restore: (version) => change("restore", { version, message: null }, true),
    confirm: () => change("confirm", { as: "owner" }, false),
    /** My own unsaved text goes; the newest version comes in its place. @returns {Promise<Outcome>} */
    async throwAway() {
      await page.autosave.quiet();
      const answer = await knock("DELETE", `${path}/draft`);
      if (!answer.ok && answer.status !== 404) return refusal(answer);
      work.fields = structuredClone(work.whole.fields);
      work.base = work.whole.version;
      page.refill();
      page.autosave.settled();
      page.drawn();
      return null;
    },
  };
}
