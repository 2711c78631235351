/** The log, month by month, and the talks that may be written about. */

import { h } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { label } from "../../shared/model.js";
import { glyphOf } from "../../ring/glyph.js";
import { t, tn } from "../../shared/text.js";
import { clock } from "../../shared/time.js";
import { book, when } from "../book.js";
import { card, dayName, monthName, notice } from "../parts.js";
import { talkRow } from "../talks.js";
import { QUESTIONS } from "./form.js";

/** @typedef {import("../types.js").Entry} Entry */
/** @typedef {import("../types.js").TalkRow} TalkRow */

const MOST_TALKS = 4;

/** @param {TalkRow[] | null} talks null when they could not be fetched */
export function listView(talks) {
  const open = (talks ?? []).filter((talk) => !book.about(talk.id));
  const entries = book.entries;
  /** @type {Map<string, Entry[]>} */
  const months = new Map();
  for (const entry of entries) {
    const name = monthName(when(entry));
    months.set(name, [...(months.get(name) ?? []), entry]);
  }
  return h(
    "div",
    { class: "view" },
    book.locks.length === 1 ? notice("info", t("log.locks.one"), t("log.locks.one_text"), true) : null,
    card(
      "new",
      t("log.new.title"),
      t("log.new.aside"),
      talks === null ? h("p", { class: "pad dim", text: t("log.talks.failed") }) : null,
      talks !== null && open.length === 0 ? h("p", { class: "pad dim", text: t("log.new.none") }) : h("ul", { class: "plain-list" }, ...open.slice(0, MOST_TALKS).map((talk) => talkRow(talk))),
      h(
        "p",
        { class: "more-line" },
        h("a", { class: "button", href: "#/ny" }, icon("phone"), h("span", { text: t("log.new.phone") })),
        open.length > MOST_TALKS ? h("a", { class: "plain", href: "#/samtaler", text: t("log.new.all", { count: open.length }) }) : null,
      ),
    ),
    entries.length === 0 ? h("p", { class: "dim", text: t("log.empty") }) : null,
    ...[...months].map(([name, some]) => card(`month-${when(/** @type {Entry} */ (some[0]))}`, name, tn("log.entries", some.length), h("ul", { class: "plain-list entries" }, ...some.map(row)))),
  );
}

/** @param {Entry} entry */
function row(entry) {
  const { body } = entry;
  if (!body) return h("li", { class: "dim", text: t("log.unreadable") });
  const phases = [...new Set(body.talk.path.map((step) => step.phase).filter((id) => id !== null))];
  const first = QUESTIONS.map((name) => body[name].trim()).find(Boolean) ?? body.context;
  const { talk } = body;
  return h(
    "li",
    {},
    h(
      "a",
      { class: "entry", href: `#/innlegg/${entry.id}` },
      talk.how === "phone" ? h("span", { class: "by-phone" }, icon("phone")) : glyphOf(phases, talk.knapper_touched, ""),
      h(
        "span",
        { class: "words" },
        h("span", { class: "title", text: `${dayName(talk.opened)} ${clock(talk.opened)}` }),
        h("span", { class: "first", text: first || t("log.nothing_yet") }),
        h("span", { class: "meta" }, h("span", { text: t(`log.how.${talk.how}`) }), talk.knapper_touched.length > 0 ? h("span", { text: talk.knapper_touched.map((id) => label("knapp", id)).join(", ") }) : null),
      ),
    ),
  );
}
