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
 *   receipt: string, empty: string, more: boolean, back: boolean, aloud: boolean, messages: number,
 *   beside: import("./beside.js").Held }} Offer
 */
/**
 * What is said beside an offer and moves none of it: prompts and articles that were of use in this talk, how bold
 * prompts may be (undefined: cannot be chosen), and the standard the counsellor wrote in place of the veisøker's.
 * @typedef {{ copied: string[], used: string[], depth?: string | null, other: string | null }} Beside
 */
/**
 * @typedef {{ more: () => void, back: () => void, open: (id: string) => void, used: (id: string) => void,
 *   phase: () => string | null, depth: (depth: string | null) => void, copied: (prompt: string) => void,
 *   said: (prompt: string, on: boolean) => void, spot: () => import("./favourites.js").Spot,
 *   beside: (held: import("./beside.js").Held) => void }} Act
 */

export class Offers {
  /** @param {Act} act @param {import("./favourites.js").Favourites} favourites */
  constructor(act, favourites) {
    this.act = act;
    this.shown = "";
    /** @type {Offer | null} */
    this.view = null;
    /** What came last, the budget aside. @type {Offer | null} */
    this.newest = null;
    this.budget = new Budget();
    this.prompts = new Prompts(byId("prompt-list"), favourites, { ...act, editing: (on) => (on ? this.hold.hold("editing") : this.hold.release("editing")) });
    this.depth = new Depth(byId("prompts-depth"), (depth) => (this.hold.letNext(), act.depth(depth)));
    this.waiting = false;
    /** @type {Beside} */
    this.beside = { copied: [], used: [], other: null };
    this.besideSaid = "";
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
    if (!waiting) this.note();
    const words = waiting ? tn("beside.waiting", count) : t("prompts.more");
    text(/** @type {Element} */ (this.more.children[1]), words);
    if (waiting === this.waiting) return;
    this.waiting = waiting;
    this.more.classList.toggle("waits", waiting);
  }

  /** @param {Offer} offer @param {Beside} [beside] left out when only what waited is shown */
  show(offer, beside) {
    if (beside) this.tick(beside);
    this.newest = offer;
    const view = this.budget.within(this.view, offer);
    this.hold.show(offer.key, view, JSON.stringify(view) !== this.shown);
  }

  /** Ticks come at once: they take no room. A line that takes some waits like the offers. @param {Beside} beside */
  tick(beside) {
    const said = JSON.stringify(beside);
    if (said !== this.besideSaid) {
      this.besideSaid = said;
      this.beside = beside;
      this.depth.show(beside.depth);
      this.prompts.tick(beside.copied);
      tickArticles(byId("article-list"), beside.used);
    }
    if (this.hold.reasons.size === 0) this.note();
  }

  /** The quiet warning of the other standard. */
  note() {
    const { other } = this.beside;
    const line = byId("prompts-other");
    line.hidden = other === null;
    text(line, other ? t(`other_standard.${other}`) : "");
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
    this.offersMore = offer.more && offer.prompts.length > 0;
    this.wait(false);
    this.back.hidden = !offer.back;
    this.prompts.show({ prompts: offer.prompts, lang: offer.lang, receipt: offer.receipt, used: this.beside.copied, aloud: offer.aloud });
    const empty = byId("prompts-empty");
    empty.hidden = offer.prompts.length > 0;
    text(empty, offer.prompts.length > 0 ? "" : offer.empty);
    byId("articles").hidden = offer.articles.length === 0;
    if (offer.articles.length === 0) fill(byId("article-list"));
    else renderArticles(byId("article-list"), offer.articles, offer.receipt, this.act.open, this.act.used, this.act.phase);
    tickArticles(byId("article-list"), this.beside.used);
  }
}
