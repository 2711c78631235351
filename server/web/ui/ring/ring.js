/** The guidance model as a ring: shows where a chat is, and takes the counsellor's choice. */

import { attr, h, s, set, text } from "../shared/dom.js";
import { strokes } from "../shared/icons.js";
import { colour, elements, own } from "../shared/model.js";
import { t } from "../shared/text.js";
import { BOX, arc, at, corner, field, parts, petal, radii, sector } from "./geometry.js";
import { isHere, markOf, markWord, sentence } from "./marks.js";
import { Press } from "./press.js";
import { drawTrail } from "./trail.js";

/** @typedef {import("../shared/types.js").Ring} Ring */
/** @typedef {import("../shared/types.js").Place} Place */
/**
 * @typedef {{ mode: import("./marks.js").Mode, phase: Place | null, knapp: Place | null, kolb: Place | null,
 *   trail: import("../shared/types.js").Step[], open: { ring: Ring, id: string } | null, hub: string }} RingState
 */
/** @typedef {{ ring: Ring, id: string, node: SVGGElement, name: SVGTextElement | null, sub: SVGTextElement | null }} Part */

/** @type {Record<string, string>} */
const hubs = { live: "pulse", silent: "dots", lost: "broken", over: "door", hand: "dot", idle: "mark" };

let rings = 0;

export class GuidanceRing extends HTMLElement {
  constructor() {
    super();
    /** @type {Part[]} */
    this.parts = [];
    this.number = (rings += 1);
    /** @type {SVGGElement | null} */
    this.trailLayer = null;
    /** @type {SVGGElement | null} */
    this.hub = null;
    /** @type {Press | null} */
    this.press = null;
  }

  /**
   * Draws the model; again when the middle ring is shown or hidden.
   * @param {boolean} stages
   */
  draw(stages) {
    const size = radii(stages);
    this.parts = [];
    this.trailLayer = s("g", { class: "trail", "aria-hidden": "true" });
    this.hub = s("g", { class: "hub", "aria-hidden": "true" }, s("circle", { cx: BOX.x, cy: BOX.y, r: size.hub }));
    const drawing = s(
      "svg",
      {
        viewBox: `0 0 ${BOX.width} ${BOX.height}`, role: "group", "aria-label": t("ring.label"), focusable: "false",
        on: { keydown: (/** @type {KeyboardEvent} */ event) => this.step(event) },
      },
      this.trailLayer,
      ...this.ringOf("phase", size),
      ...(stages ? this.ringOf("kolb", size) : []),
      ...this.ringOf("knapp", size),
      this.hub,
    );
    this.press = new Press(drawing, (node) => this.placed(node));
    this.replaceChildren(h("div", { class: "frame" }));
    this.firstElementChild?.append(drawing);
    const first = this.parts[0];
    if (first) first.node.setAttribute("tabindex", "0");
    // The first state comes without a fade.
    requestAnimationFrame(() => requestAnimationFrame(() => this.classList.add("ready")));
  }

  /**
   * @param {Ring} ring
   * @param {ReturnType<typeof radii>} size
   */
  ringOf(ring, size) {
    const all = elements(ring);
    const places = parts(all.length, ring === "knapp");
    return all.map((one, index) => {
      const place = /** @type {{ from: number, to: number, mid: number }} */ (places[index]);
      const node = s("g", {
        class: `part ${ring}`, role: "button", tabindex: "-1", vars: { "--c": colour(one) }, data: { ring, id: one.id },
        on: {
          click: () => this.clicked(ring, one.id),
          focus: () => this.rove(node),
        },
      });
      node.append(s("path", { class: "hit", d: field(size[ring], place) }), s("path", { class: "shape", d: sector(size[ring], place) }));
      /** @type {SVGTextElement | null} */
      let name = null;
      /** @type {SVGTextElement | null} */
      let sub = null;
      if (ring === "phase") {
        const [x, y] = at((size.phase.inner + size.phase.outer) / 2, place.mid);
        const where = corner(all.length, place.mid);
        name = s("text", { class: "name", x: where.x, y: where.y, "text-anchor": where.anchor, text: own(one.label) });
        sub = s("text", { class: "sub", x: where.x, y: where.sub, "text-anchor": where.anchor });
        node.append(picture(one.shape, x, y, 16), name, sub);
      } else if (ring === "kolb") {
        const low = Math.cos((place.mid * Math.PI) / 180) < 0;
        const id = `arc-${this.number}-${index}`;
        const line = low ? arc(97, place.to - 4, place.from + 4) : arc(90.2, place.from + 4, place.to - 4);
        name = s("text", { class: "name" }, s("textPath", { href: `#${id}`, startOffset: "50%", "text-anchor": "middle", text: own(one.label).toLocaleLowerCase("nb") }));
        node.append(s("path", { id, class: "line", d: line }), name);
      } else {
        const where = petal(place.mid, this.hasStages(size));
        name = s("text", { class: "name", x: where.x, y: where.word, "text-anchor": "middle", text: own(one.petal) || own(one.label) });
        sub = s("text", { class: "sub", x: where.x, y: where.second, "text-anchor": "middle" });
        node.append(picture(one.shape, where.x, where.icon, 17), name, sub);
      }
      if (ring === "knapp") node.append(s("path", { class: "visited", d: arc(size.knapp.outer - 3, place.mid - 11, place.mid + 11) }));
      this.parts.push({ ring, id: one.id, node, name, sub });
      return node;
    });
  }

