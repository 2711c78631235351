/** The counsellor's panel: ties the socket, the chats, the ring and the offers together. */

import { announce } from "../shared/announce.js";
import { mountSettings, start } from "../shared/chrome.js";
import { attr, byId } from "../shared/dom.js";
import { label } from "../shared/model.js";
import { settings, watchSettings } from "../shared/settings.js";
import { LiveSocket } from "../shared/socket.js";
import { t } from "../shared/text.js";
import { renderTier } from "../shared/tier.js";
import { clock, everySecond, setClock } from "../shared/time.js";
import "../shared/search.js";
import "../ring/ring.js";
import { emptyText, renderBadge, renderLegend } from "./around.js";
import { Beside } from "./beside.js";
import { renderCard } from "./card.js";
import { Chats, HAND } from "./chats.js";
import { Exploring, byHand, nowhere } from "./exploring.js";
import { heardFromLead } from "./from-lead.js";
import { keyRows, listenForKeys, register } from "./keys.js";
import { trouble } from "./link.js";
import { Offers } from "./offers.js";
import { Readout } from "./readout.js";
import { renderNotices, tickStatus } from "./status.js";
import { nameOf, renderTabs } from "./tabs.js";
import { Tools } from "./tools.js";

/** @typedef {import("../shared/types.js").Ring} Ring */

const me = await start();
mountSettings(me.name ?? "", { panel: true, keys: keyRows });

const chats = new Chats();
const ring = /** @type {import("../ring/ring.js").GuidanceRing} */ (byId("ring"));
const search = /** @type {import("../shared/search.js").IkSearch} */ (byId("search"));
const exploring = new Exploring((frame) => socket.send(frame), () => render(), standard, () => chats.chat === null);
const tools = new Tools({
  chats, exploring, standard, receipt,
  send: (frame) => socket.send(frame), linked: () => socket.state === "open", open: (id) => void openArticle(id), changed: () => render(),
  forgetHand: () => beside.forget(HAND), handMatters: () => beside.hand.matters.length > 0, marked: () => offers.prompts.again(),
});
const offers = new Offers({
  more: () => more(),
  back: () => exploring.close(),
  open: (id) => void openArticle(id),
  used: (id) => tools.used(id),
  phase,
  beside: (held) => beside.apply(held),
  depth: (depth) => tools.tell({ type: "depth", depth }),
  copied: (prompt) => tools.uses.copied(prompt),
  said: (prompt, on) => tools.phone.say(prompt, on),
  favourites: tools.favourites,
  spot,
});
register(
  { key: "/", what: "keys.search", run: () => search.input.focus({ preventScroll: true }) },
  { key: ["1", "2", "3"], what: "keys.copy", run: (key) => offers.prompts.pick(Number(key)), shown: () => chats.chat !== null },
  { key: "n", what: "keys.more", run: () => offers.next() },
  { key: "r", what: "beside.keys.here", run: () => ring.here() },
  { key: "Escape", show: "Esc", what: "keys.escape", run: () => tools.helpBox.hide(false) || exploring.close(), always: true },
);
const beside = new Beside({
  chats, correct, show, standard, receipt, look,
  send: (frame) => socket.send(frame), letNext: () => offers.hold.letNext(), changed: () => render(),
});
const readout = new Readout(byId("readout"), { correct, release });
let spoken = "";
/** @type {import("../shared/types.js").Tier | null} */
let tier = null;

ring.draw(settings.stages);
watchSettings(() => {
  ring.draw(settings.stages);
  render();
});

const socket = new LiveSocket("/panel/v1", heard, (state) => {
  if (state === "lost") chats.forgetWords();
  if (state === "lost") announce(t("lost.title", { time: clock(socket.since) }));
  render();
});

/** @param {any} frame a frame of ToCounsellor */
function heard(frame) {
  const free = !exploring.busy;
  if (frame.type === "snapshot") {
    setClock(frame.clock);
    tier = frame.tier;
    chats.snapshot(frame, free);
    exploring.again();
  } else if (frame.type === "session") {
    const before = frame.session.id === chats.shown ? chats.chat?.session : null;
    if (before && frame.session.kept.length > before.kept.length) announce(t("choice.kept_said"));
    chats.put(frame.session, free);
  } else if (frame.type === "gone") {
    chats.gone(frame.id, frame.how, frame.at);
    beside.forget(frame.id);
    tools.forget(frame.id);
  } else if (frame.type === "feed") chats.feed(frame.feed);
  else if (frame.type === "offer") {
    // The first answer to the counsellor's own question comes at once, wherever the pointer lies.
    if (exploring.offer === null) offers.hold.letNext();
    exploring.answer(frame);
  } else if (frame.type === "help") tools.helpBox.tell(tools.help.heard(frame));
  else if (frame.type === "problem") console.warn(frame.reason);
  tools.helping.heard(frame);
  heardFromLead(frame, chats);
  render();
}

