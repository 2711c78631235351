/** One's own favourites: nobody else sees them. */

import { copyButton } from "../../shared/article.js";
import { fill, h } from "../../shared/dom.js";
import { ask } from "../../shared/door.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/text.js";
import { spot } from "../parts/names.js";
import { failed, working } from "../parts/working.js";

/** @typedef {import("../../shared/types.js").Favourite} Favourite */

/** @param {HTMLElement} box */
export async function favourites(box) {
  const list = h("ul", { class: "plain-list" });
  const foot = h("div");
  fill(box, h("p", { class: "pad dim", text: t("desk.favourites.text") }), list, foot);
  /** @type {Favourite[]} */
  let items;
  try {
    items = (await ask("GET", "/favourites")).data;
  } catch (error) {
    return fill(foot, failed(error, () => void favourites(box)));
  }
  const empty = () => fill(foot, list.childElementCount === 0 ? h("p", { class: "pad dim", text: t("desk.favourites.none") }) : null);
  fill(list, ...items.map((one) => item(one, empty)));
  empty();
}

/**
 * @param {Favourite} one
 * @param {() => void} gone
 */
function item(one, gone) {
  const said = h("span", { class: "said", role: "status" });
  const remove = h("button", { class: "plain", type: "button" }, icon("close"), h("span", { text: t("desk.favourites.remove") }), h("span", { class: "offstage", text: `: ${one.nb || one.nn}` }));
  const node = h(
    "li",
    { class: "split" },
    h(
      "div",
      {},
      ...(/** @type {const} */ (["nb", "nn"])).map((lang) => (one[lang] ? h("p", { class: "copy-line" }, h("span", { lang, text: one[lang] }), copyButton(one[lang], `${t("prompt.copy")}: ${one[lang]}`, t("copy.receipt_plain"))) : null)),
      h("p", { class: "dim small", text: spot(one.phase, one.knapp) }),
    ),
    h("p", { class: "row" }, said, remove),
  );
  remove.addEventListener("click", () =>
    void working(remove, said, async () => {
      await ask("DELETE", `/favourites/${encodeURIComponent(one.id)}`);
      node.remove();
      gone();
      return t("desk.favourites.removed");
    }),
  );
  return node;
}
