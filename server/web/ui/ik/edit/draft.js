/** My own text that was kept but is no version yet: told when I come back, mine to go on with or throw away. */

import { fill, h } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/text.js";
import { moment } from "../parts/when.js";

/**
 * @param {{ saved_at: string, base: number }} draft
 * @param {{ version: number, changed_by?: string }} whole
 * @param {(button: HTMLButtonElement) => void} throwAway
 */
export function draftNote(draft, whole, throwAway) {
  const away = h("button", { class: "button", type: "button", text: t("edit.draft.throw"), on: { click: () => throwAway(away) } });
  const node = h(
    "div",
    { class: "notice calm draft-note" },
    icon("pen"),
    h(
      "div",
      {},
      h("p", { class: "title", text: t("edit.draft.title", { time: moment(draft.saved_at) }) }),
      h("p", { text: draft.base < whole.version ? t("edit.draft.behind", { version: whole.version, base: draft.base }) : t("edit.draft.text") }),
      h("div", { class: "row" }, h("button", { class: "button", type: "button", text: t("edit.draft.go_on"), on: { click: () => fill(node.parentElement ?? node) } }), away),
    ),
  );
  return node;
}
