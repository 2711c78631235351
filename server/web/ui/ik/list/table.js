/** The table of articles: one row each, which becomes a card on a narrow screen. */

import { h } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t, tn } from "../../shared/text.js";
import { belongs, freshBadge, lifted, standing } from "../parts/badges.js";
import { areaName } from "../parts/names.js";
import { address } from "../route.js";

/** @typedef {import("../../shared/types.js").DeskRow} DeskRow */

const columns = ["article", "owner", "state", "revision", "belongs", "language", "used"];

/** The empty table; arrows move between its rows. */
export function table() {
  const body = h("tbody");
  const whole = h(
    "table",
    { class: "articles-table" },
    h("caption", { class: "offstage", text: t("desk.table") }),
    h("thead", {}, h("tr", {}, ...columns.map((name) => h("th", { scope: "col", class: `col-${name}`, text: t(`desk.column.${name}`) })))),
    body,
  );
  body.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const row = /** @type {Element} */ (event.target).closest("tr");
    const to = event.key === "ArrowDown" ? row?.nextElementSibling : row?.previousElementSibling;
    const link = to?.querySelector("a");
    if (!link) return;
    event.preventDefault();
    link.focus();
  });
  return { whole, body };
}

/** @param {DeskRow} row */
export function line(row) {
  /** @param {string} name @param {...import("../../shared/dom.js").Child} parts */
  const cell = (name, ...parts) => h("td", { class: `col-${name}` }, h("span", { class: "key", text: t(`desk.column.${name}`) }), h("span", { class: "value" }, ...parts));
  return h(
    "tr",
    { data: { key: row.id } },
    h(
      "th",
      { scope: "row", class: "col-article" },
      h("a", { href: `#${encodeURIComponent(row.id)}`, lang: row.language, text: row.title }),
      h(
        "span",
        { class: "second" },
        h("span", { text: areaName(row.area) }),
        lifted(row),
        row.open_reports > 0 ? h("a", { class: "lifted", href: address("meldinger") }, icon("bubbles"), h("span", { text: tn("desk.open_reports", row.open_reports) })) : null,
      ),
    ),
    cell("owner", row.owner ? h("span", { text: row.owner }) : h("span", { class: "lacks", text: t("desk.no_owner") })),
    cell("state", ...standing(row)),
    cell("revision", freshBadge(row)),
    cell("belongs", belongs(row.phases, row.knapper)),
    cell("language", ...languages(row)),
    cell("used", row.used_30 === null ? h("span", { class: "dim", text: t("desk.too_few") }) : String(row.used_30)),
  );
}

/** The written standards of the phrase to paste, and what it lacks. @param {DeskRow} row */
function languages(row) {
  const has = ["nb", "nn"].filter((lang) => !row.share_missing.includes(lang));
  return [h("span", { text: has.join(" + ") || row.language }), ...row.share_missing.map((lang) => h("span", { class: "second lacks", text: t("desk.lacks", { lang }) }))];
}
