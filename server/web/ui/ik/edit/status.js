/** Where the text is, in words: on the server, on its way, or only in this window. */

import { announce } from "../../shared/announce.js";
import { fill, h } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/text.js";
import { refusal } from "../../shared/door.js";
import { moment } from "../parts/when.js";

/**
 * @param {() => void} again
 */
export function makeStatus(again) {
  const node = h("p", { class: "saving dim" });
  const note = h("div", { class: "notices" });
  let lost = false;
  return {
    node,
    note,
    /** @param {import("../../shared/autosave.js").Saving} saving */
    show(saving) {
      const away = saving.kind === "lost" || saving.kind === "refused";
      const time = saving.since ? moment(saving.since) : "";
      if (saving.kind === "sending" && lost) return;
      node.dataset.kind = saving.kind;
      if (saving.kind === "still") fill(node);
      else if (saving.kind === "waiting") fill(node, t("edit.saving.waiting"));
      else if (saving.kind === "sending") fill(node, t("edit.saving.sending"));
      else if (saving.kind === "saved") fill(node, icon("check"), t("edit.saving.saved", { time }));
      else fill(node, icon("broken"), time ? t("edit.saving.since", { time }) : t("edit.saving.not"));
      if (away) {
        const why = saving.kind === "refused" && saving.answer?.problem ? refusal({ problem: saving.answer.problem }) : t("edit.saving.lost_text");
        fill(
          note,
          h(
            "div",
            { class: "notice" },
            icon("broken"),
            h("div", {}, h("p", { class: "title", text: time ? t("edit.saving.since", { time }) : t("edit.saving.not") }), h("p", { text: why }), h("button", { class: "button", type: "button", text: t("board.retry"), on: { click: again } })),
          ),
        );
        if (!lost) announce(`${t("edit.saving.not")}. ${why}`);
      } else if (saving.kind !== "sending" && note.childElementCount > 0) {
        fill(note);
        if (lost) announce(t("edit.saving.back"));
      }
      lost = away;
    },
  };
}
