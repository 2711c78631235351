/** The log is closed: the key opens it; without the key there is only deleting it. */

import { h } from "../../shared/dom.js";
import { t } from "../../shared/text.js";
import { book } from "../book.js";
import { card } from "../parts.js";
import { keyForm } from "./key.js";
import { removeAll } from "./remove.js";

/** @param {string} [said] why it is closed, where there is a reason to tell */
export function unlockCard(said = "") {
  const key = keyForm((found) => book.open(found));
  return card(
    "unlock",
    t("log.unlock.title"),
    "",
    h(
      "div",
      { class: "pad begin" },
      h("p", { text: said || t("log.unlock.text") }),
      key.form,
      h(
        "details",
        { class: "lost-key" },
        h("summary", { text: t("log.unlock.lost") }),
        h("p", { text: t("log.unlock.lost_text") }),
        h("p", {}, h("button", { class: "button", type: "button", text: t("log.remove.open"), on: { click: removeAll } })),
      ),
    ),
  );
}
