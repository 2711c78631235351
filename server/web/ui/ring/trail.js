/** Where the chat has been: dots and bows outside the phases, the newest darkest, at most six. */

import { s } from "../shared/dom.js";
import { BOX, arc, at } from "./geometry.js";

const MOST = 6;
const APART = 15;

/**
 * @param {string[]} phases ids in the ring's order
 * @param {{ mid: number }[]} places
 * @param {import("../shared/types.js").Step[]} trail
 * @param {number} radius
 * @returns {SVGElement[]}
 */
export function drawTrail(phases, places, trail, radius) {
  const steps = trail.filter((step) => phases.includes(step.phase)).slice(-MOST);
  /** @type {Map<string, number>} */
  const visits = new Map();
  for (const step of steps) visits.set(step.phase, (visits.get(step.phase) ?? 0) + 1);
  /** @type {Map<string, number>} */
  const seen = new Map();
  const dots = steps.map((step) => {
    const nth = seen.get(step.phase) ?? 0;
    seen.set(step.phase, nth + 1);
    const index = phases.indexOf(step.phase);
    const mid = places[index]?.mid ?? 0;
    return { index, angle: mid + (nth - ((visits.get(step.phase) ?? 1) - 1) / 2) * APART };
  });
  /** @type {SVGElement[]} */
  const out = [s("circle", { class: "track", cx: BOX.x, cy: BOX.y, r: radius })];
  dots.forEach((dot, index) => {
    const age = String(Math.max(1, MOST - (dots.length - 1 - index)));
    const before = dots[index - 1];
    if (before) out.push(bow(before, dot, radius, age));
    const [cx, cy] = at(radius, dot.angle);
    const head = index === dots.length - 1;
    out.push(s("circle", { class: head ? "dot head" : "dot", cx: cx.toFixed(2), cy: cy.toFixed(2), r: head ? 4.4 : 2.6, data: { age } }));
  });
  return out;
}

/**
 * Forwards along the track; back as a dotted bow outside it.
 * @param {{ index: number, angle: number }} from
 * @param {{ index: number, angle: number }} to
 * @param {number} radius
 * @param {string} age
 */
function bow(from, to, radius, age) {
  if (to.index > from.index || (to.index === from.index && to.angle > from.angle)) {
    return s("path", { class: "bow", d: arc(radius, from.angle, to.angle), data: { age } });
  }
  return s("path", { class: "bow back", d: arc(radius + 6, from.angle, to.angle), data: { age } });
}
