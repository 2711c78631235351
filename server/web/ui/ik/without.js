/** What was searched for in vain, for those who write articles: one folded line over the list. */

import { byId, fill, h, text } from "../shared/dom.js";
import { t, tn } from "../shared/text.js";

/** @typedef {import("../shared/types.js").WithoutHits} WithoutHits */

/** Fills the line, which is there from the start so that the list under it does not move. */
export async function showWithoutHits() {
  const box = byId("without-told");
  try {
    const answer = await fetch("/api/search/without-hits");
    if (!answer.ok) throw new Error(String(answer.status));
    /** @type {WithoutHits} */
    const told = await answer.json();
    const { searches, days, words } = told;
    fill(
      box,
      h("p", { text: searches === 0 ? t("without.none", { days }) : tn("without.count", searches, { days }) }),
      words.length > 0 ? h("ul", {}, ...words.map(line)) : null,
      h("p", { class: "note", text: told.words_kept ? t("without.kept", { days: told.keep_days, least: told.at_least }) : t("without.not_kept") }),
    );
    text(byId("without-count"), `(${searches})`);
  } catch {
    fill(box, h("p", { text: t("without.failed") }));
  }
}

/** @param {WithoutHits["words"][number]} one */
function line(one) {
  return h("li", {}, h("span", { class: "words", text: one.words, dir: "auto" }), h("span", { class: "often", text: tn("without.times", one.searches) }));
}
