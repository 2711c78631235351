/** Knappeverksted: one knapp at a time, with its card, questions to talk about, situations and moments from chats. */

import { announce } from "../shared/announce.js";
import { attr, fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { colour, element, elements, label, own } from "../shared/model.js";
import { t, tn } from "../shared/text.js";
import { day } from "../shared/time.js";
import { explained, pair } from "./cards.js";
import { langOf } from "./chats.js";
import { allCases, allChats, allSheets, oneChat } from "./doors.js";
import { moments } from "./moments.js";
import { address } from "./route.js";
import { Slides } from "./slides.js";
import { message } from "./talk.js";

/** @typedef {import("../shared/types.js").Element} Element */

/** So many chats are fetched at a time. */
const AT_ONCE = 3;

/** @type {import("./types.js").Show} */
export async function workshop(root, id) {
  const one = element("knapp", id) ?? elements("knapp")[0];
  if (!one) return;
  const [sheets, cases, chats] = await Promise.all([allSheets(), allCases(), allChats()]);
  const sheet = sheets.find((sheet) => sheet.id === one.id);
  const shared = cases.filter((shared) => shared.knapp === one.id);
  const left = chats.filter((chat) => chat.knapper.includes(one.id));
  const slides = new Slides(root);
  const cut = h("div", { class: "moments" });
  const more = h("button", { class: "button", type: "button", on: { click: () => void fetchMore(true) } }, h("span", { text: t("practice.shop.more") }));
  const big = h("button", { class: "button", type: "button", on: { click: () => slides.turn(true) } }, icon("people"), h("span", { text: t("practice.shop.big") }));
  slides.left = () => big.focus();
  fill(
    root,
    h("header", { class: "view-head" }, h("h2", {}, t("practice.shop.title"), h("span", { class: "offstage", text: `: ${label("knapp", one.id)}` })), h("p", { class: "row tools" }, big, h("button", { class: "button", type: "button", text: t("practice.shop.print"), on: { click: () => print() } }))),
    h("nav", { class: "knapp-nav", "aria-label": t("practice.shop.knapper") }, h("ul", {}, ...elements("knapp").map((knapp) => h("li", {}, h("a", { class: "chip", href: address("verksted", knapp.id), "aria-current": knapp.id === one.id ? "page" : null }, icon(knapp.shape, colour(knapp)), h("span", { text: label("knapp", knapp.id) })))))),
    knappCard(one),
    sheet && sheet.questions.length > 0 ? h("section", { class: "slide sheet" }, h("h3", { text: t("practice.shop.questions") }), h("ol", { class: "questions" }, ...sheet.questions.map((both) => h("li", { text: own(both) })))) : null,
    h("div", { class: "cases" }, ...(sheet?.situations ?? []).map(({ text }, at) => h("section", { class: "slide situation" }, h("h3", { text: t("practice.shop.situation", { number: at + 1 }) }), h("p", { class: "lead", text: own(text) }), talkAbout(one)))),
    h("div", { class: "cases" }, ...shared.map((shared) => h("section", { class: "slide case" }, h("h3", { text: t("practice.shop.case", { title: shared.title }) }), h("p", { class: "dim small", text: t("practice.shop.case_day", { date: day(shared.day) }) }), h("p", { class: "told-case", text: shared.text }), talkAbout(one)))),
    cut,
    h("p", { class: "row more-row" }, more),
    slides.bar,
  );

  /** @param {boolean} told */
  async function fetchMore(told) {
    const had = cut.childElementCount;
    // Until there is one: a chat may touch a knapp without a moment that says much.
    while (left.length > 0 && cut.childElementCount === had) {
      const some = left.splice(0, AT_ONCE);
      attr(more, "aria-disabled", true);
      const read = await Promise.all(some.map((chat) => oneChat(chat.id).catch(() => null)));
      attr(more, "aria-disabled", null);
      for (const moment of read.flatMap((chat) => (chat && one ? moments(chat, one.id) : []))) cut.append(shown(moment, one));
    }
    more.hidden = left.length === 0;
    if (told) announce(tn("practice.shop.came", cut.childElementCount - had));
    if (more.hidden && told) cut.children[had]?.querySelector("h3")?.focus();
    if (slides.on) slides.show();
  }
  await fetchMore(false);
  return () => slides.turn(false);
}

/** @param {Element | undefined} one */
function knappCard(one) {
  if (!one) return null;
  return h(
    "section",
    { class: "slide knapp-card", vars: { "--c": colour(one) } },
    h("h3", {}, icon(one.shape, colour(one)), h("span", { text: label("knapp", one.id) })),
    pair(one),
    h("p", { class: "lead", text: own(one.short) }),
    ...explained("knapp", one.id),
  );
}

/** Three questions for any case of a knapp, with the two words of its pair. @param {Element | undefined} one */
function talkAbout(one) {
  const first = one?.pair ? own(one.pair.first) : "";
  const second = one?.pair ? own(one.pair.second) : "";
  return h("ul", { class: "talk-abouts lines" }, h("li", { text: t("practice.talk.hear") }), one?.pair ? h("li", { text: t("practice.talk.pair", { first, second }) }) : null, h("li", { text: t("practice.talk.ask") }));
}

/** @param {import("./moments.js").Moment} moment @param {Element | undefined} one */
function shown({ chat, from, at, turns }, one) {
  return h(
    "section",
    { class: "slide moment" },
    h("h3", { tabindex: -1 }, h("span", { text: t("practice.shop.moment") }), " ", h("span", { lang: langOf(chat.lang), text: chat.title })),
    h("ol", { class: "messages" }, ...turns.map((turn, index) => message(turn, chat.lang, { current: from + index === at }))),
    talkAbout(one),
    h("p", { class: "whole" }, h("a", { href: address("spill", chat.id) }, h("span", { text: t("practice.shop.whole") }), h("span", { class: "offstage", text: `: ${chat.title}` }))),
  );
}
