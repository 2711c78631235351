/** The counsellor's tools: wordings of their own, articles to share, referrals, search, the phone, help, shortcuts, news. */

import { PATIENCE, check, clean, must, shot } from "../checks.mjs";
import { openAs, openFeed, startService } from "../service.mjs";

const ME = "veileder 1";
const TALK = [
  "hei",
  "Hei, og velkommen! Hva vil du bruke samtalen til i dag?",
  "lurer på om jeg kommer inn på sykepleie, har 41 poeng og mangler matte",
  "Det kan vi se på sammen. Kravene til sykepleie står på Samordna opptak.",
  "jeg er redd karakterene mine ikke holder til opptakskravet for sykepleie uten matte",
];
const BULLIED = [
  "hei",
  "Hei! Fint at du skriver hit. Hva vil du snakke om?",
  "jeg blir mobba på skolen hver dag, de slår meg i friminuttene",
  "Det var leit å høre. Slik skal du ikke ha det. Vil du fortelle mer?",
  "jeg blir mobba av hele klassen og vil bytte skole, klarer ikke gå der til juni",
];
const NYNORSK = [
  "hei, eg veit ikkje kva eg skal velje til hausten",
  "Hei! Så fint at du skriver hit. Hva tenker du på nå?",
  "eg har ikkje bestemt meg, og eg er redd for å velje feil",
  "Jeg skjønner at det ikke er lett. Hva har du tenkt på hittil?",
  "eg veit ikkje heilt kva eg likar, det er vanskeleg å seie noko om",
];
/** All that a panel may tell the server; none of it has a way to the veisøker. */
const KNOWN = ["place", "correct", "release", "more", "ask", "used", "copied", "referred", "matter", "pin", "mute", "bookmark", "depth", "word", "ask_help", "say_help", "end_help"];

const frames = (page, type) => page.sent.map((one) => JSON.parse(one)).filter((one) => !type || one.type === type);
const told = async (page, type, holds = () => true) => {
  for (const until = Date.now() + 15_000; Date.now() < until; await page.waitForTimeout(50)) {
    const one = frames(page, type).findLast(holds);
    if (one) return one;
  }
  throw new Error(`no frame ${type}`);
};
const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());
const rest = async (page) => {
  await page.mouse.move(1, 400);
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
};
const active = (page, selector) => page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
/** axe on a page tall enough that nothing lies half under its foot. */
const cleanTall = async (page, ...more) => {
  const { width, height } = page.viewportSize();
  await page.setViewportSize({ width, height: 2400 });
  await clean(page, ...more);
  await page.setViewportSize({ width, height });
};
const tabOf = (page, number) => page.locator("[role=tab]", { hasText: `Samtale ${number}` });

export default async function () {
  const service = await startService();
  const pages = [];
  const openPanel = async (more) => {
    const page = await openAs(service.base, ME, "/veileder", more);
    pages.push(page);
    await page.locator("guidance-ring .part").first().waitFor({ timeout: PATIENCE });
    return page;
  };
  const early = await openPanel();
  await news(early);
  await phone(openPanel);

  const feed = await openFeed(service.base);
  const panel = early;
  await feed.chat("a", `dev:${ME}`, TALK);
  await panel.locator("#prompt-list .prompt").first().waitFor({ timeout: 20_000 });
  await prompts(panel, openPanel);
  await feed.chat("c", `dev:${ME}`, BULLIED);
  await articles(panel);
  await referrals(panel);
  await searching(panel);
  await shortcuts(panel);
  await helping(panel, service);
  await standards(panel, feed);
  await looks(openPanel);

  await check("V59: whatever was pressed, no frame of the panel has a way to the veisøker, and none carries a prompt's words", async () => {
    for (const page of pages) {
      for (const frame of frames(page)) {
        must(KNOWN.includes(frame.type), `the panel sends ${frame.type}`);
        const carries = Object.entries(frame).filter(([key, value]) => key !== "text" && typeof value === "string" && value.includes(" "));
        must(carries.length === 0, `words in ${frame.type}: ${carries}`);
      }
    }
  });
  await check("the console of the panel is quiet", async () => must(panel.complaints.length === 0, panel.complaints.join("\n")));
  await feed.close();
  await check("V38: with the feed gone places can be set by hand, and their prompts come", async () => {
    await panel.locator(".badge-line[data-state=lost]").waitFor({ timeout: 10_000 });
    await panel.locator(".tab.byhand").click();
    await panel.keyboard.press("3");
    await panel.keyboard.press("6");
    await panel.locator("#prompt-list .prompt.aloud").first().waitFor({ timeout: 5000 });
  });
  for (const page of pages) await page.context().close();
  await service.stop();
}

