/** The fields in which a contract is written: Enter adds, Esc leaves, and nothing that comes in touches what is being typed. */

import { attr, fill, h, keyed } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { t } from "../shared/text.js";

/** @typedef {import("../shared/types.js").Matter} Matter */
/** @typedef {import("./contract-draft.js").Draft} Draft */
/**
 * @typedef {{ change: (change: import("./contract.js").Change) => boolean, remove: (matter: Matter) => void, leave: () => void }} Act
 */

/** As the server takes it. */
const LONGEST = 200;

export class ContractForm {
  /** @param {Act} act */
  constructor(act) {
    this.act = act;
    /** @type {Draft | null} */
    this.draft = null;
    /** @type {Matter[]} */
    this.matters = [];
    this.list = h("ul", { class: "rows" });
    this.fresh = h("input", {
      type: "text", maxlength: LONGEST, autocomplete: "off", "aria-label": t("beside.new"), placeholder: t("beside.new_hint"),
      on: { input: () => this.draft && (this.draft.fresh = this.fresh.value), keydown: (/** @type {KeyboardEvent} */ event) => this.key(event, null) },
    });
    this.wrong = h("p", { class: "wrong", role: "alert" });
    this.node = h(
      "form",
      { class: "editing", hidden: true, "aria-label": t("beside.editing"), on: { submit: (/** @type {Event} */ event) => (event.preventDefault(), this.add()) } },
      this.list,
      h("div", { class: "add" }, this.fresh, h("button", { class: "button", type: "submit", text: t("beside.add") })),
      this.wrong,
      h("p", { class: "row" }, h("span", { class: "dim", text: t("beside.how") }), h("button", { class: "plain finish", type: "button", text: t("beside.finish"), on: { click: () => this.finish() } })),
    );
  }

  /**
   * @param {Draft} draft
   * @param {Matter[]} matters
   * @param {string} lang
   * @param {boolean} other whether another chat was shown before
   */
  show(draft, matters, lang, other) {
    this.draft = draft;
    this.matters = matters;
    this.node.hidden = !draft.open;
    if (other || !draft.open) this.clear();
    if (!draft.open) return;
    if (this.fresh.value !== draft.fresh) this.fresh.value = draft.fresh;
    keyed(this.list, matters, (one) => String(one.id), (one) => this.row(one, lang), (node, one) => this.refresh(node, one));
  }

  /** @param {Matter} one @param {string} lang */
  row(one, lang) {
    const id = one.id;
    const tick = h("input", { type: "checkbox", class: "tick", "aria-label": t("beside.done"), on: { change: () => this.act.change({ id, done: tick.checked }) } });
    const field = h("input", {
      type: "text", class: "words", maxlength: LONGEST, autocomplete: "off", lang, "aria-label": t("beside.matter"), value: this.draft?.edits.get(id) ?? one.text,
      on: {
        input: () => this.draft?.edits.set(id, field.value),
        change: () => this.save(id, field),
        keydown: (/** @type {KeyboardEvent} */ event) => this.key(event, field),
      },
    });
    const away = () => {
      const now = this.matters.find((matter) => matter.id === id);
      this.draft?.edits.delete(id);
      if (now) this.act.remove(now);
      this.fresh.focus({ preventScroll: true });
    };
    return h("li", {}, tick, field, h("button", { class: "plain square remove", type: "button", "aria-label": t("beside.remove", { what: one.text }), on: { click: away } }, icon("close")));
  }

  /** What came from the server shows, but never over what is being written. @param {HTMLElement} node @param {Matter} one */
  refresh(node, one) {
    const field = /** @type {HTMLInputElement} */ (node.querySelector(".words"));
    const tick = /** @type {HTMLInputElement} */ (node.querySelector(".tick"));
    if (tick.checked !== one.done) tick.checked = one.done;
    attr(/** @type {Element} */ (node.querySelector(".remove")), "aria-label", t("beside.remove", { what: one.text }));
    const words = this.draft?.edits.get(one.id) ?? one.text;
    if (field !== document.activeElement && field.value !== words) field.value = words;
  }

  /** @param {number} id @param {HTMLInputElement} field */
  save(id, field) {
    const before = this.matters.find((one) => one.id === id)?.text;
    const words = field.value.trim();
    // An emptied field is no removal: that has a button of its own, which can be undone.
    if (words === "" || words === before) {
      this.draft?.edits.delete(id);
      if (before !== undefined) field.value = before;
      return;
    }
    if (this.told(this.act.change({ id, text: words }))) this.draft?.edits.delete(id);
  }

  add() {
    const words = this.fresh.value.trim();
    if (words === "" || !this.told(this.act.change({ id: null, text: words }))) return;
    this.fresh.value = "";
    if (this.draft) this.draft.fresh = "";
    this.fresh.focus({ preventScroll: true });
  }

  /** Says it when nothing could be sent; the words stay. @param {boolean} sent */
  told(sent) {
    fill(this.wrong, sent ? "" : t("beside.not_sent"));
    return sent;
  }

  /**
   * @param {KeyboardEvent} event
   * @param {HTMLInputElement | null} field null for the new one
   */
  key(event, field) {
    if (event.isComposing) return;
    if (event.key === "Enter" && field) {
      event.preventDefault();
      this.fresh.focus({ preventScroll: true });
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      // Leaving with Esc takes back what was changed in this field; a new matter waits as it was written.
      const id = Number(field?.closest("li")?.dataset.key);
      if (field) {
        this.draft?.edits.delete(id);
        field.value = this.matters.find((one) => one.id === id)?.text ?? "";
      }
      this.act.leave();
    }
  }

  /** What is written is meant: it is saved before the fields close, and they stay if it could not be. */
  finish() {
    for (const node of this.list.children) {
      const id = Number(/** @type {HTMLElement} */ (node).dataset.key);
      if (this.draft?.edits.has(id)) this.save(id, /** @type {HTMLInputElement} */ (node.querySelector(".words")));
    }
    this.add();
    if (this.fresh.value.trim() === "" && !this.draft?.edits.size) this.act.leave();
  }

  clear() {
    this.fresh.value = "";
    fill(this.list);
    fill(this.wrong);
  }

  /** @param {Draft} draft */
  focus(draft) {
    const first = draft.edits.size > 0 ? this.list.querySelector(".words") : null;
    const field = /** @type {HTMLInputElement} */ (first ?? this.fresh);
    field.focus({ preventScroll: true });
    field.setSelectionRange(field.value.length, field.value.length);
  }
}
