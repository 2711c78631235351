/**
 * What the vaktleder's board costs the browser with 500 chats and 50 updates a second, fed straight to the page:
 * scripting, layout and how late an update is seen. Figures to read, not a test: `npm run bench:board`.
 * BASE_URL names a running service; without it one is started.
 */

process.env.BASE_URL ??= "http://127.0.0.1:1";
const { browser, PATIENCE } = await import("./checks.mjs");
const { openAs, startService } = await import("./service.mjs");

const CHATS = Number(process.env.CHATS ?? 500);
const RATE = Number(process.env.RATE ?? 50);
const SECONDS = Number(process.env.SECONDS ?? 20);
const MINUTE = 60_000;

const round = (value) => Math.round(value * 10) / 10;
const own = process.env.BASE_URL === "http://127.0.0.1:1" ? await startService() : null;
const base = own?.base ?? process.env.BASE_URL;
for (const all of [false, true]) await measure(all);
await own?.stop();
await browser.close();
process.exit(0);

/** @param {boolean} all with every row of the calm group asked for, and the middle of the list in view */
async function measure(all) {
  const page = await openAs(base, "Ingrid Sol", "/health", { role: "vaktleder", width: 1280 });
  const model = await page.evaluate(() => fetch("/api/model").then((answer) => answer.json()));
  const chats = Array.from({ length: CHATS }, (_, index) => made(index, model));
  // The page's own socket, replaced by one that this feeds.
  await page.addInitScript(() => {
    const Real = WebSocket;
    globalThis.WebSocket = class extends EventTarget {
      static CONNECTING = 0;
      static OPEN = 1;
      readyState = 1;
      constructor() {
        super();
        globalThis.fed = this;
      }
      send() {}
      close() {}
    };
    globalThis.feed = (data) => globalThis.fed.dispatchEvent(new MessageEvent("message", { data }));
    globalThis.Real = Real;
  });
  await page.goto("/vaktleder");
  await page.waitForFunction(() => globalThis.fed !== undefined, null, { timeout: PATIENCE });
  const snapshot = JSON.stringify({ type: "snapshot", you: "Ingrid Sol", clock: Date.now(), sessions: chats, feeds: [{ name: "test", connected: true, since: Date.now() }], tier: "small", people: [], shift: null, bulletins: [], alerts: [], reading_allowed: true });
  await page.evaluate((snapshot) => globalThis.feed(snapshot), snapshot);
  await page.waitForSelector(".board .row");
  if (all) {
    await page.locator(".more-row button").click();
    await page.evaluate(() => document.querySelectorAll(".board .row")[250]?.scrollIntoView());
  }
  const updates = Array.from({ length: RATE * SECONDS }, (_, index) => JSON.stringify({ type: "session", session: moved(chats, index, model) }));
  // The updates wait in the page, and come by its clock; the first seconds are not counted.
  await page.evaluate(
    ([updates, pause]) => {
      globalThis.queue = updates;
      globalThis.late = [];
      globalThis.start = () =>
        new Promise((done) => {
          let next = 0;
          const timer = setInterval(() => {
            if (next % 16 === 0) globalThis.feed(JSON.stringify({ type: "beat", at: Math.round(performance.now()) }));
            globalThis.feed(globalThis.queue[next]);
            next += 1;
            if (next < globalThis.queue.length) return;
            clearInterval(timer);
            done(undefined);
          }, pause);
        });
    },
    [updates, 1000 / RATE],
  );
  const client = await page.context().newCDPSession(page);
  await client.send("Performance.enable");
  const metrics = async () => Object.fromEntries((await client.send("Performance.getMetrics")).metrics.map((one) => [one.name, one.value]));
  await page.waitForTimeout(1500);
  const began = await metrics();
  const start = Date.now();
  await page.evaluate(() => globalThis.start());
  const seconds = (Date.now() - start) / 1000;
  const ended = await metrics();
  const per = (...names) => round((names.reduce((sum, name) => sum + ended[name] - began[name], 0) * 1000) / seconds);
  const stale = await page.evaluate(() => document.body.classList.contains("stale"));
  console.log(
    `${all ? "all rows asked for" : "as it opens"}: ${CHATS} chats, ${round(updates.length / seconds)} updates a second for ${round(seconds)} s: ` +
      `${per("ScriptDuration")} ms of script a second (wanted: under 100), ${per("LayoutDuration", "RecalcStyleDuration")} ms of layout and style; ` +
      `${await page.locator(".board .row .glyph").count()} of ${await page.locator(".board .row").count()} rows drawn; ${stale ? "says that it is stale" : "is fresh"}`,
  );
  await page.context().close();
}

/** A chat that has gone some way. */
function made(index, model) {
  const at = Date.now();
  const opened = at - ((index % 25) + 1) * MINUTE;
  const reach = index % model.phases.length;
  const place = (value, since) => ({ value, sure: "sure", silent: false, last_sure: value, maybe: [], by_hand: false, since });
  return {
    id: `c${index}`, number: index + 1, of: [(index % 2) + 1, 2], counsellor: index % 40 === 7 ? null : `Veileder ${index >> 1}`, opened, state: "live", followed: index % 97 !== 5,
    phase: place(model.phases[reach].id, at - MINUTE), knapp: place(model.knapper[index % model.knapper.length].id, at - MINUTE),
    last_message: at - 20_000, silent_since: at - 20_000, waiting_since: index % 3 === 0 ? at - (index % 5) * MINUTE : null, gaps: 0,
    trail: model.phases.slice(0, reach + 1).map((phase, step) => ({ phase: phase.id, knapp: null, at: opened + step * 20_000 })), alerts: [], help: null, new: false,
  };
}

/** One more message in one of them: who waits changes, and now and then the phase. */
function moved(chats, index, model) {
  const one = chats[(index * 37) % chats.length];
  const at = Date.now();
  const reach = (index >> 3) % model.phases.length;
  Object.assign(one, { last_message: at, silent_since: at, waiting_since: one.waiting_since === null ? at : null });
  if (index % 4 === 0) Object.assign(one, { phase: { ...one.phase, value: model.phases[reach].id, since: at }, trail: [...one.trail, { phase: model.phases[reach].id, knapp: null, at }].slice(-12) });
  return one;
}
