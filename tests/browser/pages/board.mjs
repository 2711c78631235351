/** The vaktleder's board. */

import { PATIENCE, check, demo, must, open, saysTier, shot } from "../checks.mjs";

export default async function () {
  const board = await open("/vaktleder", 1280, "light");
  await check("the board lists the live chats", async () => {
    await board.waitForSelector(".board .row", { timeout: PATIENCE });
    must((await board.locator(".board tbody[data-group]").count()) === 3, "there are not three groups");
  });
  await check("the board says what readings go by", () => saysTier(board));
  await check("the board's console is quiet", async () => must(board.complaints.length === 0, board.complaints.join("\n")));
  await shot(board, "vaktleder-1280-light");
  await board.context().close();
  await silence();
}

/** A wire that can be held, or made slow, between the page and the server: the socket itself stays open. */
async function silence() {
  const wire = { held: false, slow: 0, beats: 0 };
  const board = await open("/vaktleder", 1280, "light", demo.base, (context) =>
    context.routeWebSocket(/\/board\/v1/, (page) => {
      const server = page.connectToServer();
      server.onMessage((frame) => {
        if (String(frame).startsWith('{"type":"beat"')) wire.beats += 1;
        if (!wire.held) setTimeout(() => page.send(frame), wire.slow);
      });
      page.onMessage((frame) => server.send(frame));
    }));
  const asked = [];
  board.on("request", (request) => asked.push(request.url()));
  const stale = (wanted) => board.waitForFunction((wanted) => document.body.classList.contains("stale") === wanted, wanted, { timeout: PATIENCE });
  await check("X4: the board hears some three times a second that it has everything, and asks for nothing over HTTP", async () => {
    await board.waitForSelector(".board .row", { timeout: PATIENCE });
    const before = wire.beats;
    await board.waitForTimeout(3000);
    must(wire.beats - before >= 6, `${wire.beats - before} beats in three seconds`);
    must(asked.every((url) => !url.includes("/health")), asked.join("\n"));
    must(!(await board.evaluate(() => document.body.classList.contains("stale"))), "it says that it is old while it is fresh");
  });
  await check("X4: when nothing comes, the board says within two seconds that what it shows is old, and stops its clocks", async () => {
    await stale(false);
    wire.held = true;
    const began = Date.now();
    await stale(true);
    const took = Date.now() - began;
    must(took < 2000, `it took ${took} ms`);
    must(/\S/.test(await board.locator("#badge").innerText()) && (await board.locator("#badge").getAttribute("data-state")) === "lost", "the badge does not say it");
    must((await board.locator(".board .col-wait .value").allInnerTexts()).every((one) => !/\d/.test(one)), "a clock goes on");
    wire.held = false;
    await stale(false);
  });
  await check("X4: when all comes late, that is said too: a beat tells when it set out", async () => {
    wire.slow = 2500;
    await stale(true);
    // Whatever comes, comes late: it is not fresh in between.
    await board.waitForTimeout(4000);
    must(await board.evaluate(() => document.body.classList.contains("stale")), "late frames are taken for new ones");
    wire.slow = 0;
    await stale(false);
  });
  await board.context().close();
}
