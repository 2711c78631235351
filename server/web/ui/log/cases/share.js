/** Sharing is an act in three steps: choose what goes, see it with names and places taken out, and only then share. */

import { busy } from "../../shared/busy.js";
import { fill, h } from "../../shared/dom.js";
import { Refused, Told, why } from "../../shared/door.js";
import { input, labelled, select, textarea, tick } from "../../shared/fields.js";
import { icon } from "../../shared/icons.js";
import { elements, own } from "../../shared/model.js";
import { t, tn } from "../../shared/text.js";
import { marked } from "../../ik/parts/changes.js";
import { words } from "../../ik/parts/worddiff.js";
import { ask } from "../doors.js";
import { card, notice } from "../parts.js";
import { orderSentence } from "../path/said.js";
import { QUESTIONS } from "../writing/form.js";

/** @typedef {import("../writing/saving.js").Open} Open */

/** @param {Open} entry */
export function shareView(entry) {
  const { body } = entry;
  const parts = [
    ...QUESTIONS.map((name) => ({ title: t(`log.question.${name}`), text: body[name].trim(), on: true })),
    { title: t("log.share.path"), text: body.talk.path.length > 0 ? orderSentence(body.talk) : "", on: true },
    { title: t("log.context"), text: body.context.trim(), on: false },
  ].filter((part) => part.text !== "");
  const wrong = h("p", { class: "wrong", role: "alert" });
  const second = h("div");
  const boxes = parts.map((part) => ({ part, ...tick(part.title, part.on, () => fill(second)) }));
  const look = h("button", { class: "button primary", type: "button", text: t("log.share.look"), on: { click: () => void busy(look, t("desk.working"), shown) } });

  async function shown() {
    fill(wrong);
    try {
      const chosen = boxes.filter(({ box }) => box.checked).map(({ part }) => `${part.title}\n${part.text}`);
      if (chosen.length === 0) throw new Told(t("log.share.nothing"));
      const text = chosen.join("\n\n");
      const { body: masked } = await ask("POST", "/cases/mask", { body: { text } });
      const next = preview(entry, text, masked);
      fill(second, next.node);
      next.focus();
    } catch (error) {
      fill(wrong, why(error));
    }
  }

  return h(
    "div",
    { class: "view" },
    h("p", {}, h("a", { class: "plain", href: `#/innlegg/${entry.id}` }, icon("back"), h("span", { text: t("log.share.back") }))),
    card(
      "share",
      t("log.share.title"),
      "",
      h("div", { class: "pad begin" }, h("p", { text: t("log.share.text") }), h("fieldset", { class: "what" }, h("legend", { text: t("log.share.what") }), ...boxes.map(({ label }) => label)), wrong, h("p", { class: "row" }, look)),
    ),
    second,
  );
}

/**
 * @param {Open} entry
 * @param {string} before
 * @param {{ text: string, masked: number }} masked
 */
function preview(entry, before, masked) {
  // The server may give the lines as one: that is no change of words.
  const flat = masked.text.includes("\n") ? before : before.replace(/\s+/g, " ");
  const box = textarea(masked.text, { rows: 10, required: true, maxlength: 8000 });
  const title = input("", { required: true, maxlength: 120 });
  const knapp = select([["", t("log.share.no_knapp")], .../** @type {[string, string][]} */ (elements("knapp").map((one) => [one.id, own(one.label)]))], entry.body.talk.knapper_touched[0] ?? "");
  const wrong = h("p", { class: "wrong", role: "alert" });
  const go = h("button", { class: "button primary", type: "submit", text: t("log.share.act") });
  const heading = h("h2", { id: "preview-title", tabindex: "-1", text: t("log.share.preview") });
  const form = h("form", { class: "fields", novalidate: true }, labelled(t("log.share.name"), title, t("log.share.name_hint")), labelled(t("log.share.edit"), box, t("log.share.edit_hint")), labelled(t("kind.knapp"), knapp), wrong, h("p", { class: "row" }, go));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void busy(go, t("desk.working"), async () => {
      fill(wrong);
      try {
        const empty = [title, box].find((field) => field.value.trim() === "");
        if (empty) {
          empty.focus();
          throw new Told(t("desk.needs", { field: empty.dataset.name ?? "" }));
        }
        await ask("POST", "/cases", { body: { title: title.value.trim(), text: box.value.trim(), knapp: knapp.value || null } });
        sessionShared = true;
        location.hash = "#/kolleger";
      } catch (error) {
        fill(wrong, error instanceof Refused && error.code === "full" ? t("log.cases.full") : why(error));
      }
    });
  });
  const node = h(
    "section",
    { class: "card", "aria-labelledby": "preview-title" },
    h("header", {}, heading, h("span", { class: "dim", text: tn("log.share.masked", masked.masked) })),
    h(
      "div",
      { class: "pad begin" },
      h("p", { text: t("log.share.preview_text") }),
      h("div", { class: "masked", tabindex: 0, role: "group", "aria-label": t("log.share.preview") }, marked(words(flat, masked.text))),
      notice("info", t("log.share.read"), t("log.share.read_text"), true),
      form,
    ),
  );
  return { node, focus: () => heading.focus() };
}

let sessionShared = false;

/** Whether something was just shared: told once. */
export function justShared() {
  const was = sessionShared;
  sessionShared = false;
  return was;
}
