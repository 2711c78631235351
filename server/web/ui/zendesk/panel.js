/** The panel beside a case in Zendesk: it shows that case's chat alone, tells what is said there, and puts prompts into its composer. */

import { keeping } from "../panel/keeping.js";
import { composeWith } from "../shared/give.js";
import { knockAs } from "../shared/pass.js";
import { registered, ticketNow, told } from "./client.js";
import { compose } from "./compose.js";
import { events, handover, joins } from "./conversation.js";
import { Forward } from "./forward.js";
import { say } from "./frame.js";

/** @typedef {import("./client.js").Client} Client */

const HEIGHT = "720px";
/** Until the case's chat is known it is asked for so often; a chat that comes up here is asked about at once. */
const LOOK = 4_000;
/** A conversation in which nothing was said for so long is history, not a chat: opening an old case starts nothing. */
const RECENT = 60 * 60_000;

const source = document.querySelector('meta[name="ledsager-source"]')?.getAttribute("content") ?? "";

keeping.only = null;
const started = import("../panel/main.js");
const client = await registered();
if (client) void client.invoke("resize", { width: "100%", height: HEIGHT }).catch(() => {});
const ticket = client && (await ticketNow(client));
await started;
if (client && ticket) await beside(client, ticket);
else void say("zendesk.alone");

/** @param {Client} client @param {string} ticket */
async function beside(client, ticket) {
  composeWith((words) => compose(client, ticket, words));
  const look = looking(ticket);
  document.addEventListener("chat-told", look);
  if (source) await forward(client, ticket, look);
}

/**
 * Finds the case's chat, and shows it.
 * @param {string} ticket
 */
function looking(ticket) {
  let shown = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const look = async () => {
    clearTimeout(timer);
    timer = setTimeout(look, LOOK);
    try {
      const answer = await knockAs(`/api/zendesk/chat?ticket=${encodeURIComponent(ticket)}`);
      if (!answer.ok) return;
      const { session } = await answer.json();
      if (session === shown) return;
      shown = session;
      document.dispatchEvent(new CustomEvent("keep-to", { detail: session }));
      void say(null);
    } catch {
      // The server is away; the panel says so itself.
    }
  };
  void look();
  return () => void look();
}

/**
 * Tells what is said in the case. Whoever only looks at a colleague's case does not come into the chat by it.
 * @param {Client} client
 * @param {string} ticket
 * @param {() => void} read
 */
async function forward(client, ticket, read) {
  const sending = new Forward(source, {
    read,
    notYours: () => void say("zendesk.not_yours"),
    over: (event) => void next(async () => sending.tell(isRecent(event.at) ? [...(await joins(ticket, event.at, event.id)), event] : [])),
  });
  const me = String((await told(client, "currentUser"))?.id ?? "");
  let mine = false;
  /** @type {any[]} */
  let items = [];
  let queue = Promise.resolve();
  /** One after another, so that nothing overtakes. @param {() => Promise<void>} work */
  const next = (work) => (queue = queue.then(work, work));
  const tell = () =>
    next(async () => {
      const all = mine ? await events(ticket, items) : [];
      const [first] = all;
      if (first && all.some((event) => isRecent(event.at))) sending.tell([...(await joins(ticket, first.at)), ...all]);
    });
  /** @param {unknown} assignee */
  const assigned = (assignee) =>
    next(async () => {
      const id = assignee === null || assignee === undefined ? "" : String(assignee);
      const left = mine && id !== "" && id !== me;
      mine = id !== "" && id === me;
      if (left) sending.tell([await handover(ticket, id)]);
    });
  client.on("ticket.conversation.changed", (changed) => {
    items = Array.isArray(changed) ? changed : items;
    void tell();
  });
  client.on("ticket.assignee.user.id.changed", (id) => {
    void assigned(id);
    void tell();
  });
  void assigned(await told(client, "ticket.assignee.user.id"));
  if (items.length === 0) items = (await told(client, "ticket.conversation")) ?? [];
  await tell();
}

/** @param {number} at */
function isRecent(at) {
  return Date.now() - at < RECENT;
}
