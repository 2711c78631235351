/** Øv deg: chats are played, compared, added and talked about; nothing of it is kept, and the keyboard is enough. */

import { PATIENCE, check, clean, demo, must, open, shot } from "../checks.mjs";
import { openAs } from "../service.mjs";

const asked = (page, path) => page.evaluate(async (path) => (await fetch(path)).json(), path);

/** A view of the page, without loading it anew. */
async function go(page, hash, selector) {
  await page.evaluate((hash) => (location.hash = hash), hash);
  await page.waitForSelector(selector, { timeout: PATIENCE });
}

/** A labelled chat in which the knapp turns, and the first message after which it does. */
async function turning(page) {
  const { chats } = await asked(page, "/api/practice");
  for (const row of chats.filter((chat) => !chat.own && chat.knapper.length > 1).slice(0, 12)) {
    const chat = await asked(page, `/api/practice/${row.id}`);
    const at = chat.turns.findIndex((turn, at) => at > 1 && turn.knapp && chat.turns[at - 1].knapp && turn.knapp !== chat.turns[at - 1].knapp);
    if (at > 0) return { chat, at };
  }
  throw new Error("no chat in which the knapp turns");
}

/** The key that guesses an element. */
async function digit(page, ring, id) {
  const model = await asked(page, "/api/model");
  return String(ring === "phase" ? model.phases.findIndex((one) => one.id === id) + 1 : id === null ? 0 : model.phases.length + model.knapper.findIndex((one) => one.id === id) + 1);
}

