/** In shadow the page says so once, and shows nothing it has not been told. */

import { startDemo } from "../demo.mjs";
import { PATIENCE, check, clean, must, open, patiently, shot, standing } from "../checks.mjs";

export default async function () {
  const pilot = process.env.BASE_URL ? null : await startDemo(["--shadow"]);
  for (const width of pilot ? [320, 1280] : []) {
    await check(`in shadow the page says so once and shows nothing it has not been told: ${width}`, async () => {
      const page = await open("/veileder", width, "light", pilot?.base);
      try {
        await page.waitForSelector(".readout .note:has-text('viser ingenting')", { timeout: PATIENCE });
        await page.waitForTimeout(2500);
        must(!/:(?!hand)/.test(await standing(page)), "the ring shows a reading");
        must((await page.locator(".readout .right:visible, .readout .why:visible").count()) === 0, "there is something to confirm");
        await clean(page);
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
  pilot?.stop();
}
