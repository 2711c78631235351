/** The prompts: the whole card is the copy button, so that one click anywhere on it is enough; on the phone it is ticked as said. */

import { announce } from "../shared/announce.js";
import { attr, fill, h, keyed, text } from "../shared/dom.js";
import { give, verb } from "../shared/give.js";
import { icon } from "../shared/icons.js";
import { t, word } from "../shared/text.js";
import { OwnTools } from "./own.js";

/** @typedef {import("../shared/types.js").Prompt} Prompt */
/** @typedef {import("./favourites.js").Favourites} Favourites */
/**
 * `used` are the ids that were copied or said in this talk; `aloud`: they are said, not copied.
 * @typedef {{ prompts: Prompt[], lang: string, receipt: string, used: string[], aloud: boolean }} Shown
 */
/**
 * @typedef {{ copied: (id: string) => void, said: (id: string, on: boolean) => void,
 *   spot: () => import("./favourites.js").Spot, editing: (on: boolean) => void }} Act
 */

const RECEIPT = 6000;

export class Prompts {
  /**
   * @param {HTMLElement} list
   * @param {Favourites} favourites
   * @param {Act} act
   */
  constructor(list, favourites, act) {
    this.list = list;
    this.favourites = favourites;
    this.act = act;
    /** @type {Shown} */
    this.shown = { prompts: [], lang: "nb", receipt: "", used: [], aloud: false };
    this.tools = new OwnTools(list, favourites, { ...act, lang: () => this.shown.lang, again: () => this.again() });
  }

  /** The same prompts, marked anew. */
  again() {
    this.show(this.shown);
  }

  /** @param {Shown} shown */
  show(shown) {
    this.shown = shown;
    const { aloud, lang } = shown;
    keyed(
      this.list,
      this.favourites.worded(shown.prompts),
      (prompt) => `${prompt.id}|${prompt.text}|${aloud}`,
      (prompt) => this.item(prompt, aloud),
      (node, prompt, index) => {
        text(/** @type {Element} */ (node.querySelector("kbd")), index < 9 && !aloud ? index + 1 : "");
        attr(/** @type {Element} */ (node.querySelector(".words")), "lang", lang);
        this.mark(node, prompt);
      },
    );
    this.tick(shown.used);
    this.tools.settle();
  }

  /** Ticks those that were copied or said in this talk; nothing moves by it. @param {string[]} used */
  tick(used) {
    this.shown = { ...this.shown, used };
    for (const item of this.list.children) {
      const button = /** @type {HTMLElement} */ (item.querySelector(".prompt"));
      const done = used.includes(button.dataset.id ?? "");
      button.classList.toggle("used", done);
      if (this.shown.aloud) attr(button, "aria-pressed", String(done));
      text(/** @type {Element} */ (button.querySelector(".done")), done && !this.shown.aloud ? `, ${t("used.mark")}` : "");
      if (!button.classList.contains("copied")) rest(button);
    }
  }

  /** What a card says of itself: one's own, what it is, and why it is here. @param {HTMLElement} node @param {Prompt} prompt */
  mark(node, prompt) {
    const kind = this.favourites.kind(prompt);
    const traits = [prompt.question_type ? word("question", prompt.question_type) : word("prompt", prompt.kind), word("depth", prompt.depth), prompt.why].filter(Boolean).join(" · ");
    const line = /** @type {HTMLElement} */ (node.querySelector(".traits"));
    const said = `${kind} ${traits}`;
    if (line.dataset.said === said) return;
    line.dataset.said = said;
    fill(line, kind ? h("span", { class: "own-mark" }, icon("star"), h("span", { text: t(kind === "own" ? "own.mark" : "own.favourite") })) : null, h("span", { text: traits }));
  }

  /** @param {Prompt} prompt @param {boolean} aloud */
  item(prompt, aloud) {
    /** @type {HTMLElement} */
    const button = h(
      "button",
      { class: aloud ? "prompt aloud" : "prompt", type: "button", data: { id: prompt.id }, on: { click: () => (aloud ? this.say(prompt, button) : void this.copy(prompt, button)) } },
      h("span", { class: "offstage", text: aloud ? "" : `${verb()}: ` }),
      h("span", { class: "words", text: prompt.text }),
      h("span", { class: "done offstage" }),
      h("span", { class: "foot" }, h("span", { class: "traits" }), h("span", { class: "receipt", "aria-hidden": "true" })),
      h("span", { class: "side", "aria-hidden": "true" }, h("span", { class: "mark" }, icon("copy")), aloud ? h("span", { class: "word", text: t("phone.said") }) : "", h("kbd")),
    );
    return h("li", {}, h("div", { class: "prompt-seat" }, button, this.tools.button(prompt)));
  }

  /** On the phone a tick says that it was used. @param {Prompt} prompt @param {HTMLElement} button */
  say(prompt, button) {
    const on = button.getAttribute("aria-pressed") !== "true";
    this.act.said(prompt.id, on);
  }

  /**
   * @param {Prompt} prompt
   * @param {HTMLElement} button
   */
  async copy(prompt, button) {
    const { done, said } = await give(prompt.text, this.shown.receipt);
    announce(said);
    if (done) this.act.copied(prompt.id);
    for (const other of this.list.querySelectorAll(".prompt.copied")) rest(other);
    text(/** @type {Element} */ (button.querySelector(".receipt")), said);
    fill(/** @type {Element} */ (button.querySelector(".mark")), icon(done ? "check" : "alert"));
    button.classList.add("copied");
    setTimeout(() => rest(button), RECEIPT);
  }

  /** Copies by number, 1 first. @param {number} number */
  pick(number) {
    const button = /** @type {HTMLElement | null | undefined} */ (this.list.children[number - 1]?.querySelector(".prompt"));
    button?.click();
    button?.scrollIntoView({ block: "nearest" });
  }
}

/** What stands at the side of a card at rest. @param {Element} button */
function rest(button) {
  button.classList.remove("copied");
  text(/** @type {Element} */ (button.querySelector(".receipt")), "");
  const done = button.classList.contains("used");
  fill(/** @type {Element} */ (button.querySelector(".mark")), icon(done ? "check" : button.classList.contains("aloud") ? "ring" : "copy"));
}
