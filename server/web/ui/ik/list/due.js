/** What is overdue and what soon will be: mine first, what happens next in words, and the step that settles it. */

import { fill, h, text } from "../../shared/dom.js";
import { ask, at } from "../../shared/door.js";
import { t, tn } from "../../shared/text.js";
import { next } from "../parts/badges.js";
import { areaName } from "../parts/names.js";
import { longDay } from "../parts/when.js";
import { working } from "../parts/working.js";
import { address } from "../route.js";
import { refresh } from "../summary.js";
import { rows } from "./query.js";

/** @typedef {import("../../shared/types.js").DeskRow} DeskRow */
/** @typedef {import("../../shared/types.js").Summary} Summary */

const SHOWN = 4;

/**
 * Both cards; whoever owns nothing is told in one line, and reads on undisturbed.
 * @param {HTMLElement} box
 * @param {Summary} summary
 * @param {(row: DeskRow) => void} changed a row that now stands otherwise
 */
export async function showDue(box, summary, changed) {
  if (summary.articles === 0) return fill(box);
  const mine = summary.me.owners.length > 0 || summary.overdue_mine + summary.soon_mine > 0;
  if (!mine) {
    const line = summary.overdue > 0 ? [tn("desk.due.others", summary.overdue), " ", h("a", { href: address("artikler", { frist: "overdue" }), text: t("desk.due.see") })] : [];
    return fill(box, line.length > 0 ? h("p", { class: "dim due-line" }, ...line) : null);
  }
  const [overdue, soon] = await Promise.all(["overdue", "soon"].map((frist) => rows({ frist, mine: "true", sorter: "due" }, { limit: SHOWN })));
  if (!overdue || !soon) return;
  if (overdue.total + soon.total === 0) return fill(box, h("p", { class: "dim due-line", text: t("desk.due.none") }));
  fill(box, card("overdue", overdue, summary.overdue - summary.overdue_mine, changed), card("soon", soon, summary.soon - summary.soon_mine, changed));
}

/**
 * @param {"overdue" | "soon"} which
 * @param {import("./query.js").Rows} page
 * @param {number} others
 * @param {(row: DeskRow) => void} changed
 */
function card(which, page, others, changed) {
  const more = page.total - page.items.length;
  return h(
    "section",
    { class: "card due-card" },
    h("header", {}, h("h3", {}, t(`desk.due.${which}`), " ", h("span", { class: "number", text: String(page.total) })), h("p", { class: "dim", text: t(`desk.due.${which}_where`) })),
    page.total === 0 ? h("p", { class: "pad dim", text: t(`desk.due.${which}_none`) }) : h("ul", {}, ...page.items.map((row) => item(row, changed))),
    more + others > 0
      ? h(
          "p",
          { class: "pad foot" },
          more > 0 ? h("a", { href: address("artikler", { frist: which, mine: "true" }), text: tn("desk.due.more", more) }) : null,
          others > 0 ? h("a", { href: address("artikler", { frist: which }), text: tn("desk.due.elsewhere", others) }) : null,
        )
      : null,
  );
}

/**
 * @param {DeskRow} row
 * @param {(row: DeskRow) => void} changed
 */
function item(row, changed) {
  const happens = next(row);
  const node = h(
    "li",
    {},
    h(
      "div",
      {},
      h("a", { class: "title", href: `#${encodeURIComponent(row.id)}`, text: row.title, lang: row.language }),
      h("p", { class: "dim small", text: `${areaName(row.area)} · ${limit(row)}` }),
      happens ? h("p", { class: "small", text: happens }) : null,
      row.confirmed_by_users > 0 ? h("p", { class: "small", text: tn("desk.due.confirmed", row.confirmed_by_users) }) : null,
      row.due_because === "fact" ? h("p", { class: "small", text: t("desk.due.fact") }) : null,
    ),
    h("p", { class: "row" }, row.due_because === "fact" ? null : confirmButton(row, (now) => {
      node.classList.add("settled");
      changed(now);
    }), h("a", { class: "button", href: `#/rediger/${encodeURIComponent(row.id)}` }, t("desk.edit"), h("span", { class: "offstage", text: `: ${row.title}` }))),
  );
  return node;
}

/** @param {DeskRow} row */
function limit(row) {
  const day = longDay(row.due);
  if (row.due_because === "fact") return t(row.freshness === "soon" ? "desk.due.fact_until" : "desk.due.fact_was", { day });
  return t(row.freshness === "soon" ? "desk.due.review_by" : "desk.due.review_was", { day });
}

/**
 * «Fortsatt riktig», in one click: afterwards the button's place says what it did.
 * @param {{ id: string, title: string }} row
 * @param {(now: import("../../shared/types.js").DeskWhole) => void} changed
 */
export function confirmButton(row, changed) {
  const button = h("button", { class: "button", type: "button" }, t("desk.still_right"), h("span", { class: "offstage", text: `: ${row.title}` }));
  const said = h("span", { class: "said", role: "status" });
  button.addEventListener("click", () =>
    void working(button, said, async () => {
      const { data } = await ask("POST", `${at(row.id)}/confirm`, { body: { as: "owner" } });
      button.hidden = true;
      changed(data);
      void refresh();
      return data.due ? t("desk.confirmed", { day: longDay(data.due) }) : t("desk.confirmed_plain");
    }),
  );
  const both = h("span", { class: "confirm" }, button, said);
  text(said, "");
  return both;
}
