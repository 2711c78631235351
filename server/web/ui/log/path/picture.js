/** The way of a talk as a step line: a lane for each phase, a thinner one for each knapp, time from left to right. */

import { h, s } from "../../shared/dom.js";
import { strokes } from "../../shared/icons.js";
import { colour, element, elements, label } from "../../shared/model.js";
import { clock } from "../../shared/time.js";
import { pathSentence } from "./said.js";
import { standing, stays } from "./stays.js";

/** @typedef {import("../types.js").KeptTalk} KeptTalk */
/** @typedef {import("../../shared/types.js").Ring} Ring */

/** Where there is no room beside a lane, its name stands over it. */
const ROOM = 560;
const PHASE = { wide: 26, narrow: 38 };
const KNAPP = { wide: 18, narrow: 20 };
const BETWEEN = 12;
const TOP = 20;
const FOOT = 22;
const RIGHT = 22;

/**
 * A picture that is drawn anew when its place gets wider or narrower.
 * @param {KeptTalk} talk
 */
export function picture(talk) {
  const frame = h("div", { class: "path-frame" });
  let drawn = 0;
  const draw = () => {
    const width = Math.floor(frame.clientWidth);
    if (width < 80 || width === drawn) return;
    drawn = width;
    frame.replaceChildren(drawing(talk, width));
  };
  new ResizeObserver(draw).observe(frame);
  return frame;
}

/**
 * @param {KeptTalk} talk
 * @param {number} width
 */
function drawing(talk, width) {
  const wide = width >= ROOM;
  const left = wide ? 196 : 28;
  const high = { phase: wide ? PHASE.wide : PHASE.narrow, knapp: wide ? KNAPP.wide : KNAPP.narrow };
  const phases = elements("phase");
  const knapper = elements("knapp");
  const bottom = TOP + phases.length * high.phase + BETWEEN + knapper.length * high.knapp;
  const whole = Math.max(1, talk.ended - talk.opened);
  /** @param {number} at */
  const x = (at) => Math.round((left + (Math.min(1, Math.max(0, (at - talk.opened) / whole)) * (width - left - RIGHT))) * 10) / 10;
  /** The middle of a lane's line. @param {"phase" | "knapp"} ring @param {string | null} id */
  const y = (ring, id) => {
    const all = ring === "phase" ? phases : knapper;
    const row = all.findIndex((one) => one.id === id);
    const start = ring === "phase" ? TOP : TOP + phases.length * high.phase + BETWEEN;
    return start + row * high[ring] + (ring === "phase" && !wide ? high.phase - 12 : high[ring] / 2);
  };
  const way = stays(talk.path, talk.ended, "phase").filter((stay) => phases.some((one) => one.id === stay.id));
  const touches = stays(talk.path, talk.ended, "knapp").filter((stay) => knapper.some((one) => one.id === stay.id));
  const end = way[way.length - 1];
  return s(
    "svg",
    { class: "path", width, height: bottom + FOOT, viewBox: `0 0 ${width} ${bottom + FOOT}`, role: "img", "aria-label": pathSentence(talk), focusable: "false" },
    ...phases.flatMap((one) => lane("phase", one.id, y("phase", one.id), !wide)),
    ...knapper.flatMap((one) => lane("knapp", one.id, y("knapp", one.id), false)),
    ...way.slice(1).map((stay, index) => {
      const before = /** @type {import("./stays.js").Stay} */ (way[index]);
      // Between two stays the reading may have been silent: then the way there is not known, and dotted.
      const silent = stay.from > before.to;
      return s("path", { class: silent ? "turn silent" : "turn", d: `M${x(before.to)} ${y("phase", before.id)}L${x(stay.from)} ${y("phase", silent ? before.id : stay.id)}V${y("phase", stay.id)}` });
    }),
    ...way.map((stay) => line("phase", stay)),
    ...touches.map((stay) => line("knapp", stay)),
    ...talk.pins.map((pin) => {
      const at = y("phase", standing(way, pin.at) ?? phases[0]?.id ?? null);
      return s("g", { class: "pin" }, s("path", { d: `M${x(pin.at)} ${TOP - 4}V${bottom}` }), s("circle", { cx: x(pin.at), cy: at, r: 6.5 }), s("text", { x: x(pin.at), y: TOP - 8, "text-anchor": "middle", text: String(pin.message) }));
    }),
    end ? s("g", { class: "ending", transform: `translate(${x(talk.ended) + 3} ${y("phase", end.id) - 8}) scale(0.8)` }, ...strokes(talk.how === "left" ? "door" : talk.how === "idle" ? "pause" : "check")) : null,
    ...times(talk, wide).map(({ at, anchor }) => s("text", { class: "time", x: x(at), y: bottom + 16, "text-anchor": anchor, text: clock(at) })),
  );

  /** @param {"phase" | "knapp"} ring @param {string} id @param {number} at @param {boolean} over */
  function lane(ring, id, at, over) {
    const one = element(ring, id);
    const size = ring === "phase" ? 16 : 13;
    const named = wide || over;
    return [
      s("path", { class: "lane", d: `M${left} ${at}H${width - RIGHT}` }),
      s("g", { class: "sign", vars: { "--c": colour(one) }, transform: `translate(${(22 - size) / 2} ${at - size / 2}) scale(${size / 20})` }, ...strokes(one?.shape ?? "")),
      named ? s("text", { class: over ? "name over" : "name", x: over ? left : 28, y: over ? at - 11 : at + 4, text: label(ring, id) }) : null,
    ].filter((part) => part !== null);
  }

  /** @param {"phase" | "knapp"} ring @param {import("./stays.js").Stay} stay */
  function line(ring, stay) {
    const from = x(stay.from);
    const to = Math.max(from + 3, x(stay.to));
    return s("path", { class: ring === "phase" ? "stay" : "touch", d: `M${from} ${y(ring, stay.id)}H${to}`, vars: { "--c": colour(element(ring, stay.id)) } });
  }
}

/**
 * The clock at both ends, and in between where there is room.
 * @param {KeptTalk} talk
 * @param {boolean} wide
 * @returns {{ at: number, anchor: "start" | "middle" | "end" }[]}
 */
function times({ opened, ended }, wide) {
  const between = wide ? [0.25, 0.5, 0.75] : [0.5];
  const inner = ended - opened > 4 * 60_000 ? between : [];
  return [{ at: opened, anchor: "start" }, ...inner.map((share) => ({ at: opened + share * (ended - opened), anchor: /** @type {"middle"} */ ("middle") })), { at: ended, anchor: "end" }];
}
