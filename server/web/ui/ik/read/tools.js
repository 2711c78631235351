/** What can be done with the article that was read, under its text: confirm it, report a fault, see where it is used. */

import { h } from "../../shared/dom.js";
import { ask, at } from "../../shared/door.js";
import { icon } from "../../shared/icons.js";
import { reportButton, usedButton } from "../../shared/report.js";
import { t } from "../../shared/text.js";
import { confirmButton } from "../list/due.js";
import { freshBadge, lifted, next, standing } from "../parts/badges.js";
import { showUsed } from "../parts/used.js";
import { working } from "../parts/working.js";
import { refresh } from "../summary.js";
import { promoteButton } from "./promote.js";

/** @typedef {import("../../shared/types.js").DeskWhole} DeskWhole */

/**
 * @param {DeskWhole} one
 * @param {{ id: string, title: string, lang: string }} read
 */
export function tools(one, read) {
  const stands = h("p", { class: "row stands" });
  /** @param {DeskWhole} now */
  const stand = (now) => stands.replaceChildren(...[...standing(now), freshBadge(now), lifted(now)].filter((part) => part !== null));
  stand(one);
  const happens = next(one);
  const about = { id: one.id, title: read.title, lang: read.lang, version: one.published_version };
  const owner = one.may.confirm_as_owner && one.due_because !== "fact";
  return h(
    "section",
    { class: "tools-row", "aria-label": t("desk.read.about") },
    stands,
    happens ? h("p", { class: "small", text: happens }) : null,
    h(
      "p",
      { class: "row" },
      owner ? confirmButton(one, stand) : one.state === "publisert" ? usedButton(one.id) : null,
      reportButton(about),
      one.state === "publisert" ? promoteButton(one, stand) : null,
    ),
    usedWhere(one.id),
  );
}

/** Folded, and asked for only when somebody opens it. @param {string} id */
function usedWhere(id) {
  const told = h("div", { class: "told-used" });
  const box = h("details", { class: "used-where" }, h("summary", { text: t("desk.where.title") }), told);
  box.addEventListener("toggle", () => {
    if (box.open && told.childElementCount === 0) void showUsed(told, id);
  });
  return box;
}

/**
 * A routine was changed: everybody says once that they have seen it.
 * @param {DeskWhole} one
 * @param {{ by: number, of: number, me: boolean }} who
 */
export function seen(one, who) {
  const count = h("span", { text: t("desk.seen.count", { by: who.by, of: who.of }) });
  if (who.me) return h("p", { class: "dim small" }, count);
  const said = h("span", { class: "said", role: "status" });
  const button = h("button", { class: "button", type: "button", text: t("desk.seen.say") });
  button.addEventListener("click", () =>
    void working(button, said, async () => {
      await ask("POST", `${at(one.id)}/seen`, { body: { version: one.published_version ?? one.version } });
      button.hidden = true;
      count.textContent = t("desk.seen.count", { by: who.by + 1, of: who.of });
      void refresh();
      return t("desk.seen.said");
    }),
  );
  return h("div", { class: "notice" }, icon("info"), h("div", {}, h("p", { class: "title", text: t("desk.seen.title") }), h("p", {}, count), h("p", { class: "row" }, button, said)));
}
