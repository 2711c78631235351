/** What stands beside a chat, tied together: the contract, the rhythm, what is marked, and what is left when it is over. */

import { byId, fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { elements, label } from "../shared/model.js";
import { t } from "../shared/text.js";
import { About } from "./about.js";
import { renderAsked } from "./asked.js";
import { HAND } from "./chats.js";
import { renderClosed } from "./closed.js";
import { Contract } from "./contract.js";
import { Guard } from "./guard.js";
import { HandMatters } from "./hand-matters.js";
import { register } from "./keys.js";
import { Noting } from "./noting.js";
import { Nudges } from "./nudges.js";
import { Pair } from "./pair.js";
import { Phrases } from "./phrases.js";

/** @typedef {import("../shared/types.js").Session} Session */
/** @typedef {import("../shared/types.js").Ring} Ring */
/** @typedef {import("./pair.js").Which} Which */
/**
 * What may wait until nobody reads or types.
 * @typedef {{ nudge: import("./nudges.js").Nudge | null, questions: import("../shared/types.js").Question[],
 *   pair: import("./pair.js").PairView | null }} Held
 */
/**
 * @typedef {{ chats: import("./chats.js").Chats, send: (frame: object) => boolean, correct: (ring: Ring, value: string | null) => boolean,
 *   letNext: () => void, changed: () => void, show: (id: string) => void, look: (ring: Ring, id: string) => void,
 *   receipt: () => string, standard: () => "nb" | "nn" }} Deps
 */

export class Beside {
  /** @param {Deps} deps */
  constructor(deps) {
    this.deps = deps;
    /** @type {import("./nudges.js").Nudge | null} */
    this.nudge = null;
    this.nudges = new Nudges();
    this.hand = new HandMatters();
    this.guard = new Guard(deps.chats, deps.show);
    this.contract = new Contract(byId("contract"), { change: (change) => this.matter(change), refuse: (kind) => this.refuse(kind) });
    this.phrases = new Phrases(byId("status"), { receipt: deps.receipt, copied: (prompt) => this.tell({ type: "copied", prompt }) });
    this.noting = new Noting(byId("noting"), (frame) => this.own(frame));
    this.pair = new Pair(byId("pair"), (word) => this.word(null, word));
    this.about = new About(byId("about"), byId("panel"));
    // In a wide panel what is not answered stands under the prompts: the ring's own column would cut it off.
    const wide = matchMedia("(min-width: 47.5rem)");
    const seat = () => (wide.matches ? byId("prompts") : byId("closed")).after(byId("asked"));
    wide.addEventListener("change", seat);
    seat();
    register(
      { key: "a", what: "beside.keys.agreed", run: () => this.contract.edit() },
      { key: "v", what: "beside.keys.phrase", run: () => void this.phrases.copy(), shown: () => this.phrases.ready },
      { key: "m", what: "beside.keys.pin", run: () => this.noting.pinNewest(), shown: () => this.session !== null },
      { key: "d", what: "beside.keys.mute", run: () => this.noting.mute(), shown: () => this.session !== null },
    );
  }

  get session() {
    return this.deps.chats.chat?.session ?? null;
  }

  /** What the counsellor does by hand shows at once. @param {object} frame */
  own(frame) {
    this.deps.letNext();
    return this.deps.send(frame);
  }

  /** The same, of the chat that is shown. @param {object} frame */
  tell(frame) {
    const session = this.session;
    return session !== null && this.own({ session: session.id, ...frame });
  }

  /** @param {import("./contract.js").Change} change */
  matter({ id, text, done }) {
    if (this.deps.chats.shown !== HAND) return this.tell({ type: "matter", id, text: text ?? null, done: done ?? null });
    this.hand.change(id, text, done);
    this.deps.changed();
    return true;
  }

  /** @param {import("./nudges.js").Nudge["kind"]} kind */
  refuse(kind) {
    if (this.session) this.nudges.refuse(this.session.id, kind);
    this.deps.letNext();
    this.deps.changed();
  }

  /**
   * One word of a pair; at another knapp than where the talk stands it says that too.
   * @param {string | null} knapp
   * @param {Which | null} word
   */
  word(knapp, word) {
    const place = this.session?.knapp;
    if (!place) return;
    const here = place.value === knapp && (place.by_hand || !place.silent);
    if (knapp !== null && !here && !this.deps.correct("knapp", knapp)) return;
    this.tell({ type: "word", word });
  }

  /**
   * @param {boolean} works whether anything can be chosen now
   * @param {boolean} asked whether prompts for another place stand in place of the chat's own
   * @returns {Held}
   */
  held(works, asked) {
    const session = this.session;
    if (!session) return { nudge: null, questions: [], pair: null };
    const { knapp, beside, rhythm } = session;
    const here = knapp.by_hand || !knapp.silent ? knapp.value : null;
    return {
      nudge: this.nudges.of(session),
      questions: beside.muted ? [] : rhythm.questions,
      pair: here === null || asked ? null : { knapp: here, touched: rhythm.touched, word: beside.word, works },
    };
  }

  /** Shows what waited. @param {Held} held */
  apply(held) {
    this.nudge = held.nudge;
    this.pair.show(held.pair);
    renderAsked(byId("asked"), held.questions, this.lang());
    this.showNudge();
    this.showContract();
  }

  /**
   * What stands by itself or follows the counsellor's own hand: at once.
   * @param {{ lost: boolean, linked: boolean }} now
   */
  show({ lost, linked }) {
    const chat = this.deps.chats.chat;
    const session = this.session;
    this.showContract();
    this.showNudge();
    this.noting.show(session, linked);
    this.tick(lost);
    this.about.show(session && !lost && session.messages > 0 ? session : null);
    renderClosed(byId("closed"), chat?.over ? { id: chat.id, over: chat.over } : null);
    this.guard.look();
  }

  /** Once a second: the time that has been waited. @param {boolean} lost */
  tick(lost) {
    this.phrases.show(this.session, this.deps.standard(), lost);
  }

  /** The language of the veisøker's words. */
  lang() {
    const written = this.session?.standard ?? "";
    return ["nb", "nn", "en"].includes(written) ? written : "";
  }

  showContract() {
    const { chats } = this.deps;
    const session = this.session;
    const hand = chats.shown === HAND;
    const box = this.contract.box;
    // By hand it stands with the rest of the talk without a chat.
    if (hand && box.parentElement?.id !== "by-hand-contract") byId("by-hand-contract").append(box);
    else if (!hand && box.nextElementSibling?.id !== "status") byId("status").before(box);
    this.contract.show(session || hand ? { id: chats.shown, matters: session?.beside.matters ?? this.hand.matters, nudge: session ? this.nudge : null, lang: this.lang(), hand } : null);
  }

  /** A farewell that has begun too early; and that the chat is quiet by choice. */
  showNudge() {
    const box = byId("nudge");
    const session = this.session;
    const muted = session?.beside.muted ?? false;
    const closing = session !== null && !muted && this.nudge?.kind === "closing";
    const last = elements("phase").at(-1);
    const said = `${muted}|${closing}|${this.deps.chats.shown}`;
    box.hidden = !muted && !closing;
    if (box.dataset.said === said) return;
    box.dataset.said = said;
    if (muted) fill(box, icon("quiet"), h("p", { text: t("beside.muted") }), h("p", { class: "row" }, h("button", { class: "plain unmute", type: "button", on: { click: () => this.noting.mute() } }, h("span", { text: t("beside.unmute") }))));
    else if (closing && last) {
      const name = label("phase", last.id);
      fill(
        box, icon(last.shape), h("p", { text: t("beside.closing", { name }) }),
        h("p", { class: "row" }, h("button", { class: "plain look", type: "button", on: { click: () => this.deps.look("phase", last.id) } }, h("span", { text: t("beside.closing.look", { name }) })), h("button", { class: "plain refuse", type: "button", on: { click: () => this.refuse("closing") } }, h("span", { text: t("beside.not_now") }))),
      );
    } else fill(box);
  }

  /** A chat is over: no word of it stays. @param {string} chat */
  forget(chat) {
    this.contract.forget(chat);
    this.nudges.forget(chat);
    if (chat === HAND) this.hand = new HandMatters();
  }
}
