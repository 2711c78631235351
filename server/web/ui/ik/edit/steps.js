/** The way of an article from utkast to published: which step is next, and what each asks before it is taken. */

import { Told } from "../../shared/door.js";
import { input as line, labelled } from "../../shared/fields.js";
import { t } from "../../shared/text.js";
import { moment } from "../parts/when.js";
import { inDialog, reasonBox } from "./asking.js";

/** @typedef {import("./types.js").Whole} Whole */
/** @typedef {import("./types.js").Me} Me */
/** @typedef {import("./saving.js").Outcome} Outcome */
/** `plain` steps ask nothing first.
 * @typedef {{ name: string, label: string, act: () => Promise<unknown>, plain?: boolean }} Step */
/**
 * What the steps need of the page: `take` sends a step, `keep` first makes a version of what is typed.
 * @typedef {{ whole: () => Whole, dirty: () => boolean, me: Me, take: (step: string, more?: Record<string, any>) => Promise<Outcome>,
 *   keep: (message?: string) => Promise<Outcome>, throwAway: () => Promise<Outcome>, confirm: () => Promise<Outcome>, say: (sentence: string) => void }} Way
 */

/**
 * The next step, and the others that are open now.
 * @param {Way} way
 * @returns {{ next: Step | null, others: Step[] }}
 */
export function stepsOf(way) {
  const whole = way.whole();
  if (whole.state === "arkivert") return { next: { ...make("unarchive", () => plainly(way, "unarchive")), plain: true }, others: [] };
  const dirty = way.dirty();
  // Text that is not yet a version has to go the whole way: what was sent or approved did not hold it.
  const stage = dirty ? "utkast" : whole.stage;
  const published = whole.published_version !== null;
  const scheduled = Boolean(whole.publish_at ?? whole.scheduled_for);
  /** @type {Step | null} */
  let next = null;
  /** @type {Step[]} */
  const others = [];
  if (stage === "utkast") {
    const straight = !dirty && whole.may.publish;
    next = straight ? make("publish", () => publish(way)) : make("send_to_review", () => send(way));
    if (straight) others.push(make("schedule", () => schedule(way)));
  } else if (stage === "til_gjennomgang") {
    next = make("approve", () => approve(way));
    others.push(make("return", () => sendBack(way)), make("take_back", () => plainly(way, "take_back")));
  } else if (stage === "klar") {
    next = make(scheduled ? "publish_now" : "publish", () => publish(way));
    others.push(make(scheduled ? "reschedule" : "schedule", () => schedule(way)));
    if (scheduled) others.push(make("unschedule", () => plainly(way, "unschedule")));
    others.push(make("take_back", () => plainly(way, "take_back")));
  }
  if (!dirty && published && whole.may.confirm_as_owner) others.push(make("confirm", () => done(way, "confirm", way.confirm())));
  if (dirty) others.push(make("throw_away", () => throwAway(way)));
  if (whole.stage !== "none" && published) others.push(make("discard", () => discard(way)));
  others.push(make("archive", () => archive(way)));
  return { next, others };
}

/** @param {string} name @param {() => Promise<unknown>} act @returns {Step} */
function make(name, act) {
  return { name, label: t(`edit.step.${name}`), act };
}

/** @param {Way} way @param {string} name @param {Promise<Outcome>} work */
async function done(way, name, work) {
  const why = await work;
  if (why !== false) way.say(why ?? t(`edit.done.${name}`));
}

/**
 * What is typed is seen to first; the step is taken only when that went well.
 * @param {Way} way
 * @param {() => Promise<Outcome>} before
 * @param {() => Promise<Outcome>} then
 * @returns {Promise<Outcome>}
 */
async function first(way, before, then) {
  const outcome = way.dirty() ? await before() : null;
  return outcome === null ? then() : outcome;
}

/** @param {Way} way @param {string} name */
function plainly(way, name) {
  return done(way, name, way.take(name));
}

/** @param {Way} way */
async function send(way) {
  const note = way.dirty() ? reasonBox(t("edit.message")) : null;
  const sent = await inDialog({
    title: t("edit.send.title"),
    text: [t("edit.send.text"), ...(way.dirty() ? [t("edit.send.first")] : [])],
    inside: [note?.node ?? null],
    go: t("edit.send.go"),
    working: t("edit.sending"),
    act: () => first(way, () => way.keep(note?.value()), () => way.take("send_to_review")),
  });
  if (sent) way.say(t("edit.done.send_to_review"));
}

