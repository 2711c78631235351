/** What was offered in a talk and what was used of it: prompts, articles, other services. */

import { fill, h } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t, tn } from "../../shared/text.js";
import { articleTitles, promptTexts, serviceNames } from "./names.js";

/** @typedef {import("../types.js").KeptTalk} KeptTalk */

/** @param {KeptTalk} talk */
export function offered(talk) {
  const copied = unique(talk.copied.map((one) => one.prompt));
  const used = unique(talk.used.map((one) => one.article));
  const prompts = unique([...talk.offered.filter((one) => one.kind === "prompt").map((one) => one.id), ...copied]);
  const articles = unique([...talk.offered.filter((one) => one.kind === "article").map((one) => one.id), ...used]);
  const services = talk.referrals.map((one) => one.service);
  if (prompts.length + articles.length + services.length === 0) return null;
  return h(
    "details",
    { class: "offered", on: { toggle: (/** @type {Event} */ event) => void (/** @type {HTMLDetailsElement} */ (event.currentTarget).open && name()) } },
    h("summary", {}, h("span", { text: t("log.offered.title") }), h("span", { class: "dim", text: summary(copied.length, used.length, services.length) })),
    group("prompts", prompts, copied),
    group("articles", articles, used),
    group("services", services, services),
  );

  /** @param {string} kind @param {string[]} ids @param {string[]} taken */
  function group(kind, ids, taken) {
    if (ids.length === 0) return null;
    // What was used stands first.
    const order = [...ids].sort((a, b) => Number(taken.includes(b)) - Number(taken.includes(a)));
    return h("div", {}, h("h3", { text: t(`log.offered.${kind}`) }), h("ul", { class: "tight", data: { kind } }, ...order.map((id) => line(kind, id, taken.includes(id)))));
  }

  /** The names are asked for when somebody looks. */
  async function name() {
    const names = { prompts: promptTexts, articles: articleTitles, services: serviceNames };
    for (const node of document.querySelectorAll(".offered [data-id]:not([data-named])")) {
      const { id = "", kind = "" } = /** @type {HTMLElement} */ (node).dataset;
      const known = await names[/** @type {keyof typeof names} */ (kind)]();
      fill(node, known.get(id) ?? t(`log.offered.unknown.${kind}`));
      node.setAttribute("data-named", "");
    }
  }
}

/**
 * @param {string} kind
 * @param {string} id
 * @param {boolean} taken
 */
function line(kind, id, taken) {
  const named = h("span", { data: { id, kind } }, "…");
  return h(
    "li",
    { data: { taken: taken ? "" : undefined } },
    taken ? icon("check") : h("span", { class: "no-icon" }),
    h(
      "span",
      {},
      kind === "articles" ? h("a", { href: `/ik#${encodeURIComponent(id)}` }, named) : named,
      taken && kind !== "services" ? h("span", { class: "dim", text: ` · ${t(`log.offered.taken.${kind}`)}` }) : null,
    ),
  );
}

/** @param {number} prompts @param {number} articles @param {number} services */
function summary(prompts, articles, services) {
  return [tn("log.offered.copied", prompts), tn("log.offered.used", articles), services > 0 ? tn("log.offered.referred", services) : ""].filter(Boolean).join(", ");
}

/** @param {string[]} ids */
function unique(ids) {
  return [...new Set(ids)];
}
