/** The small box for help, asked for and given: what it is, what was said, and a field. It never opens or takes focus by itself. */

import { announce } from "../shared/announce.js";
import { attr, fill, h, keyed, text } from "../shared/dom.js";
import { textarea, tick } from "../shared/fields.js";
import { icon } from "../shared/icons.js";
import { t } from "../shared/text.js";
import { clock } from "../shared/time.js";
import { answers } from "./help.js";
import { HelpingList } from "./helping-list.js";
import { LONGEST, fillThread, submitting, threadItem } from "./thread.js";

/** @typedef {import("../shared/types.js").HelpRequest} HelpRequest */
/** @typedef {import("./help.js").Help} Help */

export class HelpBox {
  /**
   * @param {HTMLElement} seat where the button stands
   * @param {Help} help
   * @param {import("./helping.js").Helping} helping
   * @param {{ chat: () => { id: string, name: string } | null, nameOf: (session: string) => string | null, linked: () => boolean }} act
   */
  constructor(seat, help, helping, act) {
    this.help = help;
    this.helping = helping;
    this.act = act;
    this.bead = h("span", { class: "bead", "aria-hidden": "true" });
    this.word = h("span", { class: "offstage" });
    this.button = h("button", { id: "help-open", class: "button help-open", type: "button", popovertarget: "help-box" }, icon("ask"), h("span", { class: "word", text: t("help.open") }), this.bead, this.word);
    this.close = h("button", { class: "plain square", type: "button", "aria-label": t("close"), on: { click: () => this.hide(true) } }, icon("close"));
    this.lead = h("p", { class: "lead-note" });
    this.list = h("ul", { class: "help-requests" });
    this.words = textarea("", { maxlength: LONGEST, rows: 3, "aria-label": t("help.what"), placeholder: t("help.hint"), "aria-keyshortcuts": "Control+Enter" });
    this.which = tick("", true);
    this.said = h("p", { class: "wrong", role: "alert" });
    this.form = h("form", { novalidate: true }, this.words, this.which.label, this.said, h("p", { class: "row" }, h("button", { class: "button primary", type: "submit", text: t("help.ask") }), h("span", { class: "hint", text: t("help.ctrl_enter") })));
    submitting(this.form, () => this.ask());
    this.colleagues = new HelpingList(helping, (one) => this.offer(one), () => (this.field() ?? this.close).focus({ preventScroll: true }));
    this.node = h(
      "section",
      { id: "help-box", class: "help-box", popover: "manual", role: "dialog", "aria-labelledby": "help-title", on: { keydown: (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && this.hide(true) } },
      h("div", { class: "head" }, h("h2", { id: "help-title", text: t("help.title") }), this.close),
      h("p", { class: "private" }, icon("lock"), h("span", { text: t("help.private") })),
      this.lead,
      this.list,
      this.form,
      this.colleagues.node,
    );
    seat.append(this.button);
    document.body.append(this.node);
    this.node.addEventListener("toggle", (event) => {
      attr(this.button, "aria-expanded", String(/** @type {ToggleEvent} */ (event).newState === "open"));
      this.show();
    });
    this.button.addEventListener("click", () => queueMicrotask(() => this.shown && this.field()?.focus({ preventScroll: true })));
  }

  get shown() {
    return this.node.matches(":popover-open");
  }

  /** The field that words go into now. */
  field() {
    return /** @type {HTMLElement | null} */ ([...this.node.querySelectorAll("textarea")].find((one) => one.checkVisibility()) ?? null);
  }

  /** The key, or the button: opens it, or closes it. */
  toggle() {
    if (this.shown) this.hide(true);
    else this.button.click();
  }

  /** @param {boolean} back whether the focus goes to the button */
  hide(back) {
    if (!this.shown) return false;
    const held = this.node.contains(document.activeElement);
    this.node.hidePopover();
    if (back && held) this.button.focus({ preventScroll: true });
    return true;
  }

  /** A wish for a talk afterwards, made elsewhere on the page: it goes at once, and can be taken back here. @param {string | null} session */
  debrief(session) {
    if (!this.help.open("debrief") && !this.help.ask("debrief", "", session)) return announce(t("help.unsent"));
    announce(t("help.debrief_said"));
    if (!this.shown) this.node.showPopover();
  }

  /** Something new: it goes out, or it stays in its field and says so. */
  ask() {
    const chat = this.act.chat();
    const session = chat && this.which.box.checked ? chat.id : null;
    if (!this.help.ask("sparring", this.words.value.trim(), session)) return fill(this.said, t("help.unsent"));
    this.words.value = "";
    fill(this.said);
    announce(t("help.asked_said"));
  }

  /** A chat is over: what was half written about it goes too, unless it is being written. */
  forget() {
    if (!this.shown) this.words.value = "";
  }

  /** A colleague's request is taken: the box is where it goes on. @param {import("./helping.js").Wanted} one */
  offer(one) {
    if (!this.helping.offer(one)) return announce(t("help.unsent"));
    if (!this.shown) this.node.showPopover();
    this.close.focus({ preventScroll: true });
  }

  /** @param {import("./help.js").News[]} news */
  tell(news) {
    for (const { what, name } of news) announce(t(`help.said.${what}`, { name }));
    this.show();
  }

  /** @param {import("./helping.js").HelpingNews[]} news */
  tellOfColleagues(news) {
    for (const { what, name } of news) announce(t(`helping.said.${what}`, { name }));
    this.show();
    // Whoever has just taken one means to answer; what is being written elsewhere keeps the focus.
    if (news.some(({ what }) => what === "yours") && this.shown && document.activeElement === this.close) {
      /** @type {HTMLElement | null} */ (this.colleagues.list.querySelector(":scope > li:last-child textarea"))?.focus({ preventScroll: true });
    }
  }

  /** What the button says without being opened. @returns {import("./help.js").HelpState | "helping" | "wanted"} */
  get state() {
    const { help, helping } = this;
    if (helping.unread > 0) return "answered";
    if (help.state !== "none") return help.state;
    return helping.requests.length > 0 ? "helping" : helping.wanted.length > 0 ? "wanted" : "none";
  }

  /** Shows everything anew; the fields and what is typed in them stay. */
  show() {
    const { help, helping, shown } = this;
    if (shown) {
      help.look();
      helping.look();
    }
    const { state } = this;
    this.button.dataset.state = state;
    fill(this.bead, state === "answered" ? String(help.unread + helping.unread) : state === "taken" || state === "helping" ? icon("check") : "");
    text(this.word, state === "none" ? "" : `: ${t(`help.state.${state}`)}`);
    if (!shown) return;
    this.colleagues.show();
    const linked = this.act.linked();
    const notes = [!linked ? t("help.unlinked") : help.led === false ? t("help.unled") : "", help.endedThere && help.requests.length === 0 ? t("help.said.ended") : ""].filter(Boolean);
    text(this.lead, notes.join(" "));
    this.lead.hidden = notes.length === 0;
    const chat = this.act.chat();
    this.which.label.hidden = chat === null;
    if (chat) text(/** @type {Element} */ (this.which.label.querySelector("span")), t("help.about", { chat: chat.name }));
    const had = this.form.contains(document.activeElement);
    this.form.hidden = help.open("sparring") !== null;
    keyed(this.list, help.requests, (one) => String(one.id), (one) => this.item(one), (node, one) => this.fillItem(node, one));
    if (had && this.form.hidden) this.field()?.focus({ preventScroll: true });
  }

  /** @param {HelpRequest} one */
  item(one) {
    const end = (/** @type {Element} */ said) => h("button", { class: "button", type: "button", text: t("help.end"), on: { click: () => this.end(one.id, said) } });
    return threadItem(t(`help.kind.${one.kind}`), t("help.more"), (words) => this.help.say(one.id, words), (said) => [end(said)]);
  }

  /** @param {HTMLElement} node @param {HelpRequest} one */
  fillItem(node, one) {
    const name = one.session && this.act.nameOf(one.session);
    text(/** @type {Element} */ (node.querySelector(".about .dim")), name ? ` ${name}` : "");
    const where = answers(one).length > 0 ? "with" : one.taken_by ? "taken" : this.help.led === false ? "waits_unled" : "waits";
    text(/** @type {Element} */ (node.querySelector(".where")), t(`help.where.${where}`, { name: one.taken_by ?? "", time: clock(one.taken_by ? (one.taken_at ?? one.at) : one.at) }));
    fillThread(node, one.said, (word) => word.own);
  }

  /** @param {number} id @param {Element} said */
  end(id, said) {
    if (!this.help.end(id)) return fill(said, t("help.unsent"));
    announce(t("help.ended_said"));
    this.close.focus({ preventScroll: true });
  }
}
