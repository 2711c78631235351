/** All fields of an article in the order a counsellor reads them, and what they hold together. */

import { h, text } from "../../shared/dom.js";
import { t, tn, word } from "../../shared/text.js";
import { body } from "./body.js";
import { choice, date, line, list, longer, tick } from "./boxes.js";
import { chips } from "./chips.js";
import { framed } from "./frame.js";
import { areaName } from "../parts/names.js";
import { areaOf, fieldOf } from "./values.js";
import { MEDIA, SOURCES, rows } from "./rows.js";
import { share } from "./share.js";

/** @typedef {import("./types.js").Fields} Fields */
/** @typedef {import("./types.js").Advice} Advice */
/** @typedef {import("./types.js").Area} Area */
/** @typedef {import("./types.js").Owner} Owner */
/** @typedef {import("./frame.js").Framed} Framed */
/**
 * @typedef {{ node: HTMLElement, show: (fields: Fields) => void, focus: (field: string) => void,
 *   others: (others: import("./types.js").Other[]) => void, mend: (advice: Advice[]) => void,
 *   lines: (now: number, most: number) => void, outside: (urls: string[]) => void, at: () => string | null }} Form
 */

/** The months between reviews that are offered. */
const MONTHS = [1, 2, 3, 4, 6, 9, 12, 18, 24];

/**
 * A box for one field alone, without its frame: the editor and the settling of conflicts share it.
 * @param {string} name
 * @param {(value: any) => void} changed
 * @param {{ areas: Area[], owners: Owner[] }} known
 */
export function boxOf(name, changed, known) {
  switch (name) {
    case "title": return line(changed);
    case "short": return longer(changed, { rows: 3 });
    case "plain": return longer(changed, { rows: 2, nothing: null });
    case "find_it": return longer(changed, { rows: 3 });
    case "share": return share(changed);
    case "phases": return chips("phase", changed);
    case "knapper": return chips("knapp", changed);
    case "area": return choice(changed, [["", t("edit.choose")], ...known.areas.map((one) => /** @type {[string, string]} */ ([one.area, areaName(one.area)]))]);
    case "language": return choice(changed, ["nb", "nn"].map((lang) => [lang, word("edit.lang", lang)]));
    case "for_whom": return line(changed, { nothing: null });
    case "keywords": return list(changed, (count) => tn("edit.keywords.count", count));
    case "sources": return rows(SOURCES, changed);
    case "media": return rows(MEDIA, changed);
    case "valid_until": return date(changed);
    case "owner": return choice(changed, [["", t("edit.inherited.nobody")], ...known.owners.map((one) => /** @type {[string, string]} */ ([one.owner, one.owner]))], { read: (value) => value || null });
    case "review_months": return choice(changed, [["", t("edit.inherited.nothing")], ...MONTHS.map((count) => /** @type {[string, string]} */ ([String(count), tn("edit.every", count)]))], { read: (value) => (value ? Number(value) : null) });
    case "routine": return tick(changed, t("edit.routine.tick"));
    case "needs_check": return longer(changed, { rows: 2, nothing: null });
    case "body": return body(changed);
    default: return longer(changed);
  }
}

/**
 * @param {{ areas: Area[], owners: Owner[] }} known
 * @param {(name: keyof Fields, value: any) => void} changed
 * @returns {Form}
 */
export function makeForm(known, changed) {
  /** @type {Map<string, Framed>} */
  const all = new Map();
  /** @param {keyof Fields} name @param {{ group?: boolean, hint?: string, tools?: Node | null }} [how] @param {any} [box] */
  const add = (name, how, box = boxOf(name, hear(name), known)) => {
    const one = framed(name, box, { hint: hintOf(name), ...how });
    all.set(name, one);
    return one.node;
  };
  /** @param {keyof Fields} name */
  const hear = (name) => (/** @type {any} */ value) => {
    changed(name, value);
    if (name === "language") speak(value);
    if (name === "area") inherit(value);
  };
  const pasted = share(hear("share"));
  const text_ = body(hear("body"));
  const node = h(
    "form",
    { class: "fields", "aria-label": t("edit.fields"), novalidate: true, on: { submit: (/** @type {Event} */ event) => event.preventDefault() } },
    h("section", { class: "group" }, h("h3", { text: t("edit.group.read") }), add("title"), add("short"), add("plain"), add("find_it"), add("share", { group: true, tools: pasted.missing }, pasted)),
    h(
      "section",
      { class: "group" },
      h("h3", { text: t("edit.group.place") }),
      add("phases", { group: true }),
      add("knapper", { group: true }),
      h("div", { class: "pair" }, add("area"), add("language")),
      add("for_whom"),
      add("keywords"),
    ),
    h(
      "section",
      { class: "group" },
      h("h3", { text: t("edit.group.trust") }),
      add("sources", { group: true }),
      add("media", { group: true }),
      h("div", { class: "pair" }, add("valid_until"), add("owner"), add("review_months")),
      add("routine", { group: true }),
      add("needs_check"),
    ),
    h("section", { class: "group" }, h("h3", { text: t("edit.group.body") }), add("body", { tools: text_.tools }, text_)),
  );

  /** @param {string} lang */
  function speak(lang) {
    for (const name of ["title", "short", "plain", "find_it", "for_whom", "keywords", "needs_check", "body"]) {
      for (const input of all.get(name)?.node.querySelectorAll("input, textarea") ?? []) input.setAttribute("lang", lang);
    }
  }

  /** @param {string} area */
  function inherit(area) {
    const from = areaOf(area);
    const owner = all.get("owner")?.node.querySelector("option");
    const months = all.get("review_months")?.node.querySelector("option");
    if (owner) text(owner, from?.owner ? t("edit.inherited.owner", { owner: from.owner }) : t("edit.inherited.nobody"));
    if (months) text(months, from?.review_months ? t("edit.inherited.months", { every: tn("edit.every", from.review_months) }) : t("edit.inherited.nothing"));
  }

  const counter = h("span", { class: "count dim" });
  all.get("short")?.beside.append(counter);

  return {
    node,
    show(fields) {
      for (const [name, one] of all) one.box.set(/** @type {any} */ (fields)[name]);
      speak(fields.language);
      inherit(fields.area);
    },
    focus(field) {
      const one = all.get(fieldOf(field));
      if (!one) return;
      one.node.scrollIntoView({ block: "center" });
      one.box.focus(field.slice(one.name.length).replace(/^\./, ""));
    },
    others(others) {
      for (const [name, one] of all) one.others(others.filter((other) => other.field && fieldOf(other.field) === name).map((other) => other.name));
    },
    mend(advice) {
      for (const [name, one] of all) one.mend(advice.filter((piece) => fieldOf(piece.field) === name));
    },
    lines(now, most) {
      counter.classList.toggle("over", now > most);
      text(counter, now === 0 ? "" : now > most ? t("edit.lines.over", { now, most }) : t("edit.lines", { now, most }));
    },
    outside(urls) {
      /** @type {any} */ (all.get("sources")?.box).asksWhy(urls);
    },
    at() {
      const field = document.activeElement?.closest("[data-field]");
      return field instanceof HTMLElement && node.contains(field) ? (field.dataset.field ?? null) : null;
    },
  };
}

/** @param {string} name */
function hintOf(name) {
  const key = `edit.hint.${name}`;
  const said = t(key);
  return said === key ? "" : said;
}
