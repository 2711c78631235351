/** The pictures: those of the model by the name of their shape, and those of the interface. */

import { s } from "./dom.js";

/** @typedef {["path", string] | ["circle", number, number, number] | ["rect", number, number, number, number, number]} Stroke */

/** Drawn in a square of 20, stroke only. @type {Record<string, Stroke[]>} */
const shapes = {
  circles: [["circle", 7.4, 10, 5.2], ["circle", 12.6, 10, 5.2]],
  sheet: [["rect", 4.2, 2.4, 11.6, 15.2, 2.2], ["path", "M7.2 10.3l2 2.1 3.6-4.3"]],
  bubbles: [
    ["path", "M2.2 3.6h10.4v7H6.8L4.4 13v-2.4H2.2z"],
    ["path", "M15.2 7.2h2.6v7.2h-2v2.4l-2.6-2.4H8.2"],
  ],
  flag: [["path", "M4.8 17.8V2.6"], ["path", "M4.8 3.4h10.6l-2.6 3.7 2.6 3.7H4.8"]],
  person: [
    ["circle", 10, 10, 7.8],
    ["circle", 10, 8.1, 2.5],
    ["path", "M5.3 16.1c1-2.4 2.7-3.5 4.7-3.5s3.7 1.1 4.7 3.5"],
  ],
  wall: [["path", "M2 10h10.2M8.6 6.2l3.8 3.8-3.8 3.8"], ["path", "M16.6 2.6v14.8"]],
  fork: [
    ["path", "M10 17.8v-6.2L4.4 5.4M10 11.6l5.6-6.2"],
    ["path", "M4 9V5h4M12 5h4v4"],
  ],
  wave: [
    ["path", "M2.2 7.6c2.2-4 4.2-3.6 6-.8 1.8 2.8 3.8 3 5.6.2 1.4-2.2 2.8-2.2 4-.8"],
    ["path", "M2.2 14.6h15.6"],
  ],
  meet: [
    ["path", "M1.4 10h6.8M5 6.7L8.3 10 5 13.3"],
    ["path", "M18.6 10h-6.8M15 6.7L11.7 10l3.3 3.3"],
  ],
  dot: [["circle", 10, 10, 6.6], ["circle", 10, 10, 1.6]],
  loop: [["path", "M15.8 10.6a5.9 5.9 0 1 1-1.9-4.9"], ["path", "M14.4 2.2v3.8h-3.8"]],
  bulb: [
    ["path", "M7.6 13.6c0-1.8-2.4-2.8-2.4-6a4.8 4.8 0 0 1 9.6 0c0 3.2-2.4 4.2-2.4 6z"],
    ["path", "M8 16.8h4"],
  ],
  step: [["path", "M2.4 16.2h5v-4.6h4.8V7h5.2"], ["path", "M14.6 4l3 3-3 3"]],
  mark: [["circle", 10, 10, 5]],

  copy: [
    ["rect", 7, 7, 10, 10.4, 2],
    ["path", "M13.2 6.6V4.8c0-1-.7-1.8-1.8-1.8H4.8C3.7 3 3 3.8 3 4.8v6.8c0 1 .7 1.8 1.8 1.8h1.8"],
  ],
  check: [["path", "M4 10.6l4 4 8-9.2"]],
  clock: [["circle", 10, 10, 7.4], ["path", "M10 5.6V10l2.8 2"]],
  search: [["circle", 8.8, 8.8, 5.6], ["path", "M13 13l4.6 4.6"]],
  renew: [["path", "M16.2 10.4a6.2 6.2 0 1 1-1.9-4.8"], ["path", "M16.2 2.6v3.6h-3.6"]],
  broken: [["path", "M2 10h4.4M13.6 10H18M8 14.6l4-9.2"]],
  door: [["path", "M11.8 3.6H5v12.8h6.8M8.8 10h9M14.6 6.8l3.2 3.2-3.2 3.2"]],
  settings: [
    ["path", "M2.6 6h7.8M14.8 6h2.6M2.6 14h2.6M9.6 14h7.8"],
    ["circle", 12.6, 6, 2.2],
    ["circle", 7.4, 14, 2.2],
  ],
  close: [["path", "M5 5l10 10M15 5L5 15"]],
  pen: [["path", "M3.4 16.6l.9-3.6L13.6 3.7l2.7 2.7L7 15.7zM11.6 5.7l2.7 2.7"]],
  chain: [["path", "M8.4 11.6a3.2 3.2 0 0 0 4.6 0l2.9-2.9a3.2 3.2 0 0 0-4.6-4.6L9.9 5.5"], ["path", "M11.6 8.4a3.2 3.2 0 0 0-4.6 0l-2.9 2.9a3.2 3.2 0 0 0 4.6 4.6l1.4-1.4"]],
  stop: [["path", "M7 2.8h6L17.2 7v6L13 17.2H7L2.8 13V7zM10 6.6v4M10 13.2v.2"]],
  book: [["path", "M10 5.2C8 3.7 5.4 3.4 2.8 3.6v11.8c2.6-.2 5.2.1 7.2 1.6 2-1.5 4.6-1.8 7.2-1.6V3.6c-2.6-.2-5.2.1-7.2 1.6zM10 5.2V17"]],
  out: [["path", "M11.4 3.2h5.4v5.4M16.6 3.4L9.2 10.8M14.4 12v3.4c0 .9-.5 1.4-1.4 1.4H4.6c-.9 0-1.4-.5-1.4-1.4V7c0-.9.5-1.4 1.4-1.4H8"]],
  info: [["circle", 10, 10, 7.4], ["path", "M10 9.2v4.6M10 6.2v.2"]],
  phone: [["path", "M5.3 2.8h2.5l1.5 3.7-1.9 1.5a9.2 9.2 0 0 0 4.8 4.8l1.5-1.9 3.7 1.5v2.5c0 1.1-.9 1.9-1.9 1.8C8.8 16.2 4 11.4 3.5 4.7c-.1-1 .7-1.9 1.8-1.9z"]],
  people: [
    ["circle", 7.4, 7, 3],
    ["path", "M2 16.6c.4-3.4 2.4-5 5.4-5s5 1.6 5.4 5"],
    ["path", "M12.6 4.3a3 3 0 0 1 0 5.4M14.8 12.3c1.8.7 2.9 2.1 3.2 4.3"],
  ],
  pause: [["path", "M7 4.6v10.8M13 4.6v10.8"]],
  print: [["path", "M5.6 7V2.8h8.8V7M5.6 14.4H3V7h14v7.4h-2.6"], ["rect", 5.6, 11.4, 8.8, 5.8, 0.6]],
  pulse: [["path", "M2 10.4h3.6l2-4.6 3.6 8.6 2.2-4h4.6"]],
  dots: [["circle", 4.2, 10, 0.8], ["circle", 10, 10, 0.8], ["circle", 15.8, 10, 0.8]],
  undo: [["path", "M4 8.6h8.2a4.2 4.2 0 0 1 0 8.4H8M7.4 5L3.8 8.6l3.6 3.6"]],
  alert: [["path", "M10 3.2l7.8 13.4H2.2zM10 8.4v3.8M10 14.3v.2"]],
  gap: [["path", "M3 5h14M3 10h3M9 10h2M14 10h3M3 15h14"]],
  arrow: [["path", "M3.4 10h13M11.4 5l5 5-5 5"]],
  ask: [["path", "M2.6 3.2h14.8v9.6H9.6L5.8 16v-3.2H2.6z"], ["path", "M8.3 6.6a1.8 1.8 0 1 1 2.4 1.7c-.5.2-.7.5-.7 1M10 11v.1"]],
  lock: [["rect", 4.2, 8.8, 11.6, 8.4, 2], ["path", "M6.8 8.6V6.4a3.2 3.2 0 0 1 6.4 0v2.2"]],
  ring: [["circle", 10, 10, 6.6]],
  back: [["path", "M16.6 10h-13M8.6 5l-5 5 5 5"]],
  plus: [["path", "M10 3.6v12.8M3.6 10h12.8"]],
  pin: [["path", "M7 2.8h6M8 2.8v5.4l-2.6 3h9.2l-2.6-3V2.8M10 11.2v6"]],
  key: [["circle", 6.6, 13.4, 3.8], ["path", "M9.4 10.6L16.8 3.2M13.4 6.6l2.4 2.4M10.8 9.2l1.6 1.6"]],
  padlock: [["rect", 4, 9, 12, 8.4, 2], ["path", "M6.6 9V6.4a3.4 3.4 0 0 1 6.8 0V9"]],
  bookmark: [["path", "M5.4 2.8h9.2v14.4L10 13.6l-4.6 3.6z"]],
  quiet: [["path", "M4.6 14.2c1-1 1.4-2.2 1.4-4.6a4 4 0 0 1 8 0c0 2.4.4 3.6 1.4 4.6zM8.4 16.8h3.2M3 3l14 14"]],
  hand: [["path", "M6.2 10.6V5.2a1.2 1.2 0 0 1 2.4 0V9M8.6 9V3.8a1.2 1.2 0 0 1 2.4 0V9M11 9.2V4.8a1.2 1.2 0 0 1 2.4 0v5M13.4 9.8V7a1.2 1.2 0 0 1 2.4 0v5.2c0 3.2-1.8 5.2-4.8 5.2-2.4 0-3.8-1-5-3l-2-3.4c-.8-1.6 1-2.6 2-1.2l.8 1"]],
  megaphone: [["path", "M3 8.2v3.6h3l7.4 4V4.2L6 8.2zM6 11.8l1 4.4h2.2l-.8-3M16 7.8a3.4 3.4 0 0 1 0 4.4"]],
  star: [["path", "M10 2.6l2.2 4.8 5.2.6-3.9 3.5 1.1 5.2-4.6-2.6-4.6 2.6 1.1-5.2L2.6 8l5.2-.6z"]],
};

/**
 * The strokes of a picture, to be placed inside a drawing; an unknown name gives a neutral mark.
 * @param {string} name
 * @returns {SVGElement[]}
 */
export function strokes(name) {
  return (shapes[name] ?? shapes.mark ?? []).map((stroke) => {
    if (stroke[0] === "path") return s("path", { d: stroke[1] });
    if (stroke[0] === "circle") return s("circle", { cx: stroke[1], cy: stroke[2], r: stroke[3] });
    return s("rect", { x: stroke[1], y: stroke[2], width: stroke[3], height: stroke[4], rx: stroke[5] });
  });
}

/**
 * A picture beside a word; it says nothing to a screen reader.
 * @param {string} name
 * @param {string} [tint] a colour for it
 */
export function icon(name, tint) {
  return s(
    "svg",
    { class: "icon", viewBox: "0 0 20 20", "aria-hidden": "true", focusable: "false", vars: tint ? { "--c": tint } : {} },
    ...strokes(name),
  );
}