async function news(page) {
  await check("V60: while no chat is live, what is new in the knowledge base stands in a fold, once each time", async () => {
    await page.locator("#settings").click();
    const asked = page.waitForResponse((answer) => answer.url().includes("/api/news"), { timeout: 3000 }).catch(() => null);
    await page.locator("#settings-more button").click();
    await asked;
    await page.locator("#news-dialog[open] p").filter({ hasText: /\d\.\d+\.\d{4}/ }).waitFor({ timeout: 5000 });
    await clean(page);
    await page.keyboard.press("Escape");
    const kept = await page.evaluate(() => JSON.parse(localStorage.getItem("ledsager") ?? "{}").news);
    must(/^\d{4}-\d\d-\d\d$/.test(kept ?? ""), "the day of the look is not kept");
    const items = await page.locator("#news li").count();
    if (items > 0) {
      await page.locator("#news summary").click();
      await page.locator("#news li button").first().waitFor({ timeout: 2000 });
      await shot(page, "veileder-news-1280");
    }
  });
}

async function phone(openPanel) {
  const page = await openPanel({ width: 320 });
  await check("V38: by phone a digit says where the talk is, the clock runs, and the ring makes room", async () => {
    await page.keyboard.press("3");
    await page.locator(".big-choice[aria-pressed=true]").first().waitFor({ timeout: 3000 });
    await page.keyboard.press("8");
    await page.waitForFunction(() => document.querySelectorAll(".big-choice[aria-pressed=true]").length === 2, null, { timeout: 3000 });
    await page.locator(".call .time", { hasText: /^\d+:\d\d$/ }).waitFor({ timeout: 3000 });
    must(!(await page.locator("guidance-ring").isVisible()), "the ring takes the room of the buttons");
    const low = await page.evaluate(() => [...document.querySelectorAll(".big-choice")].filter((one) => one.getBoundingClientRect().height < 44).length);
    must(low === 0, "a big button is lower than 44 px");
    await page.locator("#prompt-list .prompt.aloud").first().waitFor({ timeout: 5000 });
    await shot(page, "veileder-phone-320");
    await cleanTall(page);
  });
  await check("V6: the place that is chosen is explained in a line, and its card has an example", async () => {
    must((await page.locator(".about-hand p").count()) === 2, "the two places are not explained");
    await page.locator(".about-hand .plain").last().click();
    await page.locator("#card .example").waitFor({ timeout: 3000 });
    await page.keyboard.press("Escape");
    await page.locator("#card").waitFor({ state: "hidden", timeout: 3000 });
  });
  await check("V38: what was said aloud is ticked, can be taken back, and is told a moment later without a chat", async () => {
    await rest(page);
    const prompt = page.locator("#prompt-list .prompt.aloud").first();
    const id = await prompt.getAttribute("data-id");
    await prompt.click();
    await page.locator(`.prompt[data-id="${id}"][aria-pressed=true]`).waitFor({ timeout: 2000 });
    await prompt.click();
    await page.locator(`.prompt[data-id="${id}"][aria-pressed=false]`).waitFor({ timeout: 2000 });
    must(frames(page, "copied").length === 0, "it was told before it could be taken back");
    await prompt.click();
    const frame = await told(page, "copied");
    must(frame.prompt === id && !("session" in frame), "another prompt, or a chat, is named");
  });
  await check("V54: by phone a service is noted with one key, and taken back", async () => {
    await rest(page);
    await page.keyboard.press("t");
    await page.locator("#services:popover-open button").first().waitFor({ timeout: 3000 });
    await page.waitForFunction(() => document.activeElement?.matches("#services button"), null, { timeout: 2000 });
    await page.keyboard.press("Enter");
    await page.locator(".chip").waitFor({ timeout: 3000 });
    await page.locator(".chip button").click();
    await page.locator(".chip").waitFor({ state: "detached", timeout: 3000 });
    must(frames(page, "referred").length === 0, "it was told before it could be taken back");
  });
  await check("V5 V16: every phase with every knapp has prompts, and each says what it is for", async () => {
    const [phases, knapper] = await page.evaluate(() => ["phase", "knapp"].map((ring) => document.querySelectorAll(`.big.${ring} .big-choice`).length));
    const kinds = new Set();
    await page.locator(".call .plain").click();
    for (let phase = 0; phase < phases; phase += 1) {
      await page.locator(".big.phase .big-choice").nth(phase).click();
      for (let knapp = 0; knapp < knapper; knapp += 1) {
        await page.locator(".big.knapp .big-choice").nth(knapp).click();
        const named = await page.evaluate(() => [...document.querySelectorAll(".big-choice[aria-pressed=true] .name")].map((one) => one.textContent).join(" + "));
        await page.locator("#prompts-title", { hasText: named }).waitFor({ timeout: 5000 });
        await page.locator("#prompt-list .prompt").first().waitFor({ timeout: 5000 });
        for (const traits of await page.locator("#prompt-list .traits").allTextContents()) kinds.add(traits.split(" · ")[0]);
      }
    }
    must(kinds.size >= 3, `only ${[...kinds]}`);
  });
  await check("a call that is over leaves nothing on the page", async () => {
    await page.locator(".call .plain").click();
    await page.locator("#prompt-list .prompt").first().waitFor({ state: "detached", timeout: 3000 });
    must((await page.locator(".big-choice[aria-pressed=true], .chip").count()) === 0, "a choice stays");
  });
  await check("V41: two counsellors have the same prompts and the same words for the same place", async () => {
    const offered = async (one) => {
      await one.keyboard.press("2");
      await one.locator("#prompt-list .prompt").first().waitFor({ timeout: 5000 });
      return (await one.locator("#prompt-list .prompt").evaluateAll((all) => all.map((card) => card.dataset.id))).sort().join();
    };
    const other = await openPanel({ width: 320, scheme: "dark" });
    must((await offered(await page)) === (await offered(other)), "they differ");
    await cleanTall(other);
    await other.context().close();
  });
}