/** The language of prompts that are asked for: what the veisøker writes, else the reader's own. */
function standard() {
  const written = chats.chat?.session?.standard;
  return written === "nn" || written === "nb" ? written : settings.lang;
}

/** @param {string} id */
function show(id) {
  chats.shown = id;
  exploring.close();
  offers.hold.letNext();
  render();
}

/** @param {string} id */
function closeChat(id) {
  chats.close(id);
  show(chats.shown);
}

/** The phase that goes along with a report of an article: where the chat is, when that is known. */
function phase() {
  const session = chats.chat?.session;
  return session ? nowhere(session.phase) : exploring.hand.phase;
}

/** Where a wording belongs that says nothing of it itself. */
function spot() {
  const session = chats.chat?.session;
  return exploring.question ?? (session ? { phase: nowhere(session.phase), knapp: nowhere(session.knapp) } : exploring.hand);
}

function more() {
  offers.hold.letNext();
  const session = chats.chat?.session;
  if (exploring.asking || !session) exploring.again();
  else socket.send({ type: "more", session: session.id });
}

/** @param {string} id @param {boolean} [phrase] whether the focus goes to the phrase that asks leave */
async function openArticle(id, phrase = false) {
  await exploring.article(id);
  const card = byId("card");
  const first = phrase ? /** @type {HTMLElement | null} */ (card.querySelector(`.leave:has([lang="${standard()}"]) button`) ?? card.querySelector(".leave button")) : null;
  (first ?? card).focus({ preventScroll: true });
  bringIntoView();
}

/** Shows the card, its beginning first. */
function bringIntoView() {
  const card = byId("card");
  const tall = card.offsetHeight > innerHeight - 150;
  card.scrollIntoView({ block: tall ? "start" : "nearest" });
}

/**
 * Where the counsellor says the chat is: said of the newest message shown, if there is one.
 * @param {Ring} which
 * @param {string | null} value
 */
function correct(which, value) {
  const session = chats.chat?.session;
  if (!session) return false;
  const set = { session: session.id, ring: which, value };
  offers.hold.letNext();
  return socket.send(session.messages > 0 ? { type: "correct", message: session.messages, ...set } : { type: "place", ...set });
}

/** @param {Ring} which @param {string | null} value */
function place(which, value) {
  if (correct(which, value)) exploring.close();
}

/** Opens the card of an element, and leaves it open if it is. @param {Ring} which @param {string} id */
function look(which, id) {
  const session = chats.chat?.session ?? null;
  exploring.choose(which, id, session ? { phase: nowhere(session.phase), knapp: nowhere(session.knapp) } : null);
  if (!exploring.open) return;
  bringIntoView();
  announce(t("card.opened", { name: label(which, id) }));
}

/** What is said when something is copied here. */
function receipt() {
  const chat = chats.chat;
  return chat ? t("copy.receipt", { chat: nameOf(chat) }) : t("copy.receipt_hand");
}

/** @param {Ring} which */
function release(which) {
  const session = chats.chat?.session;
  if (session) socket.send({ type: "release", session: session.id, ring: which });
  else exploring.unset(which);
}

/** Shows everything anew; what the counsellor is reading stays where it is on the screen. */
function render() {
  const held = offers.hold.reasons.size > 0;
  const prompts = byId("prompts");
  const words = readout.box;
  words.style.minHeight = held ? `${words.getBoundingClientRect().height}px` : "";
  const before = prompts.getBoundingClientRect().top;
  draw();
  const moved = prompts.getBoundingClientRect().top - before;
  if (held && moved !== 0) scrollBy({ top: moved, behavior: "instant" });
}

