/** The editors' desk: the frame around all views, and the way from an address to the view it names. */

import { mountSettings, start } from "../shared/chrome.js";
import { byId, fill, h } from "../shared/dom.js";
import { t } from "../shared/text.js";
import "../shared/search.js";
import { mark, mountNav } from "./nav.js";
import { place } from "./route.js";
import { refresh } from "./summary.js";

/** @typedef {import("../shared/types.js").Show} Show */

/** Each view is fetched when it is first gone to. @type {Record<string, () => Promise<{ show: Show }>>} */
const views = {
  les: () => import("./read.js"),
  artikler: () => import("./list/main.js"),
  rediger: () => import("./edit/main.js"),
  ny: () => import("./edit/main.js"),
  meldinger: () => import("./reports/main.js"),
  dekning: () => import("./coverage/main.js"),
  sporsmal: () => import("./prompts/main.js"),
  filer: () => import("./files/main.js"),
  omrader: () => import("./areas/main.js"),
  arkiv: () => import("./archive.js"),
  "inn-og-ut": () => import("./inout/main.js"),
};

const me = await start();
mountSettings(me.name ?? "");
mountNav();

const search = /** @type {import("../shared/search.js").IkSearch} */ (byId("search"));
let turn = 0;
let last = location.hash;
/** @type {void | (() => void)} */
let leave;

/** @param {boolean} move whether the focus goes along: only when the reader asked to go there */
async function go(move) {
  const number = (turn += 1);
  const { view, params } = place(location.hash);
  last = location.hash;
  leave?.();
  leave = undefined;
  for (const dialog of document.querySelectorAll("dialog[open]")) /** @type {HTMLDialogElement} */ (dialog).close();
  document.body.dataset.view = view;
  document.title = `${t("page.ik")} – Ledsager`;
  mark({ view, area: params.get("omrade") ?? "" });
  const root = h("div", { class: "view", data: { view } });
  try {
    const { show } = await /** @type {() => Promise<{ show: Show }>} */ (views[view])();
    if (number !== turn) return;
    byId("view").replaceChildren(root);
    const left = await show(root, params, me);
    if (number === turn) leave = left;
    else left?.();
  } catch (error) {
    if (number !== turn) return;
    console.warn(error);
    byId("view").replaceChildren(root);
    fill(root, h("div", { class: "card pad" }, h("h2", { text: t("desk.view_failed") }), h("p", {}, h("button", { class: "button", type: "button", text: t("board.retry"), on: { click: () => void go(true) } }))));
  }
  if (!move || number !== turn) return;
  scrollTo({ top: 0 });
  const head = root.querySelector("h2");
  if (!head || root.contains(document.activeElement)) return;
  head.tabIndex = -1;
  head.focus({ preventScroll: true });
}

addEventListener("hashchange", () => {
  if (location.hash === "#view") return history.replaceState(null, "", last || "#");
  void go(true);
});
document.addEventListener("open-article", (event) => {
  location.hash = /** @type {CustomEvent<string>} */ (event).detail;
});
document.addEventListener("keydown", (event) => {
  const target = /** @type {Element | null} */ (event.target);
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || target?.closest("input, select, textarea, dialog, [contenteditable]")) return;
  event.preventDefault();
  search.input.focus({ preventScroll: true });
});
void refresh();
await go(false);
