/** What the two have agreed to talk about, on top of the panel: a quiet line, or a list to tick, in the veisøker's words. */

import { announce } from "../shared/announce.js";
import { fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { t, tx } from "../shared/text.js";
import { Drafts } from "./contract-draft.js";
import { ContractForm } from "./contract-form.js";

/** @typedef {import("../shared/types.js").Matter} Matter */
/** @typedef {import("./nudges.js").Nudge} Nudge */
/**
 * What is done with a matter: `id` null adds one, `text` "" removes it.
 * @typedef {{ id: number | null, text?: string, done?: boolean }} Change
 */
/**
 * @typedef {{ id: string, matters: Matter[], nudge: Nudge | null, lang: string, hand: boolean }} ContractView
 */

export class Contract {
  /**
   * @param {HTMLElement} box
   * @param {{ change: (change: Change) => boolean, refuse: (kind: Nudge["kind"]) => void }} act
   */
  constructor(box, act) {
    this.box = box;
    this.act = act;
    this.drafts = new Drafts();
    /** @type {ContractView | null} */
    this.view = null;
    this.said = "";
    this.reading = h("div", { class: "reading" });
    this.removed = h("p", { class: "removed", hidden: true });
    this.form = new ContractForm({
      change: (change) => this.change(change),
      remove: (matter) => this.remove(matter),
      leave: () => this.leave(),
    });
    box.append(this.reading, this.form.node, this.removed);
  }

  /** @param {ContractView | null} view */
  show(view) {
    this.box.hidden = view === null;
    const other = view?.id !== this.view?.id;
    this.view = view;
    if (!view) return this.wipe();
    const draft = this.drafts.of(view.id);
    this.form.show(draft, view.matters, view.lang, other);
    this.reading.hidden = draft.open;
    this.removed.hidden = draft.removed === null;
    const said = JSON.stringify([view, draft.removed]);
    if (said === this.said) return;
    this.said = said;
    const focused = this.reading.contains(document.activeElement) ? document.activeElement?.getAttribute("data-what") : null;
    fill(this.reading, ...this.words(view), this.foot(view));
    if (focused) /** @type {HTMLElement | null} */ (this.reading.querySelector(`[data-what="${focused}"]`) ?? this.reading.querySelector("button"))?.focus();
    const gone = draft.removed;
    fill(this.removed);
    if (gone) fill(this.removed, h("span", {}, ...tx("beside.removed", { what: h("q", { text: gone.text, lang: view.lang }) })), this.button("undo", "undo", "undo", () => this.undo()));
  }

  /** No word stays behind in the page. */
  wipe() {
    this.said = "";
    fill(this.reading);
    fill(this.removed);
    this.form.clear();
  }

  /** Opens the fields, ready to write. @param {string} [words] to begin with */
  edit(words) {
    if (!this.view) return;
    const draft = this.drafts.of(this.view.id);
    draft.open = true;
    if (words !== undefined && draft.fresh.trim() === "") draft.fresh = words;
    this.show(this.view);
    this.form.focus(draft);
  }

  leave() {
    if (!this.view) return;
    this.drafts.of(this.view.id).open = false;
    this.show(this.view);
    /** @type {HTMLElement | null} */ (this.reading.querySelector('[data-what="edit"]'))?.focus({ preventScroll: true });
  }

  /** A chat is over: what was being written in it goes too. @param {string} chat */
  forget(chat) {
    this.drafts.forget(chat);
    if (this.view?.id === chat) this.form.clear();
  }

  /** @param {Change} change */
  change(change) {
    const done = this.act.change(change);
    if (done && this.view && change.text !== "" && change.done === undefined) this.drafts.of(this.view.id).removed = null;
    return done;
  }

  /** @param {Matter} matter */
  remove(matter) {
    if (!this.view || !this.act.change({ id: matter.id, text: "" })) return;
    this.drafts.of(this.view.id).removed = matter;
    announce(t("beside.removed_said"));
    this.show(this.view);
  }

  undo() {
    const view = this.view;
    const draft = view && this.drafts.of(view.id);
    if (!draft?.removed || !this.act.change({ id: null, text: draft.removed.text, done: draft.removed.done })) return;
    draft.removed = null;
    this.show(view);
    /** @type {HTMLElement | null} */ (this.box.querySelector("input:not([hidden]), button"))?.focus({ preventScroll: true });
  }

  /** @param {ContractView} view */
  words({ matters, nudge, lang }) {
    const [only, ...more] = matters;
    if (!only && nudge?.kind === "proposal") return [h("p", { class: "agreed" }, ...tx("beside.proposal", { what: h("q", { text: nudge.text, lang }) }))];
    if (!only) return [h("p", { class: "agreed" }, h("strong", { text: t("beside.agreed") }), " ", h("span", { class: "dim", text: t("beside.agreed_none") }))];
    if (more.length === 0) {
      return [h("p", { class: "agreed" }, h("strong", { text: t("beside.agreed") }), " ", h("q", { text: only.text, lang }), only.done ? h("span", { class: "done" }, icon("check"), h("span", { text: t("beside.done") })) : null)];
    }
    return [h("div", { class: "agreed several" }, h("strong", { text: t("beside.agreed") }), h("ul", { class: "matters" }, ...matters.map((one) => this.matter(one, lang))))];
  }

  /** @param {Matter} one @param {string} lang */
  matter(one, lang) {
    const box = h("input", { type: "checkbox", checked: one.done, data: { what: `tick-${one.id}` }, on: { change: () => this.act.change({ id: one.id, done: box.checked }) } });
    return h("li", { data: { done: String(one.done) } }, h("label", {}, box, h("span", { text: one.text, lang })));
  }

  /** What can be done: one row in every state, so that nothing below it moves. @param {ContractView} view */
  foot({ matters, nudge }) {
    if (nudge?.kind === "proposal" && matters.length === 0) {
      return h(
        "p",
        { class: "row" },
        this.button("use", "check", "beside.use", () => this.act.change({ id: null, text: nudge.text })),
        this.button("edit", "pen", "beside.edit", () => this.edit(nudge.text)),
        this.button("refuse", null, "beside.no", () => this.act.refuse("proposal")),
      );
    }
    const edit = (/** @type {string} */ word, more = "") => this.button("edit", matters.length > 0 ? "pen" : "plus", word, () => this.edit(), more);
    if (nudge?.kind === "drift") {
      return h("p", { class: "row drift" }, h("strong", { text: t("beside.drifted") }), edit("beside.drifted.edit", t("beside.drifted.more")), this.button("refuse", null, "beside.not_now", () => this.act.refuse("drift")));
    }
    return h("p", { class: "row" }, edit(matters.length > 0 ? "beside.edit_all" : "beside.note"));
  }

  /** @param {string} what @param {string | null} picture @param {string} word @param {() => void} click @param {string} [more] only read aloud */
  button(what, picture, word, click, more = "") {
    return h("button", { class: "plain", type: "button", data: { what }, on: { click } }, picture ? icon(picture) : null, h("span", { text: t(word) }), more ? h("span", { class: "offstage", text: ` ${more}` }) : null);
  }
}
