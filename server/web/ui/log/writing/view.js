/** One entry: the path of its talk beside the questions, saved as it is written. */

import { announce } from "../../shared/announce.js";
import { fill, h } from "../../shared/dom.js";
import { openDialog } from "../../shared/dialog.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/text.js";
import { book } from "../book.js";
import { card, notice } from "../parts.js";
import { pathCard } from "../path/view.js";
import { makeForm } from "./form.js";
import { makeSaving } from "./saving.js";

/** @typedef {import("./saving.js").Open} Open */

/**
 * @param {Open} entry
 * @param {{ messages?: number, bookmarked?: boolean }} [more] of its talk, while the server has it
 */
export function entryView(entry, more = {}) {
  const two = h("div", { class: "two-now" });
  const saving = makeSaving(entry, () => {
    fill(two, notice("people", t("log.both_kept"), t("log.both_kept_text"), true));
    announce(t("log.both_kept"));
  });
  const form = makeForm(entry.body, touched, () => void saving.flush());
  const tools = h("p", { class: "row tools", hidden: entry.version === 0 });
  fill(tools, share(), remove());

  function touched() {
    tools.hidden = false;
    saving.touch();
  }

  function share() {
    const go = async () => {
      await saving.flush();
      if (entry.version > 0) location.hash = `#/del/${entry.id}`;
    };
    return h("button", { class: "button", type: "button", on: { click: () => void go() } }, icon("people"), h("span", { text: t("log.share.open") }));
  }

  function remove() {
    return h("button", {
      class: "button", type: "button", text: t("log.entry.remove"),
      on: {
        click: () =>
          openDialog({
            title: t("log.entry.remove_title"),
            body: [h("p", { text: t("log.entry.remove_text") })],
            act: t("log.entry.remove"),
            work: async () => {
              await saving.quiet();
              saving.stop();
              if (entry.version > 0) await book.remove(entry);
              location.hash = "#/logg";
            },
          }),
      },
    });
  }

  const writing = card("writing", t("log.writing.title"), t("log.writing.aside"), h("div", { class: "pad begin" }, two, form, h("div", { class: "split foot" }, saving.line, tools)));
  const phone = entry.body.talk.how === "phone";
  return {
    node: h("div", { class: phone ? "view" : "view writing" }, ...(phone ? [writing] : [pathCard(entry.body.talk, more), writing])),
    is: (/** @type {string} */ id) => id === entry.id || id === entry.body.talk.id,
    flush: () => saving.flush(),
    unsent: () => saving.unsent(),
    stop: () => saving.stop(),
  };
}