async function prompts(panel, openPanel) {
  const list = panel.locator("#prompt-list .prompt");
  await check("V7: two or three prompts stand there unasked, one key copies, and what was copied is ticked", async () => {
    const many = await list.count();
    must(many >= 1 && many <= 3, `${many} prompts`);
    await rest(panel);
    const words = await list.first().locator(".words").textContent();
    await panel.keyboard.press("1");
    await panel.locator(".prompt.copied").waitFor({ timeout: 3000 });
    must((await clipboard(panel)) === words, "the clipboard holds something else");
    const frame = await told(panel, "copied");
    must(Object.keys(frame).sort().join() === "prompt,session,type", `told: ${Object.keys(frame)}`);
    await panel.locator(".prompt.used").first().waitFor({ timeout: 5000 });
  });
  await check("V9: all of it stands beside a chat in 320 px", async () => {
    const narrow = await openPanel({ width: 320 });
    await narrow.locator("#prompt-list .prompt").first().waitFor({ timeout: 10_000 });
    await narrow.locator(".prompt.used").first().waitFor({ timeout: 5000 });
    await shot(narrow, "veileder-tools-320");
    await cleanTall(narrow);
    await narrow.context().close();
  });
  await check("V28: how bold prompts may be is one click, and is kept with the chat", async () => {
    await panel.locator("#prompts-depth label", { hasText: "Utfordrende" }).click();
    const frame = await told(panel, "depth");
    must(frame.depth === "utfordrende", `told: ${frame.depth}`);
    await panel.reload();
    await panel.locator("#prompts-depth input[value=utfordrende]:checked").waitFor({ state: "attached", timeout: 10_000 });
    await panel.locator("#prompts-depth label").first().click();
    await told(panel, "depth", (one) => one.depth === null);
    await list.first().waitFor({ timeout: 5000 });
  });
  await check("V19: a wording of one's own is written in place, stands at once, is marked, and comes first next time", async () => {
    const mine = "Hva er det med sykepleie som drar i deg akkurat nå?";
    await panel.locator(".own-open").first().click();
    await panel.locator("#own-menu:popover-open button").nth(1).click();
    must(await active(panel, ".own-editor textarea"), "the field does not have the focus");
    await panel.locator(".own-editor textarea").fill(mine);
    await shot(panel, "veileder-wording-1280");
    await clean(panel);
    await panel.keyboard.press("Control+Enter");
    const card = panel.locator("#prompt-list li", { hasText: mine });
    await card.locator(".own-mark", { hasText: "din formulering" }).waitFor({ timeout: 8000 });
    must(await active(panel, ".prompt"), "the focus is lost after saving");
    const phone = await openPanel();
    const { phase } = (await (await panel.request.get("/api/ik/favourites")).json())[0] ?? {};
    await phone.locator("[role=tab].byhand").click({ timeout: 10_000 });
    await phone.locator(`guidance-ring .part.phase[data-id="${phase}"]`).focus();
    await phone.keyboard.press("Enter");
    await phone.locator("#prompt-list li").first().filter({ hasText: mine }).locator(".own-mark").waitFor({ timeout: 10_000 });
    await phone.close();
  });
  await check("V19: a favourite is a click, and a click back", async () => {
    const star = async () => {
      await panel.locator(".own-open").last().click();
      await panel.locator("#own-menu:popover-open button").first().click();
    };
    const before = await panel.locator(".own-mark").count();
    await star();
    await panel.waitForFunction((count) => document.querySelectorAll(".own-mark").length === count, before + 1, { timeout: 8000 });
    await star();
    await panel.waitForFunction((count) => document.querySelectorAll(".own-mark").length === count, before, { timeout: 8000 });
  });
  await check("V49: a change of a prompt is proposed beside the chat, without leaving it", async () => {
    await panel.locator(".own-open").last().click();
    await panel.locator("#own-menu:popover-open button").nth(2).click();
    const sent = panel.waitForRequest((asked) => asked.url().endsWith("/api/ik/proposals"));
    await panel.locator(".own-editor textarea").fill("Hva tenker du selv om det?");
    must(!(await panel.locator(".own-editor input").first().isChecked()) && (await panel.locator(".own-editor input").last().isChecked()), "it is not meant for all");
    await panel.locator(".own-editor [type=submit]").click();
    const body = (await sent).postDataJSON();
    must(body.favourite === false && (body.nb === "Hva tenker du selv om det?" || body.nn), `told: ${JSON.stringify(body)}`);
    await panel.locator(".own-editor").waitFor({ state: "detached", timeout: 8000 });
  });
}

