/** The half-year report: figures with what they mean, too few to show, a trend, what is kept, a sheet and paper. */

import { PATIENCE, check, clean, must, shot } from "../checks.mjs";
import { openAs, startService } from "../service.mjs";

const VIEW = { role: "vaktleder" };

export default async function () {
  const service = await startService();
  try {
    await walk(service.base);
  } finally {
    await service.stop();
  }
}

async function walk(base) {
  const page = await openAs(base, "Ingrid Sol", "/rapport", VIEW);
  await check("L1: the half-year stands as tables, with what it means beside each figure", async () => {
    await page.waitForSelector("#report .figures tbody tr", { timeout: PATIENCE });
    const bare = await page.evaluate(() => [...document.querySelectorAll("#report .figures tbody tr")].filter((row) => (row.querySelector(".definition")?.textContent ?? "").length < 10).length);
    must(bare === 0, `${bare} figures have no definition`);
  });
  await check("X8: what is too few is said to be, and no counsellor is named", async () => {
    must(/for få til å vises/.test(await page.locator("#report").innerText()), "nothing is held back");
    must(/Ingen tall gjelder én veileder/.test(await page.locator("#report").innerText()), "it is not said");
  });
  await check("L6: the same is had as a sheet", async () => {
    const href = await page.getByRole("link", { name: "Last ned som CSV" }).getAttribute("href");
    const sheet = await page.context().request.get(href);
    must(sheet.ok() && /text\/csv/.test(sheet.headers()["content-type"]), `the sheet answers ${sheet.status()}`);
  });
  await check("L7: knapp use before and after a date, or that it is too few", async () => {
    const [date] = new Date(Date.now() - 40 * 86_400_000).toISOString().split("T");
    await page.locator("#trend input").fill(date);
    await page.getByRole("button", { name: "Sammenlign" }).click();
    await page.waitForFunction(() => /for få samtaler|Samtaler der knappen var i bruk/.test(document.getElementById("trend")?.textContent ?? ""), null, { timeout: PATIENCE });
  });
  await check("L21: how long each kind is kept is shown, and when it was cleared last", async () => {
    await page.waitForSelector("#retention tbody tr", { timeout: PATIENCE });
    must(/Ryddet sist|har ikke gått ennå/.test(await page.locator("#retention").innerText()), "the last run is not told");
  });
  await check("L21: who has opened the text of a chat is told by the day, and that nobody has", async () => {
    await page.locator("#readings").getByText("Ingen har åpnet teksten").waitFor({ timeout: PATIENCE });
    must(/Slettes etter 365 dager/.test(await page.locator("#readings").innerText()), "it is not said for how long it is kept");
    must(/Hvem som har åpnet teksten/.test(await page.locator("#retention").innerText()), "it is not told among what is kept");
  });
  await check("L1: on A4 it is paper: nothing to press, nothing cut off", async () => {
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 688, height: 1000 });
    must(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "it is wider than the paper");
    must(await page.evaluate(() => [...document.querySelectorAll("button, input, select")].every((one) => !one.checkVisibility())), "there is something to press on paper");
    await shot(page, "rapport-a4");
    await page.emulateMedia({ media: "screen" });
  });
  await check("the report's console is quiet", async () => must(page.complaints.length === 0, page.complaints.join("\n")));
  await page.context().close();
  for (const width of [320, 768, 1280]) {
    for (const scheme of ["light", "dark"]) {
      await check(`axe on the report: ${width} ${scheme}`, async () => {
        const page = await openAs(base, "Ingrid Sol", "/rapport", { ...VIEW, width, scheme });
        await page.waitForSelector("#report .figures", { timeout: PATIENCE });
        await shot(page, `rapport-${width}-${scheme}`);
        await clean(page);
        await page.context().close();
      });
    }
  }
}
