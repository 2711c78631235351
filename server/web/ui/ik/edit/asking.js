/** The editor's dialogs: what went wrong stays in the dialog, what is told elsewhere on the page closes it. */

import { asked } from "../../shared/dialog.js";
import { h } from "../../shared/dom.js";
import { Told } from "../../shared/door.js";
import { labelled, textarea } from "../../shared/fields.js";

/**
 * @param {{ title: string, text: string[], inside?: (Node | null)[], go?: string, working?: string,
 *   act?: () => Promise<import("./saving.js").Outcome> }} what
 * @returns {Promise<boolean>} whether it was done
 */
export async function inDialog({ title, text, inside = [], go, working, act }) {
  let elsewhere = false;
  const did = await asked({
    title,
    body: [...text.map((line) => h("p", { text: line })), ...inside],
    act: go,
    working,
    work: async () => {
      const outcome = await act?.();
      if (outcome) throw new Told(outcome);
      elsewhere = outcome === false;
    },
  });
  return did && !elsewhere;
}

/**
 * A box for a reason, with its name.
 * @param {string} name
 * @param {{ hint?: string, required?: boolean }} [how]
 */
export function reasonBox(name, { hint, required = false } = {}) {
  const area = textarea("", { required, maxlength: 1000, spellcheck: "true" });
  return { node: labelled(name, area, hint), value: () => area.value.trim() };
}
