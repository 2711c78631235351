/** Prompts and articles together: which ones belong to what is looked at, shown when nobody is reading. */

import { byId, fill, h, text } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { t, tn, word } from "../shared/text.js";
import { renderArticles, tickArticles } from "./articles.js";
import { Budget, fresh } from "./attention.js";
import { Depth } from "./depth.js";
import { Hold } from "./hold.js";
import { Prompts } from "./prompts.js";

/** @typedef {import("../shared/types.js").Prompt} Prompt */
/** @typedef {import("../shared/types.js").Article} Article */
/**
 * @typedef {{ key: string, title: string, prompts: Prompt[], articles: Article[], lang: string, standard: string,
 *   receipt: string, empty: string, more: boolean, back: boolean, messages: number, aloud: boolean,
 *   other: "nb" | "nn" | null, beside: import("./beside.js").Held }} Offer
 */
/**
 * What is said beside an offer and takes no room: prompts and articles that were of use in this talk, and how bold
 * prompts may be (undefined: cannot be chosen).
 * @typedef {{ copied: string[], used: string[], depth?: string | null }} Ticks
 */
/**
 * @typedef {{ more: () => void, back: () => void, open: (id: string) => void, used: (id: string) => void,
 *   phase: () => string | null, beside: (held: import("./beside.js").Held) => void, depth: (depth: string | null) => void,
 *   copied: (prompt: string) => void, said: (prompt: string, on: boolean) => void,
 *   spot: () => import("./favourites.js").Spot, favourites: import("./favourites.js").Favourites }} Act
 */

export class Offers {
  /** @param {Act} act */
  constructor(act) {
    this.act = act;
    this.shown = "";
    /** @type {Offer | null} */
    this.view = null;
    this.budget = new Budget();
    this.prompts = new Prompts(byId("prompt-list"), act.favourites, { ...act, editing: (on) => (on ? this.hold.hold("editing") : this.hold.release("editing")) });
    this.depth = new Depth(byId("prompts-depth"), (depth) => (this.hold.letNext(), act.depth(depth)));
    /** What came last, the budget aside. @type {Offer | null} */
    this.newest = null;
    this.waiting = false;
    /** @type {Ticks} */
    this.ticks = { copied: [], used: [] };
    this.offersMore = false;
    this.more = h("button", { class: "plain more", type: "button", on: { click: () => this.next() } }, icon("renew"), h("span", { text: t("prompts.more") }), h("kbd", { text: "n", "aria-hidden": "true" }));
    this.back = h("button", { class: "plain back", type: "button", on: { click: () => act.back() } }, icon("back"), h("span", { text: t("prompts.back") }));
    byId("prompt-tools").append(this.back, this.more);
    /** @type {Hold<Offer>} */
    this.hold = new Hold(
      [byId("panel")],
      (offer) => this.apply(offer),
      (waiting) => this.wait(waiting),
    );
  }

  /** Others: those that wait already, or new ones from the server. */
  next() {
    if (!this.waiting) {
      if (this.offersMore) this.act.more();
      return;
    }
    this.budget.lift();
    this.hold.letNext();
    if (this.newest) this.show(this.newest);
  }

  /** The button says how much waits; nothing else moves. @param {boolean} held */
  wait(held) {
    const next = held ? this.hold.next?.view : null;
    const count = this.budget.left + (next && this.view ? fresh(this.view, next).count : 0);
    const waiting = count > 0;
    this.more.hidden = !waiting && !this.offersMore;
    const words = waiting ? tn("beside.waiting", count) : t("prompts.more");
    text(/** @type {Element} */ (this.more.children[1]), words);
    if (waiting === this.waiting) return;
    this.waiting = waiting;
    this.more.classList.toggle("waits", waiting);
  }

  /** @param {Offer} offer */
  show(offer) {
    this.newest = offer;
    const view = this.budget.within(this.view, offer);
    this.hold.show(offer.key, view, JSON.stringify(view) !== this.shown);
  }

  /** Ticks come at once, for nothing moves by them. @param {Ticks} ticks */
  tick(ticks) {
    if (JSON.stringify(ticks) === JSON.stringify(this.ticks)) return;
    this.ticks = ticks;
    this.depth.show(ticks.depth);
    this.prompts.tick(ticks.copied);
    tickArticles(byId("article-list"), ticks.used);
  }

  /** @param {Offer} offer */
  apply(offer) {
    this.budget.spend(this.view, offer);
    this.view = offer;
    this.shown = JSON.stringify(offer);
    this.act.beside(offer.beside);
    text(byId("prompts-title"), offer.title);
    const lang = byId("prompts-lang");
    text(lang, word("mark.lang", offer.standard));
    lang.title = word("mark.lang", `${offer.standard}.title`);
    lang.hidden = !["nb", "nn", "en"].includes(offer.standard);
    const other = byId("prompts-other");
    other.hidden = offer.other === null;
    text(other, offer.other ? t(`other_standard.${offer.other}`) : "");
    this.offersMore = offer.more && offer.prompts.length > 0;
    this.wait(false);
    this.back.hidden = !offer.back;
    this.prompts.show({ prompts: offer.prompts, lang: offer.lang, receipt: offer.receipt, used: this.ticks.copied, aloud: offer.aloud });
    const empty = byId("prompts-empty");
    empty.hidden = offer.prompts.length > 0;
    text(empty, offer.prompts.length > 0 ? "" : offer.empty);
    byId("articles").hidden = offer.articles.length === 0;
    if (offer.articles.length === 0) fill(byId("article-list"));
    else renderArticles(byId("article-list"), offer.articles, offer.receipt, this.act.open, this.act.used, this.act.phase);
    tickArticles(byId("article-list"), this.ticks.used);
  }
}
