/**
 * Zendesk as the app sees it: a page of another origin with a case, its conversation and a composer, that signs the first
 * request of the frame; and, in place of the script on static.zdassets.com, as much of the SDK as we use, over postMessage.
 */

import { createHmac, createSign, generateKeyPairSync, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

export const ORIGIN = "https://test.zendesk.com";
const SECRET = "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==";
const AUDIENCE = `${ORIGIN}/api/v2/apps/installations/7.json`;

/** Draws the installation's key, and gives the settings that name it, with these agents: [id, name, roles]. */
export function install(agents) {
  const folder = mkdtempSync(join(tmpdir(), "ledsager-zendesk-"));
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048, publicKeyEncoding: { type: "spki", format: "pem" } });
  writeFileSync(join(folder, "app.pem"), publicKey);
  writeFileSync(join(folder, "webhook"), SECRET);
  const listed = agents.map(([id, name, roles]) => `[[zendesk.agents]]\nid = "${id}"\nname = "${name}"\nroles = ${JSON.stringify(roles)}\n`);
  const settings = `[zendesk]\nsubdomain = "test"\naudience = "${AUDIENCE}"\npublic_key_file = "${join(folder, "app.pem")}"\nsource = "zendesk"\n${listed.join("")}[feed.zendesk]\nsecret_files = ["${join(folder, "webhook")}"]\n`;
  const part = (value) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
  /** What Zendesk signs for an agent. */
  const token = (agent) => {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: "test.zendesk.com", aud: AUDIENCE, iat: now, nbf: now, exp: now + 300, sub: `${ORIGIN}/api/v2/users/${agent}.json`, jti: randomUUID() };
    const signed = `${part({ typ: "JWT", alg: "RS256" })}.${part(claims)}`;
    return `${signed}.${createSign("RSA-SHA256").update(signed).sign(privateKey, "base64url")}`;
  };
  return { settings, token, post, stop: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Zendesk's webhook, signed: somebody wrote in a ticket. Gives the status of the answer. */
async function post(base, ticket, type, actor, words) {
  const time = new Date().toISOString();
  const event = { actor: { id: actor, name: "Fjellbakken", type }, conversation_id: "67ab5f53a96f98663935c3f2", message: { body: words, id: randomUUID() } };
  const body = JSON.stringify({ type: "zen:event-type:messaging_ticket.message_added", id: randomUUID(), time, subject: `zen:ticket:${ticket}`, detail: { id: ticket }, event });
  const signature = createHmac("sha256", SECRET).update(time + body).digest("base64");
  const headers = { "content-type": "application/json", "x-zendesk-webhook-signature": signature, "x-zendesk-webhook-signature-timestamp": time };
  return (await fetch(new URL("/hooks/v1/zendesk", base), { method: "POST", headers, body })).status;
}

/** A browser that gives frames of other origins no cookies. */
export const startBrowser = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    // The case's page stands in for one on the internet, the service is on this machine: that is no attack here.
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--test-third-party-cookie-phaseout", "--disable-features=LocalNetworkAccessChecks"],
  });

/** What runs in the frame in place of Zendesk's own script. */
const SDK = `globalThis.ZAFClient = { init() {
  const origin = new URLSearchParams(location.search).get("origin");
  if (!origin) return false;
  const heard = new Map(), waiting = new Map();
  let number = 0;
  const ask = (what, name, given) => new Promise((done, failed) => {
    waiting.set(++number, { done, failed });
    parent.postMessage({ number, what, name, given }, origin);
  });
  addEventListener("message", ({ data, origin: from }) => {
    if (from !== origin) return;
    if (data.event) for (const one of heard.get(data.event) ?? []) one(data.told);
    const one = waiting.get(data.number);
    waiting.delete(data.number);
    if (one) data.failed ? one.failed(new Error(data.failed)) : one.done(data.told);
  });
  setTimeout(() => ask("registered"));
  return {
    on: (event, work) => heard.set(event, [...(heard.get(event) ?? []), work]),
    get: (name) => ask("get", name),
    invoke: (name, ...given) => ask("invoke", name, given),
  };
} };`;

