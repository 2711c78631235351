/** The shift: who leads it, what stands on the live list and why, a text opened by an act, messages to all, and the message of the day. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PATIENCE, check, clean, must, shot } from "../checks.mjs";
import { startReceiver } from "../receiver.mjs";
import { openAs, openFeed, startService } from "../service.mjs";

/** Open at all hours: nobody knows when the checks run. */
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => `${day} = ["00:00", "23:59"]`).join(", ");
const OPEN = `[shift]\nnobody_alarm_minutes = 0\n[shift.calendar]\nzone = "Europe/Oslo"\nclosed = []\n[[shift.calendar.weeks]]\nseason = "alltid"\nfrom = "01-01"\nto = "12-31"\ndays = { ${DAYS} }\n`;
const SAID = "jeg vet ikke hva jeg skal velge til neste år";

export default async function () {
  const folder = mkdtempSync(join(tmpdir(), "ledsager-receiver-"));
  const receiver = await startReceiver();
  writeFileSync(join(folder, "url"), receiver.url);
  const service = await startService(`${OPEN}[notices.shift_webhook]\nurl_file = "${folder}/url"\n`);
  try {
    await walk(service.base, receiver.told);
  } finally {
    await service.stop();
    receiver.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  if (!process.env.SERVICE_URL) await withoutReading();
}

const seen = (page, selector, words) => page.waitForFunction(([selector, words]) => [...document.querySelectorAll(selector)].some((one) => new RegExp(words).test(one.textContent ?? "")), [selector, words], { timeout: PATIENCE });
const gone = (page, selector, words) => page.waitForFunction(([selector, words]) => ![...document.querySelectorAll(selector)].some((one) => new RegExp(words).test(one.textContent ?? "")), [selector, words], { timeout: PATIENCE });
const lead = (base, name, more = {}) => openAs(base, name, "/vaktleder", { role: "vaktleder", ...more });
const press = (page, name) => page.getByRole("button", { name, exact: true }).first().click();

async function walk(base, told) {
  const ingrid = await lead(base, "Ingrid Sol");
  await check("VL1: that nobody has the shift is said in words, to all who are logged on, and it is taken by one press", async () => {
    await seen(ingrid, "#shift", "Ingen har vakten nå");
    await press(ingrid, "Ta vakten");
    await seen(ingrid, "#shift", "Du har vakten");
  });

  const kari = await openAs(base, "Kari Nes", "/veileder");
  const feed = await openFeed(base);
  await feed.chat("one", "dev:Kari Nes", [SAID, "Hva tenker du selv?", "foreldrene mine vil at jeg skal bli lege"]);
  await feed.chat("two", "dev:Ola Vik", ["hei", "Hei!", "hva er opptakskravet?"]);
  const row = (name) => ingrid.locator(".board .row").filter({ hasText: name });
  await check("VL4: a live chat stands on the list with its counsellor, a number to say aloud, and how long is waited; no word of it", async () => {
    await row("Kari Nes").waitFor({ timeout: PATIENCE });
    await ingrid.waitForFunction(() => /\d+:\d\d/.test(document.querySelector(".board .row .col-wait")?.textContent ?? ""), null, { timeout: PATIENCE });
    const said = await row("Kari Nes").innerText();
    must(/Kari Nes\s+\d{1,3}/.test(said), `there is no number: ${said}`);
    must(!(await ingrid.locator("body").innerText()).includes("foreldrene"), "a word of the chat stands on the board");
  });
  await check("VL12: the rule of the order stands in words over each group, and no group is a score", async () => {
    const heads = await ingrid.locator(".board .group").allInnerTexts();
    must(heads.length === 3 && /først de som ber om sparring/.test(heads[0]), heads.join(" | "));
  });
  await check("VL9: who is here is seen by name, with what they do, and nothing of how much", async () => {
    await seen(ingrid, "#people", "Kari Nes");
  });

  await check("VL3: who asks for sparring comes first, with the reason; while the list is pointed at it stands still, and says what waits", async () => {
    await row("Ola Vik").hover();
    const order = () => ingrid.locator(".board .row th").allInnerTexts().then((all) => all.map((one) => one.split("\n")[0]).join());
    const before = await order();
    const id = await row("Kari Nes").getAttribute("data-id");
    await ask(kari, id);
    await ingrid.waitForFunction(() => !document.getElementById("waiting")?.hidden, null, { timeout: PATIENCE });
    must((await order()) === before, "a row has moved under the pointer");
    must(/1 endring venter/.test(await ingrid.locator("#waiting").innerText()), "it is not said how much waits");
    await ingrid.locator("#waiting button").click();
    await ingrid.waitForFunction(() => /Kari Nes/.test(document.querySelector(".board .row th")?.textContent ?? ""), null, { timeout: PATIENCE });
    await seen(ingrid, '.board [data-group="support"] .reason', "Ba om sparring");
  });
  await check("VL4: filters narrow the list, and a view that is kept is there the next time", async () => {
    await ingrid.mouse.move(2, 2);
    await ingrid.getByLabel("Navn eller nummer").fill("Ola");
    await row("Kari Nes").waitFor({ state: "detached", timeout: PATIENCE });
    await press(ingrid, "Lagre visning");
    await ingrid.locator("dialog[open] input").fill("Bare Ola");
    await ingrid.locator("dialog[open] [type=submit]").click();
    await ingrid.reload();
    await ingrid.getByRole("button", { name: "Bare Ola", exact: true }).click({ timeout: PATIENCE });
    await row("Ola Vik").waitFor({ timeout: PATIENCE });
    must((await row("Kari Nes").count()) === 0, "the view does not hold");
    await ingrid.getByRole("button", { name: /^Alle/ }).click();
    await row("Kari Nes").waitFor({ timeout: PATIENCE });
  });

  await check("VL3: whoever leads the shift writes to a counsellor of their own accord, privately", async () => {
    await row("Kari Nes").getByRole("button", { name: /^Skriv til veilederen/ }).click();
    await ingrid.locator("dialog[open] textarea").fill("Jeg er her om du trenger meg");
    await ingrid.locator("dialog[open] [type=submit]").click();
    await seen(ingrid, "#help-list > li", "Jeg er her om du trenger meg");
    await ingrid.locator("dialog.ask").waitFor({ state: "detached", timeout: PATIENCE });
  });

  await reading(ingrid, kari, row);
  await noted(base);
  await toAll(ingrid, kari);
  await message(ingrid, kari, told);
  await handOver(base, ingrid);

  await check("X4: a board without its server says so, dims what it shows and stops its clocks; back again it is right at once", async () => {
    await ingrid.context().setOffline(true);
    await seen(ingrid, "#badge", "Uten kontakt siden");
    must(await ingrid.evaluate(() => document.body.classList.contains("stale")), "it is not dimmed");
    must((await ingrid.locator(".board .col-wait .value").allInnerTexts()).every((one) => !/\d/.test(one)), "a clock goes on");
    await ingrid.getByRole("button", { name: "Prøv nå" }).waitFor({ timeout: PATIENCE });
    await feed.chat("three", "dev:Per Lie", ["hei"]);
    await ingrid.context().setOffline(false);
    await row("Per Lie").waitFor({ timeout: 3000 });
    await seen(ingrid, "#badge", "Direkte");
  });
  await check("the board's console is quiet through a shift", async () => {
    const real = ingrid.complaints.filter((one) => !/ERR_INTERNET_DISCONNECTED|WebSocket connection|502/.test(one));
    must(real.length === 0 && kari.complaints.length === 0, [...real, ...kari.complaints].join("\n"));
  });
  for (const width of [320, 768, 1280]) {
    for (const scheme of ["light", "dark"]) {
      await check(`axe on the board of a shift: ${width} ${scheme}`, async () => {
        const page = await lead(base, "Ingrid Sol", { width, scheme });
        await page.locator(".board .row").first().scrollIntoViewIfNeeded({ timeout: PATIENCE });
        await page.locator("#message textarea").waitFor({ timeout: PATIENCE });
        await shot(page, `vaktleder-shift-${width}-${scheme}`);
        await clean(page);
        await page.context().close();
      });
    }
  }
  await feed.close();
  for (const page of [ingrid, kari]) await page.context().close();
}

/** A counsellor asks for sparring about a chat, over a socket of their own as the panel has it. */
async function ask(page, session) {
  await page.evaluate(
    (session) =>
      new Promise((done) => {
        const socket = new WebSocket(`${location.origin.replace("http", "ws")}/panel/v1`);
        socket.addEventListener("message", () => {
          socket.send(JSON.stringify({ type: "ask_help", session, kind: "sparring", text: "Har du to minutter?" }));
          socket.addEventListener("message", ({ data }) => JSON.parse(data).type === "help" && done(undefined));
        }, { once: true });
      }),
    session,
  );
}

async function reading(ingrid, kari, row) {
  const dialog = ingrid.locator("dialog[open]");
  await check("X1: a text is opened with a reason only; «annen grunn» wants words", async () => {
    await row("Ola Vik").getByRole("button", { name: /^Åpne teksten/ }).click();
    await dialog.locator("[type=submit]").click();
    await seen(ingrid, "dialog .wrong", "Grunn");
    await dialog.getByLabel("Annen grunn").check();
    await dialog.locator("textarea").fill("kort");
    await dialog.locator("[type=submit]").click();
    await seen(ingrid, "dialog .wrong", "minst 10 tegn");
    await ingrid.keyboard.press("Escape");
  });
  let promised = "";
  await check("X4: the counsellor sees at once who reads, why and until when, in the very words the dialog showed", async () => {
    await row("Kari Nes").getByRole("button", { name: /^Åpne teksten/ }).click();
    must(/Logges: hvem som leste/.test(await dialog.innerText()), "it is not said what is logged");
    await dialog.getByLabel("Veilederen ba om sparring").check();
    promised = await dialog.locator(".seen").innerText();
    await shot(ingrid, "vaktleder-les");
    await dialog.locator("[type=submit]").click();
    await seen(ingrid, ".reading", SAID);
    await seen(kari, "read-by", "Ingrid Sol leser denne samtalen til \\d\\d\\.\\d\\d \\(ba om sparring\\)");
    const told = (await kari.locator("read-by").innerText()).trim();
    must(told.replace(/\d\d\.\d\d/, "") === promised.replace(/\d\d\.\d\d/, ""), `promised «${promised}», told «${told}»`);
    await shot(ingrid, "vaktleder-leser");
  });
  await check("X1: the window counts down and is closed by hand; then no word is left on the page, and the counsellor's line is gone", async () => {
    must(/[45]:\d\d/.test(await ingrid.locator(".reading .left").innerText()), "there is no countdown");
    await press(ingrid, "Lukk nå");
    await gone(ingrid, "body", SAID);
    await gone(kari, "read-by", "leser");
  });
}

/** What the report tells of it afterwards. */
async function noted(base) {
  await check("X1: those who lead see afterwards who read, when and why, and with which number; not a word of the chat", async () => {
    const page = await openAs(base, "Leni Dahl", "/rapport", { role: "leder" });
    await page.locator("#readings tbody tr").first().waitFor({ timeout: PATIENCE });
    const said = await page.locator("#readings").innerText();
    must(/Ingrid Sol/.test(said) && /ba om sparring/.test(said) && /kl\. \d\d\.\d\d/.test(said) && /5 min/.test(said), said);
    must(!said.includes("velge til neste"), "a word of the chat stands there");
    const [before] = new Date(Date.now() - 3 * 86_400_000).toISOString().split("T");
    await page.locator("#readings input").fill(before);
    await page.locator("#readings").getByText("Ingen har åpnet teksten").waitFor({ timeout: PATIENCE });
    await shot(page, "rapport-lesinger");
    await page.context().close();
  });
}

async function toAll(ingrid, kari) {
  await check("VL9: a message to all stands in the panels with its word and its end, and goes when it is ended", async () => {
    await press(ingrid, "Ny beskjed …");
    await ingrid.getByLabel("Stopp").check();
    await ingrid.locator("dialog[open] textarea").fill("Ikke ta nye samtaler nå");
    await ingrid.locator("dialog[open] [type=submit]").click();
    await seen(kari, "panel-bulletins .bulletin[data-level=stop]", "Stopp: Ikke ta nye samtaler nå");
    await ingrid.getByRole("button", { name: /^Avslutt beskjeden/ }).click();
    await gone(kari, "panel-bulletins", "Ikke ta");
  });
}

async function message(ingrid, kari, told) {
  const box = ingrid.locator("#message");
  await check("VL6: today's figures are of the whole service, and fewer than five are not shown", async () => {
    await seen(ingrid, "#today", "For få samtaler i dag til å vise tall|for få til å vises");
    must(/aldri per veileder/.test(await ingrid.locator("#today").innerText()), "it is not said of whom");
  });
  await check("VL7: the knapp of the day is pinned in the panel, and opens its card", async () => {
    await box.locator("select").selectOption({ index: 2 });
    const name = await box.locator("select option").nth(2).innerText();
    await box.getByRole("checkbox").check();
    await seen(kari, "knapp-of-day", name);
    await kari.locator("knapp-of-day button").click();
    await seen(kari, "#card-title", name);
  });
  await check("VL5: the message is drafted, edited, and copied as text and as a picture of the ring", async () => {
    const words = box.locator("textarea");
    must((await words.inputValue()).length > 10, "there is no draft");
    await words.fill("Hei alle! Dagens knapp er festet.");
    await press(ingrid, "Kopier tekst");
    await seen(ingrid, "#message .said", "Teksten er kopiert");
    must((await ingrid.evaluate(() => navigator.clipboard.readText())) === "Hei alle! Dagens knapp er festet.", "the text is not on the clipboard");
    await press(ingrid, "Kopier bilde");
    await seen(ingrid, "#message .said", "Bildet er kopiert");
    must(await ingrid.evaluate(async () => (await navigator.clipboard.read()).some((item) => item.types.includes("image/png"))), "there is no picture on the clipboard");
  });
  await check("VL5: it is posted once, when it is sent; refused by the channel, that is said with what to do, and nothing is tried again", async () => {
    told.status = 500;
    await press(ingrid, "Send til Teams …");
    await ingrid.locator("dialog[open] [type=submit]").click();
    await seen(ingrid, "dialog .wrong", "sendes ikke på nytt av seg selv");
    const tries = told.bodies.length;
    told.status = 200;
    await ingrid.locator("dialog[open] [type=submit]").click();
    await seen(ingrid, "dialog .told", "sendt kl\\.");
    must(told.bodies.length === tries + 1 && told.bodies.at(-1).includes("Dagens knapp er festet"), `the channel got ${told.bodies.length - tries} messages`);
    await ingrid.locator("dialog[open]").getByRole("button", { name: "Lukk" }).last().click();
  });
}

async function handOver(base, ingrid) {
  const per = await lead(base, "Per Lie");
  // Whoever is to be asked has to be here: with a panel open.
  const panel = await openAs(base, "Per Lie", "/veileder");
  await check("VL2: the shift is handed over with a note, and is taken by the other before it is let go", async () => {
    await seen(ingrid, "#people", "Per Lie");
    await press(ingrid, "Gi over vakten …");
    await ingrid.locator("dialog[open] select").selectOption("Per Lie");
    await ingrid.locator("dialog[open] textarea").fill("Se til Kari");
    await ingrid.locator("dialog[open] [type=submit]").click();
    await seen(per, "#shift", "Ingrid Sol vil gi deg vakten");
    must(/Se til Kari/.test(await per.locator("#shift").innerText()), "the note is not there");
    await seen(ingrid, "#shift", "Du har vakten");
    await press(per, "Ta vakten");
    await seen(ingrid, "#shift", "Per Lie har vakten");
  });
  await check("VL1: two at once is said to both, and one of them settles it", async () => {
    await press(ingrid, "Ta vakten");
    await seen(per, "#shift", "Ingrid Sol tok også vakten");
    await seen(ingrid, "#shift", "Per Lie har også vakten");
    await press(per, "Jeg beholder den");
    await gone(ingrid, "#shift", "også");
    await seen(ingrid, "#shift", "Per Lie har vakten");
  });
  for (const page of [per, panel]) await page.context().close();
}

/** A service where nobody may open a text. */
async function withoutReading() {
  const service = await startService("[shift]\nread_texts = false\n");
  await check("X1: where the service has switched reading off, there is nothing to press", async () => {
    const board = await lead(service.base, "Ingrid Sol");
    const feed = await openFeed(service.base);
    await feed.chat("one", "dev:Kari Nes", ["hei", "Hei!"]);
    await board.locator(".board .row").first().waitFor({ timeout: PATIENCE });
    must((await board.locator("[data-act=read]").count()) === 0, "there is a button to read with");
    await feed.close();
    await board.context().close();
  });
  await service.stop();
}