function draw() {
  const chat = chats.chat;
  const session = chat?.session ?? null;
  const over = chat?.over ?? null;
  const link = { state: socket.state, since: socket.since };
  const lost = session !== null && (trouble(link, chats)?.lost ?? false);
  renderTabs(byId("tabs"), chats, socket.state !== "lost", show, tools.phone.since);
  renderBadge(byId("badge"), link, chats.feeds);
  tickStatus(byId("status"), chats, link);
  renderNotices(byId("notices"), chats, link, closeChat);

  const hand = exploring.hand;
  const places = session ?? over ?? { phase: byHand(hand.phase), knapp: byHand(hand.knapp), trail: [] };
  const silent = session !== null && session.phase.silent && !session.phase.by_hand;
  ring.show({
    mode: lost ? "lost" : over || session?.state === "left" ? "over" : session ? "live" : "hand",
    phase: places.phase, knapp: places.knapp, kolb: session?.kolb ?? null, trail: places.trail,
    open: exploring.open?.kind === "element" ? exploring.open : null,
    hub: lost ? "lost" : over || session?.state === "left" ? "over" : !session ? "hand" : silent ? "silent" : session.phase.value ? "live" : "idle",
  });

  const ended = over !== null || session?.state === "left";
  readout.show(
    chat
      ? {
          id: chat.id, phase: places.phase, knapp: places.knapp, kolb: settings.stages ? session?.kolb ?? null : null,
          why: session?.why ?? null, lost, over: ended,
          messages: session?.messages ?? 1, reading: session?.reading ?? "shown", kept: session?.kept ?? [],
          answers: session !== null && !lost && !ended && socket.state === "open",
        }
      : null,
  );
  renderLegend(byId("legend"), exploring.open === null, chat === null && !exploring.asking);
  const panel = byId("panel");
  attr(panel, "role", chats.list.length > 0 ? "tabpanel" : null);
  attr(panel, "aria-labelledby", chats.list.length > 0 ? `tab-${chats.shown}` : null);
  panel.classList.toggle("has-card", exploring.open !== null);

  const open = exploring.open;
  renderCard(
    byId("card"),
    open && {
      open, receipt: receipt(), hand: chat === null, word: session?.beside.word ?? null, onWord: (id, word) => beside.word(id, word), linked: socket.state === "open" && !lost,
      place: session && open.kind === "element" ? session[open.ring] : null,
      chosen: open.kind === "element" && (hand.phase === open.id || hand.knapp === open.id),
      onClose: () => exploring.close(), onPlace: place, onRelease: release, onArticle: (id) => void openArticle(id), onUsed: (id) => tools.used(id), phase,
    },
  );
  const asked = exploring.asking;
  if (session?.typing.includes("veileder") && !lost) offers.hold.hold("writes");
  else offers.hold.release("writes");
  const none = { prompts: [], articles: [] };
  const from = (asked || !session ? exploring.offer : session) ?? none;
  const title = chat === null && !exploring.named ? t("phone.prompts") : asked && exploring.named ? t("prompts.for", { name: exploring.named }) : t("prompts.title");
  offers.show({
    key: `${chats.shown}|${over ? "over" : ""}|${asked ? exploring.named : ""}`, title, prompts: over && !asked ? [] : from.prompts,
    articles: over && !asked ? [] : from.articles, lang: standard(), standard: session?.standard ?? "", receipt: receipt(),
    messages: session?.messages ?? 0, beside: beside.held(socket.state === "open" && !lost, asked), aloud: chat === null, other: session?.rhythm.other_standard ?? null,
    empty: emptyText({ session, over: over !== null, asked, lost, answered: exploring.offer !== null, linked: socket.state !== "lost" }), more: socket.state === "open" && !over, back: asked && chat !== null,
  });
  offers.tick(tools.ticks);
  beside.show({ lost, linked: socket.state === "open" && !lost });
  tools.show();
  renderTier(byId("tier"), lost || socket.state === "lost" ? null : tier, session?.tier ?? tier);
  speak();
}

/** One sentence when the shown chat has moved. */
function speak() {
  const chat = chats.chat;
  const phase = chat?.session?.phase;
  if (!chat || !phase || phase.by_hand || chat.session?.reading !== "shown") return;
  const said = phase.silent ? t("silent.phase") : phase.value ? `${label("phase", phase.value)}, ${t(`sure.${phase.sure}`)}` : "";
  const sentence = `${nameOf(chat)}: ${said}`;
  if (said && sentence !== spoken) {
    if (spoken.startsWith(`${nameOf(chat)}:`)) announce(sentence);
    spoken = sentence;
  }
}

ring.addEventListener("choose", (event) => {
  const { ring: which, id } = /** @type {CustomEvent<{ ring: Ring, id: string }>} */ (event).detail;
  look(which, id);
});
ring.addEventListener("here", (event) => {
  const { ring: which, id } = /** @type {CustomEvent<{ ring: Ring, id: string }>} */ (event).detail;
  if (chats.chat === null) look(which, id);
  else if (correct(which, id)) announce(t("beside.here", { name: label(which, id) }));
});
document.addEventListener("open-article", (event) => {
  const id = /** @type {CustomEvent<string>} */ (event).detail;
  tools.used(id);
  // Enter on a hit, and Enter again copies the phrase that asks leave.
  void openArticle(id, search.contains(document.activeElement));
});
document.addEventListener("keep-to", (event) => {
  const id = /** @type {CustomEvent<string | null>} */ (event).detail;
  chats.keepTo(id);
  show(chats.shown);
});
listenForKeys();

// The search stands at the foot of a narrow panel and in the head of a wide one.
const wide = matchMedia("(min-width: 47.5rem)");
const seat = () => {
  byId(wide.matches ? "search-top" : "search-foot").append(search);
  byId(wide.matches ? "tools-top" : "search-foot").append(byId("panel-tools"));
};
wide.addEventListener("change", seat);
seat();

everySecond((sinceLast) => {
  socket.tick(sinceLast);
  if (search.busy) offers.hold.hold("search");
  else offers.hold.release("search");
  tickStatus(byId("status"), chats, { state: socket.state, since: socket.since });
  beside.tick(trouble({ state: socket.state, since: socket.since }, chats)?.lost ?? false);
  renderTabs(byId("tabs"), chats, socket.state !== "lost", show, tools.phone.since);
  tools.tick();
});
search.input.addEventListener("input", () => offers.hold.hold("search"));
render();