async function articles(panel) {
  const card = panel.locator(".article").first();
  await check("V29 V35: an article asks leave first, says how it is found, and only then has a link", async () => {
    await tabOf(panel, 2).click({ timeout: 10_000 });
    await rest(panel);
    await card.waitFor({ timeout: 20_000 });
    if (!(await card.locator("details").first().evaluate((one) => one.open))) await card.locator("summary").first().click();
    const order = await card.evaluate((one) => ["q", ".find", "a[href^=http]"].map((wanted) => one.querySelector(wanted)).map((node, at, all) => at === 0 || !node || !all[at - 1] || Boolean(all[at - 1].compareDocumentPosition(node) & 4)));
    must(order.every(Boolean), "the link comes first");
    must((await card.locator(".leave q").count()) === 1 && (await card.locator(".find").count()) === 1, "a part is missing");
  });
  await check("V31 V50 V53: owner, state and kind of source stand on it", async () => {
    const meta = await card.locator(".meta").textContent();
    must(/Eier: \S/.test(meta ?? ""), "no owner");
    must((await card.locator(".revision").getAttribute("data-state")) !== "expired", "an article past its day is offered");
    must(/\S/.test((await card.locator(".source-kind").first().textContent({ timeout: 3000 })) ?? ""), "no kind of source");
  });
  await check("V52: an article that was of use is ticked, and told once with its chat", async () => {
    await rest(panel);
    await card.locator(".leave button").click();
    const frame = await told(panel, "used");
    must(Object.keys(frame).sort().join() === "article,session,type", `told: ${Object.keys(frame)}`);
    await card.locator(".used-mark").waitFor({ timeout: 5000 });
    const before = frames(panel, "used").length;
    await card.locator(".leave button").click();
    must(frames(panel, "used").length === before, "it counts twice");
  });
  await check("«fortsatt riktig» is one click", async () => {
    await card.locator(".used button").click();
    await card.locator(".used .said", { hasText: "Takk" }).waitFor({ timeout: 8000 });
  });
  await check("V51: «feil i kilden» is reported beside the chat with the reason chosen", async () => {
    await card.locator(".source-wrong").click();
    must(await panel.locator("dialog[open] input[value=feil_i_kilde]").isChecked(), "the reason is not chosen");
    await clean(panel);
    const sent = panel.waitForRequest((asked) => asked.url().endsWith("/api/ik/reports") && asked.method() === "POST");
    await panel.locator("dialog[open] button[type=submit]").click();
    must((await sent).postDataJSON().reason === "feil_i_kilde", "another reason was told");
    await panel.locator("dialog[open] .told").waitFor({ timeout: 8000 });
    await panel.keyboard.press("Escape");
  });
}

