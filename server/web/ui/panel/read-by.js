/** `<read-by>`: a calm line for as long as somebody reads one of the counsellor's chats: who, why, and until when. */

import { announce } from "../shared/announce.js";
import { fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { t } from "../shared/text.js";
import { clock, now } from "../shared/time.js";
import { nameOf } from "./tabs.js";

/** @typedef {{ by: string, reason: string, words?: string | null, until: number }} ReadBy */

const REASONS = ["asked", "worry", "training"];

/** Why, as the counsellor sees it: the dialog of the vaktleder shows the same words. @param {{ reason: string, words?: string | null }} one */
export function whyRead(one) {
  return REASONS.includes(one.reason) ? t(`read_by.${one.reason}`) : one.words || t("read_by.other");
}

/**
 * The line itself.
 * @param {string} by
 * @param {{ reason: string, words?: string | null }} one
 * @param {string} time
 * @param {string} [chat] its name, where there are several
 */
export function readByWords(by, one, time, chat) {
  return chat ? t("read_by.line_of", { by, chat, time, why: whyRead(one) }) : t("read_by.line", { by, time, why: whyRead(one) });
}

export class ReadByLine extends HTMLElement {
  constructor() {
    super();
    /** @type {Map<string, ReadBy>} */
    this.read = new Map();
    /** @type {import("./chats.js").Chats | null} */
    this.chats = null;
    this.said = "";
  }

  /** @param {any} frame @param {import("./chats.js").Chats} chats */
  heard(frame, chats) {
    this.chats = chats;
    if (frame.type === "snapshot") this.read.clear();
    for (const session of frame.type === "snapshot" ? frame.sessions : frame.type === "session" ? [frame.session] : []) {
      if ("read_by" in session) this.put(session.id, session.read_by);
    }
    if (frame.type === "read_by") this.put(frame.session, frame.read_by);
    if (frame.type === "gone") this.read.delete(frame.id);
    this.tick();
  }

  /** @param {string} id @param {ReadBy | null} one */
  put(id, one) {
    if (one) this.read.set(id, one);
    else this.read.delete(id);
  }

  tick() {
    const list = this.chats?.list ?? [];
    const lines = [...this.read].filter(([, one]) => one.until > now()).map(([id, one]) => {
      const chat = list.find((chat) => chat.id === id);
      const here = list.filter(({ session }) => session).length < 2 || this.chats?.shown === id;
      return readByWords(one.by, one, clock(one.until), here || !chat ? undefined : nameOf(chat));
    });
    const said = JSON.stringify(lines);
    if (said === this.said) return;
    const before = JSON.parse(this.said || "[]");
    const fresh = lines.find((line) => !before.includes(line));
    this.said = said;
    fill(this, ...lines.map((line) => h("p", {}, icon("padlock"), h("span", { text: line }))));
    if (fresh && lines.length > before.length) announce(fresh);
  }
}

customElements.define("read-by", ReadByLine);
