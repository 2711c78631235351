/** The article as the panel shows it beside a chat, 320 px wide; the lines of the short answer are counted here. */

import { leave, revision } from "../../shared/article.js";
import { fill, h } from "../../shared/dom.js";
import { settings } from "../../shared/settings.js";
import { t } from "../../shared/text.js";
import { knock } from "../../shared/door.js";

/** @typedef {import("./types.js").Work} Work */

/**
 * So many lines of the narrow panel a short answer may take: the three lines of 90 letters that an article's
 * file may have come to eight here, and the shipped articles take five to eight.
 */
export const LINES = 8;

/** The states that the panel shows, for those the editor knows. @type {Record<string, string>} */
const shown = { in_order: "in_order", unchecked: "unchecked", soon: "in_order", due: "review_due", held_back: "review_due", expired: "expired" };

/**
 * @param {(lines: number) => void} counted
 */
export function makePreview(counted) {
  /** @type {"nb" | "nn"} */
  let lang = settings.lang;
  /** @type {Work | null} */
  let work = null;
  let number = 0;
  let rendered = "";
  const frame = h("div", { class: "panel-width" });
  const body = h("div", { class: "body" });
  const plain = h("p", { class: "plain-words" });
  const whole = h("details", { class: "whole-body" }, h("summary", { text: t("article.read") }), plain, body);
  whole.addEventListener("toggle", () => void render());
  const segments = h(
    "fieldset",
    { class: "segments small" },
    h("legend", { class: "offstage", text: t("edit.preview.language") }),
    ...["nb", "nn"].map((one) =>
      h(
        "label",
        {},
        h("input", { type: "radio", name: "edit-preview-lang", value: one, checked: one === lang, on: { change: () => { lang = one === "nn" ? "nn" : "nb"; draw(); } } }),
        h("span", { text: one }),
      ),
    ),
  );

  function draw() {
    if (!work) return;
    const { fields } = work;
    const short = h("p", { class: "short", text: fields.short, lang: fields.language });
    const phrase = fields.share[lang];
    const source = fields.sources[0];
    fill(
      frame,
      h(
        "div",
        { class: "seen" },
        h("p", { class: "title", text: fields.title || t("edit.untitled"), lang: fields.language }),
        h("p", { class: "meta" }, revision(shown[work.whole.freshness] ?? "unchecked", work.whole.reviewed), work.whole.owner ? h("span", { text: t("article.owner", { owner: work.whole.owner }) }) : null, h("span", { class: "lang", text: fields.language })),
        short,
        phrase ? leave(phrase, t("copy.receipt_plain"), lang) : h("p", { class: "gone dim", text: t(`edit.share.missing.${lang}`) }),
        fields.find_it.trim() ? h("p", { class: "find" }, h("strong", { text: `${t("article.find_it")} ` }), h("span", { text: fields.find_it, lang: fields.language })) : null,
        source?.title ? h("p", { class: "dim", text: source.title }) : null,
      ),
    );
    requestAnimationFrame(() => measure(short));
    body.lang = fields.language;
    plain.hidden = !fields.plain;
    fill(plain, h("strong", { text: `${t("edit.preview.plain")} ` }), h("span", { text: fields.plain ?? "", lang: fields.language }));
    clearTimeout(timer);
    timer = setTimeout(() => void render(), 600);
  }
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** Counts the rows of letters that the browser made. @param {HTMLElement} short */
  function measure(short) {
    if (!short.isConnected) return;
    const high = Number.parseFloat(getComputedStyle(short).lineHeight);
    counted(short.textContent?.trim() && high ? Math.round(short.getBoundingClientRect().height / high) : 0);
  }

  async function render() {
    if (!work || !whole.open || rendered === work.fields.body) return;
    const markdown = work.fields.body;
    const mine = (number += 1);
    const answer = await knock("POST", "/preview", { body: { markdown, language: work.fields.language } });
    if (mine !== number) return;
    if (answer.ok) {
      rendered = markdown;
      // Sanitised by the server.
      body.innerHTML = answer.body.html;
    } else if (rendered === "") fill(body, h("p", { class: "dim", text: t("edit.preview.failed") }));
  }

  return {
    node: h(
      "section",
      { class: "card preview", "aria-labelledby": "edit-preview-title" },
      h("header", {}, h("h3", { id: "edit-preview-title", text: t("edit.preview") }), h("span", { class: "dim", text: t("edit.preview.width") }), segments),
      h("div", { class: "stand" }, frame),
      whole,
    ),
    /** @param {Work} now */
    show(now) {
      work = now;
      draw();
    },
  };
}
