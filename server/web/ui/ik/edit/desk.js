/** One article being edited: the parts of the page, and how what is typed finds its way between them. */

import { busy } from "../../shared/busy.js";
import { fill, h } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/text.js";
import { showUsed } from "../parts/used.js";
import { makeAutosave } from "../../shared/autosave.js";
import { both } from "./both.js";
import { makeChecks } from "./checks.js";
import { makeConflict } from "./conflict.js";
import { at, knock } from "../../shared/door.js";
import { draftNote } from "./draft.js";
import { makeForm } from "./form.js";
import { makeHead } from "./head.js";
import { makePresence } from "./presence.js";
import { LINES, makePreview } from "./preview.js";
import { restore } from "./restore.js";
import { makeSaving } from "./saving.js";
import { makeStatus } from "./status.js";
import { stepsOf } from "./steps.js";
import { keepUnsent, takeUnsent, watchUnsent } from "./unsent.js";
import { fieldOf, same } from "./values.js";
import { makeVersions } from "./versions.js";

/** @typedef {import("./types.js").Whole} Whole */
/** @typedef {import("./types.js").Work} Work */

const WRITERS = ["veileder", "redaktor"];

/**
 * @param {HTMLElement} root
 * @param {Whole} whole
 * @param {string} etag
 * @param {{ areas: import("./types.js").Area[], owners: import("./types.js").Owner[] }} known
 * @param {import("./types.js").Me} me
 * @returns {() => void}
 */
