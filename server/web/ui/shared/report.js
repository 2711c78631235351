/** What a reader may say of an article: that something is wrong, or that it was used and is still right. */

import { announce } from "./announce.js";
import { openDialog } from "./dialog.js";
import { fill, h } from "./dom.js";
import { ask, at, why } from "./door.js";
import { labelled, radios, textarea } from "./fields.js";
import { icon } from "./icons.js";
import { t } from "./text.js";

export const REASONS = ["feil", "utdatert", "mangler", "uklart", "feil_i_kilde", "annet"];

/** @typedef {{ id: string, title: string, lang?: string, version?: number | null }} About */

/**
 * Opens the dialog. Of the chat only the phase goes along, never a word.
 * @param {About} article
 * @param {string | null} [phase]
 * @param {string} [source] the title of a source that is wrong: then the reason is chosen already
 */
export function openReport(article, phase = null, source = "") {
  const reason = radios(t("desk.report.reason"), "reason", REASONS.map((one) => [one, t(`desk.reason.${one}`), t(`desk.reason.${one}.hint`)]), source ? "feil_i_kilde" : "");
  const comment = textarea(source ? `${source}: ` : "", { maxlength: 2000 });
  openDialog({
    title: t("desk.report.title"),
    body: [
      h("p", {}, h("strong", { text: article.title, lang: article.lang })),
      reason.box,
      labelled(t("desk.report.comment"), comment, t("desk.report.comment_hint")),
      h("p", { class: "dim small", text: phase ? t("desk.report.phase_only") : t("desk.report.nothing_else") }),
    ],
    act: t("desk.report.send"),
    work: async () => {
      await ask("POST", "/reports", {
        body: { article: article.id, reason: reason.value, comment: comment.value.trim(), ...(article.version ? { version: article.version } : {}), ...(phase ? { phase } : {}) },
      });
      return t("desk.report.sent");
    },
  });
}

/**
 * «Meld feil …».
 * @param {About} article
 * @param {() => string | null} [phase]
 */
export function reportButton(article, phase) {
  return h("button", { class: "plain", type: "button", on: { click: () => openReport(article, phase?.() ?? null) } }, icon("bubbles"), h("span", { text: t("desk.report.open") }));
}

/**
 * «Jeg brukte den: fortsatt riktig»: counted, and said in its own place.
 * @param {string} id
 * @param {string} [name] a shorter name for the button
 * @param {string} [title] of the article, where several stand together
 */
export function usedButton(id, name = t("desk.used"), title = "") {
  const button = h("button", { class: "plain", type: "button" }, icon("check"), h("span", { text: name }), title ? h("span", { class: "offstage", text: `: ${title}` }) : null);
  const said = h("span", { class: "said", role: "status" });
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await ask("POST", `${at(id)}/confirm`, { body: { as: "user" } });
      fill(said, t("desk.used_done"));
      announce(t("desk.used_done"));
    } catch (error) {
      button.disabled = false;
      fill(said, why(error));
    }
  });
  return h("span", { class: "used" }, button, said);
}

/**
 * Both, one click each, under what is said of an article.
 * @param {About} article
 * @param {() => string | null} [phase]
 */
export function feedback(article, phase) {
  return h("p", { class: "feedback", role: "group", "aria-label": t("desk.feedback", { title: article.title }) }, usedButton(article.id, t("still.right"), article.title), reportButton(article, phase));
}

/**
 * «Feil i kilden», beside a source.
 * @param {About} article
 * @param {string} source its title
 * @param {() => string | null} [phase]
 */
export function sourceButton(article, source, phase) {
  return h("button", { class: "plain source-wrong", type: "button", on: { click: () => openReport(article, phase?.() ?? null, source) } }, icon("bubbles"), h("span", { text: t("source.wrong") }), h("span", { class: "offstage", text: `: ${source}` }));
}
