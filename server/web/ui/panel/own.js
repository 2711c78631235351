/** What a counsellor may do with a prompt besides using it: star it, word it their own way, propose a change. */

import { announce } from "../shared/announce.js";
import { busy } from "../shared/busy.js";
import { fill, h } from "../shared/dom.js";
import { why } from "../shared/door.js";
import { textarea, tick } from "../shared/fields.js";
import { icon } from "../shared/icons.js";
import { t } from "../shared/text.js";

/** @typedef {import("../shared/types.js").Prompt} Prompt */
/**
 * @typedef {{ lang: () => string, again: () => void, spot: () => import("./favourites.js").Spot,
 *   editing: (on: boolean) => void }} Act
 */

export class OwnTools {
  /**
   * @param {HTMLElement} list the cards
   * @param {import("./favourites.js").Favourites} favourites
   * @param {Act} act
   */
  constructor(list, favourites, act) {
    this.list = list;
    this.favourites = favourites;
    this.act = act;
    /** Which prompt the menu is about. @type {Prompt | null} */
    this.about = null;
    /** The editor, and the words it was opened on. @type {{ node: HTMLElement, words: string } | null} */
    this.open = null;
    this.star = h("button", { class: "plain", type: "button", on: { click: () => void this.toggle() } });
    this.menu = h(
      "div",
      { id: "own-menu", class: "elsewhere", popover: "auto", role: "group" },
      this.star,
      h("button", { class: "plain", type: "button", on: { click: () => this.edit(false) } }, icon("pen"), h("span", { text: t("own.reword") })),
      h("button", { class: "plain", type: "button", on: { click: () => this.edit(true) } }, icon("bubbles"), h("span", { text: t("own.propose") })),
    );
    list.after(this.menu);
  }

  /** The three dots of a card. @param {Prompt} prompt */
  button(prompt) {
    const name = t("own.menu", { text: prompt.text });
    const open = () => {
      this.about = prompt;
      this.menu.setAttribute("aria-label", name);
      const starred = this.favourites.of(prompt.text) !== null;
      fill(this.star, icon("star"), h("span", { text: t(starred ? "own.unstar" : "own.star") }));
    };
    return h("button", { class: "plain square own-open", type: "button", "aria-label": name, popovertarget: this.menu.id, on: { click: open } }, icon("dots"));
  }

  /** The card of some words. @param {string} words */
  card(words) {
    return [...this.list.children].find((item) => item.querySelector(".words")?.textContent === words) ?? null;
  }

  async toggle() {
    const prompt = this.about;
    if (!prompt) return;
    this.menu.hidePopover();
    try {
      const kept = this.favourites.of(prompt.text);
      if (kept) await this.favourites.drop(kept);
      else await this.favourites.star(prompt, this.act.lang(), this.act.spot());
      announce(t(kept ? "own.unstarred" : "own.starred"));
      this.act.again();
    } catch (error) {
      this.tell(prompt, why(error));
    }
  }

  /** Says under a card what did not go. @param {Prompt} prompt @param {string} said */
  tell(prompt, said) {
    announce(said);
    const item = this.card(prompt.text);
    item?.querySelector(".own-said")?.remove();
    item?.append(h("p", { class: "own-said wrong", text: said }));
  }

  /** Opens the editor under its card. @param {boolean} forAll whether it is meant as a proposal */
  edit(forAll) {
    const prompt = this.about;
    this.menu.hidePopover();
    this.shut();
    const item = prompt && this.card(prompt.text);
    if (!prompt || !item) return;
    const words = textarea(prompt.text, { lang: this.act.lang(), spellcheck: "true", maxlength: 400, rows: 2, "aria-label": t("own.label"), "aria-describedby": "own-hint" });
    const mine = tick(t("own.mine"), !forAll);
    const all = tick(t("own.for_all"), forAll);
    const said = h("p", { class: "wrong", role: "alert" });
    const save = h("button", { class: "button primary", type: "submit", text: t("own.save") });
    const form = h(
      "form",
      { class: "own-editor", novalidate: true, on: { keydown: (/** @type {KeyboardEvent} */ event) => this.key(event, form) } },
      words,
      h("p", { id: "own-hint", class: "hint", text: t("own.hint") }),
      mine.label,
      all.label,
      said,
      h("p", { class: "row" }, save, h("button", { class: "button", type: "button", text: t("desk.cancel"), on: { click: () => this.shut(true) } })),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const wording = words.value.trim().replace(/\s+/g, " ");
      const whose = { mine: mine.box.checked, all: all.box.checked };
      const lacks = wording === "" ? "own.empty" : !whose.mine && !whose.all ? "own.neither" : "";
      fill(said, lacks && t(lacks));
      if (lacks) return;
      void busy(save, t("desk.working"), async () => {
        try {
          await this.favourites.reword(prompt, wording, this.act.lang(), this.act.spot(), whose);
          this.shut();
          this.act.again();
          const card = /** @type {HTMLElement | null | undefined} */ (this.card(whose.mine ? wording : prompt.text)?.querySelector(".prompt"));
          card?.focus({ preventScroll: true });
          announce(t(whose.all ? "own.proposed" : "own.saved"));
        } catch (error) {
          fill(said, why(error));
        }
      });
    });
    this.open = { node: form, words: prompt.text };
    this.act.editing(true);
    item.append(form);
    words.focus();
    words.setSelectionRange(words.value.length, words.value.length);
  }

  /** @param {KeyboardEvent} event @param {HTMLFormElement} form */
  key(event, form) {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.shut(true);
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  }

  /** @param {boolean} [back] whether the focus goes to the card's dots */
  shut(back = false) {
    if (!this.open) return;
    const item = this.open.node.parentElement;
    this.open.node.remove();
    this.open = null;
    this.act.editing(false);
    if (back) /** @type {HTMLElement | null | undefined} */ (item?.querySelector(".own-open"))?.focus({ preventScroll: true });
  }

  /** Cards have changed: an editor whose card is gone is done with. */
  settle() {
    if (this.open && !this.open.node.isConnected) {
      this.open = null;
      this.act.editing(false);
    }
  }
}
