/** What stands beside the ring: the contract, the rhythm, attention, marks, and what is left when a chat is over. */

import { PATIENCE, check, clean, must, open, shot } from "../checks.mjs";
import { openFeed, startService } from "../service.mjs";

/** FAKE_PANEL names a stand-in that plays the chats itself; without it a service of its own is started. */
const stand = process.env.FAKE_PANEL ?? "";

const LINES = ["Hei, jeg lurer på om jeg kommer inn på sykepleie", "Hei! Så fint at du skriver hit. Hva tenker du selv?", "Jeg vet ikke helt. Kommer jeg inn med 41 poeng?"];

/**
 * Stands between the page and its socket: what the server sends comes through, and what a check needs besides is laid
 * over it, so that a check does not wait for a talk to take a certain turn.
 */
async function tap(context) {
  const over = { laid: {}, last: new Map(), socket: null };
  const merged = (session) => {
    const laid = over.laid[session.id] ?? over.laid["*"] ?? {};
    return { ...session, ...laid, beside: { ...session.beside, ...laid.beside }, rhythm: { ...session.rhythm, ...laid.rhythm } };
  };
  const through = (frame) => {
    if (frame.type === "snapshot") for (const one of frame.sessions) over.last.set(one.id, one);
    if (frame.type === "session") over.last.set(frame.session.id, frame.session);
    if (frame.type === "gone") over.last.delete(frame.id);
    if (frame.type === "snapshot") return { ...frame, sessions: frame.sessions.map(merged) };
    return frame.type === "session" ? { ...frame, session: merged(frame.session) } : frame;
  };
  over.lay = (laid, id = "*") => {
    over.laid[id] = { ...over.laid[id], ...laid };
    for (const session of over.last.values()) if (id === "*" || id === session.id) over.socket?.send(JSON.stringify({ type: "session", session: merged(session) }));
  };
  over.clear = () => (over.laid = {});
  await context.routeWebSocket(/\/panel\/v1/, (page) => {
    const server = page.connectToServer();
    over.socket = page;
    over.sent = [];
    page.onMessage((words) => (over.sent.push(JSON.parse(String(words))), server.send(words)));
    server.onMessage((words) => page.send(JSON.stringify(through(JSON.parse(String(words))))));
  });
  return over;
}

/** A place of a ring, surely read. */
const at = (value, more = {}) => ({ value, sure: "sure", silent: false, last_sure: value, maybe: [], by_hand: false, since: null, ...more });

