/** The prompts: the whole card is the copy button, so that one click anywhere on it is enough. */

import { announce } from "../shared/announce.js";
import { copy } from "../shared/copy.js";
import { attr, fill, h, keyed, text } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { t, word } from "../shared/text.js";

/** @typedef {import("../shared/types.js").Prompt} Prompt */

const RECEIPT = 6000;

export class Prompts {
  /** @param {HTMLElement} list */
  constructor(list) {
    this.list = list;
    this.receipt = "";
    /** @type {Prompt[]} */
    this.prompts = [];
  }

  /**
   * @param {Prompt[]} prompts
   * @param {string} lang
   * @param {string} receipt what is said when one is copied
   */
  show(prompts, lang, receipt) {
    this.prompts = prompts;
    this.receipt = receipt;
    keyed(
      this.list,
      prompts,
      (prompt) => `${prompt.id}|${prompt.text}`,
      (prompt) => this.card(prompt),
      (node, prompt, index) => {
        text(/** @type {Element} */ (node.querySelector("kbd")), index < 9 ? index + 1 : "");
        attr(/** @type {Element} */ (node.querySelector(".words")), "lang", lang);
        const why = /** @type {HTMLElement} */ (node.querySelector(".why"));
        text(why, ` · ${prompt.why}`);
        why.hidden = prompt.why === "";
      },
    );
  }

  /** @param {Prompt} prompt */
  card(prompt) {
    const traits = [
      prompt.question_type ? word("question", prompt.question_type) : word("prompt", prompt.kind),
      word("depth", prompt.depth),
    ];
    /** @type {HTMLElement} */
    const button = h(
      "button",
      { class: "prompt", type: "button", on: { click: () => void this.copy(prompt, button) } },
      h("span", { class: "offstage", text: `${t("prompt.copy")}: ` }),
      h("span", { class: "words", text: prompt.text }),
      h("span", { class: "foot" }, h("span", { class: "traits" }, traits.join(" · "), h("span", { class: "why" })), h("span", { class: "receipt", "aria-hidden": "true" })),
      h("span", { class: "side", "aria-hidden": "true" }, h("span", { class: "mark" }, icon("copy")), h("kbd")),
    );
    return h("li", {}, button);
  }

  /**
   * @param {Prompt} prompt
   * @param {HTMLElement} button
   */
  async copy(prompt, button) {
    const done = await copy(prompt.text);
    const said = done ? this.receipt : t("copy.failed");
    announce(said);
    for (const other of this.list.querySelectorAll(".prompt.copied")) rest(other);
    text(/** @type {Element} */ (button.querySelector(".receipt")), said);
    fill(/** @type {Element} */ (button.querySelector(".mark")), icon(done ? "check" : "alert"));
    button.classList.add("copied");
    setTimeout(() => rest(button), RECEIPT);
  }

  /** Copies by number, 1 first. @param {number} number */
  pick(number) {
    const button = this.list.children[number - 1]?.querySelector("button");
    button?.click();
    button?.scrollIntoView({ block: "nearest" });
  }
}

/** @param {Element} button */
function rest(button) {
  button.classList.remove("copied");
  text(/** @type {Element} */ (button.querySelector(".receipt")), "");
  fill(/** @type {Element} */ (button.querySelector(".mark")), icon("copy"));
}
