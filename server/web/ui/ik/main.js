/** The article collection: find, filter and read; the address after # names what is read. */

import { announce } from "../shared/announce.js";
import { whole } from "../shared/article.js";
import { mountSettings, start } from "../shared/chrome.js";
import { byId, fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { colour, element, label } from "../shared/model.js";
import "../shared/search.js";
import { t } from "../shared/text.js";
import { areaName, markOpen, mountFilters, renderList } from "./list.js";
import { showWithoutHits } from "./without.js";

/** @typedef {import("../shared/types.js").ArticleRow} ArticleRow */
/** @typedef {import("../shared/types.js").WholeArticle} WholeArticle */

const me = await start();
mountSettings(me.name ?? "");

/** @type {ArticleRow[]} */
let rows = [];
let reading = 0;
const page = byId("article");
const search = /** @type {import("../shared/search.js").IkSearch} */ (byId("search"));

async function load() {
  try {
    const answer = await fetch("/api/articles");
    if (!answer.ok) throw new Error(String(answer.status));
    rows = await answer.json();
  } catch {
    fill(byId("areas"), h("p", { text: t("ik.failed") }), h("button", { class: "button", type: "button", text: t("board.retry"), on: { click: () => void load() } }));
    return;
  }
  mountFilters(byId("filters"), rows, list);
  list();
}

function list() {
  renderList(byId("areas"), byId("count"), rows, current());
}

function current() {
  return decodeURIComponent(location.hash.slice(1));
}

/** @param {boolean} move whether the focus goes to the article: only when the reader asked for it */
async function read(move) {
  const id = current();
  const number = (reading += 1);
  markOpen(byId("areas"), id);
  if (id === "" || id === "main") {
    delete document.body.dataset.reading;
    document.title = `${t("page.ik")} – Ledsager`;
    fill(page, h("div", { class: "welcome" }, icon("book"), h("p", { text: t("ik.welcome") })));
    return;
  }
  document.body.dataset.reading = "";
  try {
    const answer = await fetch(`/api/articles/${encodeURIComponent(id)}`);
    if (number !== reading) return;
    if (!answer.ok) throw new Error(String(answer.status));
    show(await answer.json());
  } catch {
    if (number !== reading) return;
    fill(page, back(), h("div", { class: "paper" }, h("h2", { class: "head", text: t("ik.missing") }), h("p", { text: t("ik.missing_text") })));
  }
  if (!move) return;
  scrollTo({ top: 0 });
  page.focus({ preventScroll: true });
}

function back() {
  return h("a", { class: "plain back-link", href: "#" }, icon("back"), h("span", { text: t("ik.back") }));
}

/** @param {WholeArticle} one */
function show(one) {
  document.title = `${one.title} – Ledsager`;
  fill(
    page,
    back(),
    h(
      "div",
      { class: "paper" },
      h("p", { class: "dim", text: areaName(one.area) }),
      h("h2", { class: "head", text: one.title, lang: one.lang }),
      one.phases.length + one.knapper.length > 0
        ? h("p", { class: "belongs" }, ...one.phases.map((id) => place("phase", id)), ...one.knapper.map((id) => place("knapp", id)))
        : null,
      ...whole(one, t("copy.receipt_plain")),
    ),
  );
  announce(one.title);
}

/**
 * @param {"phase" | "knapp"} ring
 * @param {string} id
 */
function place(ring, id) {
  const known = element(ring, id);
  return h("span", {}, icon(known?.shape ?? "mark", colour(known)), h("span", { text: label(ring, id) }));
}

addEventListener("hashchange", () => void read(true));
document.addEventListener("open-article", (event) => {
  location.hash = /** @type {CustomEvent<string>} */ (event).detail;
});
document.addEventListener("keydown", (event) => {
  const target = /** @type {Element | null} */ (event.target);
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || target?.closest("input, select, textarea, dialog")) return;
  event.preventDefault();
  search.input.focus({ preventScroll: true });
});
await Promise.all([load(), read(false), showWithoutHits()]);
markOpen(byId("areas"), current());
