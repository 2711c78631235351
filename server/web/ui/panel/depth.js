/** How bold the prompts of a chat may be: as the talk goes, milde or utfordrende; kept with the chat. */

import { h } from "../shared/dom.js";
import { t } from "../shared/text.js";

const DEPTHS = ["", "mild", "utfordrende"];

export class Depth {
  /**
   * @param {HTMLElement} box
   * @param {(depth: string | null) => void} choose
   */
  constructor(box, choose) {
    this.box = box;
    this.inputs = DEPTHS.map((depth) => h("input", { type: "radio", name: "depth", value: depth, on: { change: () => choose(depth || null) } }));
    box.append(
      h(
        "fieldset",
        { class: "bold" },
        h("legend", { class: "offstage", text: t("bold.legend") }),
        h("div", { class: "segments" }, ...this.inputs.map((input) => h("label", {}, input, h("span", { text: t(`bold.${input.value || "as_it_goes"}`) })))),
      ),
    );
  }

  /** @param {string | null | undefined} depth undefined while there is no chat to keep it with */
  show(depth) {
    this.box.hidden = depth === undefined;
    for (const input of this.inputs) input.checked = input.value === (depth ?? "");
  }
}
