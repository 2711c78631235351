/** Sorts the live chats into three groups, each with its reason in words: about the talk, never the person. */

import { t, tn } from "../shared/text.js";
import { elapsed, now, span } from "../shared/time.js";

/** @typedef {import("../shared/types.js").Overview} Overview */
/** @typedef {"support" | "know" | "going"} Group */
/** @typedef {{ group: Group, rank: number, reason: string, picture: string }} Standing */

export const groups = /** @type {Group[]} */ (["support", "know", "going"]);

const LONG_WAIT = 3 * 60_000;
const LONG_SILENCE = 5 * 60_000;

/**
 * Where a chat stands, and why. Lower ranks come first in a group.
 * @param {Overview} one
 * @returns {Standing}
 */
export function standing(one) {
  const at = now();
  const waited = one.waiting_since === null ? 0 : at - one.waiting_since;
  if (one.state === "left") return { group: "know", rank: 1, reason: t("why.left"), picture: "door" };
  if (!one.followed) return { group: "know", rank: 0, reason: t("why.lost"), picture: "broken" };
  if (one.counsellor === null) {
    return { group: "support", rank: one.opened - 1e13, reason: t("why.nobody", { time: elapsed(one.waiting_since ?? one.opened) }), picture: "people" };
  }
  if (waited > LONG_WAIT) {
    return { group: "support", rank: -waited, reason: t("why.waits", { time: elapsed(at - waited) }), picture: "clock" };
  }
  const quiet = at - (one.last_message ?? one.opened);
  if (quiet > LONG_SILENCE) {
    return { group: "support", rank: 1e13 - quiet, reason: t("why.silent", { time: span(quiet) }), picture: "pause" };
  }
  if (one.gaps > 0) return { group: "know", rank: 2, reason: tn("why.gaps", one.gaps), picture: "gap" };
  return { group: "going", rank: one.opened, reason: "", picture: "" };
}

/**
 * The order of all chats: group, rank, age.
 * @param {Iterable<Overview>} all
 * @returns {Map<Group, string[]>}
 */
export function arrange(all) {
  const rows = [...all].map((one) => ({ one, ...standing(one) }));
  rows.sort((a, b) => a.rank - b.rank || a.one.opened - b.one.opened || (a.one.id < b.one.id ? -1 : 1));
  return new Map(groups.map((group) => [group, rows.filter((row) => row.group === group).map((row) => row.one.id)]));
}

/**
 * How many chats stand elsewhere than they are shown.
 * @param {Map<Group, string[]>} shown
 * @param {Map<Group, string[]>} wanted
 */
export function changes(shown, wanted) {
  /** @param {Map<Group, string[]>} order */
  const where = (order) => new Map([...order].flatMap(([group, ids]) => ids.map((id) => [id, group])));
  const old = where(shown);
  const fresh = where(wanted);
  const moved = new Set([...old.keys(), ...fresh.keys()].filter((id) => old.get(id) !== fresh.get(id)));
  for (const group of groups) {
    const a = (shown.get(group) ?? []).filter((id) => !moved.has(id));
    const b = (wanted.get(group) ?? []).filter((id) => !moved.has(id));
    const index = a.findIndex((id, at) => id !== b[at]);
    if (index >= 0) moved.add(/** @type {string} */ (b[index]));
  }
  return moved.size;
}
