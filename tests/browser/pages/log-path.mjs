/** Looking back on a talk: its path as a line, a sentence and a table; what was touched and what was not. */

import { PATIENCE, check, clean, must, open, shot } from "../checks.mjs";
import { goTo, saved, unlock } from "../log-steps.mjs";

const TALK = ["hei, lurer på om jeg kommer inn på sykepleie", "Hei! Hva vil du at vi skal bruke samtalen til?", "har 41 poeng og mangler matte", "Da ser vi på kravene sammen."];
const MINUTE = 60_000;

/** A talk that goes back to where it was, is silent for a while, and is left. */
function talkOf(model, how) {
  const [first, second, third, fourth] = model.phases.map((one) => one.id);
  const [one, two] = model.knapper.map((knapp) => knapp.id);
  const opened = Date.now() - 60 * MINUTE;
  const at = (minutes, phase, knapp = null) => ({ at: opened + minutes * MINUTE, phase, knapp, kolb: null });
  return {
    id: "c0ffee", opened, ended: opened + 24 * MINUTE, how, messages: 22, bookmarked: true,
    readings: [at(0, first), at(3, second), at(6, third, one), at(10, second, one), at(13, third, two), at(17, null), at(20, fourth)],
    pins: [{ message: 9, at: opened + 11 * MINUTE }], copied: [{ prompt: "finnes-ikke", at: opened }],
    offered: [{ kind: "prompt", id: "finnes-ikke", at: opened }, { kind: "article", id: "finnes-heller-ikke", at: opened }],
    used: [], referrals: [], corrected: 2, confirmed: 1,
  };
}

export default async function ({ base, page, feed }) {
  await check("V42: a chat that is over can be written about, filled in from its way, by its address alone", async () => {
    await feed.chat("logg-1", "dev:kari", TALK);
    await feed.end("logg-1");
    const id = await page.waitForFunction(async () => (await (await fetch("/api/me/talks")).json()).talks[0]?.id, null, { timeout: PATIENCE, polling: 500 });
    await goTo(page, `#${await id.jsonValue()}`, ".log-form");
    await page.locator("#path-title").waitFor({ timeout: PATIENCE });
    await page.locator(".log-form textarea").first().fill("Kravene ble klare");
    await saved(page);
    await goTo(page, "#/samtaler", ".entry .go");
    must((await page.locator(`a.entry[href='#${await id.jsonValue()}'] .go`).innerText()) === "Åpne", "the talk does not know its entry");
    await goTo(page, `#${await id.jsonValue()}`, ".log-form");
    must((await page.locator(".log-form textarea").first().inputValue()) === "Kravene ble klare", "its address opens another entry");
  });

  for (const [width, scheme] of [[1280, "light"], [320, "dark"]]) {
    await check(`V43, V47: the path of a talk is a line, a sentence and a table; what was not touched is said quietly: ${width}`, async () => {
      const look = await open("/ik", width, scheme, base, async (context) => {
        await context.request.post("/inn", { form: { name: "kari", role: "veileder", next: "/ik" } });
      });
      const model = await look.evaluate(async () => (await fetch("/api/model")).json());
      const talk = talkOf(model, "left");
      await look.route("**/api/me/talks", (route) => route.fulfill({ json: { talks: [{ ...talk, id: "b2", bookmarked: false, ended: talk.ended + 1 }, talk] } }));
      await look.route("**/api/me/talks/c0ffee", (route) => route.fulfill({ json: talk }));
      await look.goto("/logg#c0ffee");
      await look.locator(".path").waitFor({ timeout: PATIENCE });
      must((await look.locator(".path .stay").count()) === 6 && (await look.locator(".path .touch").count()) === 2, "the line has other steps than the talk");
      must((await look.locator(".path .turn").count()) === 5 && (await look.locator(".path .turn.silent").count()) === 1, "going back is not a step like the others, or silence is hidden");
      must((await look.locator(".path .pin").count()) === 1, "the pin is not on the line");
      const said = (await look.locator(".path").getAttribute("aria-label")) ?? "";
      const names = model.phases.map((one) => one.label.nb.toLowerCase());
      must(said.toLowerCase().includes(`${names[1]} 3 min, ${names[2]} 4 min, ${names[1]} 3 min`) && said.includes("Årsaken er ukjent"), `it says «${said}»`);
      const quiet = await look.locator(".untouched").innerText();
      must(quiet.startsWith("Ikke innom:") && model.knapper.slice(2).every((one) => quiet.includes(one.label.nb)) && !quiet.includes(model.knapper[0].label.nb), quiet);
      must((await look.locator(".facts .pill").first().innerText()).includes("Forlot chatten"), "it is not said how it ended");
      must((await look.locator(".path-card").innerText()).includes("Du rettet ringen 2 ganger"), "the corrections are not shown");
      await look.locator(".as-table summary").click();
      must((await look.locator(".as-table tbody tr").count()) === talk.readings.length, "the table lacks a step");
      await look.locator(".offered summary").click();
      await look.locator(".offered [data-named]").nth(1).waitFor({ timeout: 8000 });
      await clean(look);
      await shot(look, `logg-vei-${width}-${scheme}`);
      await unlock(look);
      await look.locator(".log-form").waitFor({ timeout: PATIENCE });
      must((await look.locator(".log-form .chip[aria-pressed=true]").count()) === 2, "the knapper are not filled in");
      await clean(look);
      await goTo(look, "#/kolleger", "#along-title");
      must((await look.locator("main section").first().locator("a.entry").getAttribute("href")) === "#c0ffee", "what is marked for kollegaveiledning does not stand first");
      await look.context().close();
    });
  }
}
