/** Help: counsellors ask over their own socket, and whoever leads the shift answers on the board. */

import { PATIENCE, check, clean, must, shot } from "../checks.mjs";
import { openAs, startService } from "../service.mjs";

export default async function () {
  // Marked at once when nobody takes it: nobody waits three minutes here.
  const service = await startService("[shift]\nescalate_minutes = 0\n");
  try {
    await walk(service.base);
  } finally {
    await service.stop();
  }
  const other = await startService("[shift]\nescalate_minutes = 0\n");
  try {
    await colleagues(other.base);
  } finally {
    await other.stop();
  }
}

async function walk(base) {
  const kari = await counsellor(base, "Kari Nes");
  const ola = await counsellor(base, "Ola Vik");
  const board = await openAs(base, "Ingrid Sol", "/vaktleder", { role: "vaktleder" });
  const cards = board.locator("#help-list > li");
  const card = (words) => cards.filter({ hasText: words });
  const press = (words, button) => card(words).getByRole("button", { name: button, exact: true }).click();
  const standing = (words, wanted) => board.locator(`#help-list > li[data-standing=${wanted}]`).filter({ hasText: words }).waitFor({ timeout: PATIENCE });

  await check("V46: an empty queue says so, and a counsellor is told that somebody leads the shift", async () => {
    await board.locator("#help-none").waitFor({ timeout: PATIENCE });
    await kari.until((help) => help.shift_led);
  });
  await check("V46: who asks for sparring stands in the queue with since when, is told once and politely, and takes no focus", async () => {
    const focused = await board.evaluate(() => document.activeElement?.tagName);
    await kari.send({ type: "ask_help", session: null, kind: "sparring", text: "Hvor langt kan jeg utfordre her?" });
    await card("Kari Nes").waitFor({ timeout: PATIENCE });
    must(/ba om sparring/.test(await card("Kari Nes").innerText()), "it is not said what is asked, and when");
    await board.waitForFunction(() => document.querySelector("[aria-live=polite]")?.textContent === "Kari Nes ber om sparring.", null, { timeout: PATIENCE });
    must((await board.evaluate(() => document.activeElement?.tagName)) === focused, "the focus has moved");
  });
  await check("V46: the oldest stands first, wishes for a debrief last", async () => {
    await ola.send({ type: "ask_help", session: null, kind: "debrief", text: "" });
    await ola.until((help) => help.requests.length === 1);
    await ola.send({ type: "ask_help", session: null, kind: "sparring", text: "Finnes det noe om fagbrev?" });
    await board.waitForFunction(() => document.querySelectorAll("#help-list > li").length === 3, null, { timeout: PATIENCE });
    const order = await cards.evaluateAll((all) => all.map((one) => `${one.querySelector("h3")?.textContent} ${one.querySelector(".when")?.textContent?.split(" ")[0]}`));
    must(order.join() === "Kari Nes ba,Ola Vik ba,Ola Vik ønsket", `the order is ${order}`);
  });
  await check("V46: a request that nobody takes says so in words", async () => {
    await standing("Kari Nes", "escalated");
    must(/Ingen har tatt den på/.test(await card("Kari Nes").innerText()), "it is not said");
    await shot(board, "vaktleder-help-1280");
  });
  await check("V45: taken by keyboard, answered, and answered back, each seen by the other", async () => {
    await card("Kari Nes").getByRole("button", { name: "Ta den" }).focus();
    await board.keyboard.press("Enter");
    await board.waitForFunction(() => document.activeElement?.tagName === "TEXTAREA", null, { timeout: PATIENCE });
    must((await kari.until((help) => help.requests[0]?.taken_by !== null)).requests[0].taken_by === "Ingrid Sol", "the counsellor does not see by whom");
    await board.keyboard.type("Spør først om det er greit.");
    await board.keyboard.press("Control+Enter");
    await kari.until((help) => help.requests[0].said.some((word) => !word.own && word.text === "Spør først om det er greit."));
    await board.waitForFunction(() => document.activeElement instanceof HTMLTextAreaElement && document.activeElement.value === "", null, { timeout: PATIENCE });
    await kari.send({ type: "say_help", request: kari.first().id, text: "Det gjør jeg." });
    await card("Kari Nes").getByText("Det gjør jeg.").waitFor({ timeout: PATIENCE });
  });
  await check("V45: what is half written stays, and nothing moves under it, whatever comes meanwhile", async () => {
    const box = card("Kari Nes").locator("textarea");
    await box.fill("Et halvt svar");
    const place = () => box.evaluate((one) => JSON.stringify(one.getBoundingClientRect()));
    const before = await place();
    await kari.send({ type: "say_help", request: kari.first().id, text: "En ting til,\nover to linjer,\nog tre." });
    await card("Kari Nes").getByText("En ting til").waitFor({ state: "attached", timeout: PATIENCE });
    await ola.send({ type: "ask_help", session: null, kind: "sparring", text: "Enda en ting" });
    await card("Enda en ting").waitFor({ timeout: PATIENCE });
    must((await place()) === before, "the box has moved");
    must((await box.inputValue()) === "Et halvt svar" && (await box.evaluate((one) => one === document.activeElement)), "the draft or the focus is gone");
    await press("Kari Nes", "Ferdig");
    must(/Send eller slett svaret/.test(await card("Kari Nes").innerText()), "a draft is thrown away without a word");
  });
  await check("V45: what is said is the asker's and the taker's: a second vaktleder sees who has it, and a colleague nothing", async () => {
    const second = await openAs(base, "Per Lie", "/vaktleder", { role: "vaktleder" });
    const seen = second.locator("#help-list > li").filter({ hasText: "Kari Nes" });
    await seen.waitFor({ timeout: PATIENCE });
    const said = await seen.innerText();
    must(/Ingrid Sol tok den/.test(said) && !/utfordre|greit/.test(said), `the second vaktleder reads: ${said}`);
    must((await seen.getByRole("button").allInnerTexts()).join() === "Ta over", "there is more to press than «Ta over»");
    await second.context().close();
    must(!(await ola.all()).includes("utfordre"), "a colleague was sent another's words");
  });
  await check("V46: given back it stands in the queue again", async () => {
    await press("Finnes det noe", "Ta den");
    await standing("Finnes det noe", "mine");
    await press("Finnes det noe", "Gi tilbake");
    await ola.until((help) => help.requests.every((one) => one.taken_by === null));
    await card("Finnes det noe").getByRole("button", { name: "Ta den" }).waitFor({ timeout: PATIENCE });
  });
  await check("V46: done with, it is gone from both", async () => {
    await card("Kari Nes").locator("textarea").fill("");
    await press("Kari Nes", "Ferdig");
    await kari.until((help) => help.requests.length === 0);
    await card("Kari Nes").waitFor({ state: "detached", timeout: PATIENCE });
    must(!(await board.locator("body").innerText()).includes("utfordre"), "words are left on the page");
  });
  await check("V45: taken back by the counsellor, its words go at once, and a half written answer is not lost without a word", async () => {
    const asked = card("Finnes det noe");
    await asked.getByRole("button", { name: "Svar", exact: true }).click();
    await board.keyboard.type("Praksiskandidat");
    await ola.send({ type: "end_help", request: (await ola.until((help) => help.requests.length > 0)).requests.find((one) => one.said[0]?.text.startsWith("Finnes")).id });
    const over = board.locator("#help-list > li[data-standing=over]");
    await over.waitFor({ timeout: PATIENCE });
    const said = await over.innerText();
    must(/Ola Vik er ferdig/.test(said) && /ikke sendt/.test(said) && !/fagbrev/.test(said), `the card says: ${said}`);
    await over.getByRole("button", { name: "Fjern" }).click();
    await over.waitFor({ state: "detached", timeout: PATIENCE });
    must(await board.evaluate(() => document.activeElement?.id === "help-title"), "the focus is lost");
  });
  await check("the board's console is quiet with a queue", async () => must(board.complaints.length === 0, board.complaints.join("\n")));
  await board.context().close();

  for (const [width, scheme] of [[320, "light"], [320, "dark"], [768, "light"], [1280, "dark"]]) {
    await check(`axe with a queue on the board: ${width} ${scheme}`, async () => {
      const page = await openAs(base, "Ingrid Sol", "/vaktleder", { role: "vaktleder", width, scheme });
      await page.locator("#help-list > li").first().waitFor({ timeout: PATIENCE });
      await page.locator("#help-list > li").first().getByRole("button", { name: "Svar", exact: true }).click();
      await shot(page, `vaktleder-help-${width}-${scheme}`);
      await clean(page);
      must(await page.evaluate(() => [...document.querySelectorAll(".help button")].every((one) => !one.checkVisibility() || one.getBoundingClientRect().height >= 24)), "a target is lower than 24 px");
      await page.context().close();
    });
  }
  for (const one of [kari, ola]) await one.close();
}

