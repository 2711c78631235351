/** The table of live chats in three groups; many rows of the calm group wait behind a button. */

import { fill, h, keyed, text } from "../shared/dom.js";
import { t, tn } from "../shared/text.js";
import { columns, createRow, updateRow } from "./row.js";
import { groups } from "./groups.js";

/** @typedef {import("./groups.js").Group} Group */

const MOST = 50;

export class Table {
  /** @param {HTMLElement} box */
  constructor(box) {
    this.box = box;
    this.all = false;
    this.body = /** @type {Map<Group, HTMLElement>} */ (new Map());
    this.table = h(
      "table",
      { class: "board", role: "table", "aria-labelledby": "list-title" },
      h(
        "thead",
        { role: "rowgroup" },
        h("tr", { role: "row" }, ...columns.map(([name, key]) => h("th", { class: name, scope: "col", role: "columnheader" }, key === "board.ring" ? h("span", { class: "offstage", text: t(key) }) : t(key ?? "")))),
      ),
    );
    for (const group of groups) {
      const body = h(
        "tbody",
        { role: "rowgroup", data: { group } },
        h("tr", { class: "group", role: "row", data: { key: "group" } }, h("th", { scope: "rowgroup", role: "rowheader", colspan: columns.length }, h("strong"), h("span"))),
      );
      this.body.set(group, body);
      this.table.append(body);
    }
    this.table.addEventListener("keydown", (event) => this.walk(event));
  }

  /**
   * @param {Map<Group, string[]>} order
   * @param {Map<string, import("../shared/types.js").Overview>} sessions
   */
  show(order, sessions) {
    if (!this.table.isConnected) fill(this.box, this.table);
    for (const group of groups) {
      const body = /** @type {HTMLElement} */ (this.body.get(group));
      const ids = order.get(group) ?? [];
      const shown = group === "going" && !this.all ? ids.slice(0, MOST) : ids;
      const heading = /** @type {Element} */ (body.querySelector(".group"));
      text(/** @type {Element} */ (heading.querySelector("strong")), t(`group.${group}`, { count: ids.length }));
      text(/** @type {Element} */ (heading.querySelector("span")), ` · ${t(`group.${group}.rule`)}`);
      const extra = ids.length === 0 ? "empty" : shown.length < ids.length ? "more" : "";
      keyed(
        body,
        ["group", ...shown, ...(extra ? [extra] : [])],
        (id) => id,
        (id) => (id === "empty" ? this.empty(group) : id === "more" ? this.more() : createRow(id)),
        (node, id) => {
          if (node.classList.contains("row")) updateRow(node, sessions.get(id) ?? null);
          if (id === "more") text(/** @type {Element} */ (node.querySelector("button")), tn("board.more", ids.length - shown.length));
        },
      );
    }
    this.rove();
  }

  /** @param {Group} group */
  empty(group) {
    return h("tr", { class: "empty-row", role: "row" }, h("td", { role: "cell", colspan: columns.length, text: t(`group.${group}.none`) }));
  }

  more() {
    const button = h("button", {
      class: "plain", type: "button",
      on: {
        click: () => {
          this.all = true;
          this.box.dispatchEvent(new CustomEvent("show-all", { bubbles: true }));
        },
      },
    });
    return h("tr", { class: "more-row", role: "row" }, h("td", { role: "cell", colspan: columns.length }, button));
  }

  get rows() {
    return /** @type {HTMLElement[]} */ ([...this.table.querySelectorAll(".row")]);
  }

  /** One tab stop for the whole list. */
  rove() {
    const rows = this.rows;
    const here = rows.find((row) => row === document.activeElement) ?? rows.find((row) => row.tabIndex === 0) ?? rows[0];
    for (const row of rows) row.tabIndex = row === here ? 0 : -1;
  }

  /** Arrows between rows. @param {KeyboardEvent} event */
  walk(event) {
    const rows = this.rows;
    const index = rows.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (index < 0 || to === undefined) return;
    event.preventDefault();
    rows[to]?.focus();
    this.rove();
  }
}
