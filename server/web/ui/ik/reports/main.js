/** What readers reported: those to be dealt with, and one's own with what became of them. */

import { attr, fill, h, text } from "../../shared/dom.js";
import { ask } from "../../shared/door.js";
import { select } from "../../shared/fields.js";
import { REASONS } from "../../shared/report.js";
import { t, tn } from "../../shared/text.js";
import { moment } from "../parts/when.js";
import { failed, moreButton } from "../parts/working.js";
import { address, keep } from "../route.js";
import { refresh } from "../summary.js";
import { one } from "./one.js";
import { importance, reportState } from "./marks.js";

/** @typedef {import("../../shared/types.js").Report} Report */

const states = ["ny", "under_arbeid", "lost", "avvist"];

/** @type {import("../../shared/types.js").Show} */
export async function show(root, params, me) {
  let chosen = { del: params.get("del") ?? "", tilstand: params.get("tilstand") ?? "", grunn: params.get("grunn") ?? "", vis: params.get("vis") ?? "" };
  const own = () => chosen.del === "egne";
  /** @type {Report[]} */
  let known = [];
  /** @type {string | null} */
  let cursor = null;
  let number = 0;
  const count = h("p", { class: "dim", role: "status" });
  const list = h("ul", { class: "plain-list reports" });
  const foot = h("div");
  const side = h("section", { class: "card one-report", "aria-label": t("desk.reports.one") });
  document.title = `${t("desk.nav.meldinger")} – Ledsager`;

  /** @param {boolean} more */
  const load = async (more) => {
    const asked = (number += 1);
    try {
      const mine = own() ? { own: true } : chosen.del === "mine" ? { mine: true } : {};
      const { data } = await ask("GET", "/reports", { query: { state: chosen.tilstand, reason: chosen.grunn, ...mine, cursor: more ? cursor : null } });
      if (asked !== number) return;
      known = more ? [...known, ...data.items] : data.items;
      cursor = data.next;
      text(count, tn("desk.reports.count", data.total ?? known.length));
      fill(list, ...known.map(item));
      fill(foot, known.length === 0 ? h("p", { class: "pad dim", text: t(own() ? "desk.reports.none_own" : "desk.reports.none") }) : null, cursor ? moreButton(() => load(true)) : null);
      open(false);
    } catch (error) {
      if (more) throw error;
      fill(foot, failed(error, () => void load(false)));
    }
  };
  /** @param {Report} report */
  const item = (report) =>
    h(
      "li",
      {},
      h(
        "button",
        { class: "report-row", type: "button", data: { id: report.id }, on: { click: () => pick(report.id) } },
        h("span", { class: "reason", text: t(`desk.reason.${report.reason}`) }),
        h("span", { class: "where", text: report.article_title }),
        report.comment ? h("span", { class: "comment", text: report.comment }) : null,
        h("span", { class: "meta" }, reportState(report), importance(report), h("span", { text: report.assignee ? t("desk.reports.with", { name: report.assignee }) : t("desk.reports.with_nobody") }), h("span", { text: own() ? moment(report.at) : t("desk.reports.from", { name: report.reporter, when: moment(report.at) }) })),
        own() && report.answer ? h("span", { class: "answer" }, h("strong", { text: `${t("desk.reports.answer")}: ` }), report.answer) : null,
      ),
    );
  /** @param {string} id */
  const pick = (id) => {
    chosen.vis = id;
    keep("meldinger", chosen);
    open(true);
  };
  /** @param {boolean} move */
  const open = (move) => {
    const report = known.find((one) => one.id === chosen.vis) ?? (matchMedia("(min-width: 68.76rem)").matches ? known[0] : undefined);
    for (const node of list.querySelectorAll("button")) attr(node, "aria-current", node.dataset.id === report?.id ? "true" : null);
    if (!report) return fill(side, h("p", { class: "pad dim", text: t("desk.reports.choose") }));
    fill(side, ...one(report, me, own(), (now) => {
      known = known.map((old) => (old.id === now.id ? now : old));
      const node = list.querySelector(`[data-id="${CSS.escape(now.id)}"]`)?.parentElement;
      node?.replaceWith(item(now));
      attr(list.querySelector(`[data-id="${CSS.escape(now.id)}"]`) ?? list, "aria-current", "true");
      void refresh();
    }));
    // On a narrow screen the report stands under the list: go there when it was asked for.
    if (move && side.getBoundingClientRect().top > innerHeight * 0.6) {
      side.scrollIntoView({ block: "start" });
      side.querySelector("h3")?.focus({ preventScroll: true });
    }
  };
  /** @param {"tilstand" | "grunn"} name @param {[string, string][]} options */
  const filter = (name, options) =>
    h(
      "label",
      {},
      h("span", { class: "offstage", text: t(`desk.reports.filter.${name}`) }),
      select([["", t(`desk.reports.filter.${name}.all`)], ...options], chosen[name], {
        on: {
          change: (/** @type {Event} */ event) => {
            chosen = { ...chosen, [name]: /** @type {HTMLSelectElement} */ (event.target).value, vis: "" };
            keep("meldinger", chosen);
            void load(false);
          },
        },
      }),
    );
  const parts = ["", "mine", "egne"].map((del) => h("a", { class: "chip", href: address("meldinger", { del }), "aria-current": chosen.del === del ? "page" : null, text: t(`desk.reports.part.${del || "alle"}`) }));
  fill(
    root,
    h("header", { class: "view-head" }, h("h2", { text: t("desk.nav.meldinger") }), count),
    h(
      "div",
      { class: "two-columns" },
      h("section", { class: "card", "aria-label": t("desk.nav.meldinger") }, h("div", { class: "filter-seat" }, h("nav", { class: "row", "aria-label": t("desk.reports.parts") }, ...parts), h("form", { class: "filters" }, filter("tilstand", states.map((state) => [state, t(`desk.report_state.${state}`)])), filter("grunn", REASONS.map((reason) => [reason, t(`desk.reason.${reason}`)])))), list, foot),
      side,
    ),
  );
  await load(false);
}
