/** Who has seen a change of a routine: how many, for all; the names only for the owner, as a reminder. */

import { fill, h } from "../../shared/dom.js";
import { t } from "../../shared/text.js";
import { at, knock, refusal } from "../../shared/door.js";
import { moment } from "../parts/when.js";
import { inDialog } from "./asking.js";

/** @param {string} id */
export function makeReceipts(id) {
  const node = h("span", { class: "receipts" });

  async function who() {
    const answer = await knock("GET", `${at(id)}/receipts`);
    if (!answer.ok) {
      await inDialog({ title: t("edit.seen.title"), text: [refusal(answer)] });
      return;
    }
    /** @type {{ name: string, at: string }[] | null} */
    const seen = answer.body.seen ?? null;
    await inDialog({
      title: t("edit.seen.title"),
      text: [t("edit.seen", answer.body), ...(seen ? [] : [t("edit.seen.owner")])],
      inside: [seen ? h("ul", { class: "names-seen" }, ...seen.map((one) => h("li", {}, one.name, h("span", { class: "dim", text: ` ${moment(one.at)}` })))) : null],
    });
  }

  return {
    node,
    /** @param {import("./types.js").Whole} whole */
    show(whole) {
      if (!whole.seen) fill(node);
      else fill(node, h("span", { class: "dim", text: t("edit.seen", { by: whole.seen.by, of: whole.seen.of }) }), " ", h("button", { class: "plain", type: "button", "aria-haspopup": "dialog", text: t("edit.seen.who"), on: { click: () => void who() } }));
    },
  };
}
