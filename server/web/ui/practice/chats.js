/** The list of chats to choose from, by knapp, language and whose they are; what was chosen last still holds. */

import { fill, h } from "../shared/dom.js";
import { input, select, tick } from "../shared/fields.js";
import { icon } from "../shared/icons.js";
import { colour, element, elements, label } from "../shared/model.js";
import { t, tn, word } from "../shared/text.js";
import { address } from "./route.js";

/** @typedef {import("./types.js").ChatRow} ChatRow */

const PAGE = 20;
/** What was chosen, as long as the page is open. */
const wanted = { knapp: "", lang: "", own: false, words: "" };

/**
 * @param {ChatRow[]} chats
 * @returns {ChatRow[]}
 */
function fitting(chats) {
  const words = wanted.words.trim().toLocaleLowerCase("nb");
  return chats.filter(
    (chat) =>
      (!wanted.knapp || chat.knapper.includes(wanted.knapp)) &&
      (!wanted.lang || chat.lang === wanted.lang) &&
      (!wanted.own || chat.own) &&
      (!words || chat.title.toLocaleLowerCase("nb").includes(words)),
  );
}

/** The knapper a chat touches, as pictures with their names. @param {string[]} ids */
function knappList(ids) {
  return h("span", { class: "knapper" }, ...ids.map((id) => h("span", {}, icon(element("knapp", id)?.shape ?? "mark", colour(element("knapp", id))), h("span", { text: label("knapp", id) }))));
}

/** The html language of a chat's text; a mixed one is left as the page's. @param {string} lang */
export function langOf(lang) {
  return ["nb", "nn", "en"].includes(lang) ? lang : null;
}

/** Before one plays a chat, its knapper are not told. @param {ChatRow} chat @param {string} view */
function row(chat, view) {
  return h(
    "li",
    {},
    h("a", { href: address(view, chat.id), text: chat.title }),
    h("p", { class: "meta" }, h("span", { text: word("practice.lang", chat.lang) }), h("span", { text: tn("practice.messages", chat.messages) }), chat.own ? h("span", { text: t("practice.own_mark") }) : null, view === "spill" ? null : knappList(chat.knapper)),
  );
}

/** The standard in which prompts are offered in a chat. @param {string} lang */
export function standardOf(lang) {
  return lang === "nn" ? "nn" : "nb";
}

/**
 * Filters over the list; each title leads to the view it was asked for.
 * @param {ChatRow[]} chats
 * @param {string} view
 */
export function chooser(chats, view) {
  let most = PAGE;
  const found = h("p", { class: "dim count", role: "status" });
  const list = h("ul", { class: "chats" });
  const more = h("button", { class: "button", type: "button", text: t("practice.more"), on: { click: () => renew((most += PAGE)) } });
  const any = h("button", { class: "button", type: "button", on: { click: anyOne } }, icon("renew"), h("span", { text: t("practice.any") }));

  /** @param {number} upTo */
  function renew(upTo) {
    most = upTo;
    const all = fitting(chats);
    const had = list.childElementCount;
    const grows = document.activeElement === more && upTo > had;
    fill(found, all.length === 0 ? t("practice.none_found") : tn("practice.found", all.length));
    fill(list, ...all.slice(0, most).map((chat) => row(chat, view)));
    more.hidden = all.length <= most;
    any.hidden = all.length === 0;
    if (grows && more.hidden) list.children[had]?.querySelector("a")?.focus();
  }
  function anyOne() {
    const all = fitting(chats);
    const chat = all[Math.floor(Math.random() * all.length)];
    if (chat) location.hash = address(view, chat.id);
  }
  /** @param {Partial<typeof wanted>} change */
  const want = (change) => {
    Object.assign(wanted, change);
    renew(PAGE);
  };
  const langs = [...new Set(chats.map((chat) => chat.lang))].sort();
  const knapp = select([["", t("practice.all_knapper")], ...elements("knapp").map((one) => /** @type {[string, string]} */ ([one.id, label("knapp", one.id)]))], wanted.knapp, { "aria-label": t("kind.knapp"), on: { change: () => want({ knapp: knapp.value }) } });
  const lang = select([["", t("practice.all_langs")], ...langs.map((one) => /** @type {[string, string]} */ ([one, word("practice.lang", one)]))], wanted.lang, { "aria-label": t("settings.lang"), on: { change: () => want({ lang: lang.value }) } });
  const words = input(wanted.words, { type: "search", "aria-label": t("practice.title_has"), placeholder: t("practice.title_has"), on: { input: () => want({ words: words.value }) } });
  renew(PAGE);
  return h(
    "div",
    { class: "chooser" },
    h("div", { class: "filters" }, knapp, lang, words, tick(t("practice.only_own"), wanted.own, (own) => want({ own })).label),
    h("div", { class: "row split" }, found, any),
    list,
    more,
  );
}
