/** The list of articles: what is due first, then all of them by what one chooses, fetched page by page. */

import { announce } from "../../shared/announce.js";
import { attr, fill, h, text } from "../../shared/dom.js";
import { ask } from "../../shared/door.js";
import { t } from "../../shared/text.js";
import { failed, moreButton } from "../parts/working.js";
import { learnAreas } from "../parts/names.js";
import { address, keep, place } from "../route.js";
import { summary } from "../summary.js";
import { showDue } from "./due.js";
import { filters } from "./filters.js";
import { choices, rows } from "./query.js";
import { line, table } from "./table.js";

/** @typedef {import("../../shared/types.js").DeskRow} DeskRow */
/** @typedef {import("./query.js").Rows} Rows */
/** @typedef {import("./query.js").Choices} Choices */

/** What was last fetched, for when the server is away. @type {{ chosen: string, items: DeskRow[], next: string | null, total: number } | null} */
let kept = null;

/** @type {import("../../shared/types.js").Show} */
export async function show(root, params, me) {
  let chosen = choices(params);
  let number = 0;
  const count = h("p", { class: "dim", role: "status" });
  const due = h("div", { class: "due-cards" });
  const seat = h("div", { class: "filter-seat" });
  const trouble = h("div", { class: "trouble" });
  const { whole, body } = table();
  const foot = h("div");
  const card = h("section", { class: "card list-card", "aria-labelledby": "list-title" }, seat, trouble, whole, foot);
  fill(root, h("header", { class: "view-head" }, h("h2", { id: "list-title", text: t("desk.nav.artikler") }), count), due, card);

  /** @param {boolean} more */
  const load = async (more) => {
    const asked = (number += 1);
    const key = JSON.stringify(chosen);
    try {
      const page = await rows(chosen, { cursor: more ? kept?.next : null });
      if (asked !== number) return;
      const items = more && kept?.chosen === key ? [...kept.items, ...page.items] : page.items;
      kept = { chosen: key, items, next: page.next, total: page.total };
      fill(trouble);
      card.classList.remove("stale");
      if (more) body.append(...page.items.map(line));
      else fill(body, ...items.map(line));
      tell();
    } catch (error) {
      if (asked !== number) return;
      if (more) throw error;
      // The last list known stays, dimmed: better than nothing to somebody in a chat.
      fill(trouble, failed(error, () => void show(root, place(location.hash).params, me), t(kept ? "desk.list.last_known" : "desk.failed")));
      if (kept && body.childElementCount === 0) fill(body, ...kept.items.map(line));
      card.classList.toggle("stale", kept !== null);
      whole.hidden = body.childElementCount === 0;
    }
  };
  const tell = () => {
    if (!kept) return;
    const filtered = Object.keys(chosen).some((name) => name !== "sorter");
    whole.hidden = kept.total === 0;
    text(count, t("desk.list.count", { shown: kept.items.length, all: kept.total, sort: t(`desk.sorted.${chosen.sorter ?? "due"}`) }));
    fill(foot, kept.total === 0 ? none(filtered) : null, kept.next ? moreButton(() => load(true)) : null);
  };
  /** @param {Choices} change */
  const change = (change) => {
    chosen = Object.fromEntries(Object.entries({ ...chosen, ...change }).filter(([, value]) => value !== ""));
    keep("artikler", chosen);
    attr(root, "aria-busy", true);
    void load(false).then(() => {
      attr(root, "aria-busy", null);
      if (kept) announce(t("desk.list.found", { count: kept.total }));
    });
  };
  /** @param {DeskRow} row */
  const replace = (row) => {
    const old = [...body.children].find((node) => /** @type {HTMLElement} */ (node).dataset.key === row.id);
    old?.replaceWith(line(row));
  };

  const around = (async () => {
    const counts = await summary();
    if (!counts) return fill(seat, filters(chosen, { areas: [], owners: [] }, change));
    learnAreas(counts.areas);
    const unasked = Object.keys(chosen).length === 0;
    const [owners] = await Promise.all([
      ask("GET", "/owners").then(({ data }) => data.map((/** @type {{ owner: string }} */ one) => one.owner), () => counts.me.owners),
      unasked ? showDue(due, counts, replace).catch(() => {}) : null,
    ]);
    const form = filters(chosen, { areas: counts.areas.map((one) => one.area), owners }, change);
    form.prepend(mineChip(chosen, change));
    fill(seat, form);
  })();
  await around.catch(() => {});
  await load(false);
}

/**
 * @param {Choices} chosen
 * @param {(change: Choices) => void} change
 */
function mineChip(chosen, change) {
  const button = h("button", { class: "chip", type: "button", "aria-pressed": chosen.mine === "true", text: t("desk.filter.mine") });
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    attr(button, "aria-pressed", on);
    change({ mine: on ? "true" : "" });
  });
  return button;
}

/** @param {boolean} filtered whether choices are why nothing is shown */
function none(filtered) {
  if (filtered) return h("p", { class: "pad" }, t("desk.list.none"), " ", h("a", { href: "#/artikler", text: t("desk.list.clear") }));
  return h(
    "div",
    { class: "pad empty-service" },
    h("p", { text: t("desk.list.new_service") }),
    h("p", { class: "row" }, h("a", { class: "button", href: address("inn-og-ut"), text: t("desk.list.import") }), h("a", { class: "button primary", href: "#/ny", text: t("desk.list.first") })),
  );
}