  /** @param {ReturnType<typeof radii>} size */
  hasStages(size) {
    return size.knapp.outer < 90;
  }

  /** @param {RingState} state */
  show(state) {
    this.dataset.mode = state.mode;
    const places = { phase: state.phase, knapp: state.knapp, kolb: state.kolb };
    const trail = state.mode === "lost" || state.mode === "hand" ? [] : state.trail;
    const visited = new Set(trail.map((step) => step.knapp));
    for (const part of this.parts) {
      const mark = markOf(places[part.ring], part.id, state.mode);
      const open = state.open?.ring === part.ring && state.open.id === part.id;
      const been = part.ring === "knapp" && visited.has(part.id) && !isHere(mark);
      set(part.node, { data: { mark: mark || undefined, open: open ? "" : undefined, been: been ? "" : undefined } });
      attr(part.node, "aria-pressed", isHere(mark));
      attr(part.node, "aria-label", sentence(part.ring, part.id, mark) + (been ? `, ${t("beside.been_here")}` : "") + (open ? `, ${t("said.open")}` : ""));
      if (part.sub) text(part.sub, part.ring === "phase" || mark === "maybe" || mark === "unsure" ? markWord(mark) : "");
    }
    if (this.trailLayer) {
      const phases = elements("phase");
      const ids = phases.map((one) => one.id);
      this.trailLayer.replaceChildren(...drawTrail(ids, parts(phases.length, false), trail, radii(true).trail));
    }
    if (this.hub && this.hub.dataset.hub !== state.hub) {
      this.hub.dataset.hub = state.hub;
      this.hub.querySelector(".picture")?.remove();
      this.hub.append(picture(hubs[state.hub] ?? "mark", BOX.x, BOX.y, 16));
    }
  }

  /**
   * @param {Ring} ring
   * @param {string} id
   */
  choose(ring, id) {
    this.dispatchEvent(new CustomEvent("choose", { detail: { ring, id }, bubbles: true }));
  }

  /** A click, unless it only ends a long press. @param {Ring} ring @param {string} id */
  clicked(ring, id) {
    if (!this.press?.spent()) this.choose(ring, id);
  }

  /** "Vi er her": held for a while, or said with a key. @param {Element} node */
  placed(node) {
    const part = this.parts.find((one) => one.node === node);
    if (part) this.dispatchEvent(new CustomEvent("here", { detail: { ring: part.ring, id: part.id }, bubbles: true }));
  }

  /** The key for it: in the ring it takes the part with the focus, elsewhere it brings the focus here. */
  here() {
    const part = this.parts.find((one) => one.node === document.activeElement);
    if (part) this.placed(part.node);
    else (this.parts.find((one) => one.node.getAttribute("tabindex") === "0") ?? this.parts[0])?.node.focus();
  }

  /** One tab stop: the part that had the focus last. @param {SVGGElement} node */
  rove(node) {
    for (const part of this.parts) attr(part.node, "tabindex", part.node === node ? "0" : "-1");
  }

  /** Left and right within a ring, up and down between the rings. @param {KeyboardEvent} event */
  step(event) {
    const here = this.parts.find((part) => part.node === document.activeElement);
    if (!here || event.ctrlKey || event.metaKey || event.altKey) return;
    const same = this.parts.filter((part) => part.ring === here.ring);
    const order = [...new Set(this.parts.map((part) => part.ring))];
    const index = same.indexOf(here);
    /** @type {Part | undefined} */
    let next;
    if (event.key === "ArrowRight") next = same[(index + 1) % same.length];
    else if (event.key === "ArrowLeft") next = same[(index + same.length - 1) % same.length];
    else if (event.key === "Home") next = same[0];
    else if (event.key === "End") next = same[same.length - 1];
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const ring = order[order.indexOf(here.ring) + (event.key === "ArrowDown" ? 1 : -1)];
      const there = this.parts.filter((part) => part.ring === ring);
      next = there[Math.floor((index / same.length) * there.length)];
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.choose(here.ring, here.id);
      return;
    } else return;
    event.preventDefault();
    next?.node.focus();
  }
}

/**
 * A picture in the drawing, with its middle at a point.
 * @param {string} shape
 * @param {number} x
 * @param {number} y
 * @param {number} size
 */
function picture(shape, x, y, size) {
  const scale = size / 20;
  const move = `translate(${(x - size / 2).toFixed(2)} ${(y - size / 2).toFixed(2)}) scale(${scale})`;
  return s("g", { class: "picture", transform: move, "aria-hidden": "true" }, ...strokes(shape));
}

customElements.define("guidance-ring", GuidanceRing);
