/** The card's pictures: a hundred messages, dots or a line in a frame, and a bar with its interval. */

import { s } from "../shared/dom.js";

/** @typedef {{ x: number, y: number }} Point shares from 0 to 1 */

const COLUMNS = 20;

/**
 * A hundred messages, each a square: filled, crossed, or empty.
 * @param {number[]} parts how many are right, wrong, silent
 * @param {string} said
 */
export function hundred([right = 0, wrong = 0], said) {
  const squares = Array.from({ length: 100 }, (_, at) => {
    const [x, y] = [(at % COLUMNS) * 10 + 1, Math.floor(at / COLUMNS) * 10 + 1];
    return square(x, y, at < right ? "right" : at < right + wrong ? "wrong" : "silent");
  });
  return s("svg", { class: "hundred", viewBox: "0 0 200 50", role: "img", "aria-label": said, focusable: "false" }, ...squares);
}

/** One square for the legend. @param {string} kind */
export function sample(kind) {
  return s("svg", { class: "sample", viewBox: "0 0 10 10", "aria-hidden": "true", focusable: "false" }, square(1, 1, kind));
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} kind
 */
function square(x, y, kind) {
  const d = kind === "wrong" ? `M${x + 1} ${y + 1}l6 6m0 -6l-6 6` : `M${x + 0.5} ${y + 0.5}h7v7h-7z`;
  return s("path", { class: kind, d });
}

const WIDE = 250;
const HIGH = 200;
const LEFT = 44;
const BOTTOM = 40;
const TOP = 10;
const RIGHT = 12;

/** @param {number} share */
const across = (share) => LEFT + share * (WIDE - LEFT - RIGHT);
/** @param {number} share */
const up = (share) => HIGH - BOTTOM - share * (HIGH - TOP - BOTTOM);
/** @param {Point[]} points */
const path = (points) => points.map(({ x, y }, at) => `${at === 0 ? "M" : "L"}${across(x).toFixed(1)} ${up(y).toFixed(1)}`).join("");

/**
 * Points in a frame from 0 to 100 both ways.
 * @param {{ points: Point[], said: string, below: string, beside: string, diagonal?: boolean, line?: boolean,
 *   now?: Point & { label: string } }} what
 */
export function plot({ points, said, below, beside, diagonal = false, line = false, now }) {
  const ticks = [0, 0.5, 1];
  return s(
    "svg",
    { class: "plot", viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": said, focusable: "false" },
    ...ticks.map((share) => s("path", { class: "lane", d: `M${across(0)} ${up(share)}H${across(1)}` })),
    ...ticks.map((share) => s("path", { class: "lane", d: `M${across(share)} ${up(0)}V${up(1)}` })),
    ...ticks.map((share) => s("text", { x: LEFT - 6, y: up(share) + 4, class: "end", text: String(share * 100) })),
    ...ticks.map((share) => s("text", { x: across(share), y: HIGH - BOTTOM + 16, class: "mid", text: String(share * 100) })),
    s("text", { x: across(0.5), y: HIGH - 5, class: "mid name", text: below }),
    s("text", { x: 10, y: up(0.5), class: "mid name", transform: `rotate(-90 10 ${up(0.5)})`, text: beside }),
    diagonal ? s("path", { class: "ideal", d: path([{ x: 0, y: 0 }, { x: 1, y: 1 }]) }) : null,
    line ? s("path", { class: "line", d: path(points) }) : null,
    ...points.map(({ x, y }) => s("circle", { class: "point", cx: across(x).toFixed(1), cy: up(y).toFixed(1), r: line ? 2.6 : 4.4 })),
    ...(now
      ? [
          s("circle", { class: "now", cx: across(now.x).toFixed(1), cy: up(now.y).toFixed(1), r: 6.5 }),
          s("text", { x: across(now.x), y: up(now.y) + 22, class: "mid now-name", text: now.label }),
        ]
      : []),
  );
}

/**
 * A bar from nought to its value, the interval it may lie in, and where all together lie. The row that
 * holds it says the same in figures.
 * @param {{ value: number, interval?: [number, number], whole?: number, kind?: string }} what
 */
export function bar({ value, interval, whole, kind = "" }) {
  /** @param {number} share */
  const at = (share) => (Math.min(1, Math.max(0, share)) * 100).toFixed(1);
  return s(
    "svg",
    { class: `bar ${kind}`, viewBox: "0 0 100 16", preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" },
    s("rect", { class: "track", x: 0, y: 3, width: 100, height: 10 }),
    s("rect", { class: "value", x: 0, y: 3, width: at(value), height: 10 }),
    interval ? s("path", { class: "reach", d: `M${at(interval[0])} 8H${at(interval[1])}M${at(interval[0])} 4.5V11.5M${at(interval[1])} 4.5V11.5` }) : null,
    whole === undefined ? null : s("path", { class: "all", d: `M${at(whole)} 0V16` }),
  );
}