export function makeDesk(root, whole, etag, known, me) {
  /** @type {Work} */
  const work = { id: whole.id, whole, etag, base: whole.version, fields: structuredClone(whole.fields) };
  const mayWrite = WRITERS.some((role) => me.roles.includes(role));
  const dirty = () => !same(work.fields, work.whole.fields);
  let wasDirty = false;
  /** The fields that the server would not take as they were. @type {Set<string>} */
  const stopped = new Set();

  const autosave = makeAutosave(async (leaving) => {
    const more = dirty() ? { body: { base: work.base, fields: work.fields } } : {};
    return knock(dirty() ? "PUT" : "DELETE", `${at(work.id)}/draft`, { ...more, keepalive: leaving });
  }, (saving) => status.show(saving));
  const status = makeStatus(() => void autosave.flush());
  const saving = makeSaving(work, { autosave, refill, drawn, stops, clash, newer: () => versions.again() });
  const head = makeHead(status.node, async (message) => {
    const outcome = await saving.keep(message);
    if (outcome !== false) head.say(outcome ?? t("edit.done.save", { version: work.whole.version }));
    return outcome;
  });
  const form = makeForm(known, changed);
  const preview = makePreview((lines) => {
    form.lines(lines, LINES);
    checks.lines(lines, LINES);
  });
  const checks = makeChecks((field) => form.focus(field), (advice) => {
    form.mend(advice.filter((one) => stopped.has(fieldOf(one.field)) && one.severity === "stops"));
    form.outside(advice.filter((one) => one.code === "source_unlisted").map((one) => one.values?.url));
  }, (similar) => void both(work.fields, similar));
  const presence = mayWrite ? makePresence(work.id, () => form.at(), (others) => form.others(others)) : null;
  const versions = makeVersions(work.id, () => work.fields.language, (version) => restore(version, work, dirty, saving, head, form));
  const where = h("div", { class: "told-used" });
  const usedCard = h("section", { class: "card", "aria-labelledby": "edit-used-title" }, h("header", {}, h("h3", { id: "edit-used-title", text: t("desk.where.title") })), where);
  void showUsed(where, work.id);
  const draft = h("div", { class: "notices" });
  const settle = h("div", { class: "settle" });
  const way = {
    me,
    whole: () => work.whole,
    dirty,
    take: saving.step,
    keep: (/** @type {string | undefined} */ message) => saving.keep(message),
    confirm: saving.confirm,
    throwAway,
    say: head.say,
  };

  /** @param {keyof import("./types.js").Fields} name @param {any} value */
  function changed(name, value) {
    /** @type {any} */ (work.fields)[name] = value;
    autosave.touch();
    preview.show(work);
    checks.show(work);
    if (name === "title" || name === "language" || dirty() !== wasDirty) drawn();
  }

  function drawn() {
    wasDirty = dirty();
    head.show(work, wasDirty, stepsOf(way));
    versions.show(work);
    document.title = `${work.fields.title || t("edit.untitled")} – Ledsager`;
  }

  function refill() {
    form.show(work.fields);
    preview.show(work);
    checks.show(work, true);
    fill(draft);
  }

  /** @param {import("./types.js").Advice[]} advice @param {string} sentence */
  function stops(advice, sentence) {
    for (const one of advice) stopped.add(fieldOf(one.field));
    form.mend(advice);
    head.say(sentence);
    // After the dialog that asked has given the focus back.
    setTimeout(() => form.focus(advice[0]?.field ?? "title"));
  }

  /** @param {import("./types.js").Clash} clash */
  function clash(clash) {
    const view = makeConflict(clash, known, async (fields) => {
      work.fields = structuredClone(fields);
      work.base = clash.theirs_version;
      form.show(work.fields);
      autosave.touch();
      const outcome = await saving.keep(t("edit.conflict.message", { version: clash.theirs_version }));
      // A newer conflict has put its own view in this place.
      if (outcome !== null) return outcome;
      back();
      head.say(t("edit.done.save", { version: work.whole.version }));
      head.title.focus();
      return null;
    }, back);
    function back() {
      fill(settle);
      form.node.hidden = false;
      delete head.node.dataset.settling;
      refill();
      drawn();
    }
    fill(settle, view.node);
    form.node.hidden = true;
    head.node.dataset.settling = "";
    head.say(t("edit.conflict.said", { name: clash.theirs_author }));
    setTimeout(() => view.focus());
  }

  /** @returns {Promise<import("./saving.js").Outcome>} */
  async function throwAway() {
    const typed = structuredClone(work.fields);
    const { base } = work;
    const outcome = await saving.throwAway();
    if (outcome !== null) return outcome;
    setTimeout(() => head.say(t("edit.done.throw_away"), t("undo"), () => {
      work.fields = typed;
      work.base = base;
      refill();
      drawn();
      autosave.touch();
      head.say(t("edit.done.undone"));
    }));
    return null;
  }

  /** @param {KeyboardEvent} event */
  function keys(event) {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (mayWrite && form.node.hidden === false && !document.querySelector("dialog[open]")) head.saveKey();
  }
  const gone = () => autosave.leave();
  const hidden = () => {
    if (document.hidden) void autosave.flush();
  };
  document.addEventListener("keydown", keys);
  document.addEventListener("visibilitychange", hidden);
  addEventListener("pagehide", gone);
  form.node.addEventListener("focusout", () => void autosave.flush());
  watchUnsent(autosave.unsent);

  // What this page could not send comes before what the server kept: it is newer.
  const unsent = takeUnsent(work.id);
  const mine = unsent ? { ...unsent, saved_at: new Date(unsent.at).toISOString() } : whole.draft;
  const own = mine && !same(mine.fields, whole.fields) ? mine : null;
  if (own) {
    work.fields = structuredClone(own.fields);
    work.base = own.base;
  }
  fill(
    root,
    h(
      "div",
      { class: "edit" },
      head.node,
      h("div", { class: "edit-notes" }, status.note, draft, presence?.node ?? h("div", { class: "notice calm" }, icon("info"), h("p", { text: t("edit.read_only") }))),
      h("div", { class: "columns" }, h("div", { class: "writing" }, settle, form.node), h("div", { class: "beside-it" }, preview.node, checks.node, usedCard)),
      versions.node,
    ),
  );
  refill();
  drawn();
  checks.first(whole.advice);
  head.node.dataset.write = String(mayWrite);
  form.node.inert = !mayWrite;
  if (own) fill(draft, draftNote(own, whole, (button) => void busy(button, t("desk.working"), async () => {
    const outcome = await throwAway();
    if (outcome) head.say(outcome);
    else head.title.focus();
  })));
  if (unsent) autosave.touch();
  else if (own) autosave.settled(Date.parse(own.saved_at));

  return () => {
    document.removeEventListener("keydown", keys);
    document.removeEventListener("visibilitychange", hidden);
    removeEventListener("pagehide", gone);
    checks.stop();
    presence?.stop();
    watchUnsent(() => false);
    if (autosave.unsent() && dirty()) keepUnsent(work.id, { base: work.base, fields: work.fields, at: Date.now() });
    else autosave.leave();
    autosave.stop();
  };
}
