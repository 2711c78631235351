/** What colleagues have shared, by knapp; what is one's own can be taken back. Nobody's name stands on it. */

import { fill, h } from "../../shared/dom.js";
import { openDialog } from "../../shared/dialog.js";
import { icon } from "../../shared/icons.js";
import { colour, element, elements, label } from "../../shared/model.js";
import { t } from "../../shared/text.js";
import { day } from "../../shared/time.js";
import { ask } from "../doors.js";
import { card, notice } from "../parts.js";
import { talkRow } from "../talks.js";
import { justShared } from "./share.js";

/** @typedef {import("../types.js").Case} Case */

/**
 * @param {Case[]} cases
 * @param {import("../types.js").TalkRow[]} talks
 * @param {() => void} changed
 */
export function casesView(cases, talks, changed) {
  const along = talks.filter((talk) => talk.bookmarked);
  const ids = elements("knapp").map((one) => one.id);
  const other = cases.filter((one) => one.knapp === null || !ids.includes(one.knapp));
  /** @type {string | null} */
  let only = null;
  const seat = h("div", { class: "case-groups" });
  const here = ids.filter((id) => cases.some((one) => one.knapp === id));
  const chips = h(
    "div",
    { class: "row filter", role: "group", "aria-label": t("log.cases.filter") },
    ...[null, ...here].map((id) =>
      h(
        "button",
        { class: "chip", type: "button", "aria-pressed": id === only, data: { id: id ?? "" }, on: { click: () => choose(id) } },
        id ? icon(element("knapp", id)?.shape ?? "", colour(element("knapp", id))) : null,
        h("span", { text: id ? label("knapp", id) : t("log.cases.all") }),
      ),
    ),
  );

  /** @param {string | null} id */
  function choose(id) {
    only = id;
    for (const chip of chips.children) chip.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (chip).dataset.id === (id ?? "")));
    show();
  }

  function show() {
    const groups = ids.filter((id) => only === null || id === only).map((id) => ({ id, some: cases.filter((one) => one.knapp === id) }));
    fill(seat, ...groups.filter(({ some }) => some.length > 0).map(({ id, some }) => group(label("knapp", id), some, id)), other.length > 0 && only === null ? group(t("log.cases.other"), other) : null);
  }

  /** @param {string} name @param {Case[]} some @param {string} [id] */
  function group(name, some, id) {
    return h("div", { class: "case-group" }, h("h3", {}, id ? icon(element("knapp", id)?.shape ?? "", colour(element("knapp", id))) : null, h("span", { text: name })), h("ul", {}, ...some.map((one) => row(one))));
  }

  /** @param {Case} one */
  function row(one) {
    const back = () =>
      openDialog({
        title: t("log.cases.remove_title"),
        body: [h("p", { text: t("log.cases.remove_text", { title: one.title }) })],
        act: t("log.cases.remove"),
        work: async () => {
          await ask("DELETE", `/cases/${encodeURIComponent(one.id)}`);
          changed();
        },
      });
    return h(
      "li",
      {},
      h(
        "details",
        {},
        h("summary", {}, h("span", { class: "title", text: one.title }), h("span", { class: "dim", text: day(one.day) }), one.own ? h("span", { class: "pill mine", text: t("log.cases.own") }) : null),
        h("p", { class: "case-text", text: one.text }),
        one.own ? h("p", {}, h("button", { class: "button", type: "button", text: t("log.cases.remove"), on: { click: back } })) : null,
      ),
    );
  }

  show();
  return h(
    "div",
    { class: "view" },
    justShared() ? h("div", { role: "status" }, notice("check", t("log.cases.shared"), t("log.cases.shared_text"), true)) : null,
    card("along", t("log.talks.along"), t("log.talks.along_aside"), along.length > 0 ? h("ul", { class: "plain-list" }, ...along.map(talkRow)) : h("p", { class: "pad dim", text: t("log.talks.along_none") })),
    card(
      "cases",
      t("log.cases.title"),
      t("log.cases.aside"),
      cases.length === 0 ? h("p", { class: "pad dim", text: t("log.cases.none") }) : h("div", { class: "pad begin" }, here.length > 1 ? chips : null, seat),
    ),
  );
}