async function playing() {
  const page = await open("/ovelse", 1280, "light");
  const changing = [];
  page.on("request", (request) => request.method() !== "GET" && changing.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await page.waitForSelector(".chats li", { timeout: PATIENCE });
  const { chat, at } = await turning(page);
  const model = await asked(page, "/api/model");
  const label = (ring, id) => [...model.phases, ...model.knapper].find((one) => one.id === id)?.label.nb;

  await check("chats to practise on are chosen by knapp, and the list tells no answer", async () => {
    await page.locator(".filters select").first().selectOption(chat.turns[at].knapp);
    await page.waitForFunction(() => document.querySelectorAll(".chats li").length > 0);
    must((await page.locator(".chats .knapper").count()) === 0, "the list tells which knapper a chat has");
    await page.locator(".filters select").first().selectOption("");
  });
  await check("V13: the answer comes only after the guess, and then it is the label", async () => {
    await go(page, `#/spill/${chat.id}`, "guidance-ring .part");
    for (let step = 0; step < at; step += 1) await page.keyboard.press("ArrowRight");
    must((await page.locator(".message").count()) === at + 1, "a message is missing, or too many are there");
    must((await page.locator(".ring-answer").count()) === 0, "the answer is there before the guess");
    must((await page.locator("guidance-ring .part[data-mark]").count()) === 0, "the ring tells the answer");
    const wrong = model.phases.find((one) => one.id !== chat.turns[at].phase);
    await page.keyboard.press(await digit(page, "phase", wrong.id));
    await page.keyboard.press(await digit(page, "knapp", chat.turns[at].knapp));
    await page.keyboard.press("ArrowRight");
    await page.waitForSelector(".ring-answer");
    const [phase, knapp] = await page.locator(".ring-answer").allInnerTexts();
    must(phase.includes(label("phase", chat.turns[at].phase)) && phase.includes(`Du: ${wrong.label.nb}`) && phase.includes("ulikt"), phase);
    must(knapp.includes(label("knapp", chat.turns[at].knapp)) && knapp.includes("likt"), knapp);
    must((await page.locator("guidance-ring .part[data-mark=sure]").count()) === 2, "the ring does not show the key");
    await shot(page, "ovelse-svar-1280");
  });
  await check("V14: the answer says where the knapp has turned, and what would have been ready there", async () => {
    must((await page.locator(".ring-answer").nth(1).locator(".new").count()) === 1, "a turn is not told");
    await page.locator(".told details summary").click();
    await page.waitForSelector(".ready li, .ready p:not(:has-text('Henter'))", { timeout: PATIENCE });
    await page.keyboard.press("ArrowLeft");
    must((await page.locator(".ring-answer").count()) === 0, "the answer stays at another message");
    await page.locator(".talk").focus();
    await page.keyboard.press("Enter");
    const turned = chat.turns[at - 1].knapp !== chat.turns[at - 2].knapp;
    must((await page.locator(".ring-answer").nth(1).locator(".new").count()) === (turned ? 1 : 0), "a turn is told where there is none");
    await page.keyboard.press("ArrowRight");
  });
  await check("V15: the knapp is explained, not only named; the ring opens any card", async () => {
    const knapp = model.knapper.find((one) => one.id === chat.turns[at].knapp);
    must((await page.locator(".ring-answer").nth(1).innerText()).includes(knapp.short.nb), "the knapp's short text is missing");
    await page.locator(`guidance-ring .part[data-id=${knapp.id}]`).click();
    const card = await page.locator(".looked-up").innerText();
    must(card.includes(knapp.explanation.nb) && card.includes(knapp.example.nb), "explanation or example is missing");
  });
  await check("at the end there is a calm look back, without a mark, and it leads to where two ways were seen", async () => {
    for (let step = at; step < chat.turns.length + 1; step += 1) await page.keyboard.press("ArrowRight");
    await page.waitForSelector(".apart li");
    const words = await page.locator(".told").innerText();
    must(words.includes("bare en vurdering"), "it does not say that the key is a judgement too");
    must(!/%|poeng|riktig|score|\d+ av \d+/i.test(words), `it gives marks: ${words}`);
    await page.locator(".apart .quote").first().focus();
    await page.keyboard.press("Enter");
    must((await page.locator(".message").count()) === at + 1, "it leads elsewhere");
  });
  await check("nothing that was guessed leaves the page or stays in it", async () => {
    must(changing.every((one) => /^POST \/api\/practice\/[^/]+\/played$/.test(one)), changing.join(", "));
    must((await page.evaluate(() => Object.keys(localStorage).filter((key) => key !== "ledsager").length + sessionStorage.length)) === 0, "something is kept");
    await go(page, "#/spill", ".chats li");
    await go(page, `#/spill/${chat.id}`, "guidance-ring .part");
    must((await page.locator("guidance-ring .part[data-mark]").count()) === 0 && (await page.locator(".message").count()) === 1, "the guesses are still there");
  });
  await check("a chat is played from the keyboard alone, with the ring as the way to guess", async () => {
    await page.locator(".talk").focus();
    await page.keyboard.press("Tab");
    must(await page.evaluate(() => document.activeElement?.matches("guidance-ring .part")), "the ring is not next in the tab order");
    await page.keyboard.press("ArrowRight");
    must((await page.locator(".message").count()) === 1, "an arrow in the ring turns the page");
    await page.keyboard.press("Space");
    must((await page.locator("guidance-ring .part[data-mark=hand]").count()) === 1, "the space bar does not choose in the ring");
    for (let tab = 0; tab < 12 && !(await page.evaluate(() => document.activeElement?.closest(".steps"))); tab += 1) await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await page.waitForSelector(".ring-answer");
    must(await page.evaluate(() => document.activeElement?.closest(".steps") !== null), "the focus is lost after the answer");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    must((await page.locator(".message").count()) === 2, "Neste does not go on");
  });
  await check("the page for practice is in the menu, and in the panel while there is no chat", async () => {
    must((await page.locator("dialog.settings a[href='/ovelse']").count()) === 1, "not in the menu");
    const panel = await openAs(demo.base, "Uten samtaler", "/veileder");
    await panel.waitForSelector("#legend a[href='/ovelse']", { timeout: PATIENCE });
    await panel.context().close();
  });
  await comparing(page, chat);
  await check("the practice page's console is quiet", async () => must(page.complaints.length === 0, page.complaints.join("\n")));
  await page.context().close();
}

async function comparing(page, chat) {
  await check("V14: a chat is played in two ways side by side, and where they part is said in words", async () => {
    await go(page, `#/sammenlign/${chat.id}`, ".compared");
    must((await page.locator(".compared tbody tr").count()) === chat.turns.length, "a message is missing");
    const [a, b] = await Promise.all([null, 0.8].map((shown_from) => page.evaluate(async ([id, shown_from]) => (await fetch(`/api/practice/${id}/played`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ tier: "small", shown_from }) })).json(), [chat.id, shown_from])));
    for (const [at, row] of (await page.locator(".compared tbody tr").all()).entries()) {
      const said = await row.locator(".differs").innerText();
      const silent = (played) => !played.turns[at].knapp.shown;
      must(said.includes("A viser knapp, B tier") === (!silent(a) && silent(b)), `${at + 1}: ${said}`);
    }
    await page.locator(".sides select").nth(3).selectOption("");
    await page.waitForSelector(".result .lead:has-text('samme hele veien')", { timeout: PATIENCE });
    must((await page.locator(".compared [data-differs]").count()) === 0, "the same two differ");
    must((await page.locator(".drawings svg[aria-label]").count()) === 2, "the drawings are not told to those who do not see them");
  });
}

