/** The model card tells what the server has, from the keyboard, on paper and in nynorsk. */

import { PATIENCE, check, clean, must, open, shot } from "../checks.mjs";

export default async function () {
  const card = await open("/modellkort", 1280, "light");
  await check("the model card tells the figures that the server has", async () => {
    await card.waitForSelector("#sheet #about", { timeout: PATIENCE });
    const told = await card.evaluate(async () => (await fetch("/api/modellkort")).json());
    const sheet = told.card.folds ?? told.card.apart;
    const own = sheet.report.readers.find((reader) => reader.name === `tracker, ${told.tier} tier`);
    const pictures = await card.evaluate(() => [...document.querySelectorAll("#short .hundred")].map((one) => ["right", "wrong", "silent"].map((kind) => one.querySelectorAll(`.${kind}`).length)));
    must(pictures.length === own.rings.length, "a ring has no picture");
    for (const [at, ring] of own.rings.entries()) {
      const shares = [(1 - ring.silent) * ring.accuracy_speaking, (1 - ring.silent) * (1 - ring.accuracy_speaking), ring.silent];
      must(pictures[at].reduce((sum, part) => sum + part, 0) === 100, "not a hundred squares");
      shares.forEach((share, part) => must(Math.abs(share * 100 - pictures[at][part]) <= 1, `${ring.ring}: ${pictures[at]} squares for ${shares}`));
    }
    const about = await card.locator("#about").textContent();
    must(about.includes(told.card.small), "the card does not name the tracker");
    const weak = sheet.weak.filter((one) => one.reader === own.name);
    if (weak.length > 0) must((await card.locator("#weak > .lines li").count()) > 0, "weak places are not named");
    const behind = sheet.behind.filter((one) => one.reader === own.name);
    must((await card.locator("#groups .bar.behind").count()) === behind.length, "groups behind are not marked");
  });
  await check("the card's contents and tables work from the keyboard", async () => {
    await card.locator("#contents a").nth(3).focus();
    await card.keyboard.press("Enter");
    await card.waitForFunction(() => location.hash.length > 1 && document.querySelector(location.hash)?.getBoundingClientRect().top < 200, null, { timeout: 3000 });
    const fold = card.locator("#sure details").first();
    await fold.locator("summary").focus();
    await card.keyboard.press("Enter");
    await fold.locator("table").waitFor({ timeout: 3000 });
    must((await fold.locator("tbody tr").count()) >= 5, "the table is empty");
    await card.keyboard.press("Enter");
    must(!(await fold.locator("table").isVisible()), "it does not close");
  });
  await check("on paper every table of the card is open, and on the screen closed again", async () => {
    const open = () => card.evaluate(() => [...document.querySelectorAll("details.numbers")].map((one) => one.open));
    await card.evaluate(() => dispatchEvent(new Event("beforeprint")));
    must((await open()).every(Boolean), "a table stays closed");
    await card.evaluate(() => dispatchEvent(new Event("afterprint")));
    must((await open()).every((one) => !one), "a table stays open");
  });
  await check("the card is whole in nynorsk, with every table open", async () => {
    await card.evaluate(() => localStorage.setItem("ledsager", JSON.stringify({ lang: "nn" })));
    await card.setViewportSize({ width: 320, height: 860 });
    await card.reload();
    await card.waitForSelector("#sheet #about", { timeout: PATIENCE });
    await card.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
    const words = await card.evaluate(() => document.body.innerText);
    must(words.includes("Kor god er lesinga?"), "it is not in nynorsk");
    must(!/modelcard\.|\{\w+\}|NaN|undefined/.test(words), `something is not filled in: ${/.{0,30}(modelcard\.|\{\w+\}|NaN|undefined).{0,30}/.exec(words)?.[0]}`);
    await clean(card);
  });
  await check("the model card's console is quiet", async () => must(card.complaints.length === 0, card.complaints.join("\n")));
  await card.context().close();
}
