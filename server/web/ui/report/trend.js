/** Knapp use before and after a date, a fagdag for instance: shares of the talks in whole weeks on each side. */

import { bars, figure, tooFew } from "../shared/bars.js";
import { byId, fill, h } from "../shared/dom.js";
import { why } from "../shared/door.js";
import { input, labelled } from "../shared/fields.js";
import { ask } from "../shared/knock.js";
import { colour, element, label } from "../shared/model.js";
import { t } from "../shared/text.js";
import { day } from "../shared/time.js";

/** @typedef {import("./types.js").Trend} Trend */
/** @typedef {import("./types.js").Side} Side */

const DAYS = 28;

export function mountTrend() {
  const date = input("", { type: "date", required: true });
  const shown = h("div", { "aria-live": "polite" });
  const show = async () => {
    if (!date.value) return;
    try {
      const { data } = await ask("GET", `/api/report/trend?date=${date.value}&days=${DAYS}`);
      fill(shown, ...drawn(data));
    } catch (error) {
      fill(shown, h("p", { class: "wrong", text: why(error) }));
    }
  };
  const form = h("form", { class: "asking", novalidate: true }, labelled(t("trend.date"), date), h("button", { class: "button", type: "submit", text: t("trend.show") }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!date.value) return date.focus();
    void show();
  });
  fill(byId("trend"), h("header", {}, h("h2", { id: "trend-title", text: t("trend.title") })), h("div", { class: "pad fields" }, h("p", { class: "dim", text: t("trend.text") }), form, shown));
}

/** @param {Trend} trend */
function drawn(trend) {
  const ids = [...new Set([...trend.before.knapper, ...trend.after.knapper].map(({ knapp }) => knapp))];
  if (trend.before.sessions === null || trend.after.sessions === null) return [h("p", { class: "dim", text: t("trend.too_few") })];
  /** @param {Side} side @param {string} id */
  const of = (side, id) => side.knapper.find(({ knapp }) => knapp === id)?.sessions ?? null;
  /** @param {Side} side @param {string} id */
  const share = (side, id) => {
    const count = of(side, id);
    return count === null ? tooFew() : h("span", {}, h("strong", { text: figure(count) }), h("span", { class: "dim", text: ` ${t("trend.in_ten", { count: inTen(count, side.sessions ?? 0) })}` }));
  };
  /** @param {Side} side @param {string} key */
  const plot = (side, key) =>
    h("figure", {}, h("figcaption", { text: t(key, { from: day(side.from ?? ""), to: day(side.to ?? ""), count: figure(side.sessions ?? 0) }) }), h("div", { "aria-hidden": "true" }, bars(ids.map((id) => ({ name: label("knapp", id), value: of(side, id), picture: element("knapp", id)?.shape, tint: colour(element("knapp", id)) })), side.sessions ?? 1)));
  return [
    h("div", { class: "two" }, plot(trend.before, "trend.before"), plot(trend.after, "trend.after")),
    h(
      "table",
      { class: "figures" },
      h("caption", { text: t("trend.caption") }),
      h("thead", {}, h("tr", {}, ...["trend.knapp", "trend.head_before", "trend.head_after"].map((key, index) => h("th", { scope: "col", class: index > 0 ? "num" : undefined, text: t(key) })))),
      h("tbody", {}, ...ids.map((id) => h("tr", {}, h("th", { scope: "row", text: label("knapp", id) }), h("td", { class: "num" }, share(trend.before, id)), h("td", { class: "num" }, share(trend.after, id))))),
    ),
    h("p", { class: "dim small", text: `${trend.rounded ? `${t("trend.rounded")} ` : ""}${t("trend.caution")}` }),
  ];
}

/** So many of ten talks: fine enough for what it says. @param {number} count @param {number} all */
function inTen(count, all) {
  return ((10 * count) / Math.max(1, all)).toLocaleString("nb-NO", { maximumFractionDigits: 1 });
}
