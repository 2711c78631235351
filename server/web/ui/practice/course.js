/** A chat drawn as steps: one lane for each element of a ring, one step for each message; silence is a gap. */

import { h, s } from "../shared/dom.js";
import { colour, elements, label, own } from "../shared/model.js";
import { t } from "../shared/text.js";

/** @typedef {import("../shared/types.js").Ring} Ring */
/**
 * One course: an id or null for each message, undefined where the ring is silent; `as` is how it is drawn.
 * @typedef {{ as: "key" | "a" | "b" | "you", name: string, values: (string | null | undefined)[] }} Course
 */

const LANE = 22;
/** How far from the middle of its lane each course runs, so that two may be seen at once. */
const beside = { key: 0, a: -3.5, b: 3.5, you: 0 };

/**
 * @param {Ring} ring
 * @param {Course[]} courses
 * @param {string} said what the drawing shows, for those who do not see it
 */
export function course(ring, courses, said) {
  const lanes = elements(ring).map((one) => ({ id: /** @type {string | null} */ (one.id), name: one.petal ? own(one.petal) : label(ring, one.id), colour: colour(one) }));
  if (ring !== "phase") lanes.push({ id: null, name: t("practice.course.none"), colour: "var(--edge)" });
  const count = Math.max(1, ...courses.map((one) => one.values.length));
  const height = lanes.length * LANE;
  const middle = (/** @type {number} */ lane) => lane * LANE + LANE / 2;
  const drawing = s(
    "svg",
    { class: "course", viewBox: `0 0 ${count} ${height}`, preserveAspectRatio: "none", role: "img", "aria-label": said, focusable: "false", vars: { "--lanes": String(lanes.length) } },
    ...lanes.map((_, lane) => s("path", { class: "lane", d: `M0 ${middle(lane)}H${count}` })),
    ...courses.map((one) => s("path", { class: `run ${one.as}`, d: steps(one, lanes.map((lane) => lane.id), middle) })),
  );
  return h("div", { class: "course-box", "aria-hidden": said ? null : "true" }, h("ul", { class: "lane-names", "aria-hidden": "true", vars: { "--lanes": String(lanes.length) } }, ...lanes.map((lane) => h("li", { text: lane.name, vars: { "--c": lane.colour } }))), drawing);
}

/**
 * @param {Course} one
 * @param {(string | null)[]} lanes
 * @param {(lane: number) => number} middle
 */
function steps({ as, values }, lanes, middle) {
  let path = "";
  let pen = false;
  values.forEach((value, at) => {
    const lane = value === undefined ? -1 : lanes.indexOf(value);
    if (lane < 0) {
      pen = false;
      return;
    }
    const y = middle(lane) + beside[as];
    // One's own guesses stand alone, each a short dash.
    path += pen && as !== "you" ? `V${y}H${at + 1}` : as === "you" ? `M${at + 0.1} ${y}H${at + 0.9}` : `M${at} ${y}H${at + 1}`;
    pen = true;
  });
  return path;
}

/** What each line is. @param {Course[]} courses */
export function courseKey(courses) {
  return h("p", { class: "course-key" }, ...courses.map((one) => h("span", {}, s("svg", { class: "sample", viewBox: "0 0 24 12", "aria-hidden": "true", focusable: "false" }, s("path", { class: `run ${one.as}`, d: "M1 6H23" })), h("span", { text: one.name }))));
}
