/** A calm look back when the chat is over: where one stopped, where the key saw it otherwise, and no marks given. */

import { h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { t, word } from "../shared/text.js";
import { named } from "./answer.js";
import { course, courseKey } from "./course.js";
import { UNKNOWN, rings } from "./game.js";
import { guessed } from "./guess.js";
import { address } from "./route.js";
import { shortened, who } from "./talk.js";

/** @typedef {import("./game.js").Game} Game */

/**
 * One message that was seen in two ways.
 * @param {Game} game
 * @param {number} at
 * @param {string} keyName what the key is called
 * @param {(at: number) => void} goTo
 */
function seenTwice(game, at, keyName, goTo) {
  const turn = game.chat.turns[at];
  if (!turn) return null;
  const apart = rings.filter((ring) => game.together(ring, at) === "other");
  return h(
    "li",
    {},
    h("button", { class: "plain quote", type: "button", on: { click: () => goTo(at) } }, h("span", { class: "offstage", text: `${t("practice.go_to")}: ` }), h("span", { text: `${who(turn.role)}: «${shortened(turn.text)}»` })),
    ...apart.map((ring) => h("p", {}, h("span", { class: "dim", text: `${t(`kind.${ring}`)}: ` }), t("practice.two_ways", { who: keyName, guess: guessed(ring, game.guesses.get(at)?.[ring]), key: named(ring, game.key(at)[ring]) }))),
  );
}

/**
 * @param {Game} game
 * @param {boolean} labelled
 * @param {string} keyName
 * @param {{ goTo: (at: number) => void, again: () => void }} act
 */
export function summary(game, labelled, keyName, act) {
  const { chat, apart, stops } = game;
  const told = stops.length === 0 ? t("practice.sum.no_stops") : apart.length === 0 ? t("practice.sum.same", { key: keyName }) : t("practice.sum.apart", { key: keyName });
  return [
    h("h3", { text: t("practice.sum.title") }),
    chat.end ? h("p", { text: word("practice.end", chat.end) }) : null,
    h("p", { class: "lead", text: told }),
    apart.length > 0 ? h("ol", { class: "apart" }, ...apart.map((at) => seenTwice(game, at, keyName, act.goTo))) : null,
    stops.length > 0 ? h("p", { class: "talk-about", text: t(labelled ? "practice.sum.key" : "practice.sum.key_read") }) : null,
    ...rings.map((ring) => path(game, ring)),
    courseKey(legend(game, keyName)),
    h("p", { class: "row" }, h("a", { class: "button", href: address("spill") }, icon("back"), h("span", { text: t("practice.choose_other") })), h("button", { class: "button", type: "button", on: { click: act.again } }, icon("renew"), h("span", { text: t("practice.once_more") })), h("a", { class: "button", href: address("sammenlign", chat.id), text: t("practice.see_offered") })),
    h("p", { class: "dim small", text: t("practice.nothing_kept") }),
  ];
}

/** @param {Game} game @param {string} keyName @returns {import("./course.js").Course[]} */
function legend(game, keyName) {
  /** @type {import("./course.js").Course[]} */
  const lines = [{ as: "key", name: keyName, values: [] }];
  return game.stops.length > 0 ? [...lines, { as: "you", name: t("practice.course.you"), values: [] }] : lines;
}

/** @param {Game} game @param {import("./game.js").Guessed} ring */
function path(game, ring) {
  const mine = game.keys.map((_, at) => {
    const guess = game.opened.has(at) ? game.guesses.get(at)?.[ring] : undefined;
    return guess === UNKNOWN ? undefined : guess;
  });
  /** @type {import("./course.js").Course[]} */
  const courses = [
    { as: "key", name: "", values: game.keys.map((key) => key[ring]) },
    { as: "you", name: "", values: mine },
  ];
  return h("div", { class: "path" }, h("h4", { text: t(`practice.path.${ring}`) }), course(ring, courses, said(game, ring)));
}

/** The course of a ring as a sentence: each place it came to, in order. @param {Game} game @param {import("./game.js").Guessed} ring */
function said(game, ring) {
  const places = game.keys.filter((key, at) => at === 0 || game.keys[at - 1]?.[ring] !== key[ring]).map((key) => named(ring, key[ring]));
  return t("practice.path.said", { places: places.join(", ") });
}
