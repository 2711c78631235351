/** Reading an article: its text in one calm column, and under it what can be done with it. */

import { announce } from "../shared/announce.js";
import { whole } from "../shared/article.js";
import { fill, h } from "../shared/dom.js";
import { ask, at } from "../shared/door.js";
import { icon } from "../shared/icons.js";
import { colour, element, label } from "../shared/model.js";
import { t } from "../shared/text.js";
import { beside } from "./list/beside.js";
import { areaName, learnAreas } from "./parts/names.js";
import { failed } from "./parts/working.js";
import { seen, tools } from "./read/tools.js";
import { summary } from "./summary.js";

/** @typedef {import("../shared/types.js").WholeArticle} WholeArticle */
/** @typedef {import("../shared/types.js").DeskWhole} DeskWhole */

/** @type {import("../shared/types.js").Show} */
export async function show(root, params, me) {
  const page = h("article", { class: "reading", id: "article" });
  fill(root, beside(params.id), page);
  const [desk, counts] = await Promise.all([ask("GET", at(params.id)).catch(() => null), summary()]);
  if (counts) learnAreas(counts.areas);
  const staged = desk ? /** @type {DeskWhole} */ (desk.data) : null;
  const published = staged && staged.state !== "publisert" ? null : await read(params.id);
  if (published === "offline" && !staged) return fill(page, back(), h("div", { class: "paper" }, h("h2", { class: "head", text: t("ik.missing") }), failed(null, () => void show(root, params, me))));
  const one = typeof published === "object" && published ? published : staged ? asRead(staged) : null;
  if (!one) return fill(page, back(), h("div", { class: "paper" }, h("h2", { class: "head", text: t("ik.missing") }), h("p", { text: t("ik.missing_text") })));
  document.title = `${one.title} – Ledsager`;
  fill(
    page,
    back(),
    h(
      "div",
      { class: "paper" },
      h("p", { class: "above" }, h("span", { class: "dim", text: areaName(one.area) }), staged ? h("a", { class: "plain", href: `#/rediger/${encodeURIComponent(one.id)}` }, icon("pen"), h("span", { text: t("desk.edit") })) : null),
      h("h2", { class: "head", text: one.title, lang: one.lang }),
      one.phases.length + one.knapper.length > 0
        ? h("p", { class: "belongs" }, ...one.phases.map((id) => spot("phase", id)), ...one.knapper.map((id) => spot("knapp", id)))
        : null,
      staged && !published ? h("p", { class: "notice calm" }, icon("info"), h("span", { text: t(staged.state === "arkivert" ? "desk.read.archived" : "desk.read.not_published") })) : null,
      staged?.seen ? seen(staged, staged.seen) : null,
      ...whole(one, t("copy.receipt_plain")),
      staged ? tools(staged, one) : null,
    ),
  );
  announce(one.title);
}

/**
 * The published text; null when there is none, "offline" when nobody answers.
 * @param {string} id
 * @returns {Promise<WholeArticle | null | "offline">}
 */
async function read(id) {
  try {
    const answer = await fetch(`/api/articles/${encodeURIComponent(id)}`);
    return answer.ok ? await answer.json() : null;
  } catch {
    return "offline";
  }
}

/**
 * What is not published is shown from its newest version.
 * @param {DeskWhole} one
 * @returns {WholeArticle}
 */
function asRead(one) {
  const { fields } = one;
  return {
    id: one.id, title: one.title, short: fields.short, area: one.area, owner: one.owner ?? t("desk.no_owner"), reviewed: one.reviewed,
    state: one.freshness === "unchecked" ? "unchecked" : ["due", "held_back"].includes(one.freshness) ? "review_due" : one.freshness === "expired" ? "expired" : one.reviewed ? "in_order" : "unchecked",
    lang: one.language, phases: one.phases, knapper: one.knapper, find_it: fields.find_it, share: { nb: fields.share.nb ?? "", nn: fields.share.nn ?? "" },
    body_html: one.body_html, valid_until: fields.valid_until, needs_check: one.needs_check, review_due: one.due ?? "", sources: fields.sources,
  };
}

function back() {
  return h("a", { class: "plain back-link", href: "#/artikler" }, icon("back"), h("span", { text: t("ik.back") }));
}

/**
 * @param {"phase" | "knapp"} ring
 * @param {string} id
 */
function spot(ring, id) {
  const known = element(ring, id);
  return h("span", {}, icon(known?.shape ?? "mark", colour(known)), h("span", { text: label(ring, id) }));
}
