/** The search at the desk and what it says of itself, and the searches in vain, in both languages. */

import { PATIENCE, check, clean, must, open, shot } from "../checks.mjs";

/** What the pages say of a search, in both languages. */
const SEARCH = {
  nb: { also: "Søkte også etter: fagbrev", alone: "Søker på ord alene.", title: "Søk uten treff", none: "Ingen treff for «", kept: "Ordene blir tatt vare på i 90 dager", not_kept: "Ordene i søkene blir ikke tatt vare på.", failed: "Tallet kunne ikke hentes nå.", often: "4 ganger" },
  nn: { also: "Søkte òg etter: fagbrev", alone: "Søkjer på ord åleine.", title: "Søk utan treff", none: "Ingen treff for «", kept: "Orda blir tekne vare på i 90 dagar", not_kept: "Orda i søka blir ikkje tekne vare på.", failed: "Talet kunne ikkje hentast no.", often: "4 gonger" },
};

export default async function () {
  for (const [lang, words] of Object.entries(SEARCH)) {
    const page = await open("/ik#/arkiv", lang === "nb" ? 1280 : 320, "light");
    await page.evaluate((lang) => localStorage.setItem("ledsager", JSON.stringify({ lang })), lang);
    await page.reload();
    await page.waitForSelector(".view-head h2", { timeout: PATIENCE });
    const note = page.locator("ik-search .note[role=status]");
    const box = page.locator("ik-search input");
    const says = (text) => note.filter({ hasText: text }).waitFor({ timeout: 5000 });

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
        if (alone) {
          await shot(page, `ik-search-${lang}`);
          await clean(page);
        }
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
      must(new URL(page.url()).hash === "#/arkiv", "Enter opened an article of the query before");
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
      await clean(page);
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
      await clean(page);
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
}