async function referrals(panel) {
  await check("V54: a referral is noted with one key by its kind alone, shown, and undone", async () => {
    await rest(panel);
    await panel.keyboard.press("t");
    await panel.waitForFunction(() => document.activeElement?.matches("#services:popover-open button"), null, { timeout: 3000 });
    await shot(panel, "veileder-referral-1280");
    await panel.keyboard.press("ArrowDown");
    await panel.keyboard.press("Enter");
    const frame = await told(panel, "referred");
    must(Object.keys(frame).sort().join() === "on,service,session,type" && frame.on, `told: ${JSON.stringify(frame)}`);
    await panel.locator(".chip button").click({ timeout: 5000 });
    await told(panel, "referred", (one) => !one.on && one.service === frame.service);
    await panel.locator(".chip").waitFor({ state: "detached", timeout: 5000 });
    await rest(panel);
  });
  await check("V61: a chat is marked for kollegaveiledning in one click", async () => {
    const mark = panel.locator("#noting .bookmark");
    await mark.click({ timeout: 5000 });
    const frame = await told(panel, "bookmark");
    must(frame.on === true, "it was not marked");
    await mark.click();
    await rest(panel);
  });
}

async function searching(panel) {
  await check("V32: by the keyboard alone: type, Enter opens, Enter again copies the phrase that asks leave", async () => {
    await panel.keyboard.press("/");
    await panel.keyboard.type("kontrakt", { delay: 20 });
    await panel.locator("ik-search [role=option]").first().waitFor({ timeout: 5000 });
    await panel.keyboard.press("ArrowDown");
    await panel.keyboard.press("Enter");
    await panel.waitForFunction(() => document.activeElement?.matches("#card .leave button"), null, { timeout: 5000 });
    const phrase = await panel.evaluate(() => document.activeElement?.closest(".leave")?.querySelector("q")?.textContent);
    await panel.keyboard.press("Enter");
    await panel.waitForFunction(async (words) => (await navigator.clipboard.readText()) === words, phrase, { timeout: 3000 });
    await panel.locator("#card .close").click();
  });
  await check("V32: Ctrl + Enter on a hit copies its phrase and opens nothing", async () => {
    await panel.evaluate(() => navigator.clipboard.writeText("-"));
    await rest(panel);
    await panel.keyboard.press("/");
    await panel.locator("ik-search input").fill("lånekassen");
    await panel.locator("ik-search [role=option]").first().waitFor({ timeout: 5000 });
    await panel.keyboard.press("ArrowDown");
    await panel.keyboard.press("Control+Enter");
    await panel.waitForFunction(async () => (await navigator.clipboard.readText()).length > 5, null, { timeout: 5000 });
    must(!(await panel.locator("#card").isVisible()), "a card opened");
  });
  await check("V40: a search can keep to a target group, says so, and remembers it", async () => {
    const group = panel.locator("ik-search .group select");
    await group.waitFor({ timeout: 5000 });
    const value = await group.locator("option").nth(1).getAttribute("value");
    const sent = panel.waitForRequest((asked) => asked.url().endsWith("/api/search") && asked.postDataJSON()?.group === value);
    await group.selectOption(value);
    await sent;
    await panel.locator("ik-search .note", { hasText: "Bare for" }).waitFor({ timeout: 5000 });
    await shot(panel, "veileder-group-1280");
    await clean(panel);
    must((await panel.evaluate(() => JSON.parse(localStorage.getItem("ledsager") ?? "{}").group)) === value, "it is not remembered");
    await group.selectOption("");
    await panel.locator("ik-search input").fill("");
    await panel.keyboard.press("Escape");
  });
}

