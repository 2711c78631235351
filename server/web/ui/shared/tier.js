/** The line at the foot that says what the tracker goes by: words alone, or the meaning of a message too. */

import { fill, h } from "./dom.js";
import { t } from "./text.js";

/**
 * @param {HTMLElement} line
 * @param {import("./types.js").Tier | null} tier of the installation
 * @param {import("./types.js").Tier | null} [last] of the newest reading shown
 */
export function renderTier(line, tier, last = tier) {
  const key = tier === "large" && last === "small" ? "late" : tier;
  line.hidden = key === null;
  if (key === null || line.dataset.tier === key) return;
  line.dataset.tier = key;
  const why = t(`tier.${key}.title`);
  line.title = why;
  fill(line, h("span", { text: t(`tier.${key}`) }), h("span", { class: "offstage", text: `. ${why}` }));
}
