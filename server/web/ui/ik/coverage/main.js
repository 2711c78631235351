/** Where the knowledge base has something to offer and where it has not: phase by knapp, and searches in vain. */

import { attr, fill, h } from "../../shared/dom.js";
import { ask } from "../../shared/door.js";
import { t } from "../../shared/text.js";
import { failed } from "../parts/working.js";
import { keep } from "../route.js";
import { card } from "./card.js";
import { asTable, legend, map } from "./map.js";
import { withoutHits } from "./without.js";

/** @typedef {import("../../shared/types.js").Coverage} Coverage */
/** @typedef {import("../../shared/types.js").Covered} Covered */

/** @type {import("../../shared/types.js").Show} */
export async function show(root, params) {
  document.title = `${t("desk.nav.dekning")} – Ledsager`;
  const toggle = h("button", { class: "button", type: "button", "aria-pressed": params.get("tabell") === "1", text: t("desk.map.as_table") });
  const drawn = h("section", { class: "card map-card", "aria-label": t("desk.nav.dekning") });
  const side = h("section", { class: "card field-card", "aria-live": "polite" });
  const searches = h("section", { class: "card without", id: "without" });
  const about = h("p", { class: "dim" });
  fill(root, h("header", { class: "view-head" }, h("h2", { text: t("desk.map.title") }), about, toggle), h("div", { class: "two-columns narrow" }, drawn, h("div", { class: "column" }, side, searches)));
  /** @type {Coverage} */
  let told;
  try {
    told = (await ask("GET", "/coverage")).data;
  } catch (error) {
    fill(drawn, failed(error, () => void show(root, params, { name: "", roles: [], mode: "", names: [] })));
    side.hidden = true;
    return withoutHits(searches);
  }
  about.textContent = t("desk.map.about", { days: told.days });
  let chosen = told.fields.find((one) => one.phase === params.get("fase") && (one.knapp ?? "") === (params.get("knapp") ?? "")) ?? worst(told.fields);
  const draw = () => {
    const table = toggle.getAttribute("aria-pressed") === "true";
    fill(drawn, table ? asTable(told.fields, told.days) : map(told.fields, chosen, pick), table ? null : legend());
  };
  /** @param {Covered} field */
  const pick = (field) => {
    chosen = field;
    keep("dekning", { fase: field.phase, knapp: field.knapp });
    fill(side, ...card(field, told.days));
  };
  toggle.addEventListener("click", () => {
    attr(toggle, "aria-pressed", toggle.getAttribute("aria-pressed") !== "true");
    draw();
  });
  draw();
  if (chosen) fill(side, ...card(chosen, told.days));
  else side.hidden = true;
  withoutHits(searches, told.searches);
}

/** The field that stood longest without anything to offer. @param {Covered[]} fields */
function worst(fields) {
  return [...fields].sort((a, b) => (b.verdict === "hull" ? (b.silent ?? 0) : -1) - (a.verdict === "hull" ? (a.silent ?? 0) : -1))[0];
}
