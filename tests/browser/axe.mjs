/** Runs axe on a page with the rules of the law and more. */

import AxeBuilder from "@axe-core/playwright";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What another colour scheme can change. */
const COLOURS = ["color-contrast", "link-in-text-block"];

/** The violations of a page, one line each; of its colours alone where the rest has been looked at. */
export async function violations(page, coloursAlone = false) {
  const axe = new AxeBuilder({ page });
  const { violations } = await (coloursAlone ? axe.withRules(COLOURS) : axe.withTags(TAGS)).analyze();
  return violations.map((one) => `${one.id}: ${one.help} (${one.nodes.map((node) => node.target.join(" ")).slice(0, 3).join("; ")})`);
}
