/** An entry goes to the server by itself, sealed; where it was written in two places, both texts are kept. */

import { makeAutosave } from "../../shared/autosave.js";
import { announce } from "../../shared/announce.js";
import { fill, h } from "../../shared/dom.js";
import { refusal } from "../../shared/door.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/text.js";
import { clock } from "../../shared/time.js";
import { book } from "../book.js";
import { randomId } from "../crypto/bytes.js";

/** @typedef {import("../types.js").Body} Body */
/** @typedef {import("../types.js").Entry & { body: Body }} Open */

/**
 * @param {Open} entry what stands in the fields; its version and, after a clash, its id follow the server
 * @param {() => void} clashed says on the page that there are two now
 */
export function makeSaving(entry, clashed) {
  const line = h("p", { class: "saved dim" });
  const autosave = makeAutosave(send, told);
  /** One at a time: two on the way at once would look like two writers. @type {Promise<unknown>} */
  let flight = Promise.resolve();
  /** What was sent, whether it was answered or not. @type {Body[]} */
  let sent = [];

  /** @param {boolean} leaving @returns {Promise<import("../../shared/autosave.js").Sent>} */
  function send(leaving) {
    const next = flight.then(() => once(leaving));
    flight = next.catch(() => {});
    return next;
  }

  /** @param {boolean} leaving @returns {Promise<import("../../shared/autosave.js").Sent>} */
  async function once(leaving) {
    sent = [...sent.slice(-4), structuredClone(entry.body)];
    const answer = await book.keep(entry, leaving);
    if (answer.ok) {
      entry.version = answer.version;
      entry.made ||= new Date().toISOString().slice(0, 10);
      // Now it has an address of its own.
      if (location.hash === "#/ny") history.replaceState(null, "", `#/innlegg/${entry.id}`);
      return answer;
    }
    if (answer.status !== 412 && answer.status !== 404) return answer;
    return apart(answer);
  }

  /**
   * Somebody wrote it meanwhile: oneself, in another window. Theirs stays as it is, and this goes on beside it.
   * @param {import("../doors.js").Answer} answer
   */
  async function apart(answer) {
    try {
      await book.read();
    } catch {
      return { ...answer, status: 0 };
    }
    const other = book.entry(entry.id);
    // What stands there may be one's own: it had arrived, and only the answer was lost.
    const own = other?.body ? sent.some((one) => same(one, /** @type {Body} */ (other.body))) : false;
    if (other && !own) entry.id = randomId();
    entry.version = own && other ? other.version : 0;
    const again = await book.keep(entry);
    if (again.ok) {
      entry.version = again.version;
      if (other && !own) clashed();
    }
    return again;
  }

  /** @param {import("../../shared/autosave.js").Saving} saving */
  function told({ kind, since, answer }) {
    const at = since === null ? "" : clock(since);
    const said =
      kind === "saved" ? t("log.saved", { time: at })
      : kind === "lost" ? t("log.not_saved", { time: at })
      : kind === "refused" ? refused(/** @type {import("../doors.js").Answer} */ (answer))
      : kind === "still" ? "" : t("log.saving");
    line.dataset.kind = kind;
    fill(line, kind === "saved" ? icon("padlock") : null, h("span", { text: said }));
    if (kind === "lost" || kind === "refused") announce(said);
  }

  const hidden = () => {
    if (document.visibilityState === "hidden") autosave.leave();
  };
  const leaving = (/** @type {BeforeUnloadEvent} */ event) => {
    if (!autosave.unsent()) return;
    void autosave.flush();
    event.preventDefault();
  };
  addEventListener("visibilitychange", hidden);
  addEventListener("beforeunload", leaving);

  return {
    line,
    touch: () => autosave.touch(),
    flush: () => autosave.flush(),
    quiet: () => autosave.quiet(),
    unsent: () => autosave.unsent(),
    stop() {
      autosave.stop();
      removeEventListener("visibilitychange", hidden);
      removeEventListener("beforeunload", leaving);
    },
  };
}

/** @param {import("../doors.js").Answer} answer */
function refused(answer) {
  if (answer.problem.code === "full") return t("log.full");
  return answer.status === 409 ? t("log.gone_elsewhere") : refusal(answer);
}

/**
 * @param {Body} one
 * @param {Body} other
 */
function same(one, other) {
  return ["well", "hard", "otherwise", "context"].every((name) => /** @type {any} */ (one)[name] === /** @type {any} */ (other)[name]) && JSON.stringify(one.talk) === JSON.stringify(other.talk);
}
