/** Any two versions beside each other, words marked; an older one can be fetched back as a new utkast. */

import { fill, h } from "../../shared/dom.js";
import { label } from "../../shared/model.js";
import { t, word } from "../../shared/text.js";
import { at, knock, refusal } from "../../shared/door.js";
import { legend, marked } from "../parts/changes.js";
import { areaName } from "../parts/names.js";
import { ORDER, fieldName, fieldOf } from "./values.js";

/** @typedef {import("./types.js").Version} Version */
/** @typedef {import("./types.js").Diff} Diff */

/** Above so many letters of unchanged text between two changes, the middle of it is folded away. */
const LONG = 320;

/**
 * @param {string} id
 * @param {() => string} lang
 * @param {(version: number) => Promise<void>} restore
 */
export function makeCompare(id, lang, restore) {
  /** @type {Version[]} */
  let all = [];
  let number = 0;
  /** @type {(to: number) => void} */
  let picked = () => {};
  const from = h("select", { on: { change: () => void draw() } });
  const to = h("select", { on: { change: () => void draw() } });
  const shown = h("div", { class: "changes", role: "status" });
  const back = h("button", { class: "button", type: "button", hidden: true });
  const tools = h("div", { class: "between", hidden: true }, h("label", {}, h("span", { text: t("edit.compare.from") }), from), h("label", {}, h("span", { text: t("edit.compare.to") }), to), back);
  back.addEventListener("click", () => {
    const version = Number(from.value);
    void restore(version);
  });

  async function draw() {
    const [a, b] = [Number(from.value), Number(to.value)];
    picked(b);
    const head = all[0]?.number;
    back.hidden = a === head;
    fill(back, t("edit.compare.restore", { version: a }));
    if (a === b) {
      fill(shown, h("p", { class: "dim", text: t("edit.compare.same") }));
      return;
    }
    const mine = (number += 1);
    const answer = await knock("GET", `${at(id)}/diff?from=${a}&to=${b}`);
    if (mine !== number) return;
    if (!answer.ok) {
      fill(shown, h("p", { class: "dim", text: refusal(answer) }));
      return;
    }
    /** @type {Diff} */
    const diff = answer.body;
    const fields = [...diff.fields].sort((x, y) => ORDER.indexOf(fieldOf(x.field)) - ORDER.indexOf(fieldOf(y.field)));
    fill(shown, ...fields.map((one) => h("div", { class: "change" }, h("h4", { text: fieldName(one.field) }), marked(short(one.parts.map((part) => ({ ...part, text: named(one.field, part.text) }))), lang()))), fields.length > 0 ? legend() : h("p", { class: "dim", text: t("edit.compare.none") }));
  }

  /** @param {HTMLSelectElement} select @param {number} value */
  function options(select, value) {
    fill(select, ...all.map((one) => h("option", { value: one.number, selected: one.number === value, text: t(one.published ? "edit.compare.published" : "edit.compare.version", { number: one.number }) })));
  }

  return {
    node: h("div", { class: "compare" }, tools, shown),
    /** @param {Version[]} versions newest first */
    show(versions) {
      all = versions;
      tools.hidden = all.length < 2;
      if (all.length < 2) {
        fill(shown, h("p", { class: "dim", text: t("edit.compare.only") }));
        return;
      }
      options(from, all[1]?.number ?? 1);
      options(to, all[0]?.number ?? 1);
      void draw();
    },
    /** Shows what one version changed. @param {number} version */
    pick(version) {
      const index = all.findIndex((one) => one.number === version);
      const before = all[index + 1];
      to.value = String(version);
      from.value = String(before?.number ?? version);
      void draw();
    },
    /** @param {(to: number) => void} heard */
    picked(heard) {
      picked = heard;
    },
  };
}

/**
 * Long stretches without a change are cut to their ends, so that the changes stand out.
 * @param {import("./types.js").Part[]} parts
 * @returns {import("./types.js").Part[]}
 */
function short(parts) {
  return parts.map((part, index) => {
    if (part.kind !== "same" || part.text.length <= LONG) return part;
    const first = index === 0;
    const last = index === parts.length - 1;
    const head = first ? "" : part.text.slice(0, 120);
    const tail = last ? "" : part.text.slice(-120);
    return { kind: "same", text: [head, "[…]", tail].filter(Boolean).join(" ") };
  });
}

/**
 * Ids are compared, names are read.
 * @param {string} field
 * @param {string} text
 */
function named(field, text) {
  if (field === "routine") return text.replace("true", t("edit.yes")).replace("false", t("edit.no"));
  const name = { phases: (/** @type {string} */ id) => label("phase", id), knapper: (/** @type {string} */ id) => label("knapp", id), area: areaName, language: (/** @type {string} */ id) => word("lang", id) }[field];
  return name ? text.replace(/[\p{L}\d-]+/gu, name) : text;
}
