/** The phrase that says "wait a little": offered beside the waiting time after a while, copied with one click or one key. */

import { announce } from "../shared/announce.js";
import { attr, fill, h, text } from "../shared/dom.js";
import { give, verb } from "../shared/give.js";
import { icon } from "../shared/icons.js";
import { t } from "../shared/text.js";
import { now } from "../shared/time.js";

/** @typedef {import("../shared/types.js").Session} Session */
/** @typedef {{ id: string | null, text: string }} Phrase */

/** After so long without an answer the phrase is offered; its key works before too. */
const OFFERED_AFTER = 60_000;
const RECEIPT = 4000;

/**
 * The fixed ones first, for they always fit a wait; then those the bank offers now.
 * @param {Session} session
 * @param {"nb" | "nn"} standard
 * @returns {Phrase[]}
 */
function phrases(session, standard) {
  const fixed = [1, 2, 3].map((number) => ({ id: null, text: t(`beside.phrase.${standard}.${number}`) }));
  return [...fixed, ...session.prompts.filter((one) => one.kind === "metafrase").map(({ id, text }) => ({ id, text }))];
}

export class Phrases {
  /**
   * @param {HTMLElement} line the line with the waiting time
   * @param {{ receipt: () => string, copied: (prompt: string) => void }} act
   */
  constructor(line, act) {
    this.line = line;
    this.act = act;
    this.next = 0;
    this.chat = "";
    /** @type {Phrase[]} */
    this.all = [];
    this.resting = true;
    this.mark = h("span", { class: "mark" }, icon("copy"));
    this.words = h("span", { class: "words" });
    this.button = h(
      "button",
      { class: "button phrase", type: "button", hidden: true, on: { click: () => void this.copy() } },
      this.mark, h("span", { class: "offstage", text: `${verb()}: ` }), this.words, h("kbd", { text: "v", "aria-hidden": "true" }),
    );
  }

  /** @param {Session | null} session @param {"nb" | "nn"} standard @param {boolean} lost */
  show(session, standard, lost) {
    if (this.button.parentElement !== this.line) this.line.append(this.button);
    const chat = session?.id ?? "";
    if (chat !== this.chat) this.next = 0;
    this.chat = chat;
    this.all = session && session.state === "live" && !lost ? phrases(session, standard) : [];
    const waited = session?.waiting_since != null && now() - session.waiting_since >= OFFERED_AFTER;
    // What was pressed stays until its receipt has been read.
    const offered = this.all.length > 0 && waited;
    if (this.resting) this.button.hidden = !offered;
    this.line.dataset.phrase = String(!this.button.hidden);
    attr(this.words, "lang", standard);
    attr(this.button, "title", this.phrase?.text ?? null);
    if (this.resting) text(this.words, this.phrase ? `«${this.phrase.text}»` : "");
  }

  /** @returns {Phrase | undefined} */
  get phrase() {
    return this.all[this.next % Math.max(1, this.all.length)];
  }

  get ready() {
    return this.all.length > 0;
  }

  /** Copies the phrase that stands there; the next press gives the next one. */
  async copy() {
    const phrase = this.phrase;
    if (!phrase) return;
    const { done, said } = await give(phrase.text, this.act.receipt());
    announce(said);
    if (done && phrase.id) this.act.copied(phrase.id);
    if (done) this.next += 1;
    this.resting = false;
    this.button.hidden = false;
    this.line.dataset.phrase = "true";
    text(this.words, said);
    fill(this.mark, icon(done ? "check" : "alert"));
    setTimeout(() => {
      this.resting = true;
      fill(this.mark, icon("copy"));
    }, RECEIPT);
  }
}
