/** A dialog that says what will happen before it happens, asks for what is needed, and stays until it worked. */

import { fill, h } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/text.js";
import { busy } from "./busy.js";

/**
 * @typedef {{ title: string, text?: string[], go?: string, working?: string, wide?: boolean,
 *   inside?: (Node | null)[], check?: () => string | null, act?: () => Promise<import("./saving.js").Outcome> }} Asked
 * `check` says what is lacking; `act` does it and says what came of it.
 */

/**
 * @param {Asked} asked
 * @returns {Promise<boolean>} whether it was done
 */
export function dialog(asked) {
  return new Promise((done) => {
    let did = false;
    const wrong = h("p", { class: "wrong", role: "alert" });
    const node = h("dialog", { class: asked.wide ? "settings edit-dialog wide" : "settings edit-dialog", "aria-labelledby": "edit-dialog-title" });
    const go = asked.go ? h("button", { class: "button primary", type: "submit", text: asked.go }) : null;
    const form = h(
      "form",
      {
        method: "dialog",
        on: {
          submit: (/** @type {Event} */ event) => {
            event.preventDefault();
            void press();
          },
        },
      },
      ...(asked.text ?? []).map((text) => h("p", { text })),
      ...(asked.inside ?? []),
      wrong,
      h("div", { class: "actions" }, h("button", { class: "button", type: "button", text: t(go ? "edit.cancel" : "close"), on: { click: () => node.close() } }), go),
    );
    fill(
      node,
      h("header", {}, h("h2", { id: "edit-dialog-title", text: asked.title }), h("button", { class: "plain square", type: "button", "aria-label": t("close"), on: { click: () => node.close() } }, icon("close"))),
      form,
    );
    async function press() {
      if (!go) return;
      const lacking = asked.check?.() ?? null;
      fill(wrong, lacking ?? "");
      if (lacking) {
        form.querySelector("textarea")?.focus();
        return;
      }
      await busy(go, asked.working ?? t("edit.working"), async () => {
        const why = (await asked.act?.()) ?? null;
        did = why === null;
        if (why) fill(wrong, why);
        else node.close();
      });
    }
    node.addEventListener("close", () => {
      node.remove();
      done(did);
    });
    document.body.append(node);
    node.showModal();
    const first = form.querySelector("textarea, input");
    if (first instanceof HTMLElement) first.focus();
  });
}

/**
 * A box for a reason, with its name.
 * @param {string} name
 * @param {string} [hint]
 */
export function reasonBox(name, hint) {
  const area = h("textarea", { rows: 3, spellcheck: "true" });
  const node = h("label", { class: "reason" }, h("span", { text: name }), hint ? h("small", { class: "dim", text: hint }) : null, area);
  return { node, area, value: () => area.value.trim() };
}
