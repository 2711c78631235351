/** Øv deg: practise on constructed chats, alone or together. Nothing anybody answers here is kept. */

import { mountSettings, start } from "../shared/chrome.js";
import { attr, byId, fill, h } from "../shared/dom.js";
import { why } from "../shared/door.js";
import { icon } from "../shared/icons.js";
import { t } from "../shared/text.js";
import { compare } from "./compare.js";
import { own } from "./own.js";
import { play } from "./play.js";
import { address, place, views } from "./route.js";
import { workshop } from "./workshop.js";

/** @type {Record<string, import("./types.js").Show>} */
const shows = { spill: play, sammenlign: compare, egne: own, verksted: workshop };

const me = await start();
mountSettings(me.name ?? "");
fill(byId("nav"), h("ul", {}, ...views.map((view) => h("li", {}, h("a", { href: address(view), data: { view }, text: t(`practice.nav.${view}`) })))));

/** @type {(() => void) | void} */
let leave;
let turn = 0;

/** @param {boolean} first whether the page has just been opened: the focus then stays where the browser puts it */
async function show(first) {
  const mine = (turn += 1);
  leave?.();
  leave = undefined;
  const { view, id } = place(location.hash);
  for (const link of byId("nav").querySelectorAll("a")) {
    attr(link, "aria-current", link.dataset.view === view ? "page" : null);
    // As a row it may be wider than the screen: where one is must be seen.
    if (link.dataset.view === view) byId("nav").scrollLeft = link.offsetLeft - 16;
  }
  document.title = `${t(`practice.nav.${view}`)} – ${t("page.practice")} – Ledsager`;
  const root = byId("view");
  const seat = h("div", { class: `view ${view}` });
  try {
    const left = await shows[view]?.(seat, id);
    if (mine !== turn) return left?.();
    leave = left;
  } catch (error) {
    if (mine !== turn) return;
    fill(
      seat,
      h("p", { class: "notice", role: "alert" }, icon("alert"), h("span", { text: why(error) })),
      h("p", { class: "row" }, h("button", { class: "button", type: "button", text: t("practice.again"), on: { click: () => void show(false) } }), h("a", { class: "plain", href: address(view), text: t("practice.choose_other") })),
    );
  }
  fill(root, seat);
  if (first) return;
  scrollTo(0, 0);
  const heading = seat.querySelector("h2");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
}

addEventListener("hashchange", () => void show(false));
await show(true);