/** @param {Way} way */
async function approve(way) {
  const { may, authors } = way.whole();
  const own = authors.includes(way.me.name ?? "");
  if (!may.approve) {
    await inDialog({ title: t("edit.approve.title"), text: [t(own ? "edit.approve.own" : "edit.approve.not"), t("edit.approve.who", { authors: authors.join(", ") })] });
    return;
  }
  const reason = may.approve_needs_reason ? reasonBox(t("edit.approve.reason"), { hint: t("edit.approve.reason_hint"), required: true }) : null;
  const went = await inDialog({
    title: t("edit.approve.title"),
    text: [t("edit.approve.text"), ...(reason ? [t("edit.approve.own_allowed")] : authors.length > 0 ? [t("edit.approve.who", { authors: authors.join(", ") })] : [])],
    inside: [reason?.node ?? null],
    go: t("edit.approve.go"),
    working: t("edit.sending"),
    act: () => way.take("approve", { reason: reason?.value() ?? null }),
  });
  if (went) way.say(t("edit.done.approve"));
}

/** @param {Way} way */
async function sendBack(way) {
  const reason = reasonBox(t("edit.return.reason"), { required: true });
  const went = await inDialog({
    title: t("edit.return.title"),
    text: [t("edit.return.text", { authors: way.whole().authors.join(", ") })],
    inside: [reason.node],
    go: t("edit.return.go"),
    working: t("edit.sending"),
    act: () => way.take("return", { reason: reason.value() }),
  });
  if (went) way.say(t("edit.done.return"));
}

/** What a routine's readers are told of the change. @param {Way} way */
function routineNote(way) {
  return way.whole().fields.routine ? reasonBox(t("edit.publish.routine"), { hint: t("edit.publish.routine_hint") }) : null;
}

/** @param {Way} way */
async function publish(way) {
  const whole = way.whole();
  const note = routineNote(way);
  const went = await inDialog({
    title: t("edit.publish.title"),
    text: [whole.published_version === null ? t("edit.publish.first") : t("edit.publish.text", { version: whole.version, old: whole.published_version })],
    inside: [note?.node ?? null],
    go: t("edit.publish.go"),
    working: t("edit.publish.working"),
    act: () => way.take("publish", { routine_note: note?.value() || null }),
  });
  if (went) way.say(t("edit.done.publish"));
}

/** @param {Way} way */
async function schedule(way) {
  const note = routineNote(way);
  const input = line("", { type: "datetime-local", required: true, min: local(new Date(Date.now() + 60_000)) });
  const morning = new Date();
  morning.setDate(morning.getDate() + 1);
  morning.setHours(8, 0, 0, 0);
  input.value = local(morning);
  const went = await inDialog({
    title: t("edit.schedule.title"),
    text: [t("edit.schedule.text")],
    inside: [labelled(t("edit.schedule.at"), input), note?.node ?? null],
    go: t("edit.schedule.go"),
    working: t("edit.sending"),
    act: async () => {
      if (!(new Date(input.value).getTime() > Date.now())) throw new Told(t("edit.schedule.past"));
      return way.take("schedule", { at: new Date(input.value).toISOString(), routine_note: note?.value() || null });
    },
  });
  if (went) way.say(t("edit.done.schedule", { time: moment(new Date(input.value).getTime()) }));
}

/** A time as the browser's own box writes it. @param {Date} time */
function local(time) {
  const two = (/** @type {number} */ count) => String(count).padStart(2, "0");
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}T${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** @param {Way} way */
async function throwAway(way) {
  await inDialog({ title: t("edit.throw.title"), text: [t("edit.throw.text", { version: way.whole().version })], go: t("edit.throw.go"), act: way.throwAway });
}

/** @param {Way} way */
async function discard(way) {
  const text = [t("edit.discard.text", { version: way.whole().published_version ?? 0 }), ...(way.dirty() ? [t("edit.discard.dirty")] : [])];
  if (await inDialog({ title: t("edit.discard.title"), text, go: t("edit.discard.go"), act: () => first(way, way.throwAway, () => way.take("discard")) })) way.say(t("edit.done.discard"));
}

/** @param {Way} way */
async function archive(way) {
  const reason = reasonBox(t("edit.archive.reason"), { hint: t("edit.optional") });
  const went = await inDialog({
    title: t("edit.archive.title"),
    text: [t("edit.archive.text")],
    inside: [reason.node],
    go: t("edit.archive.go"),
    act: () => way.take("archive", { reason: reason.value() || null }),
  });
  if (went) way.say(t("edit.done.archive"));
}
