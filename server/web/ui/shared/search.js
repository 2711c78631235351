/** Search as you type: answers in a list under (or over) the box, the newest question always wins. */

import { attr, fill, h, marked, text } from "./dom.js";
import { icon } from "./icons.js";
import { knockAs } from "./pass.js";
import { t, textsReady, tn } from "./text.js";
import { revision } from "./article.js";
import { SearchGroup } from "./search-group.js";

/** @typedef {import("./types.js").Found} Found */

const PAUSE = 120;
/** After so long without a key the query is what somebody means, not half a word. */
const REST = 1500;
const LIMIT = 8;
let boxes = 0;

export class IkSearch extends HTMLElement {
  constructor() {
    super();
    const id = `search-${(boxes += 1)}`;
    /** @type {Found | null} */
    this.found = null;
    this.chosen = -1;
    this.asked = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.rest = undefined;
    /** The query last said to be settled: it counts once. */
    this.settled = "";
    this.input = h("input", {
      type: "search", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-autocomplete": "list",
      "aria-expanded": "false", "aria-controls": `${id}-list`,
      on: {
        input: () => this.typed(),
        keydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
        focus: () => (void this.group.load(), this.toggle(this.found !== null)),
      },
    });
    this.note = h("p", { class: "note", role: "status" });
    this.list = h("ul", { role: "listbox", id: `${id}-list`, class: "hits" });
    /** The target group that narrows; a change asks again at once. */
    this.group = new SearchGroup(() => void (this.query && this.ask(this.query)));
    this.all = h("button", { class: "plain", type: "button", hidden: true, on: { click: () => (this.group.take(""), this.input.focus()) } });
    /** What the keys do, where a page has more of them than Enter. */
    this.keysHint = h("p", { class: "note keys-hint", hidden: true });
    this.sheet = h("div", { class: "sheet", hidden: true }, h("div", { class: "head" }, this.note, this.group.node), this.all, this.list, this.keysHint);
    this.hint = h("kbd", { text: "/", "aria-hidden": "true" });
  }

