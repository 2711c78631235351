/** The dialog of one prompt: both written standards, where it belongs, and what it is for. */

import { openDialog } from "../../shared/dialog.js";
import { h } from "../../shared/dom.js";
import { ask, Refused } from "../../shared/door.js";
import { input, labelled, select, textarea, tick } from "../../shared/fields.js";
import { element, elements, label, own } from "../../shared/model.js";
import { t, word } from "../../shared/text.js";
import { faultLine } from "../parts/faults.js";

/** @typedef {import("../../shared/types.js").BankPrompt} BankPrompt */

export const KINDS = ["samtalestarter", "hjelpespørsmål", "metafrase", "oppsummering"];
export const DEPTHS = ["mild", "utfordrende"];

/** @param {"phase" | "knapp"} ring @param {string | null | undefined} value */
export function placeSelect(ring, value) {
  return select([["", t(`desk.prompts.any_${ring}`)], ...elements(ring).map((one) => /** @type {[string, string]} */ ([one.id, label(ring, one.id)]))], value ?? "");
}

/** @param {string} group @param {string[]} words @param {string} [value] */
export function wordSelect(group, words, value = "") {
  return select(words.map((one) => [one, one ? word(group, one) : t("desk.prompts.no_type")]), value);
}

/**
 * @param {Partial<BankPrompt>} one with an id: that one; without: a new one
 * @param {() => void} changed
 */
export function openPrompt(one, changed) {
  const nb = textarea(one.nb ?? "", { required: true, lang: "nb", maxlength: 400 });
  const nn = textarea(one.nn ?? "", { required: true, lang: "nn", maxlength: 400 });
  const phase = placeSelect("phase", one.phase);
  const knapp = placeSelect("knapp", one.knapp);
  const kind = wordSelect("prompt", KINDS, one.kind ?? "hjelpespørsmål");
  const type = wordSelect("question", ["", "lineær", "sirkulær"], one.question_type ?? (one.id ? "" : "lineær"));
  const depth = wordSelect("depth", DEPTHS, one.depth ?? "mild");
  const towards = select([["", t("desk.prompts.towards.none")]], "");
  const presumes = input(one.presumes ?? "", { maxlength: 120 });
  const safe = tick(t("desk.prompts.safe"), one.safe ?? false, (on) => on && (hard.box.checked = false));
  const hard = tick(t("desk.prompts.hard"), one.hard ?? false, (on) => on && (safe.box.checked = false));
  // The word of the pair it opens towards: only a knapp has a pair.
  const poles = () => {
    const pair = element("knapp", knapp.value)?.pair;
    const now = towards.value || one.towards || "";
    towards.replaceChildren(h("option", { value: "", text: t("desk.prompts.towards.none") }), ...(pair ? [h("option", { value: "first", text: own(pair.first) }), h("option", { value: "second", text: own(pair.second) }), h("option", { value: "both", text: t("desk.prompts.towards.both") })] : []));
    towards.value = pair ? now : "";
    towards.disabled = !pair;
  };
  knapp.addEventListener("change", poles);
  poles();
  /** What is wrong, where the server says it. */
  const wrong = h("ul", { class: "faults" });
  const body = () => ({
    phase: phase.value || null, knapp: knapp.value || null, kind: kind.value, question_type: type.value || null, depth: depth.value,
    towards: towards.value || null, presumes: presumes.value.trim() || null, safe: safe.box.checked, hard: hard.box.checked, learns: one.learns ?? false, nb: nb.value.trim(), nn: nn.value.trim(),
  });
  /** The tag of the file the prompt stands in. @param {string} file */
  const tag = async (file) => (await ask("GET", `/documents/${file.split("/").map(encodeURIComponent).join("/")}`)).etag;
  const asked = one.file ? tag(one.file).catch(() => "") : Promise.resolve("");
  const remove = one.id
    ? h("button", { class: "plain", type: "button", text: t("desk.prompts.remove") })
    : null;
  const dialog = openDialog({
    title: t(one.id ? "desk.prompts.edit" : "desk.prompts.new"),
    body: [
      labelled(t("lang.nb"), nb),
      labelled(t("lang.nn"), nn),
      h("div", { class: "pair" }, labelled(t("filter.phase"), phase), labelled(t("filter.knapp"), knapp)),
      h("div", { class: "pair" }, labelled(t("desk.prompts.kind"), kind), labelled(t("desk.prompts.type"), type)),
      h("div", { class: "pair" }, labelled(t("desk.prompts.depth"), depth), labelled(t("desk.prompts.towards"), towards)),
      labelled(t("desk.prompts.presumes"), presumes, t("desk.prompts.presumes_hint")),
      safe.label,
      hard.label,
      wrong,
      remove ? h("p", {}, remove) : null,
    ],
    act: t("desk.save"),
    work: async () => {
      try {
        if (one.id) await ask("PUT", `/prompts/${encodeURIComponent(one.id)}`, { etag: await asked, body: body() });
        else await ask("POST", "/prompts", { body: body() });
      } catch (error) {
        const faults = error instanceof Refused ? (error.body.problems ?? error.body.advice ?? []) : [];
        wrong.replaceChildren(...faults.map((/** @type {import("../../shared/types.js").Fault} */ fault) => faultLine(fault)));
        throw error;
      }
      changed();
    },
  });
  let sure = false;
  remove?.addEventListener("click", async () => {
    if (!sure) {
      sure = true;
      remove.textContent = t("desk.prompts.remove_sure");
      return;
    }
    try {
      await ask("DELETE", `/prompts/${encodeURIComponent(one.id ?? "")}`, { etag: await asked });
      dialog.close();
      changed();
    } catch {
      remove.textContent = t("desk.prompts.remove_failed");
    }
  });
}
