/** After the talk: the private log, the paths of one's own talks, and the cases that are shared with colleagues. */

import { announce } from "../shared/announce.js";
import { mountSettings, start } from "../shared/chrome.js";
import { byId, fill, h } from "../shared/dom.js";
import { why } from "../shared/door.js";
import { t } from "../shared/text.js";
import { blank, book } from "./book.js";
import { casesView } from "./cases/list.js";
import { shareView } from "./cases/share.js";
import { ask, talk, talks } from "./doors.js";
import { beginCard } from "./gate/begin.js";
import { locksView } from "./gate/locks.js";
import { unlockCard } from "./gate/unlock.js";
import { lockWhenIdle } from "./idle.js";
import { renderNav } from "./nav.js";
import { keptOf, withoutTalk } from "./path/kept.js";
import { pathCard } from "./path/view.js";
import { here } from "./route.js";
import { talksView } from "./talks.js";
import { entryView } from "./writing/view.js";
import { listView } from "./writing/list.js";

/** @typedef {{ node: HTMLElement, is?: (id: string) => boolean, flush?: () => Promise<void>, unsent?: () => boolean, stop?: () => void }} Shown */

/** @type {Shown | null} */
let shown = null;
/** Views whose text could not be sent yet: they go on trying, and come back as they were. @type {Shown[]} */
let unsent = [];
/** Counts the views, so that one that was left while it was fetched does not come after all. */
let turn = 0;
/** Why it is locked, where there is something to tell. */
let reason = "";

const me = await start();
mountSettings(me.name ?? "");
// Never more than this: a title stands in the window list and in the browser's history.
document.title = `${t("page.log")} – Ledsager`;

book.watch(() => {
  if (book.state === "open") reason = "";
  void go();
});
lockWhenIdle({
  open: () => book.state === "open",
  async idle() {
    await close(t("log.state.idle"));
    if (book.state !== "open") announce(t("log.state.idle"));
  },
  left: () => {
    reason = t("log.state.left");
    for (const one of [shown, ...unsent]) one?.stop?.();
    shown = null;
    unsent = [];
    fill(byId("view"));
    book.lock();
  },
});
addEventListener("pageshow", (event) => event.persisted && void go());
addEventListener("hashchange", () => void leave().then(go).then(arrive));
addEventListener("log-gone", () => void go());
await go();

/** What is typed is sent before its view goes. */
async function leave() {
  await shown?.flush?.();
}

/** Another place begins at its top. */
function arrive() {
  scrollTo(0, 0);
  byId("view").focus({ preventScroll: true });
}

/** @param {string} [why] */
async function close(why = "") {
  await Promise.all([shown, ...unsent].map((one) => one?.flush?.()));
  // Nothing that was written is thrown away: while it cannot be sent, the log stays open, and tries again.
  if ([shown, ...unsent].some((one) => one?.unsent?.())) return announce(t("log.state.unsent"));
  reason = why;
  book.lock();
}

async function go() {
  const mine = (turn += 1);
  if (shown?.unsent?.()) unsent.push(shown);
  else shown?.stop?.();
  shown = null;
  const seat = byId("view");
  /** @type {Shown} */
  let next;
  try {
    if (book.state !== "open") await book.load();
    next = await view();
  } catch (error) {
    next = { node: h("div", { class: "view" }, h("p", { class: "wrong", text: why(error) }), h("p", {}, h("button", { class: "button", type: "button", text: t("log.again"), on: { click: () => void go() } }))) };
  }
  if (mine !== turn) return next.stop?.();
  shown = next;
  const lost = document.activeElement === document.body || seat.contains(document.activeElement);
  renderNav(here().view, () => void close());
  fill(seat, next.node);
  // What had the focus is gone: whoever unlocked goes on in the page, not at its top.
  if (lost && mine > 1) seat.focus({ preventScroll: true });
}

/** What opens the log, or begins one. */
function gate() {
  return book.state === "none" ? beginCard() : unlockCard(reason);
}

/** @returns {Promise<Shown>} */
async function view() {
  const { view, id } = here();
  const open = book.state === "open";
  const waiting = id && view !== "del" ? unsent.find((one) => one.is?.(id)) : undefined;
  if (waiting) {
    unsent = unsent.filter((one) => one !== waiting);
    return waiting;
  }
  if (view === "samtaler") return { node: talksView(await talks()) };
  if (view === "kolleger") {
    const [{ body }, mine] = await Promise.all([ask("GET", "/cases"), talks().catch(() => [])]);
    return { node: casesView(body.cases, mine, () => void go()) };
  }
  if (view === "samtale") return ofTalk(id, open);
  if (!open) return { node: h("div", { class: "view narrow" }, gate()) };
  if (view === "laser") return { node: locksView(() => void go()) };
  if (view === "ny") return entryView(blank(withoutTalk()));
  const entry = book.entry(id);
  if (entry?.body) {
    const whole = { ...entry, body: structuredClone(entry.body) };
    return view === "del" ? { node: shareView(whole) } : entryView(whole);
  }
  return { node: listView(await talks().catch(() => null)) };
}

/**
 * The path of one talk, and beside it the entry on it or the way to the key.
 * @param {string} id
 * @param {boolean} open
 * @returns {Promise<Shown>}
 */
async function ofTalk(id, open) {
  const [found, rows] = await Promise.all([talk(id), talks().catch(() => [])]);
  const row = rows.find((one) => one.id === id);
  const written = open ? book.about(id) : undefined;
  if (written?.body) return entryView({ ...written, body: structuredClone(written.body) }, row);
  if (!found) return { node: h("div", { class: "view" }, h("p", { text: t("log.talks.forgotten") }), h("p", {}, h("a", { class: "button", href: "#/samtaler", text: t("log.nav.samtaler") }))) };
  if (open) return entryView(blank(keptOf(found)), row);
  return { node: h("div", { class: "view writing" }, pathCard(keptOf(found), row), gate()) };
}