/** The case's own page. */
const page = (action, token) => `<!doctype html><html lang="nb"><head><meta charset="utf-8"><title>Sak</title>
<style>body { margin: 0 } iframe { width: 320px; height: 780px; border: 0; display: block } h1 { position: absolute; clip-path: inset(50%) }</style></head>
<body><main aria-label="Sak"><h1>Sak</h1><label>Svar <textarea id="composer"></textarea></label>
<iframe name="app" title="Ledsager"></iframe>
<form method="post" target="app" action="${action}"><input type="hidden" name="token" value="${token}"></form></main>
<script>
  globalThis.zendesk = { facts: {}, invoked: [], slow: null };
  const frame = document.querySelector("iframe");
  globalThis.tell = (event, told) => frame.contentWindow.postMessage({ event, told }, "*");
  addEventListener("message", async ({ source, origin, data }) => {
    if (source !== frame.contentWindow || !data.number) return;
    const answer = (rest) => source.postMessage({ number: data.number, ...rest }, origin);
    if (data.what === "registered") { answer({}); return globalThis.tell("app.registered", {}); }
    if (data.what === "get") return answer({ told: { [data.name]: zendesk.facts[data.name] } });
    zendesk.invoked.push(data.name);
    if (zendesk.refuse === data.name) return answer({ failed: "not here" });
    if (data.name.startsWith("ticket.")) document.querySelector("#composer").value += data.given[0];
    answer({ told: null });
  });
</script></body></html>`;

/**
 * Opens a case (or the navigation bar) in which the app stands.
 * @param {import("playwright-core").Browser} browser
 * @param {{ base: string, path: string, token: string, agent: string, ticket: string, scheme?: "light" | "dark", width?: number }} of
 */
export async function openCase(browser, { base, path, token, agent, ticket, scheme = "light", width = 320 }) {
  const context = await browser.newContext({ viewport: { width, height: 860 }, colorScheme: scheme, locale: "nb-NO", reducedMotion: "reduce" });
  const app = new URL(`${path}?origin=${encodeURIComponent(ORIGIN)}&app_guid=1`, base).href;
  await context.route(`${ORIGIN}/**`, (route) => route.fulfill({ contentType: "text/html", headers: { "referrer-policy": "unsafe-url" }, body: page(app, token) }));
  await context.route("https://static.zdassets.com/**", (route) => route.fulfill({ contentType: "text/javascript", body: SDK }));
  const host = await context.newPage();
  const seen = { cookies: 0, sent: [], complaints: [], elsewhere: [] };
  host.on("request", (request) => {
    const { origin } = new URL(request.url());
    if (![ORIGIN, new URL(base).origin, "https://static.zdassets.com"].includes(origin)) seen.elsewhere.push(request.url());
    void request.allHeaders().then((headers) => (seen.cookies += headers.cookie ? 1 : 0), () => {});
  });
  host.on("websocket", (socket) => socket.on("framesent", ({ payload }) => seen.sent.push(String(payload))));
  // That a case has no chat as yet is told with a 404, which the console cannot pass over.
  const expected = (message) => message.location().url.includes("/api/zendesk/chat");
  host.on("console", (message) => message.type() === "error" && !expected(message) && seen.complaints.push(message.text()));
  host.on("pageerror", (error) => seen.complaints.push(error.message));
  await host.goto(`${ORIGIN}/agent/tickets/${ticket}`);
  const items = [];
  await host.evaluate(
    ([ticket, agent]) => {
      zendesk.facts = { "ticket.id": Number(ticket), "ticket.conversation": [], "ticket.assignee.user.id": Number(agent), currentUser: { id: Number(agent), name: "Kari Nes" } };
      document.querySelector("form").submit();
    },
    [ticket, agent],
  );
  const inside = () => host.frames().find((frame) => frame.url().startsWith(base));
  return {
    host,
    seen,
    context,
    app: host.frameLocator("iframe"),
    inside,
    /** Somebody writes in the case: a role, and a channel where it is no message of the chat. */
    async say(role, content, channel = "native_messaging") {
      items.push({ author: { id: 9, name: "Fjellbakken", avatar: "https://example.com/a.png", role }, channel: { name: channel }, message: { content, contentType: "text/plain" }, attachments: [], timestamp: new Date().toISOString() });
      await host.evaluate((all) => {
        zendesk.facts["ticket.conversation"] = all;
        globalThis.tell("ticket.conversation.changed", all);
      }, items);
    },
    /** Another case is open now in the same place. */
    turnTo: (other) => host.evaluate((id) => (zendesk.facts["ticket.id"] = id), other),
    /** The composer does not know this way. */
    refuse: (name) => host.evaluate((name) => (zendesk.refuse = name), name),
    composed: () => host.evaluate(() => document.querySelector("#composer").value),
    invoked: () => host.evaluate(() => zendesk.invoked),
    close: () => context.close(),
  };
}
