/** Every view of the desk: axe finds nothing, nothing is wider than the screen, every target is large enough. */

import { PATIENCE, check, clean, must, open, shot } from "../checks.mjs";

/** Where each is, and what is there when it is ready. */
const VIEWS = {
  liste: ["#/artikler", ".articles-table tbody a"],
  les: ["#y-veien", "#article .tools-row"],
  rediger: ["#/rediger/realkompetanse", ".compare :is(.dim, select)"],
  ny: ["#/ny?fase=kontakt", "form.new"],
  meldinger: ["#/meldinger", ".report-row"],
  dekning: ["#/dekning", ".map-field"],
  sporsmal: ["#/sporsmal", ".plain-list .sentence"],
  forslag: ["#/sporsmal?del=forslag", ".view-head"],
  favoritter: ["#/sporsmal?del=favoritter", ".card .dim"],
  filer: ["#/filer", ".plain-list .title"],
  fil: ["#/filer?navn=areas.toml", ".versions li"],
  omrader: ["#/omrader", ".owner-row"],
  arkiv: ["#/arkiv", ".card"],
  "inn-og-ut": ["#/inn-og-ut", "input[type=file]"],
};

export default async function () {
  // Both at once: most of a view's time is waiting.
  await Promise.all([walk(1280, "nb"), walk(320, "nn")]);
}

/** All views at one width in one written standard, each in light and then in dark. */
async function walk(width, lang) {
  const page = await open("/ik", width, "light");
  await page.evaluate((lang) => localStorage.setItem("ledsager", JSON.stringify({ lang })), lang);
  await page.reload();
  for (const [name, [hash, ready]] of Object.entries(VIEWS)) {
    await check(`axe, width and targets, light and dark: ik-${name}-${width}-${lang}`, async () => {
      await page.emulateMedia({ colorScheme: "light" });
      await page.goto(`/ik${hash}`);
      await page.locator(ready).first().waitFor({ timeout: PATIENCE });
      await page.waitForLoadState("networkidle");
      await shot(page, `ik-${name}-${width}-light`);
      await clean(page);
      await page.emulateMedia({ colorScheme: "dark" });
      await shot(page, `ik-${name}-${width}-dark`);
      await clean(page, true);
      const words = await page.evaluate(() => document.body.innerText);
      const hollow = /\b(desk|edit|shared)\.[a-z_]+\.[a-z_]+|\{\w+\}|undefined|NaN/.exec(words);
      must(!hollow, `something is not filled in: ${hollow?.[0]}`);
      const small = await page.evaluate(() =>
        [...document.querySelectorAll("button, select, input, summary, .button, .desk-nav a")]
          .filter((one) => one.checkVisibility() && !one.closest("label") && Math.min(one.getBoundingClientRect().height, one.getBoundingClientRect().width) < 24)
          .map((one) => one.outerHTML.slice(0, 80)),
      );
      must(small.length === 0, `too small: ${small}`);
    });
  }
  await check(`the console is quiet in all views: ${width}`, async () => must(page.complaints.length === 0, page.complaints.join("\n")));
  await page.context().close();
}
