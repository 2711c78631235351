/** The vaktleder's board: all live chats without a word of them, in an order that stands still while it is read. */

import { announce } from "../shared/announce.js";
import { mountSettings, start } from "../shared/chrome.js";
import { byId } from "../shared/dom.js";
import { LiveSocket } from "../shared/socket.js";
import { t } from "../shared/text.js";
import { renderTier } from "../shared/tier.js";
import { clock, everySecond, now, setClock } from "../shared/time.js";
import { renderAlerts } from "./alerts.js";
import { renderBulletins } from "./bulletins.js";
import { openWhisper } from "./dialogs.js";
import { Drawing } from "./drawing.js";
import { Fresh } from "./fresh.js";
import { HelpQueue } from "./help.js";
import { Lead } from "./lead.js";
import { renderLink } from "./link.js";
import { LiveList } from "./list.js";
import { Message } from "./message.js";
import { renderPeople } from "./people.js";
import { ReadingWindow, openReading } from "./reading.js";
import { openRules } from "./rules.js";
import { State } from "./state.js";
import { tickStrip } from "./strip.js";
import { Today } from "./today.js";
import { tellFrame } from "./wire.js";

const me = await start();
mountSettings(me.name ?? "");
document.title = `${t("page.board")} – Ledsager`;

const state = new State();
/** @param {object} frame */
const send = (frame) => socket.send(frame);
const drawing = new Drawing(draw);
const lead = new Lead(state, send);
const list = new LiveList(state, () => ({ write: (one) => openWhisper(one, state, send), read: state.mayRead ? (one) => openReading(one, state, send) : null }));
const message = new Message(state, send);
new Today();
const reading = new ReadingWindow(state, send);
const help = new HelpQueue(send, () => state.sessions);

const socket = new LiveSocket("/board/v1", heard, (link) => {
  if (link === "lost") {
    help.refused();
    // Words that nobody can close any more do not stay on the screen.
    state.reading = null;
    reading.render();
    announce(t("badge.lost", { time: clock(socket.since) }));
  } else fresh.renew();
  tick();
});
const fresh = new Fresh(socket, drawing);

/** @param {any} frame a frame of ToShiftLead */
function heard(frame) {
  fresh.heard(frame);
  if (frame.clock) setClock(frame.clock);
  state.heard(frame, now());
  tellFrame(frame);
  if (frame.type === "snapshot") renderTier(byId("tier"), frame.tier);
  else if (frame.type === "help") keepingPlace(() => help.show(frame.requests));
  else if (frame.type === "problem") help.refused();
  if (frame.type !== "beat") drawing.soon();
}

function draw() {
  list.render();
  reading.render();
  lead.render();
  message.render();
  renderPeople(state.people);
  renderBulletins(state, send);
  renderAlerts(state, send, () => void openRules());
  tick();
}

/** The figures and the clocks, and how old they are. */
function tick() {
  const live = fresh.live;
  renderLink(fresh, state, () => socket.state === "open" ? socket.drop() : socket.retry());
  tickStrip(state, help.open, live);
  list.tick(live);
  reading.tick();
  help.tick();
}

/** On a narrow screen the queue stands over the list: what is read in the list stays where it is. @param {() => void} work */
function keepingPlace(work) {
  const before = list.section.getBoundingClientRect().top;
  work();
  // Further down the browser sees to it.
  if (scrollY === 0 && list.still) scrollBy(0, list.section.getBoundingClientRect().top - before);
}

everySecond((sinceLast) => {
  socket.tick(sinceLast);
  if (state.known && fresh.live) draw();
  else tick();
});
// A second that was late would be two: how fresh the picture is, is looked at more often.
let shown = fresh.state;
setInterval(() => {
  if (fresh.state !== shown) tick();
  shown = fresh.state;
}, 200);
draw();
