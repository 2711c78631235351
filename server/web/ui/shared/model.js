/** The guidance model as the server has it: nothing in the pages names a phase or a knapp. */

import { knockAs } from "./pass.js";
import { settings } from "./settings.js";

/** @typedef {import("./types.js").Model} Model */
/** @typedef {import("./types.js").Element} Element */
/** @typedef {import("./types.js").Ring} Ring */

/** @type {Model} */
let model = { version: "", name: { nb: "", nn: "" }, phases: [], knapper: [], stages: [] };

/** Asks the server until it answers: without the model there is nothing to show. */
export async function loadModel() {
  for (let pause = 500; ; pause = Math.min(pause * 2, 8000)) {
    try {
      const answer = await knockAs("/api/model");
      if (answer.ok) {
        model = await answer.json();
        return model;
      }
    } catch {
      // Not there yet.
    }
    await new Promise((done) => setTimeout(done, pause));
  }
}

/** What the model is called. */
export function modelName() {
  return own(model.name);
}

/**
 * The elements of a ring, in their order.
 * @param {Ring} ring
 * @returns {Element[]}
 */
export function elements(ring) {
  return ring === "phase" ? model.phases : ring === "knapp" ? model.knapper : model.stages;
}

/**
 * @param {Ring} ring
 * @param {string | null | undefined} id
 * @returns {Element | undefined}
 */
export function element(ring, id) {
  return elements(ring).find((one) => one.id === id);
}

/**
 * The name of an element in the reader's language; an id the model does not know is shown as it is.
 * @param {Ring} ring
 * @param {string | null | undefined} id
 */
export function label(ring, id) {
  return own(element(ring, id)?.label) || (id ?? "");
}

/**
 * The reader's own language of a text.
 * @param {import("./types.js").Both | undefined} both
 */
export function own(both) {
  return both ? both[settings.lang] : "";
}

/**
 * The colour of an element, right in light and dark.
 * @param {Element | undefined} one
 */
export function colour(one) {
  return one ? `light-dark(${one.colour.light}, ${one.colour.dark})` : "currentColor";
}
