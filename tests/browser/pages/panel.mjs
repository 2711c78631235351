/** The counsellor's panel: ring, prompts, corrections, search, all by mouse and keyboard. */

import { PATIENCE, check, clean, must, open, patiently, saysTier, shot, standing } from "../checks.mjs";

export default async function () {
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
    // The demo's counsellor writes in several chats at once: then the page asks first which is meant.
    const copied = panel.locator(".prompt.copied");
    const anyway = panel.getByRole("button", { name: "Kopier likevel" });
    await copied.or(anyway).first().waitFor({ timeout: 3000 });
    if (await anyway.isVisible()) await anyway.click();
    await copied.waitFor({ timeout: 3000 });
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
    must(told && Object.keys(told).sort().join() === "article,session,type", "more is told than the article and its chat, or nothing");
    await panel.locator("#card .leave button").first().click();
    await panel.waitForFunction(async () => (await navigator.clipboard.readText()).length > 20, null, { timeout: 3000 });
    must(uses(panel).length === before.length, "one article counts twice in a chat");
    await panel.locator("#card .close").click();
  });
  await check("the panel says what readings go by", () => saysTier(panel));
  await check("the panel's console is quiet", async () => must(panel.complaints.length === 0, panel.complaints.join("\n")));
  await panel.context().close();

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
          await clean(page);
        });
      } finally {
        await page.context().close();
      }
    });
  }
}
