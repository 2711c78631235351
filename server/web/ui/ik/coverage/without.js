/** What was searched for in vain, for those who write articles. */

import { fill, h } from "../../shared/dom.js";
import { t, tn } from "../../shared/text.js";

/** @typedef {import("../../shared/types.js").WithoutHits} WithoutHits */

/**
 * @param {HTMLElement} box
 * @param {WithoutHits} [told] asked for when it did not come with the map
 */
export async function withoutHits(box, told) {
  const head = h("header", {}, h("h3", { text: t("without.title") }));
  try {
    const { searches, days, words, words_kept, keep_days, at_least } = told ?? (await counted());
    fill(
      box,
      head,
      h(
        "div",
        { class: "pad" },
        h("p", { text: searches === 0 ? t("without.none", { days }) : tn("without.count", searches, { days }) }),
        words.length > 0 ? h("ul", {}, ...words.map(line)) : null,
        h("p", { class: "dim small", text: words_kept ? t("without.kept", { days: keep_days, least: at_least }) : t("without.not_kept") }),
      ),
    );
  } catch {
    fill(box, head, h("p", { class: "pad", text: t("without.failed") }));
  }
}

/** @returns {Promise<WithoutHits>} */
async function counted() {
  const answer = await fetch("/api/search/without-hits");
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/** @param {WithoutHits["words"][number]} one */
function line(one) {
  return h("li", {}, h("span", { class: "words", text: one.words, dir: "auto" }), h("span", { class: "often", text: tn("without.times", one.searches) }));
}
