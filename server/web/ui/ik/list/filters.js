/** The choices over the list; they keep their place in the address. */

import { h } from "../../shared/dom.js";
import { input, select } from "../../shared/fields.js";
import { elements, label } from "../../shared/model.js";
import { t, word } from "../../shared/text.js";
import { areaName } from "../parts/names.js";

/** @typedef {import("./query.js").Choices} Choices */

const PAUSE = 250;
const states = ["publisert", "klar", "til_gjennomgang", "utkast"];
const limits = ["overdue", "soon", "due_or_soon", "held_back", "expired", "unchecked", "in_order"];

/**
 * @param {Choices} chosen
 * @param {{ areas: string[], owners: string[] }} known
 * @param {(changed: Choices) => void} changed
 * @param {boolean} [short] only words and område, for the column beside what is read
 */
export function filters(chosen, known, changed, short = false) {
  /** @param {string} name @param {[string, string][]} options */
  const field = (name, options) =>
    h(
      "label",
      {},
      h("span", { class: "offstage", text: t(`desk.filter.${name}`) }),
      select([["", t(`desk.filter.${name}.all`)], ...options], chosen[name] ?? "", {
        data: { on: chosen[name] ? "" : undefined },
        on: { change: (/** @type {Event} */ event) => change(name, /** @type {HTMLSelectElement} */ (event.target)) },
      }),
    );
  /** @param {string} name @param {HTMLSelectElement | HTMLInputElement} control */
  const change = (name, control) => {
    if (control.value) control.dataset.on = "";
    else delete control.dataset.on;
    changed({ [name]: control.value.trim() });
  };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const words = input(chosen.ord ?? "", {
    type: "search", placeholder: t("desk.filter.ord"), "aria-label": t("desk.filter.ord"),
    on: {
      input: () => {
        clearTimeout(timer);
        timer = setTimeout(() => change("ord", words), PAUSE);
      },
    },
  });
  const owners = known.owners.includes(chosen.eier ?? "") || !chosen.eier ? known.owners : [...known.owners, chosen.eier];
  const area = field("omrade", known.areas.map((area) => /** @type {[string, string]} */ ([area, areaName(area)])).sort((a, b) => a[1].localeCompare(b[1], "nb")));
  const form = h("form", { class: "filters", "aria-label": t("desk.filter.label") }, words, area);
  if (!short) {
    const seldom = ["tilstand", "eier", "fase", "knapp", "malform"];
    form.append(
      field("frist", limits.map((limit) => [limit, t(`desk.limit.${limit}`)])),
      h("label", {}, h("span", { class: "offstage", text: t("desk.filter.sorter") }), select(["due", "title", "changed"].map((sort) => [sort, t(`desk.sort.${sort}`)]), chosen.sorter ?? "due", {
        on: { change: (/** @type {Event} */ event) => changed({ sorter: /** @type {HTMLSelectElement} */ (event.target).value }) },
      })),
      h(
        "details",
        { open: seldom.some((name) => chosen[name]) },
        h("summary", { text: t("desk.filter.more") }),
        h(
          "div",
          { class: "filters" },
          field("tilstand", states.map((state) => [state, t(`desk.state.${state}`)])),
          field("eier", owners.map((owner) => [owner, owner])),
          field("fase", elements("phase").map((one) => [one.id, label("phase", one.id)])),
          field("knapp", elements("knapp").map((one) => [one.id, label("knapp", one.id)])),
          field("malform", ["nb", "nn"].map((lang) => [lang, word("lang", lang)])),
        ),
      ),
    );
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  return form;
}
