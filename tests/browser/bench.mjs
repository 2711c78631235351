/**
 * How fast the pages are, in a real browser against a real service: first paint of the panel, what it weighs,
 * and whether the ring keeps up with 200 updates a minute. Figures to read, not a test: `npm run bench`.
 */

// No demo beside it: it would take the cores from what is measured.
process.env.BASE_URL ??= "http://127.0.0.1:1";
const { browser } = await import("./checks.mjs");
const { openAs, openFeed, startService } = await import("./service.mjs");

/** Updates a minute, and for so many seconds. */
const RATE = 200;
const SECONDS = 30;
const LOADS = 15;

const quantile = (values, part) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))];
const round = (value) => Math.round(value * 10) / 10;

const service = await startService();
await firstPaint();
await keepsUp();
await service.stop();
await browser.close();
process.exit(0);

async function firstPaint() {
  const paints = [];
  for (let load = 0; load < LOADS; load += 1) {
    const page = await openAs(service.base, "veileder 1", "/veileder", { width: 320 });
    await page.waitForSelector("guidance-ring .part");
    paints.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN));
    await page.context().close();
  }
  console.log(`first paint of the panel, ${LOADS} loads without a cache: median ${round(quantile(paints, 0.5))} ms, worst ${round(Math.max(...paints))} ms (wanted: under 300)`);
}

async function keepsUp() {
  const page = await openAs(service.base, "veileder 1", "/veileder", { width: 320 });
  const feed = await openFeed(service.base);
  await feed.chat("bench", "dev:veileder 1", ["hei", "Hei! Hva har du på hjertet?"]);
  await page.waitForSelector("[role=tab]:not(.byhand)");
  const client = await page.context().newCDPSession(page);
  await client.send("Performance.enable");
  const metrics = async () => Object.fromEntries((await client.send("Performance.getMetrics")).metrics.map((one) => [one.name, one.value]));
  await page.evaluate(() => {
    globalThis.frames_seen = [];
    let before = performance.now();
    const next = (now) => {
      globalThis.frames_seen.push(now - before);
      before = now;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  const began = await metrics();
  const lines = ["jeg vet ikke hva jeg skal velge", "Hva tenker du selv?", "foreldrene mine vil at jeg skal bli lege", "Hva betyr det for deg?", "kan jeg bytte senere hvis jeg angrer", "Hva ville du savnet?", "takk for hjelpen", "Hva tar du med deg?"];
  const updates = Math.round((RATE * SECONDS) / 60);
  const start = Date.now();
  for (let sent = 0; sent < updates; sent += 1) {
    const due = start + (sent * 60_000) / RATE;
    await new Promise((go) => setTimeout(go, Math.max(0, due - Date.now())));
    await feed.say("bench", sent % 2 === 0 ? { role: "client" } : { role: "counsellor", id: "dev:veileder 1" }, lines[sent % lines.length]);
  }
  const ended = await metrics();
  const frames = await page.evaluate(() => globalThis.frames_seen);
  const seconds = (Date.now() - start) / 1000;
  const script = ((ended.ScriptDuration - began.ScriptDuration) * 1000) / updates;
  const layout = ((ended.LayoutDuration + ended.RecalcStyleDuration - began.LayoutDuration - began.RecalcStyleDuration) * 1000) / updates;
  console.log(
    `${updates} updates in ${round(seconds)} s: ${round(frames.length / seconds)} frames a second; a frame in ${round(quantile(frames, 0.5))} ms (median), ${round(quantile(frames, 0.99))} ms (p99); ` +
      `${frames.filter((one) => one > 34).length} of ${frames.length} frames came more than one late; ${round(script)} ms of script and ${round(layout)} ms of layout an update`,
  );
  await feed.close();
  await page.context().close();
}
