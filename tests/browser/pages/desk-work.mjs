/** What else editors do at the desk: confirm, lift, decide, edit prompts, read the map, look at an import. */

import { check, clean, must, open, shot } from "../checks.mjs";

const OWN = "laereplass";

export default async function () {
  const page = await open("/ik", 1280, "light");
  const goTo = async (hash, selector) => {
    await page.goto(`/ik${hash}`);
    await page.locator(selector).first().waitFor({ timeout: 15_000 });
  };
  const agree = () => page.locator("dialog[open] button[type=submit]").click({ timeout: 8000 });

  await check("what is overdue and mine stands first, and one click settles it", async () => {
    const mine = page.locator(".due-card").first().locator("li", { has: page.locator(`a[href='#${OWN}']`) });
    await mine.waitFor({ timeout: 15_000 });
    await mine.locator("button").click();
    await mine.locator(".said:not(:empty)").waitFor({ timeout: 8000 });
    must(await mine.evaluate((one) => one.contains(document.activeElement)), "the focus is lost");
    const row = page.locator(`.articles-table tr[data-key='${OWN}']`);
    if (await row.count()) must(!(await row.innerText()).includes("Forfalt"), "the row still says that it is overdue");
  });

  await check("choices keep their place in the address, and arrows move between rows", async () => {
    await goTo("#/artikler?omrade=voksne", ".articles-table tbody a");
    await page.locator(".articles-table tbody a").first().focus();
    await page.keyboard.press("ArrowDown");
    must(await page.evaluate(() => document.querySelector(".articles-table tbody tr:nth-child(2)")?.contains(document.activeElement)), "the arrow does not move");
    await page.locator(".filter-seat input[type=search]").fill("fagbrev");
    await page.waitForFunction(() => location.hash.includes("ord=fagbrev"), null, { timeout: 8000 });
    await page.waitForFunction(() => document.querySelectorAll(".articles-table tbody tr").length < 6, null, { timeout: 8000 });
    await page.reload();
    await page.locator(".articles-table tbody a").first().waitFor({ timeout: 15_000 });
    must((await page.locator(".filter-seat input[type=search]").inputValue()) === "fagbrev", "the choice is forgotten");
  });

  await check("an article is lifted for a while, with a reason that all see, and taken down again", async () => {
    await goTo("#y-veien", "#article .tools-row");
    await page.locator(".tools-row button", { hasText: "Løft fram" }).click();
    await agree();
    await page.locator("dialog[open] .wrong", { hasText: "Hvorfor" }).waitFor({ timeout: 3000 });
    await page.locator("dialog[open] input[type=text]").fill("ny søknadsfrist");
    await clean(page);
    await agree();
    await page.locator("dialog[open] .told").waitFor({ timeout: 8000 });
    await page.keyboard.press("Escape");
    await page.locator(".stands .lifted", { hasText: "ny søknadsfrist" }).waitFor({ timeout: 8000 });
    await page.locator(".tools-row button", { hasText: "Ta ned" }).click();
    await agree();
    await page.locator(".stands .lifted").waitFor({ state: "detached", timeout: 8000 });
  });

  await check("a prompt is edited; what is wrong with it stays in the dialog", async () => {
    await goTo("#/sporsmal", ".plain-list .sentence");
    const first = page.locator(".plain-list > li").first();
    const words = await first.locator(".sentence").innerText();
    await first.locator("button", { hasText: "Rediger" }).click();
    const nb = page.locator("dialog[open] textarea[lang=nb]");
    await nb.fill("");
    await agree();
    await page.locator("dialog[open] .wrong:not(:empty)").waitFor({ timeout: 3000 });
    await nb.fill(`${words.replace(/\?$/, "")}, slik du ser det nå?`);
    await clean(page);
    await agree();
    await page.locator("dialog[open]").waitFor({ state: "detached", timeout: 8000 });
    await page.locator(".sentence", { hasText: "slik du ser det nå?" }).first().waitFor({ timeout: 8000 });
  });

  await check("a colleague's wording is taken into the bank", async () => {
    await goTo("#/sporsmal?del=forslag", ".plain-list > li");
    await page.locator(".plain-list button").first().click();
    await page.locator("dialog[open] input[value=yes]").check();
    await clean(page);
    await agree();
    await page.locator("dialog[open] .told").waitFor({ timeout: 8000 });
    await page.keyboard.press("Escape");
    await goTo("#/sporsmal?ord=ingen%20andre%20fikk%20vite", ".plain-list .sentence");
  });

  await check("a file is edited as text: faults name their line, and an older version comes back", async () => {
    await goTo("#/filer?navn=synonyms.toml", ".file-text");
    const box = page.locator(".file-text");
    const before = await box.inputValue();
    await box.fill(`${before}\n[[group\n`);
    await page.locator(".save-line .button").click();
    await page.locator(".faults button").first().waitFor({ timeout: 8000 });
    await box.fill(`${before}\n[[group]]\nkind = "same"\nwords = ["kveldsskole", "kveldskurs"]\n`);
    await page.locator(".save-line input").fill("Et ord til");
    await page.locator(".save-line .button").click();
    await page.locator(".file-changes ins", { hasText: "kveldsskole" }).waitFor({ timeout: 8000 });
    await clean(page);
    await page.locator(".versions .plain", { hasText: "Hent tilbake 1" }).click();
    await page.waitForFunction((text) => document.querySelector(".file-text").value.trimEnd() === text.trimEnd(), before, { timeout: 8000 });
  });

  await check("the map is read from the keyboard, as a table, and leads to a new article", async () => {
    await goTo("#/dekning?fase=kontrakt&knapp=valg_og_tilfeldigheter", ".map-field[aria-pressed=true]");
    const chosen = () => page.locator(".map-field[aria-pressed=true]").getAttribute("aria-label");
    await page.locator(".map-field[tabindex='0']").focus();
    const before = await chosen();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    must((await chosen()) !== before, "the choice stays");
    await page.locator(".view-head button").click();
    must((await page.locator(".plain-table tbody tr").count()) === 24, "not every field is in the table");
    await clean(page);
    await page.locator(".field-card .primary").click();
    await page.locator("form.new .tagged .pill").first().waitFor({ timeout: 8000 });
  });

  await check("an import is looked at before anything changes", async () => {
    const articles = () => page.evaluate(async () => (await (await fetch("/api/ik/summary")).json()).articles);
    await goTo("#/inn-og-ut", "input[type=file]");
    const before = await articles();
    const { files } = await page.evaluate(async () => (await fetch("/api/ik/export")).json());
    const one = files.find((file) => file.name === "articles/y-veien.md");
    must(files.length > 190 && one, `only ${files.length} files are exported`);
    await page.locator("input[type=file]").setInputFiles([
      { name: "y-veien.md", mimeType: "text/markdown", buffer: Buffer.from(one.text.replace("Y-vei", "Y-veg")) },
      { name: "helt-ny.md", mimeType: "text/markdown", buffer: Buffer.from(one.text.replaceAll("y-veien", "helt-ny")) },
      { name: "uferdig.md", mimeType: "text/markdown", buffer: Buffer.from("+++\nid = \"uferdig\"\n+++\n") },
    ]);
    await page.locator("form button[type=submit]").click();
    const told = page.locator(".outcome");
    await told.waitFor({ timeout: 15_000 });
    const words = await told.innerText();
    must(words.includes("articles/helt-ny.md") && words.includes("articles/y-veien.md") && words.includes("articles/uferdig.md"), words);
    must((await articles()) === before, "something was taken in");
    await clean(page);
    await shot(page, "ik-import-1280");
  });

  await check("the console of the desk is quiet", async () => {
    const complaints = page.complaints.filter((line) => !/status of 422/.test(line));
    must(complaints.length === 0, complaints.join("\n"));
  });
  await page.context().close();
}
