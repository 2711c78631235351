/** The tabs: one a chat, numbered in the order they opened, never named after anything in the chat. */

import { attr, h, keyed, text } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { t } from "../shared/text.js";
import { elapsed } from "../shared/time.js";
import { HAND } from "./chats.js";

/** @typedef {import("./chats.js").Chat} Chat */

/** @param {Chat} chat */
export function nameOf(chat) {
  return t("chat.name", { number: chat.number });
}

/**
 * What a tab says under its name.
 * @param {Chat | null} chat
 * @param {boolean} linked whether the panel has its socket
 * @param {number | null} call since when there is a talk by phone
 * @returns {{ word: string, due: boolean }}
 */
function status(chat, linked, call) {
  if (!chat) return { word: call === null ? t("tab.hand") : t("tab.call", { time: elapsed(call) }), due: false };
  if (chat.over) return { word: t(`tab.${chat.over.how === "left" ? "left" : "over"}`), due: false };
  const session = chat.session;
  if (!session || !linked || !session.followed) return { word: t("tab.lost"), due: false };
  if (session.state === "left") return { word: t("tab.left"), due: false };
  if (session.waiting_since !== null) return { word: t("tab.waits", { time: elapsed(session.waiting_since) }), due: true };
  if (session.typing.includes("veisoker")) return { word: t("tab.typing"), due: false };
  return { word: t(session.messages === 0 ? "tab.new" : "tab.answered"), due: false };
}

/**
 * @param {HTMLElement} list the element with role=tablist
 * @param {import("./chats.js").Chats} chats
 * @param {boolean} linked
 * @param {(id: string) => void} show
 * @param {number | null} call
 */
export function renderTabs(list, chats, linked, show, call) {
  list.hidden = chats.list.length === 0;
  /** @type {{ id: string, chat: Chat | null }[]} */
  const tabs = [...chats.list.map((chat) => ({ id: chat.id, chat })), { id: HAND, chat: null }];
  keyed(
    list,
    tabs,
    (tab) => tab.id,
    (tab) =>
      h(
        "button",
        {
          class: tab.chat ? "tab" : "tab byhand", type: "button", role: "tab", id: `tab-${tab.id}`, "aria-controls": "panel",
          on: { click: () => show(tab.id), keydown: (/** @type {KeyboardEvent} */ event) => walk(event) },
        },
        h("span", { class: "name" }, tab.chat ? nameOf(tab.chat) : icon("phone"), tab.chat ? "" : h("span", { text: t("tab.by_hand") })),
        h("span", { class: "state" }, h("i", { class: "bead" }), h("span", { class: "word" })),
      ),
    (node, tab) => {
      const here = tab.id === chats.shown;
      attr(node, "aria-selected", String(here));
      attr(node, "tabindex", here ? "0" : "-1");
      const { word, due } = status(tab.chat, linked, call);
      node.dataset.due = String(due);
      text(/** @type {Element} */ (node.querySelector(".word")), word);
    },
  );
}

/**
 * Arrows between the tabs.
 * @param {KeyboardEvent} event
 */
function walk(event) {
  const node = /** @type {HTMLElement} */ (event.currentTarget);
  const all = [...(node.parentElement?.children ?? [])];
  const index = all.indexOf(node);
  const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const next = /** @type {HTMLElement | undefined} */ (all[(to + all.length) % all.length]);
  next?.click();
  next?.focus();
}
