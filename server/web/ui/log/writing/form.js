/** The three questions, the knapper that were touched, and a note of how the day was: a minute's work, no score. */

import { h, set } from "../../shared/dom.js";
import { labelled, textarea } from "../../shared/fields.js";
import { icon } from "../../shared/icons.js";
import { colour, elements, own } from "../../shared/model.js";
import { t } from "../../shared/text.js";

/** @typedef {import("../types.js").Body} Body */

/** @type {("well" | "hard" | "otherwise")[]} */
export const QUESTIONS = ["well", "hard", "otherwise"];
const CONTEXTS = ["tired", "end", "pranks", "many", "busy", "calm"];
/** All of it together must fit in a case that is shared. */
const LONGEST = 2400;
const LONGEST_CONTEXT = 400;

/**
 * @param {Body} body what is written is put into it at once
 * @param {() => void} touched
 * @param {() => void} left a field
 */
export function makeForm(body, touched, left) {
  const questions = QUESTIONS.map((name) => {
    const box = textarea(body[name], { rows: 3, maxlength: LONGEST, on: { input: () => written(name, box.value), blur: left } });
    return labelled(t(`log.question.${name}`), box);
  });
  return h("div", { class: "fields log-form" }, ...questions, knapper(body, touched), context(body, touched, left));

  /** @param {"well" | "hard" | "otherwise"} name @param {string} value */
  function written(name, value) {
    body[name] = value;
    touched();
  }
}

/**
 * @param {Body} body
 * @param {() => void} touched
 */
function knapper(body, touched) {
  const { talk } = body;
  const chips = elements("knapp").map((one) => {
    const chip = h("button", { class: "chip", type: "button", "aria-pressed": talk.knapper_touched.includes(one.id), on: { click: turn } }, icon(one.shape, colour(one)), h("span", { text: own(one.label) }));
    function turn() {
      const here = talk.knapper_touched.includes(one.id);
      talk.knapper_touched = here ? talk.knapper_touched.filter((id) => id !== one.id) : [...talk.knapper_touched, one.id];
      set(chip, { "aria-pressed": !here });
      touched();
    }
    return chip;
  });
  return h("div", { class: "field", role: "group", "aria-labelledby": "log-knapper" }, h("span", { class: "name", id: "log-knapper", text: t("log.knapper") }), h("div", { class: "row" }, ...chips), h("span", { class: "hint", text: t(talk.path.length > 0 ? "log.knapper.filled" : "log.knapper.empty") }));
}

/**
 * @param {Body} body
 * @param {() => void} touched
 * @param {() => void} left
 */
function context(body, touched, left) {
  const box = textarea(body.context, { rows: 2, class: "low", maxlength: LONGEST_CONTEXT, on: { input: written, blur: left } });
  const chips = CONTEXTS.map((name) => {
    const words = t(`log.context.${name}`);
    return { words, node: h("button", { class: "chip", type: "button", text: words, on: { click: () => turn(words) } }) };
  });
  const parts = () => box.value.split(",").map((part) => part.trim()).filter(Boolean);
  const is = (/** @type {string} */ words) => parts().some((part) => part.toLowerCase() === words.toLowerCase());
  function show() {
    for (const { words, node } of chips) set(node, { "aria-pressed": is(words) });
  }
  function written() {
    body.context = box.value;
    show();
    touched();
  }
  /** @param {string} words */
  function turn(words) {
    const rest = parts().filter((part) => part.toLowerCase() !== words.toLowerCase());
    box.value = (is(words) ? rest : [...rest, rest.length > 0 ? words.toLowerCase() : words]).join(", ");
    written();
  }
  show();
  return h("div", { class: "field context" }, labelled(t("log.context"), box, t("log.context.hint")), h("div", { class: "row", role: "group", "aria-label": t("log.context.chips") }, ...chips.map((chip) => chip.node)));
}