async function adding() {
  const page = await open("/ovelse#/egne", 1280, "light");
  await page.waitForSelector(".own-form", { timeout: PATIENCE });
  // No digits: a number would be masked.
  const title = `Prøve ${[...String(Date.now())].map((digit) => "abcdefghij"[Number(digit)]).join("")}`;
  await check("before a chat is added it is said that it must be constructed, and wrong lines are named", async () => {
    must((await page.locator(".warn").innerText()).includes("oppdiktede"), "no warning");
    await page.locator(".own-form input[type=text]").fill(title);
    await page.locator(".own-form textarea").fill("Veisøker: hei, jeg heter Kari Nordmann og har nummer 99 88 77 66\nhallo\nVeileder: Hei, Kari! Hva vil du snakke om?");
    await page.locator(".own-form .primary").click();
    must((await page.locator(".wrong-lines li").first().innerText()).includes("Linje 2"), "the line is not named");
    await page.locator(".wrong-lines button").first().click();
    must((await page.evaluate(() => { const box = document.activeElement; return box instanceof HTMLTextAreaElement ? box.value.slice(box.selectionStart, box.selectionEnd) : ""; })) === "hallo", "the cursor is elsewhere");
  });
  await check("an own chat is added with names and numbers masked, is played, and deleted again", async () => {
    await page.locator(".own-form textarea").fill("Veisøker: hei, jeg heter Kari Nordmann og har nummer 99 88 77 66\nVeileder: Hei, Kari! Hva vil du snakke om?");
    await page.locator(".own-form .primary").click();
    must((await page.locator(".wrong-lines").innerText()).includes("oppdiktet"), "it goes without saying that it is constructed");
    await page.locator(".own-form [type=checkbox]").check();
    await page.locator(".own-form .primary").click();
    const row = page.locator(".own-list li", { hasText: title });
    await row.waitFor({ timeout: PATIENCE });
    must(/[1-9]\d* navn/.test(await page.locator(".own-form [role=status]").innerText()), "it does not say how much was masked");
    await row.locator("a").click();
    await page.waitForSelector("guidance-ring .part", { timeout: PATIENCE });
    must(!(await page.locator(".talk").innerText()).includes("99 88"), "a number is in clear");
    must((await page.locator(".notice.calm").innerText()).includes("Ingen har merket"), "it is not said that nobody labelled it");
    await page.keyboard.press("3");
    await page.keyboard.press("Enter");
    must((await page.locator(".told h3").innerText()).includes("Slik leser Ledsager"), "a reading is given out as a label");
    await go(page, "#/egne", ".own-list li");
    await row.locator("button").click();
    await page.locator("dialog[open] .primary").click();
    await row.waitFor({ state: "detached", timeout: PATIENCE });
    must(await page.evaluate(() => document.activeElement?.matches("h3")), "the focus is lost");
  });
  await page.context().close();
}

