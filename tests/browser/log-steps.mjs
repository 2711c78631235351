/** What the checks of the log do again and again: open it, go somewhere in it, wait until it is kept. */

import { PATIENCE } from "./checks.mjs";

export const PHRASE = "fire gule hester på tunet";

/** By the passphrase, in the page or in a dialog. */
export async function unlock(page, phrase = PHRASE) {
  await page.locator(".key-form input[type=password]").first().fill(phrase);
  await page.keyboard.press("Enter");
}

/** To a place of the page, without loading it anew: that would lock the log. */
export const goTo = async (page, hash, selector) => {
  await page.locator("#view").waitFor();
  await page.evaluate((to) => (location.hash = to), hash);
  await page.locator(selector).first().waitFor({ timeout: PATIENCE });
};

export const saved = (page) => page.locator(".saved[data-kind=saved]").waitFor({ timeout: PATIENCE });
