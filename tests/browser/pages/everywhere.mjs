/** axe and no sideways scroll on every page but the desk, which has its own checks; narrow and wide, light and dark. */

import { PATIENCE, check, clean, must, open, shot } from "../checks.mjs";

export default async function () {
  const ready = { "/": "main", "/veileder": "[role=tab], #by-hand:not([hidden])", "/vaktleder": ".board, .calm-empty", "/modellkort": "#sheet #about", "/modell": "guidance-ring .part", "/tilgjengelighet": "#rows tr" };
  for (const [path, selector] of Object.entries(ready)) {
    for (const width of [320, 768, 1280]) {
      for (const scheme of ["light", "dark"]) {
        const name = `${path === "/" ? "home" : path.slice(1)}-${width}-${scheme}`;
        await check(`axe and no sideways scroll: ${name}`, async () => {
          const page = await open(path, width, scheme);
          try {
            await page.waitForSelector(selector, { timeout: PATIENCE });
            await page.waitForTimeout(500);
            await shot(page, name);
            await clean(page);
            // A status line that is too long must not push the ring out of its column.
            must(await page.evaluate(() => {
              const line = document.querySelector(".wait .what");
              if (!line) return true;
              line.textContent = "En altfor lang linje som ikke får plass ved siden av «skriver …» på en smal skjerm";
              const left = document.querySelector(".left");
              return !left || left.scrollWidth <= left.clientWidth + 4;
            }), "the status line widens the panel");
          } finally {
            await page.context().close();
          }
        });
      }
    }
  }

  for (const [path, selector] of Object.entries(ready)) {
    const name = path === "/" ? "home" : path.slice(1);
    await check(`at 200 %, in forced colours and with wide text spacing nothing is lost: ${name}`, async () => {
      // 200 % of a screen of 1280 by 860.
      const page = await open(path, 640, "light");
      try {
        await page.setViewportSize({ width: 640, height: 430 });
        await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
        await page.waitForSelector(selector, { timeout: PATIENCE });
        await clean(page);
        await shot(page, `${name}-forced-640`);
        await page.emulateMedia({ forcedColors: "none" });
        await page.setViewportSize({ width: 320, height: 860 });
        // The distances of WCAG 1.4.12, as a reader's own style sheet sets them.
        await page.evaluate(() => {
          const own = new CSSStyleSheet();
          own.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
          document.adoptedStyleSheets.push(own);
        });
        must(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "with wide spacing the page scrolls sideways");
      } finally {
        await page.context().close();
      }
    });
  }
}
