/** Spill en samtale: a constructed chat, a message at a time; the answer comes after the guess. */

import { announce } from "../shared/announce.js";
import { attr, fill, h, text } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { elements } from "../shared/model.js";
import { settings } from "../shared/settings.js";
import { t } from "../shared/text.js";
import { answer, answerSaid } from "./answer.js";
import { card } from "./cards.js";
import { chooser, langOf } from "./chats.js";
import { allChats, oneChat, played } from "./doors.js";
import { Game, UNKNOWN, rings } from "./game.js";
import { Guessing, guessed, keyList } from "./guess.js";
import { address } from "./route.js";
import { summary } from "./summary.js";
import { message, who } from "./talk.js";

/** @typedef {import("./types.js").Chat} Chat */

/** @type {import("./types.js").Show} */
export async function play(root, id) {
  if (id) return playOne(root, await oneChat(id));
  const chats = await allChats();
  fill(root, h("h2", { text: t("practice.play.title") }), h("p", { class: "intro", text: t("practice.play.intro") }), h("p", { class: "intro dim", text: t("practice.nothing_kept") }), chooser(chats, "spill"));
}

/**
 * The key of a chat: its labels, or where nobody has labelled it, what Ledsager would have read.
 * @param {Chat} chat
 * @returns {Promise<{ keys: import("./game.js").Key[], labelled: boolean, memory: { read: Promise<import("./types.js").Played> | null } }>}
 */
async function keysOf(chat) {
  if (chat.turns.some((turn) => turn.phase !== null && turn.phase !== undefined)) return { keys: chat.turns, labelled: true, memory: { read: null } };
  const read = await played(chat.id, { tier: "small", shown_from: null });
  const keys = read.turns.map((turn) => ({ phase: turn.phase.value, knapp: turn.knapp.value, knapp2: null, kolb: turn.kolb.value }));
  return { keys, labelled: false, memory: { read: Promise.resolve(read) } };
}