async function workshop() {
  const page = await open("/ovelse#/verksted", 1280, "light");
  const model = await (await page.request.get("/api/model")).json();
  await check("V48: each knapp has its workshop: card, pair, questions, situations and moments from chats", async () => {
    for (const knapp of model.knapper) {
      await go(page, `#/verksted/${knapp.id}`, `.knapp-nav a[aria-current][href$=${knapp.id}]`);
      await page.waitForSelector(".moment", { timeout: PATIENCE });
      const card = await page.locator(".knapp-card").innerText();
      for (const text of [knapp.short, knapp.explanation, knapp.example, knapp.pair.first, knapp.pair.second]) must(card.includes(text.nb), `${knapp.id}: ${text.nb} is missing`);
      must((await page.locator(".questions li").count()) >= 4 && (await page.locator(".situation").count()) === 3, `${knapp.id}: the sheet is not whole`);
      for (const moment of await page.locator(".moment").all()) {
        must((await moment.locator(".message").count()) >= 2 && (await moment.locator(".pointed").count()) === 1, "a moment is not cut well");
        must((await moment.locator(".talk-abouts li").count()) === 3, "not three questions to talk about");
      }
    }
  });
  await check("V48: the moments are where the label says this knapp", async () => {
    const last = model.knapper.at(-1).id;
    for (const moment of await page.locator(".moment").all()) {
      const id = decodeURIComponent((await moment.locator(".whole a").getAttribute("href")).split("/").pop());
      const words = await moment.locator(".pointed p").textContent();
      const chat = await asked(page, `/api/practice/${id}`);
      must(chat.turns.some((turn) => turn.text === words && turn.knapp === last), words);
    }
  });
  await check("on the wall there is one thing at a time, from the keyboard, and Esc leads back", async () => {
    const shown = () => page.locator(".slide").filter({ visible: true }).count();
    await page.locator(".tools .button").first().focus();
    await page.keyboard.press("Enter");
    must((await shown()) === 1, "more than one thing is shown");
    const first = await page.locator(".slide.now h3").innerText();
    await page.keyboard.press("ArrowRight");
    must((await shown()) === 1 && (await page.locator(".slide.now h3").innerText()) !== first, "the next does not come");
    must(await page.evaluate(() => parseFloat(getComputedStyle(document.querySelector(".slide.now li") ?? document.body).fontSize) >= 20), "too small for a wall");
    await clean(page);
    await shot(page, "ovelse-storskjerm-1280");
    await page.keyboard.press("Escape");
    must((await shown()) > 3 && (await page.evaluate(() => document.activeElement?.closest(".tools") !== null)), "it does not lead back");
  });
  await check("on paper the workshop is whole, without what is only for the screen", async () => {
    await page.emulateMedia({ media: "print" });
    const all = await page.locator(".slide").count();
    must((await page.locator(".slide").filter({ visible: true }).count()) === all, "something is not printed");
    must((await page.locator(".tools, .knapp-nav, .top").filter({ visible: true }).count()) === 0, "buttons are printed");
    await page.emulateMedia({ media: "screen" });
  });
  await check("the practice page is whole in nynorsk", async () => {
    await page.evaluate(() => localStorage.setItem("ledsager", JSON.stringify({ lang: "nn" })));
    for (const [hash, selector] of [["#/spill", ".chats li"], ["#/egne", ".own-form"], ["#/verksted", ".moment"]]) {
      await page.goto(`/ovelse${hash}`);
      await page.reload();
      await page.waitForSelector(selector, { timeout: PATIENCE });
      const words = await page.evaluate(() => document.body.innerText);
      must(!/practice\.|\{\w+\}|undefined/.test(words), `something is not filled in: ${/.{0,30}(practice\.|\{\w+\}|undefined).{0,30}/.exec(words)?.[0]}`);
    }
    must((await page.locator("body").innerText()).includes("Snakk saman om"), "it is not in nynorsk");
  });
  await page.context().close();
}

async function everywhere() {
  for (const width of [320, 768, 1280]) {
    for (const scheme of ["light", "dark"]) {
      await check(`axe and no sideways scroll: ovelse-${width}-${scheme}`, async () => {
        const page = await open("/ovelse", width, scheme);
        try {
          await page.waitForSelector(".chats li", { timeout: PATIENCE });
          const { chat } = await turning(page);
          await shot(page, `ovelse-${width}-${scheme}`);
          await clean(page, scheme === "dark");
          await go(page, `#/spill/${chat.id}`, "guidance-ring .part");
          for (const key of ["ArrowRight", "2", "5", "Enter"]) await page.keyboard.press(key);
          await page.waitForSelector(".ring-answer");
          await clean(page, scheme === "dark");
          for (const [hash, selector] of [[`#/sammenlign/${chat.id}`, ".compared"], ["#/egne", ".own-form"], ["#/verksted", ".moment"]]) {
            await go(page, hash, selector);
            await shot(page, `ovelse-${hash.split("/")[1]}-${width}-${scheme}`);
            await clean(page, scheme === "dark");
          }
        } finally {
          await page.context().close();
        }
      });
    }
  }
}

export default async function () {
  await playing();
  await adding();
  await workshop();
  await everywhere();
}
