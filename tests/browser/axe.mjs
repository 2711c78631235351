/** Runs axe on a page with the rules of the law and more. */

import AxeBuilder from "@axe-core/playwright";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What another colour scheme can change. */
const COLOURS = ["color-contrast", "link-in-text-block"];

/** The violations of a page, one line each; of its colours alone where the rest has been looked at. */
export async function violations(page, coloursAlone = false) {
  const found = await analysed(page, (axe) => (coloursAlone ? axe.withRules(COLOURS) : axe.withTags(TAGS)));
  if (found.some(({ id }) => id === SIZE)) {
    return told([...found.filter(({ id }) => id !== SIZE), ...(await sizesUnscrolled(page))]);
  }
  return told(found);
}

const SIZE = "target-size";

/** Sizes once more with all of the page on the screen: a button halfway under the sticky foot is whole when one scrolls. */
async function sizesUnscrolled(page) {
  const { width, height } = page.viewportSize();
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.max(height, whole + 100) });
  const found = await analysed(page, (axe) => axe.withRules([SIZE]));
  await page.setViewportSize({ width, height });
  return found;
}

const analysed = async (page, narrowed) => (await narrowed(new AxeBuilder({ page })).analyze()).violations;

const told = (found) => found.map((one) => `${one.id}: ${one.help} (${one.nodes.map((node) => node.target.join(" ")).slice(0, 3).join("; ")})`);
