/** What the checks of all pages share: a browser, profiles of their own, and a count of what holds. */

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { violations } from "./axe.mjs";
import { startDemo } from "./demo.mjs";

/** BASE_URL names a running demo; without it one is started. */
export const demo = process.env.BASE_URL ? { base: process.env.BASE_URL, stop() {} } : await startDemo();
export const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
export const PATIENCE = Number(process.env.PATIENCE_MS ?? 60_000);
export const tally = { passed: 0, failed: 0 };
const shots = process.env.SHOTS ?? "";

/** One thing that must hold. */
export async function check(name, work) {
  try {
    await work();
    tally.passed += 1;
    console.log(`ok   ${name}`);
  } catch (error) {
    tally.failed += 1;
    console.log(`FAIL ${name}\n     ${String(error.message ?? error).split("\n").slice(0, 6).join("\n     ")}`);
  }
}

/** @param {unknown} holds */
export function must(holds, why) {
  if (!holds) throw new Error(why);
}

/** Chats of the demo move and end as they like: what must hold is tried a few times, on another chat. */
export async function patiently(page, work) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === 6) throw error;
      await page.keyboard.press("Escape");
      const tabs = page.locator("[role=tab]:not(.byhand)");
      await tabs.nth(tries % Math.max(1, await tabs.count())).click({ timeout: 2000 });
      await page.waitForTimeout(700);
    }
  }
}

/** A picture, where SHOTS names a folder for them. */
export async function shot(page, name) {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`) });
}

/** A page in a profile of its own; what the console complains of and what its sockets send is collected. */
export async function open(path, width, scheme, from = demo.base, before = async () => {}) {
  const context = await browser.newContext({
    baseURL: from, viewport: { width, height: 860 }, colorScheme: scheme, locale: "nb-NO",
    permissions: ["clipboard-read", "clipboard-write"], reducedMotion: "reduce",
  });
  await before(context);
  const page = await context.newPage();
  page.complaints = [];
  page.sent = [];
  page.on("websocket", (socket) => socket.on("framesent", ({ payload }) => page.sent.push(String(payload))));
  page.on("console", (message) => {
    if (message.type() === "error") page.complaints.push(message.text());
  });
  page.on("pageerror", (error) => page.complaints.push(error.message));
  await page.goto(path);
  return page;
}

/** axe finds nothing, and nothing is wider than the screen. */
export async function clean(page, coloursAlone = false) {
  const found = await violations(page, coloursAlone);
  must(found.length === 0, found.join("\n"));
  must(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the page scrolls sideways");
}

/** Where the ring stands: phase, knapp and how sure. */
export const standing = (page) =>
  page.evaluate(() => [...document.querySelectorAll("guidance-ring .part[data-mark]")].map((part) => `${part.dataset.id}:${part.dataset.mark}`).join(" "));

/** The foot says what readings go by, and its title what that means. */
export async function saysTier(page) {
  const line = page.locator("#tier");
  await line.waitFor({ timeout: PATIENCE });
  must(/\S/.test(await line.innerText()) && ((await line.getAttribute("title")) ?? "").length > 20, "the line says nothing");
}
