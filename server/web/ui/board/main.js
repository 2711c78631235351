/** The vaktleder's board: all live chats without a word of them, in an order that stands still while it is read. */

import { announce } from "../shared/announce.js";
import { mountSettings, start } from "../shared/chrome.js";
import { byId, fill, h, text } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { settings } from "../shared/settings.js";
import { LiveSocket } from "../shared/socket.js";
import { t, tn } from "../shared/text.js";
import { renderTier } from "../shared/tier.js";
import { clock, elapsed, everySecond, setClock } from "../shared/time.js";
import { glyph } from "../ring/glyph.js";
import { arrange, changes } from "./groups.js";
import { HelpQueue } from "./help.js";
import { tickRow } from "./row.js";
import { Table } from "./table.js";

/** @typedef {import("../shared/types.js").Overview} Overview */
/** @typedef {import("../shared/types.js").Feed} Feed */

const me = await start();
mountSettings(me.name ?? "");
document.title = `${t("page.board")} – Ledsager`;

/** @type {Map<string, Overview>} */
let sessions = new Map();
/** @type {Feed[]} */
let feeds = [];
let order = arrange([]);
let known = false;
const table = new Table(byId("groups"));
const list = /** @type {HTMLElement} */ (document.querySelector(".list"));
const held = { pointer: false, focus: false };
const help = new HelpQueue((frame) => socket.send(frame), () => sessions);

const socket = new LiveSocket(
  "/board/v1",
  (frame) => {
    if (frame.type === "snapshot") {
      setClock(frame.clock);
      known = true;
      sessions = new Map(frame.sessions.map((/** @type {Overview} */ one) => [one.id, one]));
      feeds = frame.feeds;
      renderTier(byId("tier"), frame.tier);
    } else if (frame.type === "session") sessions.set(frame.session.id, frame.session);
    else if (frame.type === "gone") sessions.delete(frame.id);
    else if (frame.type === "help") keepingPlace(() => help.show(frame.requests));
    else if (frame.type === "problem") help.refused();
    else if (frame.type === "feed") feeds = [...feeds.filter((feed) => feed.name !== frame.feed.name), frame.feed];
    render();
  },
  (state) => {
    if (state === "lost") help.refused();
    if (state === "lost") announce(t("badge.lost", { time: clock(socket.since) }));
    render();
  },
);

/** Takes the new order now. */
function settle() {
  order = arrange(sessions.values());
  render();
}

function render() {
  const wanted = arrange(sessions.values());
  const still = (held.pointer || held.focus) && known && [...order.values()].some((ids) => ids.length > 0);
  if (!still) order = wanted;
  const waiting = still ? changes(order, wanted) : 0;
  byId("waiting").hidden = waiting === 0;
  text(/** @type {Element} */ (byId("waiting").firstElementChild), waiting === 0 ? "" : tn("board.changes", waiting));
  if (!known) fill(byId("groups"), h("p", { class: "calm-empty dim", text: t("board.loading") }));
  else if ([...order.values()].every((ids) => ids.length === 0)) {
    fill(byId("groups"), h("div", { class: "calm-empty" }, glyph(null, null, t("board.no_reading")), h("p", {}, h("strong", { text: t("board.none") })), h("p", { class: "dim", text: t("board.none_text") })));
  } else table.show(order, sessions);
  renderLink();
  tick();
}

/** The figures and the clocks. */
function tick() {
  const live = socket.state === "open";
  document.body.classList.toggle("stale", known && !live);
  const all = [...sessions.values()];
  const waits = all.filter((one) => one.state === "live" && one.followed && one.waiting_since !== null).map((one) => one.waiting_since ?? 0);
  const figures = [
    ["strip.now", String(all.length)],
    ["strip.nobody", String(all.filter((one) => one.counsellor === null && one.state === "live").length)],
    ["strip.help", String(help.open)],
    ["strip.longest", !live ? t("board.unknown") : waits.length === 0 ? "–" : elapsed(Math.min(...waits))],
  ];
  const strip = byId("strip");
  if (strip.children.length === 0) fill(strip, ...figures.map(([key]) => h("div", {}, h("dt", { text: t(key ?? "") }), h("dd"))));
  figures.forEach(([, value], index) => text(/** @type {Element} */ (strip.children[index]?.lastElementChild), known ? (value ?? "") : "–"));
  for (const row of table.rows) {
    const one = sessions.get(row.dataset.id ?? "");
    if (one) tickRow(row, one, live);
  }
  help.tick();
}

/** On a narrow screen the queue stands over the list: what is read in the list stays where it is. @param {() => void} work */
function keepingPlace(work) {
  const before = list.getBoundingClientRect().top;
  work();
  // Further down the browser sees to it.
  if (scrollY === 0 && (held.pointer || held.focus)) scrollBy(0, list.getBoundingClientRect().top - before);
}

/** Whether the board and its feeds are there. */
function renderLink() {
  const away = feeds.filter((feed) => !feed.connected);
  const lost = socket.state === "lost";
  const badge = byId("badge");
  const bad = lost || away.length > 0;
  badge.dataset.state = bad ? "lost" : socket.state;
  const word = lost
    ? t("badge.lost", { time: clock(socket.since) })
    : away.length > 0
      ? t("badge.feeds", { away: away.length, all: feeds.length })
      : socket.state === "connecting" ? t("badge.connecting") : tn("badge.following", feeds.length);
  if (badge.dataset.said !== word) {
    badge.dataset.said = word;
    fill(badge, icon(bad ? "broken" : "pulse"), h("span", { text: word }));
  }
  const notices = [
    ...(lost && known ? [[t("board.lost", { time: clock(socket.since) }), t("board.lost_text")]] : []),
    ...(lost ? [] : away.map((feed) => [t("lost.feed", { names: feed.name, time: clock(feed.since) }), t("board.feed_text")])),
  ];
  const box = byId("notices");
  const said = JSON.stringify(notices);
  if (box.dataset.said === said) return;
  box.dataset.said = said;
  fill(
    box,
    ...notices.map(([title, words]) =>
      h(
        "div",
        { class: "notice" },
        icon("broken"),
        h("div", {}, h("p", { class: "title", text: title }), h("p", { text: words }), lost ? h("button", { class: "button", type: "button", text: t("board.retry"), on: { click: () => socket.retry() } }) : null),
      ),
    ),
  );
}

byId("groups").addEventListener("pointerenter", (event) => {
  held.pointer = event.pointerType === "mouse";
});
byId("groups").addEventListener("pointerleave", () => {
  held.pointer = false;
  settle();
});
list.addEventListener("focusin", () => {
  held.focus = byId("groups").contains(document.activeElement);
});
list.addEventListener("focusout", () => {
  held.focus = false;
});
byId("groups").addEventListener("show-all", () => render());
byId("waiting").querySelector("button")?.addEventListener("click", settle);
list.addEventListener("keydown", (event) => {
  if (settings.keys && event.key === "o" && !event.ctrlKey && !event.metaKey && !event.altKey) settle();
});
everySecond((sinceLast) => {
  socket.tick(sinceLast);
  if (known && socket.state === "open") render();
});
render();
