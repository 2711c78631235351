/** What is new in the knowledge base since it was last looked at: a fold while no chat is live, and a dialog from the menu. */

import { fill, h, text } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { knockAs } from "../shared/pass.js";
import { choose, settings } from "../shared/settings.js";
import { t, tn } from "../shared/text.js";
import { day, now } from "../shared/time.js";

/** @typedef {import("../shared/types.js").NewsItem} NewsItem */

/** Who has never looked is told of so many days. */
const FIRST = 14;

export class News {
  /**
   * @param {HTMLElement} box the fold's seat
   * @param {(id: string) => void} open
   */
  constructor(box, open) {
    this.box = box;
    this.open = open;
    /** @type {NewsItem[]} */
    this.items = [];
    this.since = settings.news ?? date(now() - FIRST * 86_400_000);
    this.wanted = false;
    /** @type {Promise<void> | null} */
    this.asked = null;
    this.summary = h("summary", {});
    this.list = h("ul", { class: "news" });
    this.fold = h("details", { on: { toggle: () => this.fold.open && this.looked() } }, this.summary, this.list);
    box.append(this.fold);
  }

  /** Asks once. */
  load() {
    return (this.asked ??= this.ask());
  }

  async ask() {
    try {
      const answer = await knockAs(`/api/news?since=${encodeURIComponent(this.since)}`);
      if (answer.ok) this.items = (await answer.json()).articles;
    } catch {
      // Quiet: nobody waits for this.
    }
    text(this.summary, tn("news.title", this.items.length, { day: day(this.since) }));
    fill(this.list, ...this.items.map((one) => this.item(one)));
    this.show(this.wanted);
  }

  /** @param {boolean} wanted whether there is room for it: no chat is live */
  show(wanted) {
    this.wanted = wanted;
    if (wanted) void this.load();
    this.box.hidden = !wanted || this.items.length === 0;
  }

  /** It has been looked at: next time it begins from today. */
  looked() {
    choose({ news: date(now()) });
  }

  /** @param {NewsItem} one */
  item(one) {
    return h(
      "li",
      {},
      h("button", { class: "plain", type: "button", lang: one.lang, on: { click: () => this.open(one.id) } }, h("span", { text: one.title })),
      h("span", { class: "meta" }, h("span", { class: "what", text: t(`news.${one.what}`) }), h("span", { text: day(one.day) }), h("span", { text: t("article.owner", { owner: one.owner }) })),
    );
  }

  /** From the menu, whatever else goes on. @param {HTMLElement} seat */
  mount(seat) {
    const list = h("ul", { class: "news" });
    const none = h("p", { class: "dim" });
    const close = h("button", { class: "plain square", type: "button", "aria-label": t("close"), on: { click: () => dialog.close() } }, icon("close"));
    const dialog = h("dialog", { id: "news-dialog", class: "settings", "aria-labelledby": "news-title", on: { click: (/** @type {MouseEvent} */ event) => event.target === dialog && dialog.close() } }, h("header", {}, h("h2", { id: "news-title", text: t("news.menu") }), close), none, list);
    document.body.append(dialog);
    const button = h("button", { class: "plain", type: "button", "aria-haspopup": "dialog" }, icon("book"), h("span", { text: t("news.menu") }));
    button.addEventListener("click", async () => {
      /** @type {HTMLDialogElement | null} */ (seat.closest("dialog"))?.close();
      dialog.showModal();
      await this.load();
      text(none, t(this.items.length === 0 ? "news.none" : "news.since", { day: day(this.since) }));
      fill(list, ...this.items.map((one) => this.item(one)));
      this.looked();
    });
    list.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("button")) dialog.close();
    });
    seat.append(button);
  }
}

/** @param {number} at */
function date(at) {
  const when = new Date(at);
  return `${when.getFullYear()}-${String(when.getMonth() + 1).padStart(2, "0")}-${String(when.getDate()).padStart(2, "0")}`;
}
