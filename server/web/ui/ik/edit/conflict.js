/** Two have saved the same article: only what both changed is asked about, the rest is merged and told. */

import { busy } from "../../shared/busy.js";
import { fill, h } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/text.js";
import { legend, marked } from "../parts/changes.js";
import { words } from "../parts/worddiff.js";
import { boxOf } from "./form.js";
import { fieldName, fieldOf, get, put, readable, same } from "./values.js";

/** @typedef {import("./types.js").Clash} Clash */
/** @typedef {import("./types.js").Fields} Fields */
/** @typedef {import("./types.js").Merge} Merge */

/**
 * The merged fields as far as they can be merged without asking; mine stands where both changed.
 * @param {Clash} clash
 * @returns {Fields}
 */
export function mergedOf(clash) {
  const fields = structuredClone(clash.mine);
  for (const one of clash.merge) {
    if (one.state === "theirs") put(fields, one.field, structuredClone(get(clash.theirs, one.field)));
    if (one.state === "merged") put(fields, one.field, structuredClone(one.merged));
  }
  return fields;
}

/** Whether the other version changed nothing that the reader would see. @param {Clash} clash */
export function nothingOfTheirs(clash) {
  return clash.merge.every((one) => one.state === "same" || one.state === "mine");
}

/**
 * @param {Clash} clash
 * @param {{ areas: any[], owners: any[] }} known
 * @param {(fields: Fields) => Promise<import("./saving.js").Outcome>} save
 * @param {() => void} later goes back to the fields with my own text
 */
export function makeConflict(clash, known, save, later) {
  const result = mergedOf(clash);
  const theirs = clash.theirs_author;
  const asked = clash.merge.filter((one) => one.state === "conflict");
  const told = clash.merge.filter((one) => one.state !== "conflict" && one.state !== "same");
  const wrong = h("p", { class: "wrong", role: "alert" });
  const title = h("h3", { id: "edit-conflict-title", tabindex: "-1", text: asked.length > 0 ? t("edit.conflict.title", { name: theirs }) : t("edit.conflict.merged_title", { name: theirs }) });
  const go = h("button", { class: "button primary", type: "button", text: t("edit.conflict.go"), on: { click: () => void busy(go, t("edit.saving.sending"), async () => fill(wrong, (await save(result)) || "")) } });
  const node = h(
    "section",
    { class: "card conflict", "aria-labelledby": "edit-conflict-title" },
    h("header", {}, icon("people"), title),
    h("p", { text: t(asked.length > 0 ? "edit.conflict.text" : "edit.conflict.merged_text", { version: clash.theirs_version }) }),
    told.length > 0 ? h("div", { class: "merged" }, h("h4", { text: t("edit.conflict.told") }), h("ul", {}, ...told.map(line))) : null,
    asked.length > 0 ? legend() : null,
    ...asked.map(one),
    wrong,
    h("div", { class: "row" }, go, h("button", { class: "button", type: "button", text: t("edit.conflict.later"), on: { click: later } })),
  );

  /** @param {Merge} merge */
  function line(merge) {
    return h("li", {}, h("strong", { text: fieldName(merge.field) }), ` – ${t(`edit.conflict.from.${merge.state}`, { name: theirs })}`);
  }

  /** @param {Merge} merge */
  function one(merge) {
    const name = merge.field;
    const [base, mine, other] = [clash.base, clash.mine, clash.theirs].map((fields) => get(fields, name));
    const [was, my, their] = [base, mine, other].map((value) => readable(name, value));
    const lang = /\.(nb|nn)$/.exec(name)?.[1] ?? clash.mine.language;
    const box = boxOf(name.includes(".") ? "" : name, (value) => put(result, name, value), known);
    box.set(same(get(result, name), mine) ? mine : get(result, name));
    for (const input of box.node.matches("input, textarea, select") ? [box.node] : box.node.querySelectorAll("input:not([aria-label]):not([type=checkbox]), textarea:not([id])")) input.setAttribute("aria-label", t("edit.conflict.result_of", { field: fieldName(name) }));
    const use = (/** @type {any} */ value) => {
      put(result, name, structuredClone(value));
      box.set(value);
      box.focus();
    };
    return h(
      "section",
      { class: "clash", data: { field: fieldOf(name) } },
      h("h4", { text: fieldName(name) }),
      h(
        "div",
        { class: "sides" },
        side(t("edit.conflict.mine"), words(was ?? "", my ?? ""), lang, t("edit.conflict.use_mine"), () => use(mine)),
        side(t("edit.conflict.theirs", { name: theirs, version: clash.theirs_version }), words(was ?? "", their ?? ""), lang, t("edit.conflict.use_theirs", { name: theirs }), () => use(other)),
      ),
      h("details", {}, h("summary", { text: t("edit.conflict.base") }), h("p", { class: "marked", lang, text: was || t("edit.conflict.empty") })),
      h("div", { class: "result" }, h("p", { class: "dim", text: t("edit.conflict.result") }), box.node),
    );
  }

  return { node, focus: () => title.focus() };
}

/**
 * @param {string} name
 * @param {import("./types.js").Part[]} parts
 * @param {string} lang
 * @param {string} use
 * @param {() => void} act
 */
function side(name, parts, lang, use, act) {
  return h("div", { class: "side" }, h("h5", { text: name }), marked(parts, lang), h("button", { class: "button", type: "button", text: use, on: { click: act } }));
}
