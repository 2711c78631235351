/** Small dialogs of the board: a word to a counsellor, a chat to a colleague, and times of day to choose from. */

import { announce } from "../shared/announce.js";
import { openDialog } from "../shared/dialog.js";
import { h } from "../shared/dom.js";
import { Told } from "../shared/door.js";
import { labelled, select, textarea } from "../shared/fields.js";
import { t } from "../shared/text.js";
import { clock, now } from "../shared/time.js";
import { called } from "./row.js";
import { asked } from "./wire.js";

/** @typedef {import("../shared/types.js").Overview} Overview */
/** @typedef {import("./wire.js").Send} Send */

const LONGEST = 500;
const MINUTE = 60_000;

/**
 * A private word to the counsellor of a chat, or a wish that a colleague takes one that nobody has.
 * @param {Overview} one
 * @param {import("./state.js").State} state
 * @param {Send} send
 */
export function openWhisper(one, state, send) {
  const give = one.counsellor === null;
  const names = give ? [...new Set([...state.free, ...(state.people ?? []).map(({ name }) => name)])].filter((name) => name !== state.you) : [];
  const to = give ? select(names.map((name) => [name, state.free.includes(name) ? t("whisper.free", { name }) : name]), "", { required: true }) : null;
  const box = textarea(give ? t("whisper.give_text", { number: one.number ?? "" }) : "", { rows: 3, maxlength: LONGEST, required: true });
  openDialog({
    title: t(give ? "whisper.give" : "whisper.title", { name: called(one) }),
    body: [
      to && names.length > 0 ? labelled(t("whisper.to"), to) : give ? h("p", { text: t("whisper.nobody") }) : null,
      labelled(t("whisper.words"), box, t(give ? "whisper.give_hint" : "whisper.hint")),
    ],
    act: t("queue.send"),
    work: async () => {
      const name = to ? to.value : (one.counsellor ?? "");
      if (!name) throw new Told(t("whisper.nobody"));
      const words = box.value.trim();
      await asked(send, { type: "whisper", ...(give || one.phone ? { name } : { session: one.id }), text: words }, (frame) => frame.type === "help" && frame.requests.some((/** @type {any} */ request) => request.said.some((/** @type {any} */ word) => !word.own && word.text === words)));
      announce(t("whisper.done", { name }));
    },
  });
}

/**
 * Ends to choose from: in half an hour, in an hour, in two, and when we close.
 * @param {number | null | undefined} closes
 * @returns {[string, string][]}
 */
export function ends(closes) {
  const at = now();
  /** @type {[string, string][]} */
  const some = [30, 60, 120].map((minutes) => [String(at + minutes * MINUTE), t("until.in", { minutes, time: clock(at + minutes * MINUTE) })]);
  if (closes && closes > at) some.push([String(closes), t("until.close", { time: clock(closes) })]);
  else {
    const midnight = new Date(at).setHours(23, 59, 0, 0);
    some.push([String(midnight), t("until.day")]);
  }
  return some;
}
