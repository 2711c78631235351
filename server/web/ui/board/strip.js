/** The strip «nå»: a few figures about the service as it is this second. */

import { byId, fill, h, text } from "../shared/dom.js";
import { t } from "../shared/text.js";
import { elapsed } from "../shared/time.js";

/**
 * @param {import("./state.js").State} state
 * @param {number} asking how many ask for help
 * @param {boolean} live
 */
export function tickStrip(state, asking, live) {
  const { known } = state;
  let count = 0;
  let nobody = 0;
  let longest = Infinity;
  for (const one of state.sessions.values()) {
    if (one.state !== "live") continue;
    count += 1;
    if (one.counsellor === null) nobody += 1;
    if (one.followed && one.waiting_since !== null) longest = Math.min(longest, one.waiting_since);
  }
  const figures = [
    ["strip.now", String(count)],
    ["strip.nobody", String(nobody)],
    ["strip.longest", !live ? t("board.unknown") : longest === Infinity ? "–" : elapsed(longest)],
    ["strip.help", String(asking)],
    ["strip.free", state.people === null ? "–" : String(state.free.length)],
  ];
  const strip = byId("strip");
  if (strip.children.length === 0) fill(strip, ...figures.map(([key]) => h("div", {}, h("dt", { text: t(key ?? "") }), h("dd"))));
  figures.forEach(([, value], index) => text(/** @type {Element} */ (strip.children[index]?.lastElementChild), known ? (value ?? "") : "–"));
}