export default async function () {
  const service = stand ? { base: stand, stop: async () => {} } : await startService();
  let feed;
  /** A panel of a counsellor of its own, with so many chats. */
  const panel = async (name, chats, { width = 320, height } = {}) => {
    let over;
    const page = stand
      ? await open("/veileder", width, "light", stand, async (context) => {
          await fetch(`${stand}/mock/reset`, { method: "POST", body: JSON.stringify({ sessions: Array.from({ length: chats }, (_, index) => ({ n: index + 1 })) }) });
          over = await tap(context);
        })
      : await open("/veileder", width, "light", service.base, async (context) => {
          await context.request.post("/inn", { form: { name, role: "veileder", next: "/veileder" } });
          over = await tap(context);
        });
    if (height) await page.setViewportSize({ width, height });
    await page.waitForSelector("guidance-ring .part", { timeout: PATIENCE });
    if (!stand) for (let chat = 1; chat <= chats; chat += 1) await feed.chat(`${name.split(" ")[0]}-${chat}`, `dev:${name}`, LINES);
    await page.waitForSelector(`[role=tab]:has-text('Samtale ${chats}')`, { timeout: PATIENCE });
    await page.waitForFunction(() => !document.querySelector("#contract")?.hidden);
    await page.locator("[role=tab]").first().click();
    await away(page);
    page.over = over;
    page.ids = [...over.last.keys()];
    return page;
  };
  const of = (page, type) => page.over.sent.filter((frame) => frame.type === type);
  const until = (page, holds, why) =>
    page.waitForFunction(holds, null, { timeout: 5000 }).catch(() => {
      throw new Error(why);
    });
  /** Nobody reads now: neither pointer nor focus is in the panel. */
  const away = async (page) => {
    await page.mouse.move(0, 0);
    await page.evaluate(() => document.activeElement?.blur());
  };
  const done = async (page) => {
    must(page.complaints.filter((one) => !/Failed to load resource/.test(one)).length === 0, page.complaints.join("\n"));
    await page.context().close();
  };

  try {
    if (!stand) feed = await openFeed(service.base);
    const page = await panel("Kari V.", 2);

    await check("V34: a proposal becomes the contract with one click, several matters are ticked, edited and removed, and removing can be undone", async () => {
      page.over.lay({ rhythm: { proposed: "om jeg kommer inn på sykepleie", drifted: false } });
      await page.locator("#contract [data-what=use]").click({ timeout: 5000 });
      await page.locator("#contract .agreed q").waitFor({ timeout: 5000 });
      must((await page.locator("#contract .agreed").innerText()).includes("om jeg kommer inn på sykepleie"), "not the veisøker's words");
      await page.keyboard.press("a");
      await page.keyboard.type("lån og stipend");
      await page.keyboard.press("Enter");
      await page.locator("#contract .rows li").nth(1).waitFor({ timeout: 5000 });
      must(await page.locator("#contract .add input").evaluate((node) => node === document.activeElement && node.value === ""), "Enter does not leave room for another");
      await page.locator("#contract .rows .words").nth(0).fill("om jeg kommer inn, og hva ellers");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Escape");
      await page.locator("#contract .matters li").nth(1).waitFor({ timeout: 5000 });
      await page.locator("#contract .matters", { hasText: "og hva ellers" }).waitFor({ timeout: 5000 });
      await page.locator("#contract .matters input").first().check();
      await page.locator("#contract .matters li[data-done=true]").waitFor({ timeout: 5000 });
      await shot(page, "beside-contract-320");
      await page.locator("#contract [data-what=edit]").click();
      await page.locator("#contract .rows .remove").nth(1).click();
      await until(page, () => document.querySelectorAll("#contract .rows li").length === 1, "not removed");
      await page.locator("#contract [data-what=undo]").click();
      await until(page, () => document.querySelectorAll("#contract .rows li").length === 2, "not undone");
      await page.locator("#contract .finish").click();
    });

    await check("V34: what is being typed stays when the chat moves on, and when another chat is looked at", async () => {
      await away(page);
      await page.locator("#contract [data-what=edit]").click();
      await page.keyboard.type("halvferdig ord");
      page.over.lay({ rhythm: { proposed: "noe annet", questions: [] } });
      page.over.lay({ rhythm: { proposed: null } });
      must((await page.locator("#contract .add input").inputValue()) === "halvferdig ord", "lost under the hand");
      await page.locator("[role=tab]").nth(1).click();
      await until(page, () => !document.querySelector("#contract .editing:not([hidden])"), "the other chat shows the fields");
      await page.locator("[role=tab]").nth(0).click();
      must((await page.locator("#contract .add input").inputValue()) === "halvferdig ord", "lost with the tab");
      await page.locator("#contract .add input").focus();
      await page.keyboard.press("Escape");
      await page.locator("[role=tab]").nth(1).click();
      await page.locator("[role=tab]").nth(0).click();
      await page.locator("#contract [data-what=edit]").click();
      must((await page.locator("#contract .add input").inputValue()) === "halvferdig ord", "lost with Esc");
      await page.locator("#contract .add input").fill("");
      await page.keyboard.press("Escape");
    });

    await check("V33: when the talk has drifted, a quiet question offers to renew the contract, and takes a no", async () => {
      await away(page);
      page.over.lay({ rhythm: { drifted: true } });
      const before = await page.locator("guidance-ring").boundingBox();
      await page.locator("#contract .drift").waitFor({ timeout: 5000 });
      must(JSON.stringify(await page.locator("guidance-ring").boundingBox()) === JSON.stringify(before), "the ring moved");
      await page.locator("#contract .drift [data-what=refuse]").click();
      await page.locator("#contract .drift").waitFor({ state: "detached", timeout: 5000 });
      page.over.lay({ rhythm: { drifted: false } });
    });

    await check("V22: the veisøker's unanswered questions are quoted, three at most", async () => {
      await away(page);
      const words = ["kommer jeg inn da?", "hva gjør jeg ellers?", "når må jeg søke?", "og lån?"];
      page.over.lay({ rhythm: { questions: words.map((text, index) => ({ text, message: index + 1, at: Date.now() })) } });
      await page.locator("#asked li").nth(2).waitFor({ timeout: 5000 });
      must((await page.locator("#asked li").count()) === 3, "more than three");
      must((await page.locator("#asked q").first().innerText()).includes("kommer jeg inn da?"), "not quoted");
      page.over.lay({ rhythm: { questions: [] } });
      await page.locator("#asked").waitFor({ state: "hidden", timeout: 5000 });
    });

    await check("V8 V24: after a minute's waiting a phrase is offered where nothing moves, and one key copies it, in the veisøker's standard", async () => {
      await away(page);
      page.over.lay({ standard: "nn", state: "live", waiting_since: Date.now() - 5000 });
      const before = await page.locator("guidance-ring").boundingBox();
      page.over.lay({ waiting_since: Date.now() - 70_000 });
      await page.locator("#status .phrase").waitFor({ timeout: 5000 });
      must(JSON.stringify(await page.locator("guidance-ring").boundingBox()) === JSON.stringify(before), "the ring moved");
      await page.keyboard.press("v");
      await page.waitForFunction(async () => (await navigator.clipboard.readText()).includes("eg les det"), null, { timeout: 3000 });
      page.over.lay({ standard: "nb", waiting_since: Date.now() });
    });

    await check("V36: a farewell before the last phase is met with a nudge that opens its card, and takes a no", async () => {
      await away(page);
      page.over.lay({ rhythm: { closing_early: true } });
      const last = await page.locator("guidance-ring .part.phase").last().getAttribute("data-id");
      await page.locator("#nudge .look").click({ timeout: 5000 });
      await page.waitForSelector(`guidance-ring .part[data-id=${last}][data-open]`, { timeout: 5000 });
      await page.keyboard.press("Escape");
      await away(page);
      await page.locator("#nudge .refuse").click({ timeout: 5000 });
      await page.locator("#nudge").waitFor({ state: "hidden", timeout: 5000 });
      page.over.lay({ rhythm: {} });
    });

    await check("V56: a chat is muted with one key, says so, offers nothing, and is heard again with one", async () => {
      await away(page);
      await page.keyboard.press("d");
      await page.locator("#nudge .unmute").waitFor({ timeout: 5000 });
      must((await page.locator("#noting .mute").getAttribute("aria-pressed")) === "true", "the button does not say it");
      page.over.lay({ rhythm: { closing_early: true, questions: [{ text: "hva nå?", message: 1, at: 0 }] } });
      must(await page.locator("#asked").isHidden(), "something new is offered");
      must((await page.locator("#nudge .look").count()) === 0, "a nudge comes through");
      await page.keyboard.press("d");
      await page.locator("#asked li").waitFor({ timeout: 5000 });
      page.over.lay({ rhythm: {} });
    });

    const prompt = (id) => ({ id, text: `Hva tenker du om ${id}?`, kind: "hjelpespørsmål", question_type: null, depth: "mild", why: "fordi dere er her" });
    const article = (id) => ({ id, title: `Artikkel ${id}`, short: "Kort.", find_it: "", share: "Er det greit?", owner: "Gruppa", reviewed: null, state: "in_order", lang: "nb", link: null, why: "" });
    await check("V3: while the counsellor reads or types, nothing moves: what is new waits in one place, and comes with one key", async () => {
      await away(page);
      page.over.lay({ typing: [], prompts: [prompt("a"), prompt("b")], articles: [] });
      await page.locator("#prompt-list .prompt", { hasText: "om a?" }).waitFor({ timeout: 5000 });
      for (const hold of ["pointer", "typing"]) {
        if (hold === "pointer") await page.locator("#prompt-list .prompt").first().hover();
        else {
          await page.mouse.move(0, 0);
          page.over.lay({ typing: ["veileder"], prompts: [prompt("a"), prompt("b")] });
        }
        const where = () => page.locator("#prompt-list").boundingBox();
        const before = await where();
        page.over.lay({ prompts: [prompt("c"), prompt("b")], rhythm: { questions: [{ text: "hva nå?", message: 1, at: 0 }] } });
        await page.locator(".more.waits").waitFor({ timeout: 5000 });
        must(/2/.test(await page.locator(".more.waits").innerText()), "not said how many wait");
        must((await page.locator("#prompt-list").innerText()).includes("om a?"), `it changed under the ${hold}`);
        must(JSON.stringify(await where()) === JSON.stringify(before), `it moved under the ${hold}`);
        await page.keyboard.press("n");
        await page.locator("#prompt-list .prompt", { hasText: "om c?" }).waitFor({ timeout: 5000 });
        page.over.lay({ typing: [], prompts: [prompt("a"), prompt("b")], rhythm: { questions: [] } });
        await page.mouse.move(0, 0);
        await page.locator("#prompt-list .prompt", { hasText: "om a?" }).waitFor({ timeout: 5000 });
      }
    });

    await check("V3: no more than four things are new at once; the rest waits for the next message, or a key", async () => {
      await away(page);
      page.over.lay({ messages: 20, prompts: [prompt("a")], articles: [] });
      await until(page, () => document.querySelectorAll("#prompt-list .prompt").length === 1, "not there yet");
      page.over.lay({ messages: 21, prompts: ["d", "e", "f"].map(prompt), articles: ["x", "y", "z"].map(article) });
      await until(page, () => document.querySelectorAll("#article-list > li").length === 1, "more than one article beside three prompts");
      await page.locator(".more.waits").waitFor({ timeout: 5000 });
      await page.keyboard.press("n");
      await until(page, () => document.querySelectorAll("#article-list > li").length === 3, "the rest does not come");
    });

    await check("V4 V37: held for a moment, any part of the ring becomes where the talk is, from any other; one click undoes it", async () => {
      await away(page);
      page.over.clear();
      page.over.lay({ messages: 3 });
      for (const phase of await page.locator("guidance-ring .part.phase").all()) {
        const id = await phase.getAttribute("data-id");
        const box = await phase.locator(".picture").boundingBox();
        await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
        await page.mouse.down();
        await page.waitForSelector(`guidance-ring .part[data-id=${id}][data-mark=hand]`, { timeout: 5000 });
        await page.mouse.up();
        must(await page.locator("#card").isHidden(), "the press opened a card too");
      }
      const words = page.locator(".ring-words[data-ring=phase]");
      await words.locator(".undo").click({ timeout: 5000 });
      await words.locator(".undo").waitFor({ state: "hidden", timeout: 5000 });
      await page.mouse.move(0, 0);
    });

    await check("V4: the same with a key: r goes to the ring, and there says where the talk is", async () => {
      await away(page);
      await page.evaluate(() => document.activeElement?.blur());
      await page.keyboard.press("r");
      must(await page.evaluate(() => document.activeElement?.closest("guidance-ring") !== null), "r does not go to the ring");
      await page.keyboard.press("End");
      const id = await page.evaluate(() => document.activeElement?.dataset.id);
      await page.keyboard.press("r");
      await page.waitForSelector(`guidance-ring .part[data-id=${id}][data-mark=hand]`, { timeout: 5000 });
      await page.locator(".ring-words .undo:not([hidden])").first().click();
      await away(page);
    });

    await check("V1: each of the pairs' words can be chosen by itself, in the card and over the prompts", async () => {
      await away(page);
      for (const id of await page.locator("guidance-ring .part.knapp").evaluateAll((all) => all.map((one) => one.dataset.id))) {
        await page.locator(`guidance-ring .part[data-id=${id}]`).dispatchEvent("click");
        for (const which of ["first", "second"]) {
          await page.locator(`#card .pair-choice .${which}`).click({ timeout: 5000 });
          await page.locator(`#card .pair-choice .${which}[aria-pressed=true]`).waitFor({ timeout: 5000 });
        }
        await page.keyboard.press("Escape");
        await page.locator("#pair .word.second[aria-pressed=true]").waitFor({ timeout: 5000 });
      }
      must(of(page, "word").length >= 10, "not all ten");
      await page.locator("#pair .word.second").click();
      await until(page, () => !document.querySelector("#pair [aria-pressed=true]"), "it cannot be let go of");
      await page.locator(".ring-words[data-ring=knapp] .undo").click();
    });

    await check("V10 V18 V21: each place has its own colour and a sentence for its name; the middle ring can be put away", async () => {
      await away(page);
      page.over.lay({ phase: at(await page.locator("guidance-ring .part.phase").nth(1).getAttribute("data-id"), { sure: "fairly" }) });
      await page.waitForSelector("guidance-ring .part.phase[data-mark=fairly]", { timeout: 5000 });
      const name = await page.locator("guidance-ring .part.phase[data-mark=fairly]").getAttribute("aria-label");
      must(/^Fase: \S+.*, ganske sikker/.test(name ?? ""), `not a sentence: ${name}`);
      for (const ring of ["phase", "knapp"]) {
        const colours = await page.locator(`guidance-ring .part.${ring}`).evaluateAll((all) => all.map((one) => one.style.getPropertyValue("--c")));
        must(new Set(colours).size === colours.length, `two of ${ring} look alike`);
      }
      await page.locator("#settings").click();
      await page.locator("dialog.settings .tick input").first().uncheck();
      must((await page.locator("guidance-ring .part.kolb").count()) === 0, "it stays");
      await page.locator("dialog.settings .tick input").first().check();
      await page.keyboard.press("Escape");
    });

    await check("V57: explanations stand open for somebody new, and behind one click for the rest", async () => {
      await away(page);
      page.over.lay({ reading: "shown", messages: 3, knapp: at(await page.locator("guidance-ring .part.knapp").first().getAttribute("data-id")), why: { quote: "41 poeng", from: "veisoker", earlier: false, ring: "knapp" } });
      await page.locator("#about-place").waitFor({ timeout: 5000 });
      must(await page.locator(".readout .why").isVisible(), "no why for somebody new");
      await page.locator("#settings").click();
      await page.locator("dialog.settings input[value=experienced]").check();
      await page.keyboard.press("Escape");
      await page.locator("#about-place").waitFor({ state: "hidden", timeout: 5000 });
      must(await page.locator(".readout .why").isHidden(), "the why stays open");
      await page.locator("#about .ask-why").click();
      must((await page.locator(".readout .why").isVisible()) && (await page.locator("#about-place").isVisible()), "one click does not open it");
      await page.locator("#settings").click();
      await page.locator("dialog.settings input[value=novice]").check();
      await page.keyboard.press("Escape");
      await page.mouse.move(0, 0);
    });

    await check("V17: everything offered can be said no to, and the single keys rest in fields and can be turned off", async () => {
      await away(page);
      page.over.lay({ beside: { matters: [] }, rhythm: { proposed: "noe om skole", drifted: false } });
      await page.locator("#contract [data-what=refuse]").click({ timeout: 5000 });
      await page.locator("#contract [data-what=use]").waitFor({ state: "detached", timeout: 5000 });
      page.over.lay({ rhythm: { proposed: "noe helt annet", drifted: false } });
      must((await page.locator("#contract [data-what=use]").count()) === 0, "it comes back in this chat");
      const before = page.over.sent.length;
      await page.locator("ik-search input").focus();
      await page.keyboard.type("md");
      must(!page.over.sent.slice(before).some((frame) => ["mute", "pin"].includes(frame.type)), "a key acts in a field");
      await page.locator("ik-search input").fill("");
      await page.evaluate(() => document.activeElement?.blur());
      await page.locator("#settings").click();
      await page.locator("dialog.settings .tick input").nth(1).uncheck();
      await page.keyboard.press("Escape");
      await page.evaluate(() => document.activeElement?.blur());
      await page.keyboard.press("d");
      must(!page.over.sent.slice(before).some((frame) => frame.type === "mute"), "a key acts although turned off");
      await page.locator("#settings").click();
      await page.locator("dialog.settings .tick input").nth(1).check();
      await page.keyboard.press("Escape");
      await page.evaluate(() => document.activeElement?.blur());
      page.over.clear();
    });

    await check("before something of one chat is copied while another is written in, the panel asks, beside what was pressed", async () => {
      await away(page);
      const [first, second] = page.ids;
      page.over.lay({ prompts: [prompt("a"), prompt("b")], typing: [], waiting_since: Date.now(), messages: 30 }, first);
      page.over.lay({ typing: ["veileder"], state: "live" }, second);
      await page.locator("#prompt-list .prompt", { hasText: "om a?" }).waitFor({ timeout: 5000 });
      await page.evaluate(() => navigator.clipboard.writeText("som før"));
      await page.locator("#prompt-list .prompt").first().click();
      await page.locator("#prompt-list .guard").waitFor({ timeout: 5000 });
      must(/Samtale 2.*Samtale 1/s.test(await page.locator(".guard p").first().innerText()), "it does not name both");
      await shot(page, "beside-guard-320");
      await page.keyboard.press("Escape");
      await page.locator(".guard").waitFor({ state: "detached", timeout: 5000 });
      must((await page.evaluate(() => navigator.clipboard.readText())) === "som før", "copied after a no");
      await page.locator("#prompt-list .prompt").first().click();
      await page.locator(".guard .yes").click({ timeout: 5000 });
      await page.waitForFunction(async () => (await navigator.clipboard.readText()).includes("om a?"), null, { timeout: 3000 });
      page.over.lay({ typing: [] }, second);
      page.over.clear();
    });

    await check("a moment is marked with one key, by its number alone, and the chat is set aside for colleagues", async () => {
      page.over.clear();
      page.over.lay({});
      await away(page);
      await page.keyboard.press("m");
      await page.locator("#noting summary").waitFor({ timeout: 5000 });
      const [pin] = of(page, "pin").slice(-1);
      must(pin && Object.keys(pin).sort().join() === "message,on,session,type", "more than a number is told");
      await page.locator("#noting .bookmark").click();
      await page.locator("#noting .bookmark[aria-pressed=true]").waitFor({ timeout: 5000 });
      await page.locator("#noting summary").click();
      await page.locator("#noting li button").click();
      await page.locator("#noting summary").waitFor({ state: "detached", timeout: 5000 });
      await page.keyboard.press("m");
      await page.locator("#noting summary").waitFor({ timeout: 5000 });
    });

    await check("V25 V27: a chat that is left is shown as left without blame; its words are gone, what was marked stays, and a reflection is one click away", async () => {
      await away(page);
      const [first] = page.ids;
      page.over.lay({ beside: { matters: [{ id: 1, text: "hemmelige ord", done: false }], corrected: 2, confirmed: 5, pins: [{ message: 2, at: Date.now() }] }, rhythm: { questions: [{ text: "hemmelig spørsmål", message: 1, at: 0 }] } }, first);
      await page.locator("#contract", { hasText: "hemmelige ord" }).waitFor({ timeout: 5000 });
      page.over.socket.send(JSON.stringify({ type: "gone", id: first, how: "left", at: Date.now() }));
      await page.locator("#closed").waitFor({ timeout: 5000 });
      const words = await page.locator("#panel").innerText();
      must(!/hemmelig/.test(words) && !/hemmelig/.test(await page.content()), "words of the chat stay on the page");
      must(/Årsaken er ukjent/.test(words), "it does not say that the cause is unknown");
      must(/rettet 2 ganger og bekreftet 5 ganger/.test(words) && /Merket kl/.test(words), "what was done is not said");
      must((await page.locator("#closed .reflect").getAttribute("href")) === `/logg#${first}`, "no way to the log");
      const asked = page.evaluate(() => new Promise((heard) => document.addEventListener("ask-debrief", (event) => heard(event.detail.session), { once: true })));
      await page.locator("#closed .debrief").click();
      must((await asked) === first, "the wish for a talk is not told");
      must((await page.evaluate(() => JSON.stringify({ ...localStorage }))).includes("hemmelig") === false, "words are kept in the browser");
      await shot(page, "beside-over-320");
    });
    await done(page);

    await check("axe: contract, rhythm and marks at 320 px, in view and while they are written", async () => {
      const high = await panel("Siri V.", 1, { height: 2400 });
      const knapp = await high.locator("guidance-ring .part.knapp").nth(1).getAttribute("data-id");
      high.over.lay({
        reading: "shown", knapp: at(knapp), waiting_since: Date.now() - 90_000, state: "live",
        beside: { matters: [{ id: 1, text: "opptak", done: true }, { id: 2, text: "lån", done: false }], pins: [{ message: 1, at: 0 }], bookmarked: true, word: "second" },
        rhythm: { drifted: true, touched: "first", questions: [{ text: "kommer jeg inn?", message: 3, at: Date.now() }] },
      });
      await high.locator("#asked li").waitFor({ timeout: 5000 });
      await clean(high);
      await high.locator("#contract [data-what=edit]").click();
      await clean(high);
      const small = await high.evaluate(() => [...document.querySelectorAll("#contract button, #noting button, #pair button, #status button")].filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 24).length);
      must(small === 0, "a target is lower than 24 px");
      await done(high);
    });

    await check("V34: by phone the page itself remembers what is agreed, and forgets it when one begins anew", async () => {
      const phone = await panel("Per V.", 1);
      await phone.locator("[role=tab].byhand").click();
      await phone.keyboard.press("a");
      await phone.keyboard.type("lærling eller studium");
      await phone.keyboard.press("Enter");
      await phone.keyboard.press("Escape");
      await phone.locator("#contract q", { hasText: "lærling eller studium" }).waitFor({ timeout: 5000 });
      must(of(phone, "matter").length === 0, "it is sent");
      must(!(await phone.evaluate(() => JSON.stringify({ ...localStorage }))).includes("lærling"), "it is kept in the browser");
      await phone.locator("guidance-ring .part.phase").first().dispatchEvent("click");
      await phone.keyboard.press("Escape");
      await phone.locator("#by-hand-big .call .plain:visible").click({ timeout: 5000 });
      await until(phone, () => !document.querySelector("#contract")?.textContent?.includes("lærling"), "it stays");
      await done(phone);
    });
  } finally {
    await feed?.close();
    await service.stop();
  }
}
