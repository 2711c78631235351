/** The phrase that asks leave, taken straight from a hit of the search: fetched, and copied in the veisøker's own standard. */

import { announce } from "../shared/announce.js";
import { wholeArticle } from "../shared/article.js";
import { give } from "../shared/give.js";
import { t } from "../shared/text.js";

/**
 * @param {string} id of the article
 * @param {"nb" | "nn"} lang
 * @param {string} receipt
 * @returns {Promise<boolean>} whether it was copied
 */
export async function copyPhrase(id, lang, receipt) {
  const article = await wholeArticle(id);
  const phrase = article?.share[lang] || article?.share[lang === "nb" ? "nn" : "nb"];
  const { done, said } = phrase ? await give(phrase, receipt) : { done: false, said: t("find.no_phrase") };
  announce(done ? `${said} «${phrase}»` : said);
  return done;
}
