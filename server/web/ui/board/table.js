/** The table of live chats in three groups; only rows in view are drawn, and many calm rows wait behind a button. */

import { fill, h, keyed, text } from "../shared/dom.js";
import { t, tn } from "../shared/text.js";
import { columns, createRow, emptyRow, nameRow, tickRow, updateRow } from "./row.js";
import { groups, same } from "./groups.js";

/** @typedef {import("./groups.js").Group} Group */
/** @typedef {import("../shared/types.js").Overview} Overview */

/** So many rows of the calm group are there before somebody asks for all. */
const MOST = 50;
/** Rows this near the window are drawn too, so that scrolling meets no empty ones. */
const NEAR = "300px 0px";

export class Table {
  /**
   * @param {HTMLElement} box
   * @param {() => import("./row.js").Acts} acts
   */
  constructor(box, acts) {
    this.box = box;
    this.acts = acts;
    this.all = false;
    /** @type {Map<string, Overview>} */
    this.sessions = new Map();
    /** @type {Map<Group, string[]>} */
    this.order = new Map();
    this.drawnAll = false;
    this.live = true;
    /** Rows in view. @type {Set<HTMLElement>} */
    this.seen = new Set();
    this.body = /** @type {Map<Group, HTMLElement>} */ (new Map());
    this.table = h(
      "table",
      { class: "board", role: "table", "aria-labelledby": "list-title" },
      h(
        "thead",
        { role: "rowgroup" },
        h("tr", { role: "row" }, ...columns.map(([name, key]) => h("th", { class: name, scope: "col", role: "columnheader" }, key === "board.ring" || key === "board.acts" ? h("span", { class: "offstage", text: t(key) }) : t(key ?? "")))),
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
    this.watcher = new IntersectionObserver((entries) => this.noticed(entries), { rootMargin: NEAR });
    this.table.addEventListener("keydown", (event) => this.walk(event));
    this.table.addEventListener("click", (event) => this.pressed(event));
    this.table.addEventListener("focusin", () => this.rove());
  }

  /**
   * @param {Map<Group, string[]>} order
   * @param {Map<string, Overview>} sessions
   */
  show(order, sessions) {
    if (!this.table.isConnected) fill(this.box, this.table);
    this.sessions = sessions;
    if (!same(order, this.order) || this.drawnAll !== this.all) this.place(order);
    for (const row of this.seen) this.draw(row);
  }

  /** @param {Map<Group, string[]>} order */
  place(order) {
    this.order = order;
    this.drawnAll = this.all;
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
        (id) => (id === "empty" ? this.empty(group) : id === "more" ? this.more() : this.row(id)),
        (node, id) => {
          if (id === "more") text(/** @type {Element} */ (node.querySelector("button")), tn("board.more", ids.length - shown.length));
        },
      );
    }
    for (const row of this.seen) {
      if (row.isConnected) continue;
      this.seen.delete(row);
      this.watcher.unobserve(row);
    }
    this.rove();
  }

  /** @param {string} id */
  row(id) {
    const row = createRow(id);
    const one = this.sessions.get(id);
    if (one) nameRow(row, one);
    this.watcher.observe(row);
    return row;
  }

  /** @param {IntersectionObserverEntry[]} entries */
  noticed(entries) {
    for (const { target, isIntersecting } of entries) {
      const row = /** @type {HTMLElement} */ (target);
      if (isIntersecting) {
        this.seen.add(row);
        this.draw(row);
      } else if (this.seen.delete(row)) emptyRow(row);
    }
  }

  /** @param {HTMLElement} row */
  draw(row) {
    const one = this.sessions.get(row.dataset.id ?? "") ?? null;
    updateRow(row, one, this.acts());
    if (one) tickRow(row, one, this.live);
  }

  /** The clocks of the rows in view. @param {boolean} live */
  tick(live) {
    this.live = live;
    for (const row of this.seen) {
      const one = this.sessions.get(row.dataset.id ?? "");
      if (one) tickRow(row, one, live);
    }
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

  /** @param {Event} event */
  pressed(event) {
    const button = event.target instanceof Element ? event.target.closest("[data-act]") : null;
    const one = this.sessions.get(/** @type {HTMLElement | null} */ (button?.closest(".row"))?.dataset.id ?? "");
    if (!one || !(button instanceof HTMLElement)) return;
    if (button.dataset.act === "read") this.acts().read?.(one);
    else this.acts().write(one);
  }

  get rows() {
    return /** @type {HTMLElement[]} */ ([...this.table.querySelectorAll(".row")]);
  }

  /** One tab stop for the whole list: the row that had the focus last, and the buttons in it. */
  rove() {
    const focused = document.activeElement?.closest(".row");
    const here = focused && this.table.contains(focused) ? focused : this.table.querySelector('.row[tabindex="0"]') ?? this.table.querySelector(".row");
    for (const row of this.table.querySelectorAll('.row[tabindex="0"]')) if (row !== here) stop(row, -1);
    if (here) stop(here, 0);
  }

  /** Arrows between rows. @param {KeyboardEvent} event */
  walk(event) {
    if (!["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) return;
    const rows = this.rows;
    const index = rows.indexOf(/** @type {HTMLElement} */ (document.activeElement?.closest(".row")));
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (index < 0 || to === undefined) return;
    event.preventDefault();
    rows[to]?.focus();
  }
}

/** @param {Element} row @param {number} tab */
function stop(row, tab) {
  for (const node of [row, ...row.querySelectorAll("button")]) node.setAttribute("tabindex", String(tab));
}
