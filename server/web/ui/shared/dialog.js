/** A native dialog that says what will happen before it happens: Esc and the cross close it, the focus goes back by itself. */

import { busy } from "./busy.js";
import { fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./text.js";
import { why } from "./door.js";

let dialogs = 0;

/**
 * Opens a dialog whose main button does `work`; it closes when that went well, and says why when it did not.
 * @param {{ title: string, lang?: string, wide?: boolean, body: (Node | string | null)[], act?: string, working?: string,
 *   work?: () => Promise<void | string> }} what without `act` there is something to read and nothing to do;
 *   `work` may give a sentence: then that is shown in place of the form, and the dialog stays until it is closed
 */
export function openDialog({ title, lang, wide = false, body, act, working = t("desk.working"), work }) {
  const id = `dialog-${(dialogs += 1)}`;
  const said = h("p", { class: "wrong", role: "alert" });
  const away = h("button", { class: "button", type: "button", text: t(act ? "desk.cancel" : "close"), on: { click: () => dialog.close() } });
  const main = act ? h("button", { class: "button primary", type: "submit", text: act }) : null;
  const form = h("form", { novalidate: true }, ...body, said, h("p", { class: "row end" }, away, main));
  const dialog = h(
    "dialog",
    { class: wide ? "ask wide" : "ask", "aria-labelledby": id },
    h("header", {}, h("h2", { id, text: title, lang }), h("button", { class: "plain square", type: "button", "aria-label": t("close"), on: { click: () => dialog.close() } }, icon("close"))),
    form,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!main || !complete(form, said)) return;
    fill(said);
    void busy(main, working, async () => {
      try {
        const told = await work?.();
        if (!told) return dialog.close();
        const done = h("button", { class: "button primary", type: "button", text: t("close"), on: { click: () => dialog.close() } });
        fill(form, h("p", { class: "told", role: "status" }, icon("check"), h("span", { text: told })), h("p", { class: "row end" }, done));
        done.focus();
      } catch (error) {
        fill(said, why(error));
      }
    });
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  /** @type {HTMLElement | null} */ (form.querySelector("textarea, input, select"))?.focus();
  return dialog;
}

/**
 * The same, for whoever waits for it: whether it was done.
 * @param {Parameters<typeof openDialog>[0]} what
 * @returns {Promise<boolean>}
 */
export function asked(what) {
  return new Promise((done) => {
    let did = false;
    const work = async () => {
      await what.work?.();
      did = true;
    };
    openDialog({ ...what, work }).addEventListener("close", () => done(did));
  });
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
    fill(said, t("desk.needs", { field: field.dataset.name ?? "" }));
    field.focus();
    return false;
  }
  return true;
}