/** A request that nobody takes, and a colleague who is free. */
async function colleagues(base) {
  const kari = await counsellor(base, "Kari Nes");
  const ola = await openAs(base, "Ola Vik", "/veileder");
  const line = ola.locator("help-wanted .wanted").filter({ hasText: "Kari Nes" });
  const thread = (words) => ola.locator("#help-box .helping .thread li").filter({ hasText: words });
  const state = (wanted) => ola.locator(`#help-open[data-state=${wanted}]`).waitFor({ timeout: PATIENCE });
  const boxed = (name) => ola.locator("#help-box .helping").getByRole("button", { name, exact: true }).click();
  const ask = (text) => kari.send({ type: "ask_help", session: null, kind: "sparring", text });
  await ola.locator("#by-hand").waitFor({ timeout: PATIENCE });

  await check("V46: while the panel is read, a colleague's request moves nothing and takes no focus; the button says that it is there", async () => {
    await ola.locator("#by-hand").hover();
    const focused = () => ola.evaluate(() => document.activeElement?.tagName);
    const places = () => ola.evaluate(() => JSON.stringify([...document.querySelectorAll("#panel, #ring, #by-hand, #prompts, #panel-tools button")].map((one) => one.getBoundingClientRect().top)));
    const [where, what] = [await places(), await focused()];
    await ask("Kan jeg si det slik?");
    await state("wanted");
    await ola.waitForTimeout(1500);
    must((await line.count()) === 0 && (await places()) === where, "something has moved");
    must((await focused()) === what && !(await ola.locator("#help-box").isVisible()), "the focus has moved, or the box has opened");
    must(/en kollega ber om sparring/.test((await ola.locator("#help-open").textContent()) ?? ""), "the button does not say it");
  });
  await check("V46: when nothing is read, a quiet line says who asks and since when, and not a word of what", async () => {
    await ola.mouse.move(2, 2);
    await line.waitFor({ timeout: PATIENCE });
    must(/har bedt om sparring siden \d\d\.\d\d/.test(await line.innerText()), await line.innerText());
    must(!((await ola.locator("body").textContent()) ?? "").includes("si det slik"), "a word of it is there");
    await shot(ola, "veileder-wanted-1280");
    await clean(ola);
  });
  await check("V45: one click takes it: the thread opens with what was asked, and the one who asked sees who has it", async () => {
    await line.getByRole("button", { name: /^Ta den/ }).click();
    await thread("Kan jeg si det slik?").waitFor({ timeout: PATIENCE });
    must((await kari.until((help) => help.requests[0]?.taken_by !== null)).requests[0].taken_by === "Ola Vik", "it is not said who has it");
    await line.waitFor({ state: "detached", timeout: PATIENCE });
    await ola.waitForFunction(() => document.activeElement?.matches(".helping textarea"), null, { timeout: PATIENCE });
    await ola.keyboard.type("Ja, men spør først.");
    await ola.keyboard.press("Control+Enter");
    await kari.until((help) => help.requests[0].said.some((word) => !word.own && word.by === "Ola Vik" && word.text === "Ja, men spør først."));
    await thread("Ja, men spør først.").waitFor({ timeout: PATIENCE });
    await shot(ola, "veileder-helping-1280");
    await clean(ola);
  });
  await check("V45: it is between the two: the vaktleder sees who has it, and none of the words", async () => {
    const board = await openAs(base, "Ingrid Sol", "/vaktleder", { role: "vaktleder" });
    const card = board.locator("#help-list > li").filter({ hasText: "Kari Nes" });
    await card.waitFor({ timeout: PATIENCE });
    const said = await card.innerText();
    must(/Ola Vik/.test(said) && !/slik|spør/.test(said), said);
    await board.context().close();
  });
  await check("V45: more from the colleague is a badge, and no box opens by itself", async () => {
    await ola.keyboard.press("Escape");
    await kari.send({ type: "say_help", request: kari.first().id, text: "Takk! Én ting til." });
    await ola.locator("#help-open[data-state=answered] .bead", { hasText: "1" }).waitFor({ timeout: PATIENCE });
    must(!(await ola.locator("#help-box").isVisible()), "the box opened by itself");
    await ola.locator("#help-open").click();
    await thread("Én ting til").waitFor({ timeout: PATIENCE });
  });
  await check("V46: given back it is there for others again; taken by another it goes; ended, its words are gone", async () => {
    await boxed("Gi tilbake");
    await thread("Én ting til").waitFor({ state: "detached", timeout: PATIENCE });
    await ola.locator("#help-box .helping .wanted").getByRole("button", { name: /^Ta den/ }).click({ timeout: PATIENCE });
    await thread("Én ting til").waitFor({ timeout: PATIENCE });
    await boxed("Avslutt og slett");
    await kari.until((help) => help.requests.length === 0);
    await thread("Én ting til").waitFor({ state: "detached", timeout: PATIENCE });
    must(!((await ola.locator("body").textContent()) ?? "").includes("si det slik"), "words are left on the page");
    await ola.keyboard.press("Escape");
    await ola.mouse.move(2, 2);
    await ask("");
    await line.waitFor({ timeout: PATIENCE });
    const board = await openAs(base, "Ingrid Sol", "/vaktleder", { role: "vaktleder" });
    await board.locator("#help-list > li").getByRole("button", { name: "Ta den" }).click({ timeout: PATIENCE });
    await line.waitFor({ state: "detached", timeout: PATIENCE });
    await board.locator("#help-list > li").getByRole("button", { name: "Gi tilbake" }).click({ timeout: PATIENCE });
    await line.waitFor({ timeout: PATIENCE });
    await board.context().close();
  });
  await check("the panel's console is quiet with a colleague's request", async () => must(ola.complaints.length === 0, ola.complaints.join("\n")));
  await ola.context().close();
  for (const [width, scheme] of [[320, "light"], [320, "dark"], [768, "dark"]]) {
    await check(`axe with a colleague's request: ${width} ${scheme}`, async () => {
      const page = await openAs(base, "Ola Vik", "/veileder", { width, scheme });
      await page.mouse.move(2, 2);
      await page.locator("help-wanted .wanted").waitFor({ timeout: PATIENCE });
      await page.locator("#help-open").click();
      await page.locator("#help-box .helping .wanted").waitFor({ timeout: PATIENCE });
      await shot(page, `veileder-wanted-${width}-${scheme}`);
      await clean(page);
      await page.context().close();
    });
  }
  await kari.close();
}

