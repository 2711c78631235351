/** The app inside Zendesk, end to end: signed in without a cookie, it follows its own case, and a prompt lands in the composer. */

import { PATIENCE, check, must, shot } from "../checks.mjs";
import { violations } from "../axe.mjs";
import { startService } from "../service.mjs";
import { install, openCase, startBrowser } from "../zendesk-host.mjs";

const KARI = "4711";
const LEAD = "4713";

export default async function () {
  if (process.env.SERVICE_URL) return;
  const installed = install([[KARI, "Kari Nes", ["veileder"]], [LEAD, "Ingrid Sol", ["vaktleder"]]]);
  const service = await startService(installed.settings);
  const browser = await startBrowser();
  try {
    await walk(browser, service.base, installed.token);
    await byWebhook(browser, service.base, installed);
  } finally {
    await browser.close();
    await service.stop();
    installed.stop();
  }
}

async function walk(browser, base, sign) {
  const token = sign(KARI);
  const ofKari = { base, path: "/zendesk/panel", agent: KARI };
  const one = await openCase(browser, { ...ofKari, token, ticket: "141" });
  const prompts = one.app.locator("#prompt-list .prompt");

  await check("Zendesk: the panel opens in the case with cookies blocked, and asks nothing of anybody else", async () => {
    await one.app.locator("#badge").filter({ hasText: /\S/ }).waitFor({ timeout: PATIENCE });
    must((await one.app.locator(".from-host").count()) === 0, "it complains");
    must(one.seen.cookies === 0 && (await one.context.cookies()).length === 0, "a cookie was set or sent");
    must(one.seen.elsewhere.length === 0, `asked elsewhere: ${one.seen.elsewhere[0]}`);
    must((await one.inside().locator("meta[name=ledsager-pass]").count()) === 0, "the pass stays in the page");
  });
  await check("Zendesk: what is said in the case moves the sidebar, without names, pictures or internal notes", async () => {
    await one.say("end-user", "Hei! Jeg vet ikke om jeg skal velge fagbrev eller studere.");
    await one.say("agent", "Hei, så fint at du tar kontakt. Hva vil du helst snakke om i dag?");
    await one.say("agent", "Hemmelig notat om Fjellbakken", "internal");
    await one.say("end-user", "Jeg vil gjerne finne ut hva jeg trives med, og hvilke muligheter jeg har.");
    await one.app.locator("guidance-ring .part[data-mark]").first().waitFor({ state: "attached", timeout: PATIENCE });
    await prompts.first().waitFor({ timeout: PATIENCE });
    const sent = one.seen.sent.join("\n");
    must(/"derived":true/.test(sent) && sent.includes("trives med"), "nothing was told");
    must(!/Fjellbakken|notat|avatar|example\.com|Kari/.test(sent), "more was told than what is said");
  });
  for (const scheme of ["light", "dark"]) {
    await check(`Zendesk: nothing for axe to find at 320 px, ${scheme}`, async () => {
      await one.host.emulateMedia({ colorScheme: scheme });
      const found = await violations(one.host);
      must(found.length === 0, found.join("\n"));
      must(await one.inside().evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the panel scrolls sideways");
      await shot(one.host, `zendesk-320-${scheme}`);
    });
  }
  await one.host.emulateMedia({ colorScheme: "light" });
  const press = async () => {
    const words = await prompts.first().locator(".words").innerText();
    await prompts.first().click();
    await prompts.first().locator(".receipt").filter({ hasText: /\S/ }).waitFor({ timeout: PATIENCE });
    return { words, said: await prompts.first().locator(".receipt").innerText() };
  };
  await check("Zendesk: a press puts the prompt into the composer, and sends nothing", async () => {
    const { words, said } = await press();
    must((await one.composed()) === words, `in the composer stands: ${await one.composed()}`);
    must(/Satt inn/.test(said), `it says: ${said}`);
    must((await one.invoked()).every((name) => ["resize", "ticket.editor.insert"].includes(name)), "something else was done");
  });
  await check("Zendesk: a composer that takes it another way gets it that way", async () => {
    await one.refuse("ticket.editor.insert");
    const { words } = await press();
    must((await one.composed()) === words + words, "it is not there");
    must((await one.invoked()).at(-1) === "ticket.comment.appendText", "by another way");
    await one.refuse(null);
  });
  await check("Zendesk: with another case open by then, nothing is put anywhere, and it says so", async () => {
    const before = await one.composed();
    const acts = (await one.invoked()).length;
    await one.turnTo(142);
    const { said } = await press();
    must((await one.composed()) === before && (await one.invoked()).length === acts, "something was put there");
    must(/annen sak/.test(said), `it says: ${said}`);
    await one.turnTo(141);
  });
  await check("Zendesk: another case shows nothing of this one, and a used token lets nobody in", async () => {
    const other = await openCase(browser, { ...ofKari, token: sign(KARI), ticket: "150" });
    await other.app.locator("#badge").filter({ hasText: /\S/ }).waitFor({ timeout: PATIENCE });
    await other.host.waitForTimeout(1500);
    must((await other.app.locator("[role=tab]:not(.byhand)").count()) === 0, "it shows a chat");
    must(!(await other.app.locator("main").innerText()).includes("trives"), "it shows words of another case");
    await other.close();
    const again = await openCase(browser, { ...ofKari, token, ticket: "141" });
    await again.app.locator("main", { hasText: "brukt eller utløpt" }).waitFor({ timeout: PATIENCE });
    await again.close();
  });
  await check("Zendesk: the board stands in the navigation bar, and sees the chat without a word of it", async () => {
    const bar = await openCase(browser, { base, path: "/zendesk/board", token: sign(LEAD), agent: LEAD, ticket: "0", width: 1280 });
    await bar.app.locator("#groups li, #groups tr, #groups article").first().waitFor({ timeout: PATIENCE });
    must(!(await bar.app.locator("main").innerText()).includes("trives"), "it shows words");
    must(bar.seen.cookies === 0, "a cookie was sent");
    await shot(bar.host, "zendesk-board");
    await bar.close();
  });
  await check("Zendesk: the console stays quiet", async () => must(one.seen.complaints.length === 0, one.seen.complaints.slice(0, 3).join("\n")));
  await one.close();
}

/** The same where Zendesk's webhook tells what is said: the page need not. */
async function byWebhook(browser, base, { token, post }) {
  const one = await openCase(browser, { base, path: "/zendesk/panel", agent: KARI, token: token(KARI), ticket: "160" });
  const parts = one.app.locator("guidance-ring .part[data-mark]");
  await check("Zendesk: what comes by its signed webhook moves the sidebar, and a prompt lands in the composer", async () => {
    const said = [
      ["end_user", "77", "Hei! Jeg vet ikke om jeg skal velge fagbrev eller studere."],
      ["agent", KARI, "Hei, så fint at du tar kontakt. Hva vil du helst snakke om i dag?"],
      ["end_user", "77", "Jeg vil gjerne finne ut hva jeg trives med, og hvilke muligheter jeg har."],
    ];
    for (const [type, actor, words] of said) must((await post(base, "160", type, actor, words)) === 200, "the webhook is not answered");
    await parts.first().waitFor({ state: "attached", timeout: PATIENCE });
    const prompt = one.app.locator("#prompt-list .prompt").first();
    await prompt.waitFor({ timeout: PATIENCE });
    const words = await prompt.locator(".words").innerText();
    await prompt.click();
    await prompt.locator(".receipt").filter({ hasText: /\S/ }).waitFor({ timeout: PATIENCE });
    must((await one.composed()) === words, `in the composer stands: ${await one.composed()}`);
  });
  await check("Zendesk: a webhook whose body was changed on the way is refused", async () => {
    const answer = await fetch(new URL("/hooks/v1/zendesk", base), { method: "POST", body: "{}", headers: { "x-zendesk-webhook-signature": "AAAA", "x-zendesk-webhook-signature-timestamp": new Date().toISOString() } });
    must(answer.status === 401, `answered ${answer.status}`);
  });
  await one.close();
}