async function shortcuts(panel) {
  await check("every key stands in the list on «?», and single keys can be turned off there", async () => {
    await rest(panel);
    await panel.keyboard.press("?");
    await panel.locator("#shortcuts[open]").waitFor({ timeout: 3000 });
    const keys = await panel.locator("#shortcuts kbd").allTextContents();
    for (const key of ["/", "1", "n", "t", "h", "?", "Esc"]) must(keys.includes(key), `${key} is missing`);
    await shot(panel, "veileder-shortcuts-1280");
    await clean(panel);
    await panel.locator("#shortcuts input[type=checkbox]").click();
    await panel.keyboard.press("Escape");
    await rest(panel);
    await panel.keyboard.press("h");
    must(!(await panel.locator("#help-box").isVisible()), "a key works that is turned off");
    await panel.locator(".shortcuts-open").click();
    await panel.locator("#shortcuts input[type=checkbox]").click();
    await panel.keyboard.press("Escape");
    await rest(panel);
  });
}

async function helping(panel, service) {
  const lead = await openAs(service.base, "vaktlederen", "/vaktleder", { role: "vaktleder" });
  await lead.evaluate(async () => {
    const socket = new WebSocket(`${location.origin.replace("http", "ws")}/board/v1`);
    globalThis.requests = [];
    globalThis.say = (frame) => socket.send(JSON.stringify(frame));
    socket.addEventListener("message", ({ data }) => {
      const frame = JSON.parse(data);
      if (frame.type === "help") globalThis.requests = frame.requests;
    });
    await new Promise((open) => socket.addEventListener("open", open));
  });
  const asked = () => lead.waitForFunction(() => globalThis.requests[0]?.id, null, { timeout: 8000 }).then((one) => one.jsonValue());
  await check("V46: sparring is asked for with one key, and the box says who sees it and that it is not kept", async () => {
    await rest(panel);
    await panel.keyboard.press("h");
    await panel.locator("#help-box:popover-open .private", { hasText: "Bare vaktleder ser det, og en ledig kollega som tar den når ingen andre har gjort det." }).waitFor({ timeout: 3000 });
    await panel.waitForFunction(() => document.activeElement?.matches("#help-box textarea"), null, { timeout: 2000 });
    await panel.keyboard.type("Hvor langt kan jeg gå her?");
    await clean(panel);
    await panel.keyboard.press("Control+Enter");
    const frame = await told(panel, "ask_help");
    must(frame.kind === "sparring" && frame.session && frame.text === "Hvor langt kan jeg gå her?", `told: ${JSON.stringify(frame)}`);
    await panel.locator("#help-box .thread .own", { hasText: "Hvor langt" }).waitFor({ timeout: 8000 });
    await panel.keyboard.press("Escape");
    await panel.locator("#help-open[data-state=asked]").waitFor({ timeout: 3000 });
  });
  await check("V45: it is taken and answered; a badge says so and no focus moves", async () => {
    const id = await asked();
    await lead.evaluate((request) => globalThis.say({ type: "take_help", request }), id);
    await panel.locator("#help-open[data-state=taken]").waitFor({ timeout: 8000 });
    await panel.locator("#prompt-list .prompt").first().focus();
    await lead.evaluate((request) => globalThis.say({ type: "say_help", request, text: "Spør om lov, og bli i det litt til." }), id);
    await panel.locator("#help-open[data-state=answered] .bead", { hasText: "1" }).waitFor({ timeout: 8000 });
    must(await active(panel, ".prompt"), "the focus was moved");
    must(!(await panel.locator("#help-box").isVisible()), "the box opened by itself");
    await shot(panel, "veileder-help-badge-1280");
    await rest(panel);
    await panel.keyboard.press("h");
    await panel.waitForFunction(() => document.activeElement?.matches("#help-box textarea"), null, { timeout: 2000 });
    await panel.locator("#help-box .thread .other", { hasText: "Spør om lov" }).waitFor({ timeout: 3000 });
    await shot(panel, "veileder-help-1280");
    await clean(panel);
    await panel.keyboard.type("Takk, det gjør jeg.");
    await panel.keyboard.press("Control+Enter");
    await lead.waitForFunction(() => globalThis.requests[0]?.said.at(-1)?.text === "Takk, det gjør jeg.", null, { timeout: 8000 });
  });
  await check("V46: when it ends, its words are gone from both ends", async () => {
    await panel.locator("#help-box button", { hasText: "Avslutt" }).click();
    await panel.locator("#help-box .thread").waitFor({ state: "detached", timeout: 8000 });
    await lead.waitForFunction(() => globalThis.requests.length === 0, null, { timeout: 8000 });
    must(!((await panel.locator("body").textContent()) ?? "").includes("Spør om lov, og bli"), "a word stays");
    await panel.keyboard.press("Escape");
  });
  await check("a wish for a talk afterwards, made elsewhere on the page, goes the same way", async () => {
    await panel.evaluate(() => document.dispatchEvent(new CustomEvent("ask-debrief", { detail: { session: "gone" } })));
    const frame = await told(panel, "ask_help", (one) => one.kind === "debrief");
    must(frame.session === null, "a chat that is over is named");
    await panel.locator("#help-box li", { hasText: "En prat etterpå" }).waitFor({ timeout: 8000 });
    await panel.locator("#help-box li button", { hasText: "Avslutt" }).click();
    await panel.locator("#help-box li").first().waitFor({ state: "detached", timeout: 8000 });
    await panel.keyboard.press("Escape");
    await rest(panel);
  });
  await lead.context().close();
}

