/** The model alone, for learning and for the wall; the statement; and what the pages weigh. */

import { PATIENCE, browser, check, demo, must, open, shot } from "../checks.mjs";

/** So much may be sent before the panel stands, in bytes, without the heads of the answers. */
const MOST = 150_000;

export default async function () {
  await check("V1 V55: the model without any chat and without a login, each part with its card", async () => {
    const context = await browser.newContext({ baseURL: demo.base, viewport: { width: 1280, height: 860 } });
    const page = await context.newPage();
    try {
      await page.goto("/modell");
      const parts = page.locator("guidance-ring .part");
      await parts.first().waitFor({ timeout: PATIENCE });
      const ids = await parts.evaluateAll((all) => all.map((part) => part.dataset.id));
      must(ids.length >= 13, `the ring has ${ids.length} parts`);
      for (const id of ids) {
        await page.goto(`/modell#${id}`);
        await page.waitForFunction((id) => document.querySelector(`guidance-ring .part[data-id="${id}"]`)?.getAttribute("aria-pressed") === "true", id);
        must((await page.locator("#card .example").innerText()).length > 20, `${id} has no example`);
      }
      must((await context.cookies()).length === 0, "a visitor of the model is given a ticket");
    } finally {
      await context.close();
    }
  });
  await check("V6: explanation, example and prompts of a part, by keyboard", async () => {
    const page = await open("/modell", 320, "light");
    try {
      await page.locator("guidance-ring .part[tabindex='0']").focus();
      await page.keyboard.press("Enter");
      await page.locator("#card .asked li").first().waitFor({ timeout: PATIENCE });
      await page.locator("#card details summary").last().focus();
      await page.keyboard.press("Enter");
      must(await page.locator("#card details[open] p").last().isVisible(), "the theory does not open");
      await shot(page, "modell-card-320");
    } finally {
      await page.context().close();
    }
  });
  await check("V55: on paper the ring and a card of every part, without the page around them", async () => {
    const page = await open("/modell", 1280, "dark");
    try {
      await page.locator("guidance-ring .part").first().waitFor({ timeout: PATIENCE });
      const parts = await page.locator("guidance-ring .part").count();
      await page.emulateMedia({ media: "print" });
      must((await page.locator("#sheet section:visible").count()) === parts, "a card is not printed");
      must(!(await page.locator(".top").isVisible()) && !(await page.locator("#card").isVisible()), "the page around is printed");
      must(await page.evaluate(() => getComputedStyle(document.querySelector("#sheet section")).color === "rgb(0, 0, 0)"), "it is not printed in black");
    } finally {
      await page.context().close();
    }
  });
  await check("the statement holds the 47 requirements", async () => {
    const page = await open("/tilgjengelighet", 320, "light");
    try {
      await page.locator("#rows tr").first().waitFor({ timeout: PATIENCE });
      must((await page.locator("#rows tr").count()) === 47, "not 47");
    } finally {
      await page.context().close();
    }
  });
  await check("the panel weighs less than 150 kB and nothing comes from elsewhere", async () => {
    const page = await open("/modell", 1280, "light");
    try {
      const client = await page.context().newCDPSession(page);
      await client.send("Network.enable");
      await client.send("Network.setCacheDisabled", { cacheDisabled: true });
      let weight = 0;
      const elsewhere = [];
      const heads = new Map();
      client.on("Network.responseReceived", ({ requestId, response }) => heads.set(requestId, response.encodedDataLength));
      client.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => (weight += encodedDataLength - (heads.get(requestId) ?? 0)));
      page.on("request", (request) => {
        if (!request.url().startsWith(demo.base)) elsewhere.push(request.url());
      });
      await page.goto("/veileder");
      await page.waitForSelector("guidance-ring .part", { timeout: PATIENCE });
      await page.waitForLoadState("networkidle");
      console.log(`     the panel weighs ${Math.round(weight / 1000)} kB as it is sent, ${heads.size} files`);
      must(weight < MOST, `${weight} bytes`);
      must(elsewhere.length === 0, elsewhere.join(" "));
    } finally {
      await page.context().close();
    }
  });
}
