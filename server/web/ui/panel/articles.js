/** The articles that are offered: first the phrase that asks leave, then how it is found, then the link. */

import { copyButton, leave, revision, safe, sourceKind } from "../shared/article.js";
import { h, keyed } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { feedback, sourceButton } from "../shared/report.js";
import { t } from "../shared/text.js";

/** @typedef {import("../shared/types.js").Article} Article */

/**
 * @param {HTMLElement} list
 * @param {Article[]} articles
 * @param {string} receipt
 * @param {(id: string) => void} open
 * @param {(id: string) => void} used
 * @param {() => string | null} phase where the chat is, when something is reported
 */
export function renderArticles(list, articles, receipt, open, used, phase) {
  keyed(
    list,
    articles,
    (one) => `${one.id}|${one.state}|${one.share}|${receipt}`,
    (one) => card(one, receipt, open, () => used(one.id), phase),
    (node, one, index) => {
      node.dataset.article = one.id;
      const details = node.querySelector("details");
      if (details && details.dataset.touched === undefined) details.open = index === 0;
    },
  );
}

/**
 * Ticks those that were of use in this talk; nothing moves by it.
 * @param {HTMLElement} list
 * @param {string[]} used
 */
export function tickArticles(list, used) {
  for (const node of list.children) {
    const mark = /** @type {HTMLElement | null} */ (node.querySelector(".used-mark"));
    if (mark && node instanceof HTMLElement) mark.hidden = !used.includes(node.dataset.article ?? "");
  }
}

/**
 * @param {Article} one
 * @param {string} receipt
 * @param {(id: string) => void} open
 * @param {() => void} used
 * @param {() => string | null} phase
 */
function card(one, receipt, open, used, phase) {
  const summary = h(
    "summary",
    {
      on: {
        click: () => {
          if (summary.parentElement) summary.parentElement.dataset.touched = "";
        },
      },
    },
    h("span", { class: "title", text: one.title, lang: one.lang }),
    h("span", { class: "meta" }, revision(one.state, one.reviewed), h("span", { text: t("article.owner", { owner: one.owner }) }), h("span", { class: "lang", text: one.lang }), ),
    h("span", { class: "used-mark", hidden: true, title: t("used.mark") }, icon("check"), h("span", { class: "offstage", text: t("used.mark") })),
  );
  const link = one.link && safe(one.link.url);
  return h(
    "li",
    { class: "article" },
    h(
      "details",
      {},
      summary,
      h("p", { class: "short", text: one.short, lang: one.lang }),
      one.share ? leave(one.share, receipt, undefined, false, used) : null,
      one.find_it ? h("p", { class: "find" }, h("strong", { text: `${t("article.find_it")} ` }), h("span", { text: one.find_it, lang: one.lang })) : null,
      h(
        "p",
        { class: "links" },
        h("button", { class: "plain", type: "button", on: { click: () => (used(), open(one.id)) } }, icon("book"), h("span", { text: t("article.read") })),
        link ? copyButton(link, t("article.copy_link"), receipt, true, used) : null,
        link ? h("a", { class: "plain", href: link, target: "_blank", rel: "noopener noreferrer", on: { click: used } }, icon("out"), h("span", { text: one.link?.title ?? link }), one.link?.kind ? sourceKind(one.link.kind) : null, h("span", { class: "offstage", text: ` ${t("new_window")}` })) : null,
      ),
      one.why ? h("p", { class: "because dim", text: one.why }) : null,
      h("div", { class: "sayings" }, feedback(one, phase), link ? sourceButton(one, one.link?.title ?? link, phase) : null),
    ),
  );
}
