/** Walks through a demo as its three readers would, and counts what holds. BASE_URL names a running one; without it one is started. */

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { violations } from "./axe.mjs";
import { startDemo } from "./demo.mjs";

const demo = process.env.BASE_URL ? { base: process.env.BASE_URL, stop() {} } : await startDemo();
const { base } = demo;
const shots = process.env.SHOTS ?? "";
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const PATIENCE = Number(process.env.PATIENCE_MS ?? 60_000);
let passed = 0;
let failed = 0;

/** One thing that must hold. */
async function check(name, work) {
  try {
    await work();
    passed += 1;
    console.log(`ok   ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL ${name}\n     ${String(error.message ?? error).split("\n").slice(0, 6).join("\n     ")}`);
  }
}

/** @param {unknown} holds */
function must(holds, why) {
  if (!holds) throw new Error(why);
}

/** Chats of the demo move and end as they like: what must hold is tried a few times, on another chat. */
async function patiently(page, work) {
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

async function shot(page, name) {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`) });
}

/** A page in a profile of its own; what the console complains of and what its sockets send is collected. */
async function open(path, width, scheme, from = base) {
  const context = await browser.newContext({
    baseURL: from, viewport: { width, height: 860 }, colorScheme: scheme, locale: "nb-NO",
    permissions: ["clipboard-read", "clipboard-write"], reducedMotion: "reduce",
  });
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

/** Where the ring stands: phase, knapp and how sure. */
const standing = (page) =>
  page.evaluate(() => [...document.querySelectorAll("guidance-ring .part[data-mark]")].map((part) => `${part.dataset.id}:${part.dataset.mark}`).join(" "));

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });

const panel = await open("/veileder", 1280, "light");
await check("the panel draws the ring", async () => {
  await panel.waitForSelector("guidance-ring .part", { timeout: PATIENCE });
  must((await panel.locator("guidance-ring .part.phase").count()) >= 2, "no phases in the ring");
});
await check("a chat shows up as Samtale 1", async () => {
  await panel.waitForSelector("[role=tab]:has-text('Samtale 1')", { timeout: PATIENCE });
});
await check("the ring follows the chat", async () => {
  await panel.waitForSelector("guidance-ring .part.phase[aria-pressed=true]", { timeout: PATIENCE });
  const first = await standing(panel);
  await panel.waitForFunction(
    (before) => [...document.querySelectorAll("guidance-ring .part[data-mark]")].map((part) => `${part.dataset.id}:${part.dataset.mark}`).join(" ") !== before,
    first,
    { timeout: PATIENCE },
  );
});
await shot(panel, "veileder-1280-light");
await check("a prompt is copied in one click", async () => {
  await panel.waitForSelector("#prompt-list .prompt", { timeout: PATIENCE });
  const prompt = panel.locator("#prompt-list .prompt").first();
  await prompt.hover();
  const words = await prompt.locator(".words").textContent();
  await prompt.click();
  await panel.waitForSelector(".prompt.copied", { timeout: 3000 });
  must((await panel.evaluate(() => navigator.clipboard.readText())) === words, "the clipboard holds something else");
  must(/Samtale \d/.test((await prompt.locator(".receipt").textContent()) ?? ""), "the receipt does not name the chat");
});
await check("a card opens from the keyboard and closes again", async () => {
  await panel.mouse.move(2, 400);
  await panel.locator("guidance-ring .part[tabindex='0']").focus();
  await panel.keyboard.press("ArrowRight");
  await panel.keyboard.press("Enter");
  await panel.waitForSelector("#card:not([hidden]) h2", { timeout: 3000 });
  await shot(panel, "veileder-card-1280");
  await panel.keyboard.press("Escape");
  await panel.waitForSelector("#card", { state: "hidden", timeout: 3000 });
});
await check("one click confirms, moves nothing, is kept, and one undoes it", async () => {
  await patiently(panel, async () => {
    const phase = panel.locator(".ring-words[data-ring=phase]");
    await phase.locator(".right:not(.away)").waitFor({ timeout: 5000 });
    const where = () => phase.locator(".other").boundingBox();
    const before = await where();
    await phase.locator(".right").click({ timeout: 2000 });
    await phase.locator(".kept:not([hidden])").waitFor({ timeout: 2000 });
    must(JSON.stringify(await where()) === JSON.stringify(before), "the buttons moved under the click");
    await shot(panel, "veileder-kept-1280");
    const focused = (name) => phase.evaluate((words, wanted) => words.contains(document.activeElement) && document.activeElement?.classList.contains(wanted), name);
    must(await focused("undo"), "the focus is lost after the click");
    await panel.keyboard.press("Enter");
    await phase.locator(".undo").waitFor({ state: "hidden", timeout: 2000 });
    must((await focused("right")) || (await focused("other")), "the focus is lost after the undoing");
  });
});
await check("«Nei, vi er …» opens the ring's elements over the page, and one click there sets it", async () => {
  await patiently(panel, async () => {
    const knapp = panel.locator(".ring-words[data-ring=knapp]");
    const prompts = () => panel.locator("#prompts").boundingBox();
    const before = await prompts();
    await knapp.locator(".other").focus({ timeout: 2000 });
    await panel.keyboard.press("Enter");
    await knapp.locator(".elsewhere").waitFor({ timeout: 2000 });
    must(JSON.stringify(await prompts()) === JSON.stringify(before), "the prompts moved");
    await shot(panel, "veileder-elsewhere-1280");
    await panel.keyboard.press("Tab");
    const chosen = await panel.evaluate(() => document.activeElement?.closest("li")?.dataset.id);
    must(chosen, "the sheet is not next in the tab order");
    await panel.keyboard.press("Enter");
    await panel.waitForSelector(`guidance-ring .part[data-id=${chosen}][data-mark=hand]`, { timeout: 2000 });
    must(!(await knapp.locator(".elsewhere").isVisible()), "the sheet stays open");
    await knapp.locator(".none:not(.away)").click({ timeout: 2000 });
    await knapp.locator(".line.none").waitFor({ timeout: 2000 });
    await knapp.locator(".undo").click({ timeout: 2000 });
  });
});
const uses = (page) => page.sent.filter((frame) => frame.includes('"used"'));
await check("search answers as one types, and Enter opens an article, which is told to be of use", async () => {
  await panel.keyboard.press("/");
  await panel.keyboard.type("kontrakt", { delay: 25 });
  await panel.waitForSelector("ik-search [role=option]", { timeout: 5000 });
  await shot(panel, "veileder-search-1280");
  await panel.keyboard.press("ArrowDown");
  await panel.keyboard.press("Enter");
  await panel.waitForSelector("#card .body", { timeout: 5000 });
  const before = uses(panel);
  const [told] = before.slice(-1).map((frame) => JSON.parse(frame));
  must(told && Object.keys(told).sort().join() === "article,type", "more is told than the article, or nothing");
  await panel.locator("#card .leave button").first().click();
  await panel.waitForFunction(async () => (await navigator.clipboard.readText()).length > 20, null, { timeout: 3000 });
  must(uses(panel).length === before.length, "one article counts twice in a chat");
  await panel.locator("#card .close").click();
});
/** The foot says what readings go by, and its title what that means. */
const saysTier = async (page) => {
  const line = page.locator("#tier");
  await line.waitFor({ timeout: PATIENCE });
  must(/\S/.test(await line.innerText()) && ((await line.getAttribute("title")) ?? "").length > 20, "the line says nothing");
};
await check("the panel says what readings go by", () => saysTier(panel));
await check("the panel's console is quiet", async () => must(panel.complaints.length === 0, panel.complaints.join("\n")));
await panel.context().close();

const board = await open("/vaktleder", 1280, "light");
await check("the board lists the live chats", async () => {
  await board.waitForSelector(".board .row", { timeout: PATIENCE });
  must((await board.locator(".board tbody[data-group]").count()) === 3, "there are not three groups");
});
await check("the board says what readings go by", () => saysTier(board));
await check("the board's console is quiet", async () => must(board.complaints.length === 0, board.complaints.join("\n")));
await shot(board, "vaktleder-1280-light");
await board.context().close();

const ik = await open("/ik", 1280, "light");
await check("the articles are listed, and one is read", async () => {
  await ik.waitForSelector(".articles-table tbody a", { timeout: PATIENCE });
  await ik.locator(".articles-table tbody a").first().click();
  await ik.waitForSelector("#article .body", { timeout: 5000 });
});
await check("the console of the articles is quiet", async () => must(ik.complaints.length === 0, ik.complaints.join("\n")));
await shot(ik, "ik-1280-light");
await ik.context().close();

/** What the pages say of a search, in both languages. */
const SEARCH = {
  nb: { also: "Søkte også etter: fagbrev", alone: "Søker på ord alene.", title: "Søk uten treff", none: "Ingen treff for «", kept: "Ordene blir tatt vare på i 90 dager", not_kept: "Ordene i søkene blir ikke tatt vare på.", failed: "Tallet kunne ikke hentes nå.", often: "4 ganger" },
  nn: { also: "Søkte òg etter: fagbrev", alone: "Søkjer på ord åleine.", title: "Søk utan treff", none: "Ingen treff for «", kept: "Orda blir tekne vare på i 90 dagar", not_kept: "Orda i søka blir ikkje tekne vare på.", failed: "Talet kunne ikkje hentast no.", often: "4 gonger" },
};
for (const [lang, words] of Object.entries(SEARCH)) {
  const page = await open("/ik", lang === "nb" ? 1280 : 320, "light");
  await page.evaluate((lang) => localStorage.setItem("ledsager", JSON.stringify({ lang })), lang);
  await page.reload();
  await page.waitForSelector(".articles-table tbody a", { timeout: PATIENCE });
  const note = page.locator("ik-search .note");
  const box = page.locator("ik-search input");
  const says = (text) => note.filter({ hasText: text }).waitFor({ timeout: 5000 });
  const clean = async () => {
    const found = await violations(page);
    must(found.length === 0, found.join("\n"));
    must(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the page scrolls sideways");
  };

  await check(`the search says what else it searched for, and when it goes by words alone: ${lang}`, async () => {
    for (const alone of [true, false]) {
      await page.route("**/api/search", async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, json: { ...(await response.json()), words_alone: alone } });
      });
      await box.fill("");
      await box.fill("fag brev");
      await says(words.also);
      await (alone ? says(words.alone) : note.filter({ hasNotText: words.alone }).waitFor({ timeout: 5000 }));
      await page.locator("ik-search [role=option]").first().waitFor({ timeout: 5000 });
      if (alone) await shot(page, `ik-search-${lang}`);
      await clean();
      await page.unroute("**/api/search");
    }
  });

  await check(`a query counts once it rests, or on Enter, and only once: ${lang}`, async () => {
    const settled = [];
    page.on("request", (asked) => {
      const body = asked.url().endsWith("/api/search") ? asked.postDataJSON() : null;
      if (body?.settled) settled.push(body.query);
    });
    const next = () => page.waitForResponse((answer) => answer.url().endsWith("/api/search") && answer.request().postDataJSON().settled, { timeout: 5000 });
    await box.fill("");
    const rested = next();
    await box.pressSequentially("xqzvkjw", { delay: 30 });
    await says(words.none);
    await rested;
    await box.press("Enter");
    await box.pressSequentially("q");
    const entered = next();
    await box.press("Enter");
    await entered;
    await box.fill("fagbrev");
    await page.locator("ik-search [role=option]").first().waitFor({ timeout: 5000 });
    await box.fill("xqzvkjwqq");
    const last = next();
    await box.press("Enter");
    await last;
    must(new URL(page.url()).hash === "", "Enter opened an article of the query before");
    must(settled.join() === "xqzvkjw,xqzvkjwq,xqzvkjwqq", `settled: ${settled}`);
  });

  /** The searches in vain stand beside the coverage map. */
  const section = page.locator("#without");
  const coverage = async () => {
    await page.goto("/ik#/dekning");
    await page.reload();
  };
  await check(`editors see how many searches found nothing: ${lang}`, async () => {
    await coverage();
    await section.filter({ hasText: words.title }).locator("p").first().waitFor({ timeout: 5000 });
    const count = Number(/\d+/.exec(await section.locator("p").first().innerText())?.[0]);
    must(count >= 3, "the searches above are not counted");
    must((await section.innerText()).includes(words.not_kept), "it does not say that words are not kept");
    must((await section.locator("li").count()) === 0 && !(await section.innerText()).includes("xqz"), "there are words");
    await shot(page, `ik-without-${lang}`);
    await clean();
  });

  const instead = (told) => page.route("**/api/ik/coverage", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), searches: told } });
  });
  await check(`where words are kept, the frequent ones stand there as text: ${lang}`, async () => {
    await instead({ days: 30, searches: 1234, words_kept: true, keep_days: 90, at_least: 3, words: [{ words: "<b>svalbardtillegg</b>", searches: 4 }, { words: "שלום ".repeat(20).trim(), searches: 3 }, { words: "x".repeat(100), searches: 3 }] });
    await coverage();
    const first = section.locator("li").first();
    await first.waitFor({ timeout: 5000 });
    must((await first.locator(".words").textContent()) === "<b>svalbardtillegg</b>", "the words are not as they were typed");
    must((await first.innerText()).includes(words.often), "it does not say how often");
    must((await section.innerText()).includes(words.kept), "it does not say that words are kept");
    await shot(page, `ik-without-words-${lang}`);
    await clean();
    await page.unroute("**/api/ik/coverage");
  });

  await check(`without the count the map is as ever: ${lang}`, async () => {
    await instead({ unknown: true });
    await coverage();
    await page.waitForSelector(".map-field", { timeout: PATIENCE });
    await section.filter({ hasText: words.failed }).waitFor({ timeout: 5000 });
    await page.unroute("**/api/ik/coverage");
  });
  await check(`the console is quiet after the searches: ${lang}`, async () => must(page.complaints.length === 0, page.complaints.join("\n")));
  await page.context().close();
}

const card = await open("/modellkort", 1280, "light");
await check("the model card tells the figures that the server has", async () => {
  await card.waitForSelector("#sheet #about", { timeout: PATIENCE });
  const told = await card.evaluate(async () => (await fetch("/api/modellkort")).json());
  const sheet = told.card.folds ?? told.card.apart;
  const own = sheet.report.readers.find((reader) => reader.name === `tracker, ${told.tier} tier`);
  const pictures = await card.evaluate(() => [...document.querySelectorAll("#short .hundred")].map((one) => ["right", "wrong", "silent"].map((kind) => one.querySelectorAll(`.${kind}`).length)));
  must(pictures.length === own.rings.length, "a ring has no picture");
  for (const [at, ring] of own.rings.entries()) {
    const shares = [(1 - ring.silent) * ring.accuracy_speaking, (1 - ring.silent) * (1 - ring.accuracy_speaking), ring.silent];
    must(pictures[at].reduce((sum, part) => sum + part, 0) === 100, "not a hundred squares");
    shares.forEach((share, part) => must(Math.abs(share * 100 - pictures[at][part]) <= 1, `${ring.ring}: ${pictures[at]} squares for ${shares}`));
  }
  const about = await card.locator("#about").textContent();
  must(about.includes(told.card.small), "the card does not name the tracker");
  const weak = sheet.weak.filter((one) => one.reader === own.name);
  if (weak.length > 0) must((await card.locator("#weak > .lines li").count()) > 0, "weak places are not named");
  const behind = sheet.behind.filter((one) => one.reader === own.name);
  must((await card.locator("#groups .bar.behind").count()) === behind.length, "groups behind are not marked");
});
await check("the card's contents and tables work from the keyboard", async () => {
  await card.locator("#contents a").nth(3).focus();
  await card.keyboard.press("Enter");
  await card.waitForFunction(() => location.hash.length > 1 && document.querySelector(location.hash)?.getBoundingClientRect().top < 200, null, { timeout: 3000 });
  const fold = card.locator("#sure details").first();
  await fold.locator("summary").focus();
  await card.keyboard.press("Enter");
  await fold.locator("table").waitFor({ timeout: 3000 });
  must((await fold.locator("tbody tr").count()) >= 5, "the table is empty");
  await card.keyboard.press("Enter");
  must(!(await fold.locator("table").isVisible()), "it does not close");
});
await check("on paper every table of the card is open, and on the screen closed again", async () => {
  const open = () => card.evaluate(() => [...document.querySelectorAll("details.numbers")].map((one) => one.open));
  await card.evaluate(() => dispatchEvent(new Event("beforeprint")));
  must((await open()).every(Boolean), "a table stays closed");
  await card.evaluate(() => dispatchEvent(new Event("afterprint")));
  must((await open()).every((one) => !one), "a table stays open");
});
await check("the card is whole in nynorsk, with every table open", async () => {
  await card.evaluate(() => localStorage.setItem("ledsager", JSON.stringify({ lang: "nn" })));
  await card.setViewportSize({ width: 320, height: 860 });
  await card.reload();
  await card.waitForSelector("#sheet #about", { timeout: PATIENCE });
  await card.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
  const words = await card.evaluate(() => document.body.innerText);
  must(words.includes("Kor god er lesinga?"), "it is not in nynorsk");
  must(!/modelcard\.|\{\w+\}|NaN|undefined/.test(words), `something is not filled in: ${/.{0,30}(modelcard\.|\{\w+\}|NaN|undefined).{0,30}/.exec(words)?.[0]}`);
  must(await card.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the page scrolls sideways");
  const found = await violations(card);
  must(found.length === 0, found.join("\n"));
});
await check("the model card's console is quiet", async () => must(card.complaints.length === 0, card.complaints.join("\n")));
await card.context().close();

const ready = { "/": "main", "/veileder": "[role=tab], #by-hand:not([hidden])", "/vaktleder": ".board, .calm-empty", "/ik": ".articles-table tbody a", "/modellkort": "#sheet #about" };
for (const [path, selector] of Object.entries(ready)) {
  for (const width of [320, 1280]) {
    for (const scheme of ["light", "dark"]) {
      const name = `${path === "/" ? "home" : path.slice(1)}-${width}-${scheme}`;
      await check(`axe and no sideways scroll: ${name}`, async () => {
        const page = await open(path, width, scheme);
        try {
          await page.waitForSelector(selector, { timeout: PATIENCE });
          await page.waitForTimeout(500);
          await shot(page, name);
          const found = await violations(page);
          must(found.length === 0, found.join("\n"));
          must(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the page scrolls sideways");
          // A status line that is too long must not push the ring out of its column.
          must(await page.evaluate(() => {
            const line = document.querySelector(".wait .what");
            if (!line) return true;
            line.textContent = "En altfor lang linje som ikke får plass ved siden av «skriver …» på en smal skjerm";
            const left = document.querySelector(".left");
            return !left || left.scrollWidth <= left.clientWidth + 4;
          }), "the status line widens the panel");
        } finally {
          await page.context().close();
        }
      });
    }
  }
}

for (const width of [320, 1280]) {
  await check(`axe with the ring's elements open: ${width}`, async () => {
    const page = await open("/veileder", width, "light");
    try {
      await page.waitForSelector("[role=tab]:not(.byhand)", { timeout: PATIENCE });
      await patiently(page, async () => {
        await page.waitForSelector(".ring-words[data-ring=knapp] .other", { timeout: 5000 });
        await page.locator(".ring-words[data-ring=knapp] .other").click({ timeout: 2000 });
        await page.waitForSelector(".ring-words[data-ring=knapp] .elsewhere:popover-open", { timeout: 2000 });
        await shot(page, `veileder-elsewhere-${width}`);
        const small = await page.evaluate(() => [...document.querySelectorAll(".choices button")].filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 24).length);
        must(small === 0, "a target is lower than 24 px");
        const found = await violations(page);
        must(found.length === 0, found.join("\n"));
        must(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the page scrolls sideways");
      });
    } finally {
      await page.context().close();
    }
  });
}

