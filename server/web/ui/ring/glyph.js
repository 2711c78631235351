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
  const phases = elements("phase");
  const knapper = elements("knapp");
  const quarter = 360 / Math.max(1, phases.length);
  const fifth = 360 / Math.max(1, knapper.length);
  return s(
    "svg",
    { class: "glyph", viewBox: "0 0 40 40", role: "img", "aria-label": said, focusable: "false" },
    ...phases.map((one, index) =>
      s("path", {
        class: "outer", d: small(17, index * quarter - 84, (index + 1) * quarter - 96),
        vars: { "--c": colour(one) }, data: { mark: markOf(phase, one.id, mode) || undefined },
      }),
    ),
    ...knapper.map((one, index) =>
      s("path", {
        class: "inner", d: small(8, (index - 0.5) * fifth + 5, (index + 0.5) * fifth - 5),
        vars: { "--c": colour(one) }, data: { mark: markOf(knapp, one.id, mode) || undefined },
      }),
    ),
  );
}
