/** The measures of the ring and the paths of its parts, for any number of elements in each ring. */

/** The drawing's box; the centre is a little above its middle so that the corners hold two lines. */
export const BOX = { width: 288, height: 284, x: 144, y: 142 };

/**
 * The radii, with or without the middle ring: without it the inner one grows into its place.
 * @param {boolean} stages
 */
export function radii(stages) {
  return {
    trail: 131,
    phase: { inner: 104, outer: 126, gap: 4, corner: 6, cornerIn: 6, hitIn: stages ? 105.5 : 102, hitOut: 140 },
    kolb: { inner: 86, outer: 101, gap: 3, corner: 4, cornerIn: 4, hitIn: 81.5, hitOut: 105.5 },
    knapp: {
      inner: 17, outer: stages ? 83 : 100, gap: 3.5, corner: 8, cornerIn: 4, hitIn: 15, hitOut: stages ? 81.5 : 102,
    },
    hub: 13,
  };
}

/**
 * The angles of a ring's parts in degrees, 0 up and clockwise. Rings that start "upper left" begin
 * at the last quarter; the inner ring has its first part's middle straight up.
 * @param {number} count
 * @param {boolean} centred
 * @returns {{ from: number, to: number, mid: number }[]}
 */
export function parts(count, centred) {
  const wide = 360 / Math.max(1, count);
  const start = centred ? -wide / 2 : -90;
  return Array.from({ length: count }, (_, index) => {
    const from = start + index * wide;
    return { from, to: from + wide, mid: from + wide / 2 };
  });
}

/** @param {number} degrees */
const radians = (degrees) => (degrees * Math.PI) / 180;

/**
 * A point at an angle.
 * @param {number} radius
 * @param {number} degrees
 * @returns {[number, number]}
 */
export function at(radius, degrees) {
  return [BOX.x + radius * Math.sin(radians(degrees)), BOX.y - radius * Math.cos(radians(degrees))];
}

/**
 * @param {number} radius
 * @param {number} degrees
 */
const spot = (radius, degrees) => at(radius, degrees).map((one) => one.toFixed(2)).join(" ");

/**
 * An arc along a circle.
 * @param {number} radius
 * @param {number} from
 * @param {number} to less than `from` runs counter-clockwise
 */
export function arc(radius, from, to) {
  const large = Math.abs(to - from) > 180 ? 1 : 0;
  return `M${spot(radius, from)}A${radius} ${radius} 0 ${large} ${to > from ? 1 : 0} ${spot(radius, to)}`;
}

/**
 * A part of a ring with parallel gaps and rounded corners.
 * @param {{ inner: number, outer: number, gap: number, corner: number, cornerIn: number }} ring
 * @param {{ from: number, to: number }} part
 */
export function sector(ring, part) {
  const { inner, outer, gap, corner, cornerIn } = ring;
  /** @param {number} radius */
  const edge = (radius) => (Math.asin(Math.min(1, gap / 2 / radius)) * 180) / Math.PI;
  /** @param {number} length @param {number} radius */
  const along = (length, radius) => ((length / radius) * 180) / Math.PI;
  /** @param {number} radius */
  const left = (radius) => part.from + edge(radius);
  /** @param {number} radius */
  const right = (radius) => part.to - edge(radius);
  const turn = Math.min(along(cornerIn, inner), (right(inner) - left(inner)) / 2.4);
  const wide = right(outer) - left(outer) > 180 ? 1 : 0;
  return [
    `M${spot(outer, left(outer) + along(corner, outer))}`,
    `A${outer} ${outer} 0 ${wide} 1 ${spot(outer, right(outer) - along(corner, outer))}`,
    `Q${spot(outer, right(outer))} ${spot(outer - corner, right(outer - corner))}`,
    `L${spot(inner + cornerIn, right(inner + cornerIn))}`,
    `Q${spot(inner, right(inner))} ${spot(inner, right(inner) - turn)}`,
    `A${inner} ${inner} 0 ${wide} 0 ${spot(inner, left(inner) + turn)}`,
    `Q${spot(inner, left(inner))} ${spot(inner + cornerIn, left(inner + cornerIn))}`,
    `L${spot(outer - corner, left(outer - corner))}`,
    `Q${spot(outer, left(outer))} ${spot(outer, left(outer) + along(corner, outer))}Z`,
  ].join("");
}

/**
 * The field that takes the pointer: the whole sector without gaps, wider than what is drawn.
 * @param {{ hitIn: number, hitOut: number }} ring
 * @param {{ from: number, to: number }} part
 */
export function field(ring, part) {
  return sector({ inner: ring.hitIn, outer: ring.hitOut, gap: 0, corner: 0, cornerIn: 0 }, part);
}

/**
 * Where the name of a phase stands: in the corners when there are four, else around the ring.
 * @param {number} count
 * @param {number} mid
 * @returns {{ x: number, y: number, sub: number, anchor: "start" | "middle" | "end" }}
 */
export function corner(count, mid) {
  const angle = ((mid % 360) + 360) % 360;
  const right = angle < 180;
  const low = angle > 90 && angle < 270;
  if (count === 4) {
    return {
      x: right ? BOX.width : 0,
      y: low ? BOX.height - 4 : 11,
      sub: low ? BOX.height - 19 : 25,
      anchor: right ? "end" : "start",
    };
  }
  const [x, y] = at(115, angle);
  return { x, y: y + 14, sub: y + 24, anchor: "middle" };
}

/**
 * Where the picture and the words of a petal stand.
 * @param {number} mid
 * @param {boolean} stages
 */
export function petal(mid, stages) {
  const grown = stages ? 0 : 9;
  const up = Math.cos(radians(mid)) > 0.9;
  const [x, y] = at((up ? 57 : 52) + grown, mid);
  return { x, icon: y - 11, word: y + 11, second: y + 21 };
}
