/** The ring at the size of a letter: the phase outside, the knapp inside, with a sentence for those who listen. */

import { s } from "../shared/dom.js";
import { colour, elements } from "../shared/model.js";
import { markOf } from "./marks.js";

/** @typedef {import("../shared/types.js").Place} Place */

/**
 * A small arc; the box is 40 wide.
 * @param {number} radius
 * @param {number} from
 * @param {number} to
 */
function small(radius, from, to) {
  /** @param {number} degrees */
  const spot = (degrees) => {
    const angle = (degrees * Math.PI) / 180;
    return `${(20 + radius * Math.sin(angle)).toFixed(2)} ${(20 - radius * Math.cos(angle)).toFixed(2)}`;
  };
  return `M${spot(from)}A${radius} ${radius} 0 0 1 ${spot(to)}`;
}

/**
 * @param {Place | null} phase
 * @param {Place | null} knapp
 * @param {string} said
 * @param {"live" | "over"} [mode]
 */
export function glyph(phase, knapp, said, mode = "live") {
  return drawn((id) => markOf(phase, id, mode), (id) => markOf(knapp, id, mode), said);
}

/**
 * Where an article or a prompt belongs: as many places as it names, all of them certain. Where the names stand
 * beside it, nothing is `said`.
 * @param {readonly string[]} phases
 * @param {readonly string[]} knapper
 * @param {string} said
 */
export function glyphOf(phases, knapper, said) {
  return drawn((id) => (phases.includes(id) ? "sure" : ""), (id) => (knapper.includes(id) ? "sure" : ""), said);
}

/**
 * @param {(phase: string) => string} outer
 * @param {(knapp: string) => string} inner
 * @param {string} said
 */
function drawn(outer, inner, said) {
  const phases = elements("phase");
  const knapper = elements("knapp");
  const quarter = 360 / Math.max(1, phases.length);
  const fifth = 360 / Math.max(1, knapper.length);
  return s(
    "svg",
    { class: "glyph", viewBox: "0 0 40 40", focusable: "false", ...(said ? { role: "img", "aria-label": said } : { "aria-hidden": "true" }) },
    ...phases.map((one, index) =>
      s("path", {
        class: "outer", d: small(17, index * quarter - 84, (index + 1) * quarter - 96),
        vars: { "--c": colour(one) }, data: { mark: outer(one.id) || undefined },
      }),
    ),
    ...knapper.map((one, index) =>
      s("path", {
        class: "inner", d: small(8, (index - 0.5) * fifth + 5, (index + 0.5) * fifth - 5),
        vars: { "--c": colour(one) }, data: { mark: inner(one.id) || undefined },
      }),
    ),
  );
}
