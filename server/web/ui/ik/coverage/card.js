/** The card of one field in the map: what is there, and the two things one can do about it. */

import { h } from "../../shared/dom.js";
import { label } from "../../shared/model.js";
import { t, tn } from "../../shared/text.js";
import { glyphOf } from "../../ring/glyph.js";
import { address } from "../route.js";
import { boxes, knappName } from "./map.js";

/**
 * @param {import("../../shared/types.js").Covered} field
 * @param {number} days
 */
export function card(field, days) {
  const tags = { fase: field.phase, knapp: field.knapp };
  const silent = field.silent === null ? "" : ` ${tn("desk.map.card_silent", field.silent)}`;
  return [
    h("header", {}, glyphOf([field.phase], field.knapp ? [field.knapp] : [], ""), h("h3", {}, label("phase", field.phase), h("br"), knappName(field.knapp))),
    h(
      "div",
      { class: "pad" },
      h("p", {}, boxes(field.verdict), h("strong", { text: ` ${t(`desk.verdict.${field.verdict}`)}` })),
      h("p", { text: field.stood === null ? t("desk.map.card_few", { days }) : `${tn("desk.map.card_stood", field.stood, { days })}${silent}` }),
      h("p", { text: t("desk.map.has_long", { prompts: field.prompts, articles: field.articles }) }),
      field.overdue > 0 ? h("p", {}, h("a", { href: address("artikler", { ...tags, frist: "overdue" }), text: tn("desk.map.overdue_long", field.overdue) })) : null,
      field.articles > 0 ? h("p", {}, h("a", { href: address("artikler", tags), text: t("desk.map.see_articles") })) : null,
    ),
    h(
      "p",
      { class: "pad stack" },
      h("a", { class: "button primary", href: address("ny", tags), text: t("desk.map.write_article") }),
      h("a", { class: "button", href: address("sporsmal", { ...tags, ny: "1" }), text: t("desk.map.write_prompt") }),
    ),
  ];
}
