/** The menu at the left (a row on a narrow screen): views with counts, and the områder one owns. */

import { attr, byId, fill, h, text } from "../shared/dom.js";
import { settings } from "../shared/settings.js";
import { t, tn } from "../shared/text.js";
import { address } from "./route.js";
import { watchSummary } from "./summary.js";

/** @typedef {import("../shared/types.js").Summary} Summary */

const first = ["artikler", "meldinger", "dekning", "sporsmal"];
const more = ["omrader", "filer", "arkiv", "inn-og-ut"];

/** @param {string} view */
function link(view) {
  return h("li", {}, h("a", { href: address(view), data: { view } }, h("span", { text: t(`desk.nav.${view}`) }), h("span", { class: "count" })));
}

/** Fills the menu; counts come when the server has answered, and nothing moves then. */
export function mountNav() {
  const own = h("div", { class: "own", hidden: true }, h("h2", { text: t("desk.nav.own") }), h("ul"));
  fill(byId("nav"), h("ul", {}, ...first.map(link)), own, h("h2", { class: "more", text: t("desk.nav.more") }), h("ul", {}, ...more.map(link)));
  watchSummary((summary) => {
    count("artikler", summary.articles, t("desk.nav.articles_said", { count: summary.articles }));
    count("meldinger", summary.reports_open, t("desk.nav.reports_said", { count: summary.reports_open }));
    count("sporsmal", summary.proposals_open, t("desk.nav.proposals_said", { count: summary.proposals_open }));
    const mine = summary.areas.filter((area) => area.mine);
    own.hidden = mine.length === 0;
    fill(
      /** @type {Element} */ (own.lastElementChild),
      ...mine.map((area) => h("li", {}, h("a", { href: address("artikler", { omrade: area.area }), data: { area: area.area } }, h("span", { text: area.name[settings.lang] }), h("span", { class: "count", text: String(area.count), role: "img", "aria-label": t("desk.nav.articles_said", { count: area.count }) })))),
    );
    text(byId("who"), mine.length > 0 ? `${summary.me.name} · ${tn("desk.nav.owns", mine.length)}` : summary.me.name);
    mark(here);
  });
}

/**
 * @param {string} view
 * @param {number} count
 * @param {string} said
 */
function count(view, count, said) {
  const node = byId("nav").querySelector(`a[data-view="${view}"] .count`);
  if (!node) return;
  text(node, count > 0 ? count : "");
  attr(node, "aria-label", count > 0 ? said : null);
  attr(node, "role", count > 0 ? "img" : null);
}

/** @type {{ view: string, area: string }} */
let here = { view: "", area: "" };

/** Marks where one is. @param {{ view: string, area: string }} now */
export function mark(now) {
  here = now;
  const area = now.view === "artikler" ? now.area : "";
  let own = false;
  for (const node of byId("nav").querySelectorAll("a")) {
    const there = node.dataset.area !== undefined && node.dataset.area === area;
    own ||= there;
    if (node.dataset.area !== undefined) attr(node, "aria-current", there ? "page" : null);
  }
  for (const node of byId("nav").querySelectorAll("a[data-view]")) {
    const current = !own && /** @type {HTMLElement} */ (node).dataset.view === now.view;
    attr(node, "aria-current", current ? "page" : null);
    // As a row it may be wider than the screen: where one is must be seen.
    if (current && node.parentElement) byId("nav").scrollLeft = node.parentElement.offsetLeft - 12;
  }
}
