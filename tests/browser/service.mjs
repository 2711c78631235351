/** A service of its own for checks that need to know who is who and what is said: a store in a folder, and a feed. */

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BINARY } from "./demo.mjs";
import { PATIENCE, browser, open } from "./checks.mjs";

const TOKEN = "a-token-of-the-tests-0123456789";

/**
 * Starts it, and says where it is and where it stores; stopping it deletes its folder. SERVICE_URL names a
 * running one to use instead.
 * @param {string} [more] settings besides
 */
export async function startService(more = "") {
  if (process.env.SERVICE_URL) return { base: process.env.SERVICE_URL, stop: async () => {} };
  const folder = mkdtempSync(join(tmpdir(), "ledsager-browser-"));
  const at = await freeAddress();
  writeFileSync(join(folder, "token"), TOKEN);
  writeFileSync(
    join(folder, "settings.toml"),
    `[web]\nlisten = "${at}"\n[store]\nfolder = "${folder}/store"\n[tracker]\ntier = "small"\n[log]\nlevel = "warn"\n[[feed.incoming]]\nname = "test"\ntoken_file = "${folder}/token"\n${more}`,
  );
  const service = spawn(BINARY, ["serve", "--config", join(folder, "settings.toml")], { stdio: "inherit" });
  process.once("exit", () => service.kill("SIGTERM"));
  const stop = async () => {
    if (service.exitCode === null) {
      service.kill("SIGTERM");
      await once(service, "exit");
    }
    rmSync(folder, { recursive: true, force: true });
  };
  const base = `http://${at}`;
  for (const until = Date.now() + PATIENCE; ; ) {
    const up = await fetch(`${base}/health`).then((answer) => answer.ok, () => false);
    if (up) return { base, folder: join(folder, "store"), stop };
    if (service.exitCode !== null || Date.now() > until) {
      await stop();
      throw new Error("the service did not start");
    }
    await new Promise((again) => setTimeout(again, 100));
  }
}

async function freeAddress() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return `127.0.0.1:${port}`;
}

/** A page of somebody who is logged in under this name. */
export function openAs(base, name, path, { role = "veileder", width = 1280, scheme = "light" } = {}) {
  return open(path, width, scheme, base, async (context) => {
    await context.request.post("/inn", { form: { name, role, next: "/ik" } });
  });
}

/** The sending side of `/feed/v1`: what an adapter does, from a page of the service itself. */
export async function openFeed(base) {
  const context = await browser.newContext({ baseURL: base });
  const page = await context.newPage();
  await page.goto("/health");
  await page.evaluate(async (token) => {
    const socket = new WebSocket(`${location.origin.replace("http", "ws")}/feed/v1`);
    const waiting = new Map();
    let welcomed = () => {};
    socket.addEventListener("message", ({ data }) => {
      const frame = JSON.parse(data);
      if (frame.type === "welcome") welcomed();
      for (const id of frame.ids ?? []) waiting.get(id)?.done();
      if (frame.type === "refused" || frame.type === "error") for (const one of waiting.values()) one.failed(new Error(data));
    });
    globalThis.tell = (event) =>
      new Promise((done, failed) => {
        waiting.set(event.id, { done, failed });
        socket.send(JSON.stringify({ type: "events", events: [event] }));
      });
    await new Promise((open) => socket.addEventListener("open", open));
    const welcome = new Promise((done) => (welcomed = done));
    socket.send(JSON.stringify({ type: "hello", version: 1, source: "test", token }));
    await welcome;
  }, TOKEN);
  let count = 0;
  const tell = (conversation, kind, author, text) => {
    const event = { id: `${conversation}-${(count += 1)}`, conversation, at: Date.now(), kind, author, ...(text ? { text } : {}) };
    return page.evaluate((event) => globalThis.tell(event), event);
  };
  return {
    /** A whole chat: who comes in, and the lines, the veisøker's and the counsellor's in turn. */
    async chat(conversation, counsellor, lines) {
      const authors = [{ role: "client" }, { role: "counsellor", id: counsellor }];
      for (const author of authors) await tell(conversation, "join", author);
      for (const [turn, line] of lines.entries()) await tell(conversation, "message", authors[turn % 2], line);
    },
    /** One more message. */
    say: (conversation, author, text) => tell(conversation, "message", author, text),
    /** The chat is closed. */
    end: (conversation) => tell(conversation, "end"),
    close: () => context.close(),
  };
}