const pilot = process.env.BASE_URL ? null : await startDemo(["--shadow"]);
for (const width of pilot ? [320, 1280] : []) {
  await check(`in shadow the page says so once and shows nothing it has not been told: ${width}`, async () => {
    const page = await open("/veileder", width, "light", pilot?.base);
    try {
      await page.waitForSelector(".readout .note:has-text('viser ingenting')", { timeout: PATIENCE });
      await page.waitForTimeout(2500);
      must(!/:(?!hand)/.test(await standing(page)), "the ring shows a reading");
      must((await page.locator(".readout .right:visible, .readout .why:visible").count()) === 0, "there is something to confirm");
      const found = await violations(page);
      must(found.length === 0, found.join("\n"));
      await patiently(page, async () => {
        const phase = page.locator(".ring-words[data-ring=phase]");
        await phase.locator(".other").click({ timeout: 2000 });
        await phase.locator(".elsewhere button").first().click({ timeout: 2000 });
        await phase.locator(".kept:not([hidden])").waitFor({ timeout: 2000 });
        await page.waitForSelector("#prompt-list .prompt", { timeout: 2000 });
      });
      await shot(page, `veileder-shadow-${width}`);
    } finally {
      await page.context().close();
    }
  });
}

await browser.close();
pilot?.stop();
demo.stop();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