  connectedCallback() {
    if (this.firstElementChild) return;
    this.sheet.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      this.input.focus();
      this.toggle(false);
    });
    void textsReady.then(() => {
      this.input.setAttribute("placeholder", t("search.hint"));
      this.input.setAttribute("aria-label", t("search.label"));
      this.list.setAttribute("aria-label", t("search.hits"));
      this.all.textContent = t("find.in_all");
      this.keysHint.textContent = t("find.keys");
      this.keysHint.hidden = !this.hasAttribute("phrases");
    });
    this.append(h("div", { class: "box" }, icon("search"), this.input, this.hint), this.sheet);
    this.addEventListener("focusout", (event) => {
      if (!this.contains(/** @type {Node | null} */ (event.relatedTarget))) this.toggle(false);
    });
  }

  /** Whether somebody is writing here now. */
  get busy() {
    return document.activeElement === this.input && document.hasFocus() && this.input.value !== "";
  }

  get query() {
    return this.input.value.trim();
  }

  get hits() {
    return this.found?.hits.length ?? 0;
  }

  /** Whether what is shown answers what is written. */
  get answered() {
    return this.found?.query === this.query;
  }

  typed() {
    clearTimeout(this.timer);
    clearTimeout(this.rest);
    const { query } = this;
    if (query === "") {
      this.asked += 1;
      this.found = null;
      this.toggle(false);
      return;
    }
    this.timer = setTimeout(() => void this.ask(query), PAUSE);
    this.rest = setTimeout(() => this.settle(), REST);
  }

  /** Says once of a query without a hit that it was meant; the server counts it, and nothing here changes. */
  settle() {
    clearTimeout(this.rest);
    const { query } = this;
    if (query === "" || query === this.settled || (this.answered && this.hits > 0)) return;
    this.settled = query;
    // A count that is lost is no loss to who searches.
    post(query, true, null).catch(() => {});
  }

  /** @param {string} query */
  async ask(query) {
    const number = (this.asked += 1);
    try {
      const answer = await post(query, false, this.group.id);
      if (!answer.ok) throw new Error(String(answer.status));
      const found = await answer.json();
      if (number === this.asked) this.show(found);
    } catch {
      if (number !== this.asked) return;
      this.found = null;
      fill(this.list);
      this.all.hidden = true;
      text(this.note, t("search.failed"));
      this.toggle(true);
    }
  }

  /** @param {Found} found */
  show(found) {
    this.found = found;
    this.chosen = -1;
    const count = found.hits.length;
    const main =
      count === 0
        ? t("search.none", { query: found.corrected ?? found.query })
        : found.corrected
          ? t("search.corrected", { query: found.corrected })
          : tn("search.count", count);
    const also = count > 0 && found.expanded.length > 0 ? t("search.expanded", { words: found.expanded.slice(0, 4).join(", ") }) : "";
    const within = this.group.id ? t("find.within", { group: this.group.name }) : "";
    this.all.hidden = count > 0 || !this.group.id;
    const more = [within, also, found.words_alone ? t("search.words_alone") : ""].filter(Boolean);
    text(this.note, more.length > 0 ? `${main}. ${more.join(" ")}` : main);
    fill(
      this.list,
      ...found.hits.map((hit, index) =>
        h(
          "li",
          {
            role: "option", id: `${this.list.id}-${index}`, "aria-selected": "false", lang: hit.lang,
            on: { mousedown: (/** @type {Event} */ event) => event.preventDefault(), click: () => this.open(index) },
          },
          h("span", { class: "title", text: hit.title }),
          h("span", { class: "passage" }, marked(hit.passage_html)),
          h("span", { class: "meta" }, revision(hit.state, hit.reviewed), h("span", { text: hit.owner }), h("span", { class: "lang", text: hit.lang })),
        ),
      ),
    );
    this.choose(-1);
    this.toggle(this.contains(document.activeElement));
  }

  /** @param {number} index */
  choose(index) {
    this.chosen = index;
    [...this.list.children].forEach((child, at) => attr(child, "aria-selected", String(at === index)));
    const node = this.list.children[index];
    attr(this.input, "aria-activedescendant", node ? node.id : null);
    node?.scrollIntoView({ block: "nearest" });
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const count = this.hits;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.sheet.hidden) this.toggle(this.found !== null);
      if (count > 0) this.choose((this.chosen + (event.key === "ArrowDown" ? 1 : count + (this.chosen < 0 ? 0 : -1))) % count);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const phrase = this.hasAttribute("phrases") && (event.ctrlKey || event.metaKey);
      if (this.chosen >= 0) this.open(this.chosen, phrase);
      else void this.enter(phrase);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (this.sheet.hidden) {
        this.input.value = "";
        this.typed();
        this.input.blur();
      } else this.toggle(false);
    }
  }

  /** Opens the first hit of what is written, not of what was written a moment ago. @param {boolean} phrase */
  async enter(phrase) {
    const { query } = this;
    if (query === "") return;
    if (!this.answered) {
      clearTimeout(this.timer);
      await this.ask(query);
      if (query !== this.query || !this.answered) return;
    }
    if (this.hits > 0) this.open(0, phrase);
    else this.settle();
  }

  /**
   * @param {number} index
   * @param {boolean} [phrase] the phrase that asks leave is wanted, and nothing is to open
   */
  open(index, phrase = false) {
    const hit = this.found?.hits[index];
    if (!hit) return;
    if (!phrase) this.toggle(false);
    this.dispatchEvent(new CustomEvent(phrase ? "copy-phrase" : "open-article", { detail: hit.id, bubbles: true }));
  }

  /** @param {boolean} open */
  toggle(open) {
    this.sheet.hidden = !open;
    attr(this.input, "aria-expanded", String(open));
    if (!open) this.choose(-1);
  }
}

/**
 * Asks the server. The query travels in the body: an address ends up in logs.
 * @param {string} query
 * @param {boolean} settled
 * @param {string | null | undefined} group
 */
function post(query, settled, group) {
  return knockAs("/api/search", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, limit: LIMIT, settled, ...(group ? { group } : {}) }),
  });
}

customElements.define("ik-search", IkSearch);
