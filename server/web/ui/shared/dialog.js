/** A native dialog with a heading and a form: Esc and the cross close it, the focus goes back by itself. */

import { fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./text.js";
import { why } from "./door.js";

let dialogs = 0;

/**
 * Opens a dialog whose main button does `work`; it closes when that went well, and says why when it did not.
 * @param {{ title: string, lang?: string, body: (Node | string | null)[], act: string, work: () => Promise<void | string>, close?: string }} what
 *   `work` may give a sentence: then that is shown in place of the form, and the dialog stays until it is closed
 */
export function openDialog({ title, lang, body, act, work, close = t("desk.cancel") }) {
  const id = `dialog-${(dialogs += 1)}`;
  const said = h("p", { class: "said", role: "status" });
  const away = h("button", { class: "button", type: "button", text: close, on: { click: () => dialog.close() } });
  const main = h("button", { class: "button primary", type: "submit", text: act });
  const form = h("form", { novalidate: true }, ...body, said, h("p", { class: "row end" }, away, main));
  const dialog = h(
    "dialog",
    { class: "ask", "aria-labelledby": id },
    h("header", {}, h("h2", { id, text: title, lang }), h("button", { class: "plain square", type: "button", "aria-label": t("close"), on: { click: () => dialog.close() } }, icon("close"))),
    form,
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (main.disabled || !complete(form, said)) return;
    main.disabled = true;
    said.textContent = t("desk.working");
    try {
      const told = await work();
      if (!told) return dialog.close();
      const done = h("button", { class: "button primary", type: "button", text: t("close"), on: { click: () => dialog.close() } });
      fill(form, h("p", { class: "told", role: "status" }, icon("check"), h("span", { text: told })), h("p", { class: "row end" }, done));
      done.focus();
    } catch (error) {
      said.textContent = why(error);
    }
    main.disabled = false;
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/**
 * Names the first required field that is empty, and puts the focus there.
 * @param {HTMLFormElement} form
 * @param {HTMLElement} said
 */
function complete(form, said) {
  for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("[required]"))) {
    const answered = field.type === "radio" ? form.querySelector(`[name="${field.name}"]:checked`) !== null : field.value.trim() !== "";
    if (answered) continue;
    said.textContent = t("desk.needs", { field: field.dataset.name ?? "" });
    field.focus();
    return false;
  }
  return true;
}