/** @param {HTMLElement} root @param {Chat} chat */
async function playOne(root, chat) {
  const { keys, labelled, memory } = await keysOf(chat);
  const game = new Game(chat, keys);
  const where = h("p", { class: "dim where" });
  const list = h("ol", { class: "messages" });
  const talk = h("section", { class: "talk", tabindex: 0, "aria-label": t("practice.talk") }, list);
  const told = h("div", { class: "told" });
  const looked = h("div", { class: "looked" });
  const ask = h("h3", { text: t("practice.ask") });
  const keyName = t(labelled ? "practice.key" : "practice.key_read");
  const guessing = new Guessing(game, keyName, choose, lookUp);
  const back = step("back", t("practice.step.back"), () => go(() => game.back()));
  const open = step("check", t("practice.step.open"), reveal);
  const next = step("arrow", t("practice.step.next"), () => go(() => game.next()));

  function choose(/** @type {import("./game.js").Guessed} */ ring, /** @type {string | null} */ value) {
    game.choose(ring, value);
    show();
    announce(`${t(`kind.${ring}`)}: ${guessed(ring, game.guess[ring])}`);
  }
  function lookUp(/** @type {import("../shared/types.js").Ring} */ ring, /** @type {string} */ id) {
    fill(looked, card(ring, id));
    announce(t("card.opened", { name: looked.querySelector("h4")?.textContent ?? "" }));
  }
  function reveal() {
    if (game.over || game.isOpen) return;
    game.open();
    show();
    announce(answerSaid(game));
  }
  /** @param {() => void} move */
  function go(move) {
    const before = game.at;
    move();
    if (game.at === before) return;
    fill(looked);
    show();
    // On a narrow screen one may have read on past the talk.
    if (talk.getBoundingClientRect().bottom < 80) talk.scrollIntoView({ block: "start" });
    const turn = chat.turns[game.at];
    announce(turn ? `${who(turn.role)}: ${turn.text}` : t("practice.over_said"));
  }
  function again() {
    game.guesses.clear();
    game.opened.clear();
    go(() => game.goTo(0));
    next.focus();
  }
  function show() {
    const read = Math.min(game.at + 1, chat.turns.length);
    text(where, game.over ? t("practice.where_over") : t("practice.where", { at: read, all: chat.turns.length }));
    while (list.childElementCount > read) list.lastElementChild?.remove();
    for (const turn of chat.turns.slice(list.childElementCount, read)) list.append(message(turn, chat.lang));
    for (const [at, item] of [...list.children].entries()) attr(item, "aria-current", at === game.at ? "step" : null);
    talk.scrollTop = talk.scrollHeight;
    guessing.show();
    text(ask, t(game.over ? "practice.ask_over" : game.isOpen ? "practice.ask_open" : "practice.ask"));
    fill(told, ...(game.over ? summary(game, labelled, keyName, { goTo: (at) => (go(() => game.goTo(at)), open.focus()), again }) : game.isOpen ? answer(game, labelled, memory) : []));
    attr(back, "aria-disabled", game.at === 0);
    attr(open, "aria-disabled", game.over || game.isOpen);
    attr(next, "aria-disabled", game.over);
    // Which of the two the arrow and the space bar press.
    open.classList.toggle("primary", game.waits);
    next.classList.toggle("primary", !game.waits && !game.over);
  }

  fill(
    root,
    h("header", { class: "view-head" }, h("a", { class: "plain", href: address("spill") }, icon("back"), h("span", { text: t("practice.choose_other") })), h("h2", { lang: langOf(chat.lang), text: chat.title }), where),
    labelled ? null : h("p", { class: "notice calm" }, icon("info"), h("span", { text: t("practice.unlabelled") })),
    h("div", { class: "stage" }, talk, h("section", { class: "guess", "aria-label": t("practice.guess") }, ask, guessing.node, told, looked, keyList())),
    h("div", { class: "steps", role: "group", "aria-label": t("practice.steps") }, back, open, next),
  );
  const heard = (/** @type {KeyboardEvent} */ event) => {
    if (pressed(event, game, choose)) event.preventDefault();
    else if (goes(event)) {
      event.preventDefault();
      if (event.key === "ArrowLeft") back.click();
      else (game.waits || event.key === "Enter" ? open : next).click();
    }
  };
  document.addEventListener("keydown", heard);
  requestAnimationFrame(() => (talk.scrollTop = talk.scrollHeight));
  show();
  return () => document.removeEventListener("keydown", heard);
}

/** @param {string} picture @param {string} words @param {() => void} act */
function step(picture, words, act) {
  const button = h("button", { class: "button", type: "button", on: { click: () => button.getAttribute("aria-disabled") !== "true" && act() } }, icon(picture), h("span", { text: words }));
  return button;
}

/** Whether a key is free: not in a field or a dialog, and not with a modifier. @param {KeyboardEvent} event */
function free(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.repeat || !settings.keys) return false;
  return !(/** @type {Element | null} */ (event.target)?.closest("input, textarea, select, dialog"));
}

/** Whether a key takes a step; the space bar and Enter belong to the button or link that has the focus. @param {KeyboardEvent} event */
function goes(event) {
  if (!free(event)) return false;
  if (event.key === "ArrowRight" || event.key === "ArrowLeft") return true;
  return (event.key === " " || event.key === "Enter") && !(/** @type {Element | null} */ (event.target)?.closest("button, a, summary, [role=button]"));
}

/**
 * Digits guess: first the phases, then the knapper; 0 is no knapp, and ? what one does not know.
 * @param {KeyboardEvent} event
 * @param {Game} game
 * @param {(ring: import("./game.js").Guessed, value: string | null) => void} choose
 */
function pressed(event, game, choose) {
  if (!free(event) || game.over || game.isOpen) return false;
  const phases = elements("phase");
  const ids = [...phases.map((one) => /** @type {const} */ (["phase", one.id])), ...elements("knapp").map((one) => /** @type {const} */ (["knapp", one.id]))];
  const found = /^[1-9]$/.test(event.key) ? ids[Number(event.key) - 1] : event.key === "0" ? /** @type {const} */ (["knapp", null]) : null;
  if (found) choose(found[0], found[1]);
  else if (event.key === "?") for (const ring of rings) game.guess[ring] === undefined && choose(ring, UNKNOWN);
  else return false;
  return true;
}
