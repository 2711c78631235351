/** The answer after a guess: how the message is labelled, whether one agrees, and what that place is about. */

import { fill, h } from "../shared/dom.js";
import { why } from "../shared/door.js";
import { icon } from "../shared/icons.js";
import { colour, element, label, own } from "../shared/model.js";
import { t } from "../shared/text.js";
import { standardOf } from "./chats.js";
import { played } from "./doors.js";
import { rings } from "./game.js";
import { guessed } from "./guess.js";

/** @typedef {import("./game.js").Game} Game */
/** @typedef {import("./game.js").Guessed} Guessed */
/** @typedef {import("../shared/types.js").Ring} Ring */

/** The name of where the key has a ring, or that it has none. @param {Ring} ring @param {string | null} id */
export function named(ring, id) {
  return id === null ? t(`none.${ring}`) : label(ring, id);
}

/** @param {Ring} ring @param {string | null} id */
function picture(ring, id) {
  const one = element(ring, id);
  return icon(one?.shape ?? "mark", one ? colour(one) : "var(--dim)");
}

/**
 * One ring: the guess beside the key, said in words, and the key's own short text.
 * @param {Game} game
 * @param {Guessed} ring
 * @param {boolean} labelled
 */
function ringAnswer(game, ring, labelled) {
  const key = game.key();
  const one = element(ring, key[ring]);
  const together = game.together(ring);
  return h(
    "div",
    { class: "ring-answer", data: { together } },
    h("p", { class: "dim kind" }, t(`kind.${ring}`), game.isNew(ring) ? h("span", { class: "lang new", text: t("practice.new_here") }) : null),
    h("p", { class: "place" }, picture(ring, key[ring]), h("strong", { text: named(ring, key[ring]) })),
    ring === "knapp" && key.knapp2 ? h("p", { class: "place also" }, h("span", { class: "dim", text: t("practice.also") }), picture("knapp", key.knapp2), h("span", { text: label("knapp", key.knapp2) })) : null,
    h("p", { class: "said" }, together === "unsaid" ? t("practice.you_unsaid") : [t("practice.you", { guess: guessed(ring, game.guess[ring]) }), t(`practice.together.${labelled || together !== "other" ? together : "other_read"}`)].join(" ")),
    one ? h("p", { class: "short", text: own(one.short) }) : h("p", { class: "short", text: t(`practice.none_text.${ring}`) }),
  );
}

/**
 * The prompts that would have been ready here; asked for when the fold is opened, once a chat.
 * @param {Game} game
 * @param {{ read: Promise<import("./types.js").Played> | null }} memory
 */
function ready(game, memory) {
  const list = h("div", { class: "ready" });
  const at = game.at;
  const fold = h("details", { class: "fold" }, h("summary", { text: t("practice.ready") }), list);
  fold.addEventListener("toggle", async () => {
    if (!fold.open || list.childElementCount > 0) return;
    fill(list, h("p", { class: "dim", text: t("practice.loading") }));
    memory.read ??= played(game.chat.id, { tier: "small", shown_from: null });
    try {
      const here = (await memory.read).turns[at];
      if (!here || here.prompts.length + here.articles.length === 0) fill(list, h("p", { class: "dim", text: t("practice.ready_none") }));
      else fill(list, h("ul", { class: "lines" }, ...here.prompts.map((one) => h("li", { lang: standardOf(game.chat.lang), text: one.text }))), ...here.articles.map((one) => h("p", {}, icon("book"), " ", h("a", { href: `/ik#${one.id}`, target: "_blank", rel: "noopener" }, h("span", { text: one.title }), " ", h("span", { class: "offstage", text: t("new_window") })))));
    } catch (error) {
      memory.read = null;
      fill(list, h("p", { text: why(error) }));
    }
  });
  return fold;
}

/**
 * @param {Game} game
 * @param {boolean} labelled whether people labelled the chat; otherwise the key is what Ledsager read
 * @param {{ read: Promise<import("./types.js").Played> | null }} memory
 */
export function answer(game, labelled, memory) {
  const { kolb } = game.key();
  const apart = rings.some((ring) => game.together(ring) === "other");
  const stage = element("kolb", kolb);
  return [
    h("h3", { text: t(labelled ? "practice.answer" : "practice.answer_read") }),
    h("div", { class: "ring-answers" }, ...rings.map((ring) => ringAnswer(game, ring, labelled))),
    stage ? h("p", { class: "kolb" }, picture("kolb", kolb), h("span", {}, h("span", { class: "dim", text: `${t("kind.kolb")}: ` }), h("strong", { text: label("kolb", kolb) }), `. ${own(stage.short)}`)) : null,
    apart ? h("p", { class: "talk-about", text: t(labelled ? "practice.apart" : "practice.apart_read") }) : null,
    ready(game, memory),
    h("p", { class: "dim small", text: t("practice.look_up") }),
  ];
}

/** The answer in one sentence, to be read aloud. @param {Game} game */
export function answerSaid(game) {
  return rings.map((ring) => `${t(`kind.${ring}`)}: ${named(ring, game.key()[ring])}. ${game.together(ring) === "unsaid" ? "" : t(`practice.together.${game.together(ring)}`)}`).join(" ");
}
