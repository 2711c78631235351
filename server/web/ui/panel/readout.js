/** The words under the ring: phase and knapp with how sure it is, and what tipped the reading. */

import { fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { colour, element, label } from "../shared/model.js";
import { either, inside, t, tx } from "../shared/text.js";
import { Choices } from "./choices.js";

/** @typedef {import("../shared/types.js").Place} Place */
/** @typedef {import("../shared/types.js").Ring} Ring */

/** @type {Record<string, number>} */
const dots = { sure: 3, fairly: 2, unsure: 1 };

/**
 * How sure, in dots and in a word.
 * @param {Place} place
 */
function sureness(place) {
  if (place.by_hand) return h("span", { class: "sure", text: t("said.hand") });
  const full = dots[place.sure] ?? 0;
  return h(
    "span",
    { class: "sure" },
    h("span", { class: "dots", "aria-hidden": "true" }, ...[1, 2, 3].map((one) => h("i", { class: one <= full ? "full" : "" }))),
    h("span", { text: t(`sure.${place.sure}`) }),
  );
}

/**
 * @param {Ring} ring
 * @param {Place} place
 * @param {boolean} over
 */
function line(ring, place, over) {
  const id = over && place.silent ? place.last_sure : place.value;
  const one = element(ring, id);
  if (!id) return h("p", { class: "line none" }, icon("mark"), h("span", { class: "what dim", text: t(`none.${ring}`) }), place.by_hand ? sureness(place) : null);
  return h(
    "p",
    { class: `line ${ring}` },
    icon(one?.shape ?? "mark", colour(one)),
    h("strong", { class: "what", text: label(ring, id) }),
    over ? h("span", { class: "sure dim", text: t("mark.last") }) : sureness(place),
  );
}

/**
 * What is said while a ring is silent.
 * @param {Ring} ring
 * @param {Place} place
 */
function silence(ring, place) {
  const maybe = place.maybe.map((id) => inside(label(ring, id)));
  return h(
    "p",
    { class: "silent" },
    h("strong", { text: t(`silent.${ring}`) }),
    maybe.length > 0 ? ` ${t("silent.maybe", { list: either(maybe) })}` : "",
    place.last_sure && !(place.maybe.length === 1 && place.maybe[0] === place.last_sure) ? ` ${t("silent.last", { name: inside(label(ring, place.last_sure)) })}` : "",
  );
}

/** @typedef {import("../shared/types.js").Session["reading"]} Reading */
/**
 * @typedef {{ id: string, phase: Place, knapp: Place, kolb: Place | null, why: import("../shared/types.js").Why | null,
 *   lost: boolean, over: boolean, messages: number, reading: Reading, kept: Ring[], answers: boolean }} ReadoutView
 */

/** One ring: its words come and go, its buttons stay. */
class RingWords {
  /**
   * @param {Ring} ring
   * @param {import("./choices.js").Act} act
   */
  constructor(ring, act) {
    this.ring = ring;
    this.words = h("div");
    this.choices = new Choices(ring, act);
    this.node = h("div", { class: "ring-words", data: { ring } }, this.words, this.choices.node);
  }

  /**
   * @param {Place | null} place
   * @param {ReadoutView} view
   */
  show(place, view) {
    const { ring } = this;
    this.node.hidden = place === null;
    const open = place !== null && place.silent && !place.by_hand && !view.over;
    if (!place) fill(this.words);
    else if (open && view.reading !== "shown") fill(this.words, h("p", { class: "line none" }, icon("mark"), h("span", { class: "what dim", text: t(`unset.${ring}`) })));
    else fill(this.words, open ? silence(ring, place) : line(ring, place, view.over));
    this.choices.show(view.answers ? place : null, view.kept.includes(ring));
  }
}

export class Readout {
  /**
   * @param {HTMLElement} box
   * @param {import("./choices.js").Act} act
   */
  constructor(box, act) {
    this.box = box;
    this.said = "";
    this.note = h("p", { class: "silent note" });
    this.phase = new RingWords("phase", act);
    this.knapp = new RingWords("knapp", act);
    this.kolb = new RingWords("kolb", act);
    this.why = h("p", { class: "why" });
    box.append(this.note, this.phase.node, this.knapp.node, this.kolb.node, this.why);
  }

  /** @param {ReadoutView | null} view */
  show(view) {
    this.box.hidden = view === null;
    const said = JSON.stringify(view);
    if (!view || this.said === said) return;
    this.said = said;
    const note = noteOf(view);
    fill(this.note, ...note);
    this.note.hidden = note.length === 0;
    const { phase, knapp, kolb, why, over } = view;
    const nothing = view.lost || early(view);
    this.phase.show(nothing ? null : phase, view);
    this.knapp.show(nothing ? null : knapp, view);
    const stage = kolb && !over && (kolb.by_hand || (kolb.value && !kolb.silent)) ? kolb : null;
    this.kolb.show(nothing ? null : stage, view);
    this.why.hidden = nothing || !why || over;
    if (why) fill(this.why, ...tx(`why.${why.from}${why.earlier ? ".earlier" : ""}`, { quote: h("q", { text: why.quote }) }));
    else fill(this.why);
  }
}

/** Whether too little is written for a place to be read. @param {ReadoutView} view */
function early(view) {
  return view.messages === 0 && !view.phase.by_hand && !view.over && view.reading === "shown";
}

/**
 * The one line about the reading itself, if it needs saying.
 * @param {ReadoutView} view
 */
function noteOf(view) {
  if (view.lost) return [t("lost.works")];
  if (early(view)) return [h("strong", { text: t("early.title") }), ` ${t("early.text")}`];
  return view.reading === "shown" || view.over ? [] : [t(`reading.${view.reading}`)];
}
