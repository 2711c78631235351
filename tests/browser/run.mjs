/** Walks through the product as its readers would, page by page, and counts what holds. Names of pages run those alone. */

import { browser, demo, tally } from "./checks.mjs";

const PAGES = [
  "panel", "beside", "panel-tools", "board", "help", "shift", "report", "search", "log", "practice", "desk-views", "desk-work", "desk-round",
  "model-card", "model", "events", "zendesk",
  "everywhere", "shadow",
];

// What was started goes too when this is stopped before its end.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));

const asked = process.argv.slice(2);
for (const name of PAGES.filter((name) => asked.length === 0 || asked.includes(name))) {
  const began = Date.now();
  await (await import(`./pages/${name}.mjs`)).default();
  console.log(`     ${name}: ${Math.round((Date.now() - began) / 1000)} s`);
}
await browser.close();
demo.stop();
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed > 0 ? 1 : 0);
