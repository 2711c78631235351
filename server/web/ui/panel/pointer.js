/** `<rule-pointer>`: a rule has pointed at one of the counsellor's chats, and at the routine to read; a human decides. */

import { announce } from "../shared/announce.js";
import { fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { own } from "../shared/model.js";
import { t } from "../shared/text.js";
import { nameOf } from "./tabs.js";

/** @typedef {{ session: string, rule: string, name: import("../shared/types.js").Both, article: string | null, since: number }} Pointed */

export class RulePointer extends HTMLElement {
  constructor() {
    super();
    /** @type {Pointed[]} */
    this.alerts = [];
    /** @type {import("./chats.js").Chats | null} */
    this.chats = null;
    /** Put away here: chat and rule. @type {Set<string>} */
    this.away = new Set();
    this.said = "[]";
  }

  /** @param {any} frame @param {import("./chats.js").Chats} chats */
  heard(frame, chats) {
    this.chats = chats;
    if (frame.type === "alerts") this.alerts = frame.alerts;
    this.tick();
  }

  tick() {
    const chats = this.chats;
    if (!chats) return;
    const lines = this.alerts
      .filter(({ session, rule }) => !this.away.has(`${session} ${rule}`))
      .map((one) => {
        const chat = chats.list.find(({ id }) => id === one.session);
        return { one, words: t("pointer.line", { chat: chat ? nameOf(chat) : "", rule: own(one.name) }) };
      });
    const said = JSON.stringify(lines);
    if (said === this.said) return;
    if (lines.length > JSON.parse(this.said).length) announce(lines[lines.length - 1]?.words ?? "");
    this.said = said;
    fill(
      this,
      ...lines.map(({ one, words }) => {
        const { article } = one;
        return h(
          "div",
          { class: "bulletin", data: { level: "warning" } },
          icon("info"),
          h("p", {}, words, article ? h("button", { class: "plain", type: "button", text: t("pointer.read"), on: { click: () => this.dispatchEvent(new CustomEvent("open-article", { detail: article, bubbles: true })) } }) : null),
          h("button", { class: "plain square", type: "button", "aria-label": t("pointer.put_away", { rule: own(one.name) }), on: { click: () => this.putAway(one) } }, icon("close")),
        );
      }),
    );
  }

  /** @param {Pointed} one */
  putAway({ session, rule }) {
    this.away.add(`${session} ${rule}`);
    this.tick();
    document.getElementById("panel")?.focus({ preventScroll: true });
  }
}

customElements.define("rule-pointer", RulePointer);