async function standards(panel, feed) {
  await check("V23: prompts follow the veisøker's standard, and the counsellor is told quietly when they write the other", async () => {
    await feed.chat("b", `dev:${ME}`, NYNORSK);
    await tabOf(panel, 3).click({ timeout: 10_000 });
    await panel.locator("#prompts-lang", { hasText: "nn" }).waitFor({ timeout: 10_000 });
    await rest(panel);
    await panel.locator("#prompts-other", { hasText: "Du skriver bokmål, veisøker skriver nynorsk." }).waitFor({ timeout: 10_000 });
    const lang = await panel.locator("#prompt-list .words").first().getAttribute("lang");
    must(lang === "nn", `prompts are marked as ${lang}`);
    await shot(panel, "veileder-standard-1280");
  });
}

async function looks(openPanel) {
  for (const [width, scheme] of [[320, "dark"], [768, "light"], [1280, "dark"]]) {
    await check(`axe with help and own wordings open: ${width} ${scheme}`, async () => {
      const page = await openPanel({ width, scheme });
      await page.locator("#prompt-list .prompt").first().waitFor({ timeout: 10_000 });
      await page.locator(".own-open").first().click();
      await page.locator("#own-menu:popover-open button").nth(1).click();
      await page.locator(".own-editor textarea").waitFor({ timeout: 3000 });
      await shot(page, `veileder-wording-${width}-${scheme}`);
      await cleanTall(page);
      await page.keyboard.press("Escape");
      await rest(page);
      await page.keyboard.press("h");
      await page.locator("#help-box:popover-open").waitFor({ timeout: 3000 });
      await shot(page, `veileder-help-${width}-${scheme}`);
      await clean(page, true);
      await page.context().close();
    });
  }
}
