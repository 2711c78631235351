/** The way of a talk as a sentence, for those who listen and for a case that is shared. */

import { label } from "../../shared/model.js";
import { inside, t } from "../../shared/text.js";
import { span } from "../../shared/time.js";
import { stays } from "./stays.js";

/** @typedef {import("../types.js").KeptTalk} KeptTalk */

/** A minute is the least that is told. @param {number} length */
export function lasted(length) {
  return length < 60_000 ? t("log.path.under_a_minute") : span(length);
}

/**
 * "kontakt 3 min, kontrakt 6 min, kontakt 2 min": going back is a step like any other.
 * @param {KeptTalk} talk
 * @param {"phase" | "knapp"} ring
 */
function way(talk, ring) {
  const said = stays(talk.path, talk.ended, ring)
    .filter((stay) => stay.id !== null)
    .map((stay) => `${inside(label(ring, stay.id))} ${lasted(stay.to - stay.from)}`);
  return said.join(", ");
}

/** The order alone, for a text that goes on to others: "kontakt, kontrakt, kontakt". @param {KeptTalk} talk @param {"phase" | "knapp"} ring */
function order(talk, ring) {
  const said = stays(talk.path, talk.ended, ring).filter((stay) => stay.id !== null).map((stay) => inside(label(ring, stay.id)));
  return said.filter((name, index) => name !== said[index - 1]).join(", ");
}

/** How it ended: a fact, not a verdict. @param {KeptTalk} talk */
function ending(talk) {
  return t(`log.how.${talk.how}.sentence`);
}

/** Without times, which would be taken out as numbers, and could tell which talk it was. @param {KeptTalk} talk */
export function orderSentence(talk) {
  return sentence(talk, order(talk, "phase"), order(talk, "knapp"));
}

/** @param {KeptTalk} talk */
export function pathSentence(talk) {
  return sentence(talk, way(talk, "phase"), way(talk, "knapp"));
}

/**
 * @param {KeptTalk} talk
 * @param {string} phases
 * @param {string} knapper
 */
function sentence(talk, phases, knapper) {
  return [
    phases ? t("log.path.said.phases", { way: phases }) : t("log.path.said.none"),
    knapper ? t("log.path.said.knapper", { way: knapper }) : "",
    ending(talk),
  ].filter(Boolean).join(" ");
}
