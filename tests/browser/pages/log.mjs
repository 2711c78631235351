/** The log only its owner can open: begun, written, locked, opened by passphrase and passkey, and deleted. */

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { PATIENCE, check, clean, must, shot } from "../checks.mjs";
import { openAs, openFeed, startService } from "../service.mjs";
import { PHRASE, goTo, saved, unlock } from "../log-steps.mjs";
import looksBack from "./log-path.mjs";
import shares from "./log-cases.mjs";

const WELL = "Tyttebærblomsten fikk ordne tankene sine";
const HARD = "Mistet tråden ved spørsmålet om Førde";

/** Every byte that the service has stored. */
function stored(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return files.map((one) => ({ name: one.name, bytes: readFileSync(join(one.parentPath ?? one.path, one.name)) }));
}

const holds = (files, words) => files.filter(({ bytes }) => ["utf8", "utf16le"].some((how) => bytes.includes(Buffer.from(words, how)))).map(({ name }) => name);

const question = (page, number) => page.locator(".log-form textarea").nth(number);

export default async function () {
  const service = await startService();
  // A passkey belongs to a name: the same service under one.
  const base = service.base.replace("127.0.0.1", "localhost");
  const page = await openAs(base, "kari", "/logg");
  const sent = [];
  page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));

  await check("V58: before a log is begun the page says that a lost key is a lost log, and asks that it is understood", async () => {
    await page.locator("#begin-title").waitFor({ timeout: PATIENCE });
    must(await page.evaluate(() => {
      const said = document.querySelector(".begin .notice");
      return said !== null && said === document.querySelector(".begin")?.firstElementChild && (said.textContent ?? "").includes("Ingen kan åpne loggen for deg");
    }), "it is not the first thing said");
    await clean(page);
    const fields = page.locator("input[autocomplete=new-password]");
    for (const at of [0, 1]) await fields.nth(at).fill("for kort");
    const tick = page.locator(".begin-form input[type=checkbox]");
    await page.locator(".begin-form button[type=submit]").click();
    await page.locator(".begin-form .wrong:not(:empty)").waitFor({ timeout: 3000 });
    await tick.check();
    await page.locator(".begin-form button[type=submit]").click();
    await page.locator(".begin-form .wrong", { hasText: "12" }).waitFor({ timeout: 3000 });
    for (const at of [0, 1]) await fields.nth(at).fill(PHRASE);
    await page.locator(".begin-form button[type=submit]").click();
    await page.locator("#new-title").waitFor({ timeout: PATIENCE });
  });

  await check("V42, V43, V44: three questions and how the day was, without a chat, saved by themselves", async () => {
    await goTo(page, "#/ny", ".log-form");
    await question(page, 0).fill(WELL);
    await question(page, 1).fill(HARD);
    await page.locator(".log-form .context .chip", { hasText: "Mange tullechatter" }).click();
    await page.locator(".log-form .context .chip", { hasText: "Slutten av vakta" }).click();
    must((await question(page, 3).inputValue()) === "Mange tullechatter, slutten av vakta", "the note is not what was chosen");
    await saved(page);
    await page.waitForFunction(() => /^#\/innlegg\/[0-9a-f]{32}$/.test(location.hash), null, { timeout: 5000 });
    await clean(page);
    await shot(page, "logg-skriv-1280");
    must(!/\d\s*(%|poeng|av 5)/.test(await page.locator("main").innerText()), "something is scored");
    must((await page.title()) === "Etter samtalen – Ledsager", "the title tells more than the page");
  });

  await check("private by construction: the server's folder holds neither the words nor the passphrase, but the lock and the cipher", async () => {
    const told = await page.evaluate(async () => [await (await fetch("/api/me/log/key")).json(), await (await fetch("/api/me/log")).json()]);
    const files = stored(service.folder);
    const [{ locks }, { entries }] = told;
    must(holds(files, locks[0].wrapped).length > 0, "the lock is not in the folder: it was not the right one to look in");
    must(files.some(({ bytes }) => bytes.includes(Buffer.from(entries[0].cipher, "base64")) || bytes.includes(entries[0].cipher)), "the cipher is not in the folder");
    for (const words of [WELL, HARD, "Tyttebærblomsten", "Mange tullechatter, slutten", PHRASE, "gule hester"]) {
      must(holds(files, words).length === 0, `«${words}» stands in ${holds(files, words)}`);
      must(!JSON.stringify(told).includes(words), `«${words}» comes from the server`);
    }
  });

  await check("private by construction: nothing of it leaves the page in clear, and nothing is kept in the browser", async () => {
    must(sent.some((one) => one.includes("/api/me/log/")), "no request was seen");
    for (const words of ["Tyttebærblomsten", "Førde", "gule hester", "tullechatter"]) must(!sent.some((one) => one.includes(words) || one.includes(encodeURIComponent(words))), `«${words}» was sent`);
    const kept = await page.evaluate(async () => ({ local: Object.keys(localStorage), session: sessionStorage.length, bases: (await indexedDB.databases()).length, caches: (await caches.keys()).length }));
    must(kept.local.every((key) => key === "ledsager") && kept.session + kept.bases + kept.caches === 0, JSON.stringify(kept));
  });

  await check("the log is locked when the page is left; another passphrase does not open it, the right one does", async () => {
    await page.reload();
    await page.locator("#unlock-title").waitFor({ timeout: PATIENCE });
    must(!(await page.content()).includes("Tyttebærblomsten"), "the words stand in the page");
    await clean(page);
    await unlock(page, `${PHRASE} `);
    await page.locator(".key-form .wrong:not(:empty)").waitFor({ timeout: PATIENCE });
    await unlock(page);
    await page.locator(".log-form").waitFor({ timeout: PATIENCE });
    must((await question(page, 0).inputValue()) === WELL, "the words are not those that were written");
    await goTo(page, "#/logg", ".entries .first");
    must((await page.locator(".entries .first").first().innerText()).includes("Tyttebærblomsten"), "the list does not tell what the entry is about");
    await clean(page);
  });

  await check("an entry that is written in two windows is kept twice, whole", async () => {
    const [id] = await page.locator(".entries .entry").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    const other = await page.context().newPage();
    await other.goto(`/logg${id}`);
    await unlock(other);
    await other.locator(".log-form").waitFor({ timeout: PATIENCE });
    await goTo(page, id, ".log-form");
    await question(page, 2).fill("Spurt tidligere");
    await question(page, 2).blur();
    await saved(page);
    await question(other, 2).fill("Ventet lenger");
    await question(other, 2).blur();
    await other.locator(".two-now .notice").waitFor({ timeout: PATIENCE });
    await saved(other);
    await other.close();
    await page.reload();
    await unlock(page);
    await goTo(page, "#/logg", ".entries li:nth-child(2)");
    const both = new Set();
    for (const at of [0, 1]) {
      await page.locator(".entries .entry").nth(at).click();
      await page.locator(".log-form").waitFor({ timeout: PATIENCE });
      both.add(await question(page, 2).inputValue());
      await page.locator("#nav a").first().click();
      await page.locator(".entries .entry").first().waitFor({ timeout: PATIENCE });
    }
    must(both.has("Spurt tidligere") && both.has("Ventet lenger"), `kept: ${[...both]}`);
  });

  await passkeys(page);

  await check("it locks itself after a quarter of an hour, and keeps what was being written", async () => {
    const left = await openAs(base, "kari", "/veileder");
    await left.clock.install();
    await left.goto("/logg#/ny");
    await left.locator("#unlock-title").waitFor({ timeout: PATIENCE });
    await unlock(left);
    await left.locator(".log-form").waitFor({ timeout: PATIENCE });
    await question(left, 0).fill("Rett før pausen");
    await left.clock.fastForward("16:00");
    await left.locator("#unlock-title").waitFor({ timeout: PATIENCE });
    must(!(await left.content()).includes("Rett før pausen"), "the words still stand there");
    await unlock(left);
    await left.locator(".log-form").waitFor({ timeout: PATIENCE });
    must((await question(left, 0).inputValue()) === "Rett før pausen", "the words are lost");
    await left.context().close();
  });

  const feed = await openFeed(service.base);
  await looksBack({ base, page, feed });
  await feed.close();
  await shares({ base, page });

  await check("V58: of another's log nobody is told anything, not even that there is one", async () => {
    const ola = await openAs(base, "ola", "/logg");
    await ola.locator("#begin-title").waitFor({ timeout: PATIENCE });
    const told = await ola.evaluate(async () => [(await fetch("/api/me/log/key")).status, (await (await fetch("/api/me/log")).json()).entries.length]);
    must(told.join() === "404,0", `ola is told ${told}`);
    await ola.context().close();
  });

  await check("the whole log is deleted: first it is said what goes, then it is gone", async () => {
    await goTo(page, "#/laser", "#removal-title");
    await page.locator("section[aria-labelledby=removal-title] button").click();
    const dialog = page.locator("dialog[open]");
    await dialog.locator("button[type=submit]").click();
    await dialog.locator(".wrong:not(:empty)").waitFor({ timeout: 3000 });
    await dialog.locator("input[type=checkbox]").check();
    await clean(page);
    await dialog.locator("button[type=submit]").click();
    await page.locator("#begin-title").waitFor({ timeout: PATIENCE });
    must((await page.evaluate(async () => (await fetch("/api/me/log/key")).status)) === 404, "the locks are still there");
  });

  await check("the log's console is quiet", async () => {
    // That there is no log yet is an answer, which the browser calls an error.
    const loud = page.complaints.filter((line) => !line.includes("404") && !line.includes("412"));
    must(loud.length === 0, loud.join("\n"));
  });
  await page.context().close();
  await service.stop();
}

