/** Asks before something is copied from one chat while the counsellor writes in another: inline, beside what was pressed. */

import { askBeforeCopying } from "../shared/copy.js";
import { h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { t } from "../shared/text.js";
import { now } from "../shared/time.js";
import { nameOf } from "./tabs.js";

/** @typedef {import("./chats.js").Chat} Chat */
/** @typedef {import("./chats.js").Chats} Chats */

/** So long after the counsellor's newest message they are still at home in that chat. */
const RECENT = 20_000;
const JUST_NOW = 500;

/**
 * When the counsellor last wrote in a chat: now while they type; else their newest message, if it is the newest of all.
 * @param {Chat} chat
 */
function wrote({ session }) {
  if (!session || session.state !== "live") return 0;
  if (session.typing.includes("veileder")) return now();
  return session.waiting_since === null && session.messages > 0 ? session.last_message ?? 0 : 0;
}

/**
 * The chat that the counsellor writes in, if it is another than the one shown.
 * @param {Chats} chats
 * @returns {Chat | null}
 */
export function elsewhere(chats) {
  const shown = chats.chat;
  if (!shown?.session) return null;
  const here = wrote(shown);
  const [other] = chats.list.filter((chat) => chat !== shown && chat.session).sort((a, b) => wrote(b) - wrote(a));
  return other && wrote(other) > Math.max(here, now() - RECENT) ? other : null;
}

export class Guard {
  /**
   * @param {Chats} chats
   * @param {(id: string) => void} show turns to a chat
   */
  constructor(chats, show) {
    this.chats = chats;
    this.show = show;
    /** @type {Element | null} */
    this.pressed = null;
    /** A yes holds for as long as the same two chats are at stake. */
    this.allowed = "";
    this.about = "";
    /** @type {HTMLElement | null} */
    this.box = null;
    document.addEventListener("click", (event) => this.press(event.target instanceof Element ? event.target.closest("button") : null), true);
    askBeforeCopying(() => this.ask());
  }

  /** What was just pressed; a copy that comes of a key alone has nothing to stand beside. @param {Element | null} button */
  press(button) {
    this.pressed = button;
    setTimeout(() => {
      if (this.pressed === button) this.pressed = null;
    }, JUST_NOW);
  }

  /** @returns {Promise<void>} fulfilled when the copy may be made; never, if it is not to be */
  ask() {
    this.close();
    const here = this.chats.chat;
    const other = elsewhere(this.chats);
    if (!here || !other) {
      this.allowed = "";
      return Promise.resolve();
    }
    const pair = `${here.id}|${other.id}`;
    if (this.allowed === pair) return Promise.resolve();
    return new Promise((go) => {
      const back = this.pressed;
      this.about = here.id;
      const yes = () => {
        this.allowed = pair;
        this.close();
        if (back instanceof HTMLElement) back.focus({ preventScroll: true });
        go();
      };
      const no = () => {
        this.close();
        if (back instanceof HTMLElement) back.focus({ preventScroll: true });
      };
      const names = { other: nameOf(other), here: nameOf(here) };
      this.box = h(
        "div",
        { class: "guard", role: "group", tabindex: "-1", "aria-labelledby": "guard-said", on: { keydown: (/** @type {KeyboardEvent} */ event) => escape(event, no) } },
        icon("alert"),
        h("p", { id: "guard-said", text: t("beside.guard", names) }),
        h(
          "p",
          { class: "row" },
          h("button", { class: "button yes", type: "button", text: t("beside.guard.yes"), on: { click: yes } }),
          h("button", { class: "plain turn", type: "button", text: t("beside.guard.turn", names), on: { click: () => (this.close(), this.show(other.id)) } }),
          h("button", { class: "plain no", type: "button", text: t("beside.guard.no"), on: { click: no } }),
        ),
      );
      seat(back).after(this.box);
      this.box.focus({ preventScroll: true });
      this.box.scrollIntoView({ block: "nearest" });
    });
  }

  close() {
    this.box?.remove();
    this.box = null;
  }

  /** The question goes when the counsellor turns to another chat, and never under their hand. */
  look() {
    if (this.box && this.chats.shown !== this.about) this.close();
  }
}

/** Where the question stands: beside what was pressed, never inside a button. @param {Element | null} pressed */
function seat(pressed) {
  const seat = pressed?.isConnected ? pressed.closest(".prompt-seat, .leave, .links, .status") ?? pressed : null;
  return seat ?? document.querySelector("#prompts header") ?? document.body;
}

/** @param {KeyboardEvent} event @param {() => void} no */
function escape(event, no) {
  if (event.key !== "Escape") return;
  event.preventDefault();
  event.stopPropagation();
  no();
}
