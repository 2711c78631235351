/** The ring as a picture to send: drawn on a canvas, with one knapp filled, in the colours of paper. */

import { strokes } from "../shared/icons.js";
import { elements, own } from "../shared/model.js";
import { BOX, at, parts, petal, radii, sector } from "../ring/geometry.js";

const SCALE = 3;
const INK = "#1d2a2f";
const PAPER = "#ffffff";
const FONT = "Inter, system-ui, sans-serif";

/**
 * @param {HTMLCanvasElement} canvas
 * @param {string | null} knapp
 */
export function drawRing(canvas, knapp) {
  canvas.width = BOX.width * SCALE;
  canvas.height = BOX.height * SCALE;
  const pen = canvas.getContext("2d");
  if (!pen) return;
  pen.setTransform(SCALE, 0, 0, SCALE, 0, 0);
  pen.fillStyle = PAPER;
  pen.fillRect(0, 0, BOX.width, BOX.height);
  const size = radii(false);
  const phases = elements("phase");
  parts(phases.length, false).forEach((place, index) => {
    const one = phases[index];
    if (!one) return;
    pen.fillStyle = one.colour.light;
    pen.fill(new Path2D(sector(size.phase, place)));
    along(pen, own(one.label), (size.phase.inner + size.phase.outer) / 2, place.mid);
  });
  const knapper = elements("knapp");
  parts(knapper.length, true).forEach((place, index) => {
    const one = knapper[index];
    if (!one) return;
    const here = one.id === knapp;
    const shape = new Path2D(sector(size.knapp, place));
    pen.fillStyle = here ? one.colour.light : PAPER;
    pen.strokeStyle = one.colour.light;
    pen.lineWidth = here ? 2 : 1.4;
    pen.fill(shape);
    pen.stroke(shape);
    const where = petal(place.mid, false);
    picture(pen, one.shape, where.x, where.icon, here ? PAPER : one.colour.light);
    pen.fillStyle = here ? PAPER : INK;
    pen.font = `${here ? 600 : 500} 10.5px ${FONT}`;
    pen.textAlign = "center";
    pen.textBaseline = "alphabetic";
    pen.fillText(own(one.petal) || own(one.label), where.x, where.word);
  });
  pen.fillStyle = PAPER;
  pen.strokeStyle = "#dedcd4";
  pen.lineWidth = 1;
  const hub = new Path2D();
  hub.arc(BOX.x, BOX.y, size.hub, 0, 2 * Math.PI);
  pen.fill(hub);
  pen.stroke(hub);
}

/**
 * Words along the ring, letter by letter; upright in the lower half too.
 * @param {CanvasRenderingContext2D} pen
 * @param {string} words
 * @param {number} radius
 * @param {number} mid
 */
function along(pen, words, radius, mid) {
  pen.font = `600 11.5px ${FONT}`;
  pen.fillStyle = PAPER;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  const low = Math.cos((mid * Math.PI) / 180) < 0;
  const wide = [...words].map((letter) => ((pen.measureText(letter).width + 0.4) / radius) * (180 / Math.PI));
  let angle = mid - ((low ? -1 : 1) * wide.reduce((sum, one) => sum + one, 0)) / 2;
  [...words].forEach((letter, index) => {
    const step = (wide[index] ?? 0) * (low ? -1 : 1);
    const [x, y] = at(radius, angle + step / 2);
    pen.save();
    pen.translate(x, y);
    pen.rotate(((angle + step / 2 + (low ? 180 : 0)) * Math.PI) / 180);
    pen.fillText(letter, 0, 0);
    pen.restore();
    angle += step;
  });
}

/**
 * A picture of the model with its middle at a point.
 * @param {CanvasRenderingContext2D} pen
 * @param {string} shape
 * @param {number} x
 * @param {number} y
 * @param {string} tint
 */
function picture(pen, shape, x, y, tint) {
  const size = 17;
  pen.save();
  pen.translate(x - size / 2, y - size / 2);
  pen.scale(size / 20, size / 20);
  pen.strokeStyle = tint;
  pen.lineWidth = 1.8;
  pen.lineCap = "round";
  pen.lineJoin = "round";
  for (const stroke of strokes(shape)) pen.stroke(line(stroke));
  pen.restore();
}

/** @param {SVGElement} node */
function line(node) {
  const number = (/** @type {string} */ name) => Number(node.getAttribute(name) ?? 0);
  if (node.localName === "path") return new Path2D(node.getAttribute("d") ?? "");
  const path = new Path2D();
  if (node.localName === "circle") path.arc(number("cx"), number("cy"), number("r"), 0, 2 * Math.PI);
  else path.roundRect(number("x"), number("y"), number("width"), number("height"), number("rx"));
  return path;
}
