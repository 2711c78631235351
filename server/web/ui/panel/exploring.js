/** What the counsellor looks up by hand: the open card, and the prompts asked for a place. */

import { wholeArticle } from "../shared/article.js";
import { label } from "../shared/model.js";

/** @typedef {import("../shared/types.js").Ring} Ring */
/** @typedef {import("../shared/types.js").Place} Place */
/** @typedef {{ prompts: import("../shared/types.js").Prompt[], articles: import("../shared/types.js").Article[] }} Answer */

/**
 * A place chosen by hand, in the form the ring shows.
 * @param {string | null} value
 * @returns {Place}
 */
export function byHand(value) {
  return { value, sure: "sure", silent: false, last_sure: null, maybe: [], by_hand: value !== null, since: null };
}

/**
 * Where a ring stands, if that is sure enough to ask from.
 * @param {Place} place
 */
export function nowhere(place) {
  return place.silent && !place.by_hand ? place.last_sure : place.value;
}

export class Exploring {
  /**
   * @param {(frame: object) => boolean} send
   * @param {() => void} changed
   * @param {() => string} standard
   * @param {() => boolean} free whether no chat is shown: a click in the ring is then the choice
   */
  constructor(send, changed, standard, free) {
    this.send = send;
    this.changed = changed;
    this.standard = standard;
    this.free = free;
    /** @type {import("./card.js").Open | null} */
    this.open = null;
    /** @type {{ phase: string | null, knapp: string | null }} */
    this.hand = { phase: null, knapp: null };
    /** What was asked last: a place, or nothing. @type {{ phase: string | null, knapp: string | null } | null} */
    this.question = null;
    /** @type {Answer | null} */
    this.offer = null;
    this.named = "";
    this.number = 0;
    this.articles = 0;
  }

  /** Whether prompts for a place stand in place of the chat's own. */
  get asking() {
    return this.question !== null;
  }

  /** Whether the counsellor is in the middle of something by hand, and must not be moved elsewhere. */
  get busy() {
    return this.hand.phase !== null || this.hand.knapp !== null || this.open !== null;
  }

  /**
   * A click in the ring.
   * @param {Ring} ring
   * @param {string} id
   * @param {{ phase: string | null, knapp: string | null } | null} here where the chat is, if there is one
   */
  choose(ring, id, here) {
    const again = this.open?.kind === "element" && this.open.ring === ring && this.open.id === id;
    const free = this.free();
    if (free && ring !== "kolb") {
      this.hand = { ...this.hand, [ring]: this.hand[ring] === id && again ? null : id };
    }
    if (again) {
      this.close();
      return;
    }
    this.open = { kind: "element", ring, id };
    if (free) this.askHand();
    else if (ring === "phase") this.ask({ phase: id, knapp: null }, label(ring, id));
    else if (ring === "knapp") this.ask({ phase: here?.phase ?? null, knapp: id }, label(ring, id));
    else this.forget();
    this.changed();
  }

  /** A big button: where the talk is, or not there after all; no card opens. @param {"phase" | "knapp"} ring @param {string} id */
  set(ring, id) {
    this.hand = { ...this.hand, [ring]: this.hand[ring] === id ? null : id };
    this.open = null;
    this.askHand();
    this.changed();
  }

  /** Prompts for what is chosen by hand, or none. */
  askHand() {
    const { phase, knapp } = this.hand;
    if (phase === null && knapp === null) this.forget();
    else if (this.question?.phase !== phase || this.question.knapp !== knapp) this.ask({ ...this.hand }, [label("phase", phase), label("knapp", knapp)].filter(Boolean).join(" + "));
  }

  /**
   * @param {{ phase: string | null, knapp: string | null }} question
   * @param {string} named
   */
  ask(question, named) {
    if (this.named !== named) this.offer = null;
    this.question = question;
    this.named = named;
    this.number += 1;
    this.send({ type: "ask", ask: this.number, ...question, standard: this.standard() });
  }

  /** Asks the same once more: other prompts, or after the socket came back. */
  again() {
    if (this.question) this.ask(this.question, this.named);
  }

  /** @param {{ ask: number } & Answer} frame only the answer to the newest question counts */
  answer(frame) {
    if (frame.ask === this.number && this.question) this.offer = { prompts: frame.prompts, articles: frame.articles };
  }

  forget() {
    this.question = null;
    this.offer = null;
    this.named = "";
  }

  /** Closes the card; what was chosen by hand stays chosen. */
  close() {
    this.open = null;
    if (this.free()) this.askHand();
    else this.forget();
    this.changed();
  }

  /** @param {Ring} ring */
  unset(ring) {
    if (ring !== "kolb") this.hand = { ...this.hand, [ring]: null };
    this.close();
  }

  clear() {
    this.hand = { phase: null, knapp: null };
    this.close();
  }

  /** Opens an article in the card. @param {string} id */
  async article(id) {
    const number = (this.articles += 1);
    this.open = { kind: "article", id, article: null, failed: false };
    this.changed();
    const article = await wholeArticle(id);
    if (number !== this.articles || this.open?.kind !== "article" || this.open.id !== id) return;
    this.open = { kind: "article", id, article, failed: article === null };
    this.changed();
  }
}