/** A second lock: a passkey, by a virtual authenticator with the PRF extension, and one without it. */
async function passkeys(page) {
  const devices = await page.context().newCDPSession(page);
  await devices.send("WebAuthn.enable");
  const device = (hasPrf) =>
    devices.send("WebAuthn.addVirtualAuthenticator", {
      options: { protocol: "ctap2", ctap2Version: "ctap2_1", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true, hasPrf },
    });
  const begin = async () => {
    await goTo(page, "#/laser", "#locks-title");
    await page.locator("button", { hasText: "Legg til en passnøkkel" }).click();
    await page.locator("dialog[open] .key-form").waitFor({ timeout: 3000 });
    await unlock(page);
    await page.locator("dialog[open] button[type=submit]", { hasText: "Lag passnøkkel" }).click({ timeout: PATIENCE });
  };

  await check("where the passkey cannot give a key, the page says so and offers the passphrase", async () => {
    const { authenticatorId } = await device(false);
    await begin();
    await page.locator("dialog[open] .wrong", { hasText: "passord" }).waitFor({ timeout: PATIENCE });
    await page.keyboard.press("Escape");
    must((await page.locator(".lock-list li").count()) === 1, "a lock that opens nothing was kept");
    await devices.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId });
  });

  await check("a passkey is added as a second lock, opens the log alone, and the passphrase can go", async () => {
    await device(true);
    await begin();
    await page.locator("dialog[open] .told").waitFor({ timeout: PATIENCE });
    await page.keyboard.press("Escape");
    await page.locator(".lock-list li").nth(1).waitFor({ timeout: 5000 });
    await clean(page);
    await page.reload();
    await page.locator("button", { hasText: "Bruk passnøkkelen" }).click({ timeout: PATIENCE });
    await page.locator("#locks-title").waitFor({ timeout: PATIENCE });
    await page.locator(".lock-list li", { hasText: "Passord" }).locator("button", { hasText: "Fjern" }).click();
    await page.locator("dialog[open] button[type=submit]").click();
    await page.locator(".lock-list li").nth(1).waitFor({ state: "detached", timeout: 5000 });
    await page.reload();
    await page.locator("button", { hasText: "Bruk passnøkkelen" }).click({ timeout: PATIENCE });
    await goTo(page, "#/logg", ".entries .first");
    must((await page.locator(".entries .first").first().innerText()).includes("Tyttebærblomsten"), "the passkey opens another log");
  });

  await check("the passphrase is made anew: the old one opens nothing", async () => {
    await goTo(page, "#/laser", "#locks-title");
    await page.locator("button", { hasText: "Legg til et passord" }).click();
    await page.locator("dialog[open] button", { hasText: "Bruk passnøkkelen" }).click({ timeout: 3000 });
    const fields = page.locator("dialog[open] input[autocomplete=new-password]");
    await fields.first().waitFor({ timeout: PATIENCE });
    for (const at of [0, 1]) await fields.nth(at).fill("midlertidig setning her");
    await page.locator("dialog[open] button[type=submit]").click();
    await page.locator("dialog[open] .told").waitFor({ timeout: PATIENCE });
    await page.keyboard.press("Escape");
    await page.locator("button", { hasText: "Bytt passord" }).click();
    await unlock(page, "midlertidig setning her");
    await fields.first().waitFor({ timeout: PATIENCE });
    for (const at of [0, 1]) await fields.nth(at).fill(PHRASE);
    await page.locator("dialog[open] button[type=submit]").click();
    await page.locator("dialog[open] .told").waitFor({ timeout: PATIENCE });
    await page.reload();
    await unlock(page, "midlertidig setning her");
    await page.locator(".key-form .wrong:not(:empty)").waitFor({ timeout: PATIENCE });
    await unlock(page);
    await page.locator("#locks-title").waitFor({ timeout: PATIENCE });
  });

  await check("on an address of digits the page says why there is no passkey, and the passphrase is there", async () => {
    const digits = await openAs(page.url().split("/logg")[0].replace("localhost", "127.0.0.1"), "per", "/logg");
    await digits.locator("#no-passkey:not(:empty)").waitFor({ timeout: PATIENCE });
    must(await digits.locator("input[value=passkey]").isDisabled(), "the passkey can still be chosen");
    await clean(digits);
    await digits.context().close();
  });
}