/** A counsellor's own socket, as the panel has it; keeps the newest requests for help. */
async function counsellor(base, name) {
  const page = await openAs(base, name, "/health");
  await page.evaluate(
    () =>
      new Promise((opened) => {
        const socket = new WebSocket(`${location.origin.replace("http", "ws")}/panel/v1`);
        Object.assign(globalThis, { socket, frames: [] });
        socket.addEventListener("message", ({ data }) => {
          globalThis.frames.push(data);
          const frame = JSON.parse(data);
          if (frame.type !== "help") return;
          globalThis.help = frame;
          opened(undefined);
        });
      }),
  );
  let newest = await page.evaluate(() => globalThis.help);
  return {
    send: (frame) => page.evaluate((frame) => globalThis.socket.send(JSON.stringify(frame)), frame),
    /** The first request, as it was seen last by `until`. */
    first: () => newest.requests[0],
    /** Waits until the requests are as wanted. */
    async until(wanted) {
      for (const end = Date.now() + PATIENCE; ; ) {
        newest = await page.evaluate(() => globalThis.help);
        if (wanted(newest)) return newest;
        must(Date.now() < end, `the counsellor sees ${JSON.stringify(newest)}`);
        await page.waitForTimeout(50);
      }
    },
    all: () => page.evaluate(() => globalThis.frames.join("\n")),
    close: () => page.context().close(),
  };
}
