/** Two ways of playing a chat, side by side: a drawing of each ring, and a table with a row for each message. */

import { h } from "../shared/dom.js";
import { tick } from "../shared/fields.js";
import { label } from "../shared/model.js";
import { t, tn } from "../shared/text.js";
import { apart, number, rings } from "./apart.js";
import { course, courseKey } from "./course.js";
import { langOf, standardOf } from "./chats.js";
import { who } from "./talk.js";

/** @typedef {import("./types.js").Chat} Chat */
/** @typedef {import("./types.js").Played} Played */
/** @typedef {import("./types.js").PlayedTurn} PlayedTurn */
/** @typedef {import("../shared/types.js").Ring} Ring */

/** What a ring showed, and how sure it was; what it kept to itself stands in brackets. @param {Ring} ring @param {import("./types.js").Said} said */
function ringSaid(ring, said) {
  const words = t(said.shown ? "practice.shows" : "practice.silent", { name: said.value === null ? t("practice.course.none") : label(ring, said.value), p: number(said.p) });
  return h("li", { class: said.shown ? "" : "silent" }, h("span", { class: "dim", text: `${t(`kind.${ring}`)}: ` }), words);
}

/** @param {PlayedTurn} here @param {string} lang */
function offered(here, lang) {
  const count = here.prompts.length + here.articles.length;
  if (count === 0) return h("p", { class: "dim small", text: t("practice.offers_none") });
  const summed = [here.prompts.length > 0 ? tn("practice.offers.prompts", here.prompts.length) : "", here.articles.length > 0 ? tn("practice.offers.articles", here.articles.length) : ""];
  return h(
    "details",
    { class: "offers" },
    h("summary", { text: summed.filter(Boolean).join(", ") }),
    h("ul", { class: "lines" }, ...here.prompts.map((one) => h("li", { lang, text: one.text })), ...here.articles.map((one) => h("li", {}, h("span", { class: "dim", text: `${t("practice.article")}: ` }), h("a", { href: `/ik#${one.id}`, target: "_blank", rel: "noopener" }, h("span", { text: one.title }), h("span", { class: "offstage", text: ` ${t("new_window")}` }))))),
  );
}

/** @param {string} side @param {PlayedTurn} here @param {string} lang */
function cell(side, here, lang) {
  return h("td", {}, h("p", { class: "side-name", text: side }), h("ul", { class: "rings-said" }, ...rings.map((ring) => ringSaid(ring, here[ring]))), offered(here, lang));
}

/** @param {Chat} chat @param {Played} a @param {Played} b @param {[string, string]} names */
function drawings(chat, a, b, names) {
  const labelled = chat.turns.some((turn) => turn.phase !== null && turn.phase !== undefined);
  const values = (/** @type {Played} */ one, /** @type {Ring} */ ring) => one.turns.map((turn) => (turn[ring].shown ? turn[ring].value : undefined));
  const drawn = /** @type {("phase" | "knapp")[]} */ (["phase", "knapp"]).map((ring) => {
    /** @type {import("./course.js").Course[]} */
    const courses = [
      ...(labelled ? [{ as: /** @type {const} */ ("key"), name: t("practice.key"), values: chat.turns.map((turn) => turn[ring]) }] : []),
      { as: "a", name: names[0], values: values(a, ring) },
      { as: "b", name: names[1], values: values(b, ring) },
    ];
    return { courses, node: h("div", { class: "path" }, h("h3", { text: t(`practice.path.${ring}`) }), course(ring, courses, t(`practice.drawing.${ring}`))) };
  });
  return h("div", { class: "drawings" }, ...drawn.map((one) => one.node), courseKey(drawn[0]?.courses ?? []));
}

/**
 * @param {Chat} chat
 * @param {Played} a
 * @param {Played} b
 * @param {[string, string]} names
 */
export function compared(chat, a, b, names) {
  const lang = langOf(chat.lang);
  const found = chat.turns.map((turn, at) => ({ turn, at, one: a.turns[at], other: b.turns[at] })).flatMap(({ turn, at, one, other }) => (one && other ? [{ turn, at, one, other, differs: apart(one, other) }] : []));
  const differing = found.filter((row) => row.differs.length > 0).length;
  const rows = found.map(({ turn, at, one, other, differs }) =>
    h(
      "tr",
      { data: { differs: differs.length > 0 ? "" : undefined } },
      h("th", { scope: "row" }, h("span", { class: "who", text: `${at + 1}. ${who(turn.role)}` }), h("span", { class: "words", lang, text: turn.text })),
      cell("A", one, standardOf(chat.lang)),
      cell("B", other, standardOf(chat.lang)),
      h("td", { class: "differs" }, h("p", { class: "side-name", text: t("practice.col.differs") }), differs.length > 0 ? h("ul", {}, ...differs.map((line) => h("li", { text: line }))) : h("span", { class: "dim", text: t("practice.alike") })),
    ),
  );
  const table = h(
    "table",
    { class: "compared" },
    h("caption", { class: "offstage", text: t("practice.col.caption") }),
    h("thead", {}, h("tr", {}, ...[t("practice.col.message"), `A: ${names[0]}`, `B: ${names[1]}`, t("practice.col.differs")].map((name) => h("th", { scope: "col", text: name })))),
    h("tbody", {}, ...rows),
  );
  const only = tick(t("practice.only_differs"), false, (checked) => table.classList.toggle("only-differs", checked));
  return [
    h("p", { class: "lead", role: "status", text: differing === 0 ? t("practice.differs.none") : tn("practice.differs", differing, { all: found.length }) }),
    drawings(chat, a, b, names),
    h("p", { class: "dim small", text: t("practice.number") }),
    differing > 0 && differing < found.length ? only.label : null,
    table,
  ];
}
