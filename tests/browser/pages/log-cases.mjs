/** Sharing with kollegaveiledning: an act, seen masked before, read by colleagues without a name, taken back. */

import { PATIENCE, check, clean, must, shot } from "../checks.mjs";
import { openAs } from "../service.mjs";
import { goTo, saved } from "../log-steps.mjs";

const TITLE = "Mange spørsmål på en gang";

export default async function ({ base, page }) {
  const posted = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/api/cases")) posted.push(request.postDataJSON());
  });

  await check("what is to be shared is seen first, with what was taken out marked; nothing is shared before that", async () => {
    await goTo(page, "#/ny", ".log-form");
    const questions = page.locator(".log-form textarea");
    await questions.nth(0).fill("Hun heter Kari Nordmann og ringte fra 99 88 77 66. Hun sorterte selv hva som var viktigst.");
    await questions.nth(3).fill("Trøtt som en strømpe");
    await saved(page);
    await page.locator("button", { hasText: "Del med kolleger" }).click();
    await page.locator("#share-title").waitFor({ timeout: PATIENCE });
    must(!(await page.locator(".what label", { hasText: "Hvordan var dagen" }).locator("input").isChecked()), "how the day was goes along unasked");
    await clean(page);
    await page.locator("button", { hasText: "Se hva kollegene får se" }).click();
    await page.locator("#preview-title").waitFor({ timeout: PATIENCE });
    const gone = (await page.locator(".masked del").allInnerTexts()).join(" ");
    must(gone.includes("Nordmann") && gone.includes("99"), `marked as taken out: «${gone}»`);
    const text = await page.locator("section[aria-labelledby=preview-title] textarea").inputValue();
    must(!text.includes("Nordmann") && !text.includes("99 88") && text.includes("sorterte selv") && !text.includes("strømpe"), text);
    must(posted.length === 0, "it was shared before anybody said so");
    await clean(page);
    await shot(page, "logg-del-1280");
  });

  await check("a case is shared by «Del dette», and a colleague reads it by knapp, without a name", async () => {
    await page.locator("section[aria-labelledby=preview-title] input[type=text]").fill(TITLE);
    const box = page.locator("section[aria-labelledby=preview-title] select");
    const knapp = await box.locator("option").nth(1).innerText();
    await box.selectOption({ index: 1 });
    await page.locator("button", { hasText: "Del dette" }).click();
    await page.locator(".case-group .title", { hasText: TITLE }).waitFor({ timeout: PATIENCE });
    must(posted.length === 1 && !JSON.stringify(posted).includes("Nordmann"), "what was sent is not what was seen");
    await clean(page);
    const ola = await openAs(base, "ola", "/logg#/kolleger", { width: 320 });
    const group = ola.locator(".case-group", { hasText: knapp });
    await group.locator("summary", { hasText: TITLE }).click({ timeout: PATIENCE });
    must((await group.locator(".case-text").first().innerText()).includes("sorterte selv"), "the case cannot be read");
    must(!(await ola.locator("main").innerText()).toLowerCase().includes("kari"), "a name stands on it");
    must((await group.locator("button").count()) === 0, "a colleague can take it back");
    await clean(ola);
    await ola.context().close();
  });

  await check("one's own case is taken back, and the entry stays", async () => {
    const row = page.locator(".case-group li", { hasText: TITLE });
    await row.locator("summary").click();
    await row.locator("button", { hasText: "Trekk tilbake" }).click();
    await page.locator("dialog[open] button[type=submit]").click();
    await row.waitFor({ state: "detached", timeout: PATIENCE });
    await goTo(page, "#/logg", ".entries .first");
    must((await page.locator(".entries").allInnerTexts()).join().includes("sorterte selv"), "the entry is gone too");
  });
}
