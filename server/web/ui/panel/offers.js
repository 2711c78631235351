/** Prompts and articles together: which ones belong to what is looked at, shown when nobody is reading. */

import { byId, fill, h, text } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { t, word } from "../shared/text.js";
import { renderArticles } from "./articles.js";
import { Hold } from "./hold.js";
import { Prompts } from "./prompts.js";

/** @typedef {import("../shared/types.js").Prompt} Prompt */
/** @typedef {import("../shared/types.js").Article} Article */
/**
 * @typedef {{ key: string, title: string, prompts: Prompt[], articles: Article[], lang: string, standard: string,
 *   receipt: string, empty: string, more: boolean, back: boolean }} Offer
 */

export class Offers {
  /** @param {{ more: () => void, back: () => void, open: (id: string) => void, used: (id: string) => void, phase: () => string | null }} act */
  constructor(act) {
    this.act = act;
    this.shown = "";
    this.prompts = new Prompts(byId("prompt-list"));
    this.waiting = false;
    this.offersMore = false;
    this.more = h("button", { class: "plain more", type: "button", on: { click: () => this.next() } }, icon("renew"), h("span", { text: t("prompts.more") }), h("kbd", { text: "n", "aria-hidden": "true" }));
    this.back = h("button", { class: "plain back", type: "button", on: { click: () => act.back() } }, icon("back"), h("span", { text: t("prompts.back") }));
    byId("prompt-tools").append(this.back, this.more);
    /** @type {Hold<Offer>} */
    this.hold = new Hold(
      [byId("prompts"), byId("articles")],
      (offer) => this.apply(offer),
      (waiting) => this.wait(waiting),
    );
  }

  /** Others: those that wait already, or new ones from the server. */
  next() {
    if (this.waiting) this.hold.flush();
    else if (this.offersMore) this.act.more();
  }

  /** The button says it when others wait; nothing else moves. @param {boolean} waiting */
  wait(waiting) {
    this.more.hidden = !waiting && !this.offersMore;
    if (waiting === this.waiting) return;
    this.waiting = waiting;
    this.more.classList.toggle("waits", waiting);
    text(/** @type {Element} */ (this.more.children[1]), t(waiting ? "prompts.waiting" : "prompts.more"));
  }

  /** @param {Offer} offer */
  show(offer) {
    this.hold.show(offer.key, offer, JSON.stringify(offer) !== this.shown);
  }

  /** @param {Offer} offer */
  apply(offer) {
    this.shown = JSON.stringify(offer);
    text(byId("prompts-title"), offer.title);
    const lang = byId("prompts-lang");
    text(lang, word("mark.lang", offer.standard));
    lang.title = word("mark.lang", `${offer.standard}.title`);
    lang.hidden = !["nb", "nn", "en"].includes(offer.standard);
    this.offersMore = offer.more && offer.prompts.length > 0;
    this.wait(false);
    this.back.hidden = !offer.back;
    this.prompts.show(offer.prompts, offer.lang, offer.receipt);
    const empty = byId("prompts-empty");
    empty.hidden = offer.prompts.length > 0;
    text(empty, offer.prompts.length > 0 ? "" : offer.empty);
    byId("articles").hidden = offer.articles.length === 0;
    if (offer.articles.length === 0) fill(byId("article-list"));
    else renderArticles(byId("article-list"), offer.articles, offer.receipt, this.act.open, this.act.used, this.act.phase);
  }
}
