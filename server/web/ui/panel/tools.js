/** The counsellor's tools around the offers: wordings of their own, the phone, referrals, help, shortcuts, and what is new. */

import { byId, text } from "../shared/dom.js";
import { t } from "../shared/text.js";
import { BigHand } from "./bighand.js";
import { HAND } from "./chats.js";
import { Favourites } from "./favourites.js";
import { Help } from "./help.js";
import { HelpBox } from "./helpbox.js";
import { Helping } from "./helping.js";
import { register } from "./keys.js";
import { News } from "./news.js";
import { Phone } from "./phone.js";
import { copyPhrase } from "./phrase.js";
import { Referrals } from "./referrals.js";
import { ShortcutList } from "./shortcuts.js";
import { nameOf } from "./tabs.js";
import { Uses } from "./uses.js";

/**
 * @typedef {{ chats: import("./chats.js").Chats, exploring: import("./exploring.js").Exploring,
 *   send: (frame: object) => boolean, linked: () => boolean, open: (id: string) => void, changed: () => void,
 *   forgetHand: () => void, handMatters: () => boolean, standard: () => "nb" | "nn", receipt: () => string,
 *   marked: () => void }} Deps
 */

export class Tools {
  /** @param {Deps} deps */
  constructor(deps) {
    this.deps = deps;
    const { chats, exploring, send } = deps;
    this.uses = new Uses(send, () => ({ id: chats.shown, live: chats.chat?.session != null }));
    this.phone = new Phone(send, deps.changed);
    this.favourites = new Favourites(deps.marked);
    this.big = new BigHand(byId("by-hand-big"), {
      choose: (ring, id) => (this.phone.start(), exploring.set(ring, id)),
      read: (ring, id) => exploring.choose(ring, id, null),
      start: () => this.phone.start(),
      end: () => this.endCall(),
    });
    this.referrals = new Referrals(byId("referrals"), (service, on) => this.refer(service, on));
    this.help = new Help(send);
    this.helping = new Helping(send, (news) => this.helpBox.tellOfColleagues(news));
    this.helpBox = new HelpBox(byId("panel-tools"), this.help, this.helping, {
      chat: () => (chats.chat?.session ? { id: chats.shown, name: nameOf(chats.chat) } : null),
      nameOf: (id) => this.nameOf(id),
      linked: deps.linked,
    });
    const wanted = /** @type {import("./help-wanted.js").HelpWanted} */ (document.querySelector("help-wanted"));
    wanted.helping = this.helping;
    wanted.take = (one) => this.helpBox.offer(one);
    this.shortcuts = new ShortcutList(byId("panel-tools"));
    this.news = new News(byId("news"), deps.open);
    this.news.mount(byId("settings-more"));
    void this.favourites.load();
    this.listen();
  }

  listen() {
    document.addEventListener("copy-phrase", (event) => {
      const id = /** @type {CustomEvent<string>} */ (event).detail;
      void copyPhrase(id, this.deps.standard(), this.deps.receipt()).then((done) => done && this.used(id));
    });
    document.addEventListener("ask-debrief", (event) => {
      const asked = /** @type {CustomEvent<{ session?: string | null } | null>} */ (event).detail?.session ?? null;
      this.helpBox.debrief(this.deps.chats.list.some((one) => one.id === asked && one.session !== null) ? asked : null);
    });
    const byHand = () => this.deps.chats.chat === null;
    register(
      { key: this.big.digits("phase"), what: "keys.phone_phase", shown: byHand, run: (key) => this.big.press(key) },
      { key: this.big.digits("knapp"), what: "keys.phone_knapp", shown: byHand, run: (key) => this.big.press(key) },
      { key: "t", what: "keys.refer", run: () => this.referrals.ask() },
      { key: "h", what: "keys.help", run: () => this.helpBox.toggle() },
      { key: "?", what: "keys.list", run: () => this.shortcuts.show() },
    );
  }

  /** What the tab of a chat is called. @param {string} id */
  nameOf(id) {
    const chat = this.deps.chats.list.find((one) => one.id === id);
    return chat ? nameOf(chat) : null;
  }

  /** A frame about the chat that is shown. @param {object} frame */
  tell(frame) {
    const session = this.deps.chats.chat?.session;
    return session != null && this.deps.send({ ...frame, session: session.id });
  }

  /** An article was of use: counted, and ticked. @param {string} id */
  used(id) {
    this.uses.used(id);
    this.deps.changed();
  }

  /** @param {string} service @param {boolean} on */
  refer(service, on) {
    if (this.deps.chats.chat) return this.tell({ type: "referred", service, on });
    if (!on) return this.phone.takeBack(service);
    this.phone.refer(service);
    return true;
  }

  /** A call is over, and nothing of it stays. */
  endCall() {
    this.phone.end();
    this.uses.forget(HAND);
    this.deps.forgetHand();
    this.deps.exploring.clear();
  }

  /** @param {string} chat */
  forget(chat) {
    this.uses.forget(chat);
    this.helpBox.forget();
  }

  /** Whether a talk by phone goes on: somebody has chosen a place, or started its clock. */
  get calling() {
    const { chats, exploring } = this.deps;
    return chats.chat === null && (this.phone.since !== null || exploring.asking);
  }

  /** What is ticked beside the offers, and how bold prompts may be. @returns {import("./offers.js").Ticks} */
  get ticks() {
    const { chats, exploring } = this.deps;
    const beside = chats.chat?.session?.beside;
    const copied = beside?.copied ?? (chats.chat ? [] : [...this.phone.said]);
    return { copied, used: [...(beside?.used ?? []), ...this.uses.articles], depth: exploring.asking ? undefined : beside?.depth };
  }

  show() {
    const { chats, exploring } = this.deps;
    const { calling, phone } = this;
    const empty = chats.list.length === 0;
    byId("by-hand").hidden = chats.chat !== null;
    text(byId("by-hand-title"), t(empty ? "hand.empty" : "hand.title"));
    text(byId("by-hand-text"), t(empty ? "hand.empty_text" : "hand.text"));
    byId("panel").classList.toggle("calling", calling);
    this.big.show(exploring.hand, phone.since, this.deps.handMatters());
    this.news.show(chats.list.every((one) => one.session === null) && !calling);
    const session = chats.chat?.session ?? null;
    if (chats.chat) this.referrals.show(session?.beside?.referrals.map((one) => one.service) ?? [], session !== null && this.deps.linked());
    else this.referrals.show(phone.told.map((one) => one.id), calling, (service) => phone.mayTakeBack(service));
    this.helpBox.show();
  }

  /** Once a second. */
  tick() {
    this.big.tick(this.phone.since);
  }
}
