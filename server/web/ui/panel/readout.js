/** The words under the ring: phase and knapp with how sure it is, and what tipped the reading. */

import { fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { colour, element, label } from "../shared/model.js";
import { either, inside, t, tx } from "../shared/text.js";

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
 * @param {((ring: Ring) => void) | null} release
 */
function line(ring, place, over, release) {
  const id = over && place.silent ? place.last_sure : place.value;
  const one = element(ring, id);
  if (!id) return h("p", { class: "line none" }, icon("mark"), h("span", { class: "what dim", text: t(`none.${ring}`) }), place.by_hand ? sureness(place) : null, undo(ring, place, release));
  return h(
    "p",
    { class: `line ${ring}` },
    icon(one?.shape ?? "mark", colour(one)),
    h("strong", { class: "what", text: label(ring, id) }),
    over ? h("span", { class: "sure dim", text: t("mark.last") }) : sureness(place),
    undo(ring, place, release),
  );
}

/**
 * @param {Ring} ring
 * @param {Place} place
 * @param {((ring: Ring) => void) | null} release
 */
function undo(ring, place, release) {
  if (!place.by_hand || !release) return null;
  return h("button", { class: "plain", type: "button", "aria-label": t(`undo.${ring}`), on: { click: () => release(ring) } }, icon("undo"), h("span", { text: t("undo") }));
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

/**
 * @param {HTMLElement} box
 * @param {{ id: string, phase: Place, knapp: Place, kolb: Place | null, why: import("../shared/types.js").Why | null,
 *   lost: boolean, over: boolean, messages: number, release: ((ring: Ring) => void) | null } | null} view
 */
export function renderReadout(box, view) {
  box.hidden = view === null;
  if (!view) return;
  const said = JSON.stringify(view);
  if (box.dataset.said === said) return;
  box.dataset.said = said;
  const { phase, knapp, kolb, why } = view;
  if (view.lost) {
    fill(box, h("p", { class: "silent", text: t("lost.works") }));
    return;
  }
  if (view.messages === 0 && !phase.by_hand && !view.over) {
    fill(box, h("p", { class: "silent" }, h("strong", { text: t("early.title") }), ` ${t("early.text")}`));
    return;
  }
  fill(
    box,
    phase.silent && !phase.by_hand && !view.over ? silence("phase", phase) : line("phase", phase, view.over, view.release),
    knapp.silent && !knapp.by_hand && !view.over ? silence("knapp", knapp) : line("knapp", knapp, view.over, view.release),
    kolb && (kolb.by_hand || (kolb.value && !kolb.silent)) && !view.over ? line("kolb", kolb, false, view.release) : null,
    why && !view.over ? h("p", { class: "why" }, ...tx(`why.${why.from}${why.earlier ? ".earlier" : ""}`, { quote: h("q", { text: why.quote }) })) : null,
  );
}
