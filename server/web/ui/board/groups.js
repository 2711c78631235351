/** Sorts the live chats into three groups, each with its reason in words: about the talk, never the person. */

import { label, own } from "../shared/model.js";
import { inside, t, tn } from "../shared/text.js";
import { clock, elapsed, now, span } from "../shared/time.js";

/** @typedef {import("../shared/types.js").Overview} Overview */
/** @typedef {"support" | "know" | "going"} Group */
/** `more` are further reasons, said after the first. @typedef {{ group: Group, rank: number, reason: string, picture: string, more: string[] }} Standing */

export const groups = /** @type {Group[]} */ (["support", "know", "going"]);

export const LONG_WAIT = 3 * 60_000;
const LONG_SILENCE = 7 * 60_000;
const LONG_PHASE = 20 * 60_000;

/** Ranks within a group lie in steps of this; within a step the oldest comes first. */
const STEP = 1e14;

/**
 * Where a chat stands, and why. Lower ranks come first in a group.
 * @param {Overview} one
 * @returns {Standing}
 */
export function standing(one) {
  const at = now();
  const first = main(one, at);
  const alerts = (one.alerts ?? []).filter(({ rule }) => !first || !first.says.test(rule));
  const names = alerts.map(({ name }) => t("why.rule", { name: typeof name === "string" ? name : own(name) }));
  const support = alerts.find(({ group }) => group !== "know");
  if (first && (!support || (first.group === "support" && first.rank < 2 * STEP))) return { ...first, more: names };
  const alert = support ?? alerts[0];
  if (alert) {
    return {
      group: support ? "support" : "know", rank: (support ? 2 : 3) * STEP + alert.since,
      reason: names[alerts.indexOf(alert)] ?? "", picture: "info", more: [...(first ? [first.reason] : []), ...names.filter((_, index) => alerts[index] !== alert)],
    };
  }
  if (one.phone) return { group: "going", rank: one.opened, reason: t("why.phone"), picture: "phone", more: [] };
  return { group: "going", rank: one.opened, reason: one.new ? t("why.new") : "", picture: one.new ? "mark" : "", more: [] };
}

/** No rule says the same. */
const NOTHING = /^$/;
/** The rules about time: they say nothing of a chat that is left or not followed. */
const OTHERS = /wait|vent|silen|still|phase|fase/;

/**
 * What the facts of the chat alone say; `says` are the rules that would say the same once more.
 * @param {Overview} one
 * @param {number} at
 * @returns {(Omit<Standing, "more"> & { says: RegExp }) | null}
 */
function main(one, at) {
  if (one.phone) return null;
  if (one.help === "asked") {
    const since = one.help_since ?? null;
    return { group: "support", rank: since ?? one.opened, reason: since === null || at - since < 60_000 ? t("why.help_now") : t("why.help", { time: span(at - since) }), picture: "hand", says: NOTHING };
  }
  if (one.state === "left") {
    return { group: "know", rank: STEP, reason: one.left_at ? t("why.left_at", { time: clock(one.left_at) }) : t("why.left"), picture: "door", says: OTHERS };
  }
  if (!one.followed) return { group: "know", rank: 0, reason: one.lost_since ? t("why.lost_since", { time: clock(one.lost_since) }) : t("why.lost"), picture: "broken", says: OTHERS };
  const waited = one.waiting_since === null ? 0 : at - one.waiting_since;
  if (one.counsellor === null) {
    return { group: "support", rank: STEP + one.opened, reason: t("why.nobody", { time: elapsed(one.waiting_since ?? one.opened) }), picture: "clock", says: /wait|vent/ };
  }
  if (waited > LONG_WAIT) return { group: "support", rank: 3 * STEP + (one.waiting_since ?? 0), reason: t("why.waits", { time: elapsed(at - waited) }), picture: "clock", says: /wait|vent/ };
  const quiet = at - (one.silent_since ?? one.last_message ?? one.opened);
  if (quiet > LONG_SILENCE) return { group: "support", rank: 4 * STEP + (at - quiet), reason: t("why.silent", { time: span(quiet) }), picture: "pause", says: /silen|still/ };
  const stays = one.phase.silent || one.phase.since === null ? 0 : at - one.phase.since;
  if (stays > LONG_PHASE) return { group: "know", rank: 2 * STEP + (at - stays), reason: t("why.phase", { time: span(stays), phase: inside(label("phase", one.phase.value)) }), picture: "clock", says: /phase|fase/ };
  if (one.gaps > 0) return { group: "know", rank: 4 * STEP, reason: tn("why.gaps", one.gaps), picture: "gap", says: NOTHING };
  if (one.help === "taken") return { group: "know", rank: 5 * STEP, reason: t("why.taken"), picture: "hand", says: NOTHING };
  return null;
}

/**
 * The order of all chats: group, rank, age.
 * @param {Iterable<Overview>} all
 * @returns {Map<Group, string[]>}
 */
export function arrange(all) {
  /** @type {Record<Group, { id: string, rank: number, opened: number }[]>} */
  const rows = { support: [], know: [], going: [] };
  for (const one of all) {
    const { group, rank } = standing(one);
    rows[group].push({ id: one.id, rank, opened: one.opened });
  }
  return new Map(groups.map((group) => [group, rows[group].sort((a, b) => a.rank - b.rank || a.opened - b.opened || (a.id < b.id ? -1 : 1)).map(({ id }) => id)]));
}

/**
 * Whether two orders are the same.
 * @param {Map<Group, string[]>} a
 * @param {Map<Group, string[]>} b
 */
export function same(a, b) {
  return groups.every((group) => {
    const [one, two] = [a.get(group) ?? [], b.get(group) ?? []];
    return one.length === two.length && one.every((id, index) => id === two[index]);
  });
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
