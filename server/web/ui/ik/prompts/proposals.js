/** Colleagues' own wordings: to be taken into the bank or answered, and what became of one's own. */

import { openDialog } from "../../shared/dialog.js";
import { fill, h } from "../../shared/dom.js";
import { ask } from "../../shared/door.js";
import { labelled, radios, select, textarea, tick } from "../../shared/fields.js";
import { icon } from "../../shared/icons.js";
import { t, word } from "../../shared/text.js";
import { spot } from "../parts/names.js";
import { moment } from "../parts/when.js";
import { failed } from "../parts/working.js";
import { keep } from "../route.js";
import { refresh } from "../summary.js";
import { DEPTHS, KINDS, placeSelect, wordSelect } from "./edit.js";

/** @typedef {import("../../shared/types.js").Proposal} Proposal */

/**
 * @param {HTMLElement} box
 * @param {URLSearchParams} params
 */
export async function proposals(box, params) {
  const list = h("ul", { class: "plain-list" });
  const foot = h("div");
  const state = select(["ny", "tatt_inn", "avvist"].map((one) => [one, t(`desk.proposal_state.${one}`)]), params.get("tilstand") ?? "ny", { on: { change: () => again() } });
  const load = async () => {
    try {
      const { data } = await ask("GET", "/proposals", { query: { state: state.value } });
      fill(list, ...data.items.map((/** @type {Proposal} */ one) => item(one, again)));
      fill(foot, data.items.length === 0 ? h("p", { class: "pad dim", text: t("desk.proposals.none") }) : null);
    } catch (error) {
      fill(foot, failed(error, () => void load()));
    }
  };
  const again = () => {
    keep("sporsmal", { del: "forslag", tilstand: state.value });
    void load();
    void refresh();
  };
  const write = h("button", { class: "button primary", type: "button", on: { click: () => openProposal({}, again) } }, icon("plus"), h("span", { text: t("desk.proposals.new") }));
  fill(box, h("div", { class: "filter-seat" }, h("label", {}, h("span", { class: "offstage", text: t("desk.proposals.state") }), state), h("p", { class: "dim grow", text: t("desk.proposals.text") }), write), list, foot);
  await load();
}

/**
 * @param {Proposal} one
 * @param {() => void} changed
 */
function item(one, changed) {
  const by = [one.by, moment(one.at ?? null)].filter(Boolean).join(", ");
  return h(
    "li",
    { class: "split" },
    h(
      "div",
      {},
      one.nb ? h("p", { class: "sentence", lang: "nb", text: one.nb }) : null,
      one.nn ? h("p", { class: one.nb ? "dim" : "sentence", lang: "nn", text: one.nn }) : null,
      h("p", { class: "dim small", text: [spot(one.phase, one.knapp), one.kind ? word("prompt", one.kind) : "", by].filter(Boolean).join(" · ") }),
      one.answer ? h("p", {}, h("strong", { text: `${t("desk.reports.answer")}: ` }), one.answer) : null,
    ),
    one.state === "ny" ? h("p", { class: "row" }, h("button", { class: "button", type: "button", on: { click: () => openDecision(one, changed) } }, t("desk.proposals.decide"), h("span", { class: "offstage", text: `: ${one.nb || one.nn}` }))) : null,
  );
}

/**
 * @param {Proposal} one
 * @param {() => void} changed
 */
function openDecision(one, changed) {
  const accept = radios(t("desk.proposals.decision"), "accept", [["yes", t("desk.proposals.accept"), t("desk.proposals.accept_hint")], ["no", t("desk.proposals.decline"), t("desk.proposals.decline_hint")]]);
  const nb = textarea(one.nb, { lang: "nb", maxlength: 400 });
  const nn = textarea(one.nn, { lang: "nn", maxlength: 400 });
  const kind = wordSelect("prompt", KINDS, one.kind ?? "hjelpespørsmål");
  const depth = wordSelect("depth", DEPTHS, "mild");
  const answer = textarea("", { maxlength: 1000, rows: 2 });
  const words = h("div", { class: "fields" }, labelled(t("lang.nb"), nb), labelled(t("lang.nn"), nn), h("div", { class: "pair" }, labelled(t("desk.prompts.kind"), kind), labelled(t("desk.prompts.depth"), depth)));
  const both = () => {
    words.hidden = accept.value === "no";
    for (const field of [nb, nn]) field.required = accept.value === "yes";
    answer.required = accept.value === "no";
  };
  accept.box.addEventListener("change", both);
  both();
  openDialog({
    title: t("desk.proposals.decide"),
    body: [accept.box, words, labelled(t("desk.proposals.answer", { name: one.by ?? t("desk.proposals.colleague") }), answer)],
    act: t("desk.save"),
    work: async () => {
      const yes = accept.value === "yes";
      await ask("POST", `/proposals/${encodeURIComponent(one.id)}/decide`, {
        body: { accept: yes, answer: answer.value.trim(), ...(yes ? { nb: nb.value.trim(), nn: nn.value.trim(), kind: kind.value, depth: depth.value } : {}) },
      });
      changed();
      return t(yes ? "desk.proposals.accepted" : "desk.proposals.declined");
    },
  });
}

/**
 * A wording of one's own, for the bank or for oneself alone.
 * @param {{ nb?: string, nn?: string, phase?: string | null, knapp?: string | null }} start
 * @param {() => void} changed
 */
export function openProposal(start, changed) {
  const nb = textarea(start.nb ?? "", { lang: "nb", maxlength: 400 });
  const nn = textarea(start.nn ?? "", { lang: "nn", maxlength: 400 });
  const phase = placeSelect("phase", start.phase);
  const knapp = placeSelect("knapp", start.knapp);
  const favourite = tick(t("desk.proposals.favourite"), true);
  openDialog({
    title: t("desk.proposals.new"),
    body: [h("p", { class: "dim", text: t("desk.proposals.one_enough") }), labelled(t("lang.nb"), nb), labelled(t("lang.nn"), nn), h("div", { class: "pair" }, labelled(t("filter.phase"), phase), labelled(t("filter.knapp"), knapp)), favourite.label],
    act: t("desk.proposals.send"),
    work: async () => {
      await ask("POST", "/proposals", { body: { nb: nb.value.trim(), nn: nn.value.trim(), phase: phase.value || null, knapp: knapp.value || null, favourite: favourite.box.checked } });
      changed();
      return t("desk.proposals.sent");
    },
  });
}
