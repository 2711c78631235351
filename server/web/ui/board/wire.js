/** Sends what wants an answer, and waits for it: a dialog closes when what it asked for has happened, not before. */

import { Told } from "../shared/door.js";
import { t } from "../shared/text.js";

/** @typedef {(frame: object) => boolean} Send */

/** So long an answer may take. */
const PATIENCE = 5000;

const frames = new EventTarget();

/** Every frame that comes. @param {any} frame */
export function tellFrame(frame) {
  frames.dispatchEvent(new CustomEvent("frame", { detail: frame }));
}

/**
 * @param {Send} send
 * @param {object} frame
 * @param {(frame: any) => boolean} answers whether a frame is the answer
 * @returns {Promise<void>}
 */
export function asked(send, frame, answers) {
  return new Promise((done, failed) => {
    const over = () => {
      clearTimeout(timer);
      frames.removeEventListener("frame", heard);
    };
    const heard = (/** @type {Event} */ event) => {
      const { detail } = /** @type {CustomEvent<any>} */ (event);
      if (detail.type !== "problem" && !answers(detail)) return;
      over();
      if (detail.type === "problem") failed(new Told(t("wire.refused")));
      else done();
    };
    const timer = setTimeout(() => {
      over();
      failed(new Told(t("wire.no_answer")));
    }, PATIENCE);
    frames.addEventListener("frame", heard);
    if (send(frame)) return;
    over();
    failed(new Told(t("queue.no_link")));
  });
}
