/** The page's own list of places, and the line that says whether the log is open. */

import { byId, fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { t } from "../shared/text.js";
import { book } from "./book.js";
import { VIEWS } from "./route.js";

/** Which place a view belongs to. @type {Record<string, string>} */
const under = { samtale: "samtaler", ny: "logg", innlegg: "logg", del: "logg" };

/**
 * @param {string} view
 * @param {() => void} close
 */
export function renderNav(view, close) {
  const now = under[view] ?? view;
  const views = VIEWS.filter((one) => one !== "laser" || book.state === "open");
  fill(byId("nav"), h("ul", {}, ...views.map((one) => h("li", {}, h("a", { href: `#/${one}`, "aria-current": one === now ? "page" : null, text: t(`log.nav.${one}`) })))));
  byId("nav").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  const open = book.state === "open";
  fill(
    byId("lock"),
    book.state === "none" ? null : h("span", { class: "lock-state" }, icon("padlock"), h("span", { text: t(open ? "log.state.open" : "log.state.locked") })),
    open ? h("button", { class: "button", type: "button", on: { click: close } }, h("span", { text: t("log.state.close") })) : null,
  );
}
