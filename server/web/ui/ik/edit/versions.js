/** All versions of the article: who, when, what for; none is ever deleted. */

import { fill, h, text } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t, tn } from "../../shared/text.js";
import { makeCompare } from "./compare.js";
import { at, knock, refusal } from "../../shared/door.js";
import { makeEvents } from "./events.js";
import { makeReceipts } from "./receipts.js";
import { whose } from "../parts/names.js";
import { moment } from "../parts/when.js";

/** @typedef {import("./types.js").Version} Version */
/** @typedef {import("./types.js").Happening} Happening */
/** @typedef {import("./types.js").Work} Work */

const PAGE = 50;

/**
 * @param {string} id
 * @param {() => string} lang
 * @param {(version: number) => Promise<void>} restore
 */
export function makeVersions(id, lang, restore) {
  /** @type {Version[]} */
  let all = [];
  /** @type {Happening[]} */
  let happenings = [];
  /** @type {string | null} */
  let more = null;
  const compare = makeCompare(id, lang, restore);
  const receipts = makeReceipts(id);
  const count = h("span", { class: "dim" });
  const list = h("ol", { class: "version-list" });
  const older = h("button", { class: "button", type: "button", hidden: true, text: t("edit.versions.older"), on: { click: () => void load(true) } });
  const node = h(
    "section",
    { class: "card versions", "aria-labelledby": "edit-versions-title" },
    h("header", {}, h("h3", { id: "edit-versions-title", text: t("edit.versions") }), count, receipts.node),
    h("div", { class: "two" }, h("div", { class: "past" }, list, older), compare.node),
  );

  /** @param {boolean} [on] further back */
  async function load(on = false) {
    const [versions, events] = await Promise.all([
      knock("GET", `${at(id)}/versions?limit=${PAGE}${on && more ? `&cursor=${encodeURIComponent(more)}` : ""}`),
      on ? null : knock("GET", `${at(id)}/events?limit=200`),
    ]);
    if (!versions.ok) {
      fill(list, h("li", { class: "dim" }, refusal(versions), " ", h("button", { class: "plain", type: "button", text: t("board.retry"), on: { click: () => void load() } })));
      return;
    }
    all = on ? [...all, ...versions.body.items] : versions.body.items;
    more = versions.body.next;
    if (events?.ok) happenings = events.body.items;
    draw();
  }

  function draw() {
    text(count, more ? "" : tn("edit.versions.count", all.length));
    older.hidden = more === null;
    const told = makeEvents(happenings);
    const rows = [...all.map((one) => ({ at: one.at, node: () => row(one) })), ...told].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
    fill(list, ...rows.map((one) => one.node()));
    compare.show(all);
  }

  /** @param {Version} one */
  function row(one) {
    return h(
      "li",
      {},
      h(
        "button",
        { class: "version", type: "button", "aria-label": t("edit.versions.see", { number: one.number, name: whose(one.author) }), on: { click: () => compare.pick(one.number) }, data: { number: String(one.number) } },
        h("span", { class: "who" }, h("strong", { text: `${one.number} · ${whose(one.author)}` }), one.published ? h("span", { class: "pill" }, icon("check"), t("edit.versions.published")) : null),
        h("span", { class: "dim", text: moment(one.at) }),
        one.message ? h("span", { class: "why", text: one.message }) : null,
        one.faults ? h("span", { class: "wrongs" }, icon("info"), tn("edit.versions.faults", one.faults)) : null,
      ),
    );
  }

  compare.picked((to) => {
    for (const button of list.querySelectorAll("button.version")) button.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (button).dataset.number === String(to)));
  });
  void load();
  return {
    node,
    /** @param {Work} work */
    show(work) {
      receipts.show(work.whole);
    },
    again: () => load(),
  };
}
