/** How corrections change the tracker, and what they have changed on this machine. */

import { t } from "../shared/text.js";
import { fraction, ofHundred } from "./numbers.js";
import { list, p, section, table } from "./parts.js";

/** @typedef {import("../shared/types.js").Difference} Difference */
/** @typedef {import("../shared/types.js").ModelCard} ModelCard */

/** @param {ModelCard} page */
export function corrections({ proof, card }) {
  return section(
    "corrections",
    list(["ring", "choice", "better", "back"].map((one) => t(`modelcard.corrections.${one}`))),
    ...(proof
      ? [
          p(t("modelcard.proof.text", { after: proof.after, before: proof.before, lessons: proof.lessons, base: card?.small ?? "" })),
          ...proof.tiers.map((tier) =>
            table(
              t("modelcard.proof.caption", { tier: t(`modelcard.tier_name.${tier.tier}`) }),
              [t("modelcard.proof.what"), t("modelcard.proof.before"), t("modelcard.proof.after"), t("modelcard.proof.difference")],
              [
                ...(tier.corrections > 0
                  ? [[t("modelcard.proof.corrections", { count: tier.corrections }), ofHundred(tier.right.before), ofHundred(tier.right.after), gain(tier.right, 100, 0)]]
                  : []),
                ...tier.chats.map(({ ring, kappa }) => [`${t(`kind.${ring}`)}, kappa`, fraction(kappa.before), fraction(kappa.after), gain(kappa, 1, 2)]),
              ],
            ),
          ),
        ]
      : [p(t("modelcard.proof.none"))]),
  );
}

/**
 * The difference with its interval, signs said.
 * @param {Difference} change
 * @param {number} times
 * @param {number} places
 */
function gain({ before, after, interval }, times, places) {
  const signed = (/** @type {number} */ value) => {
    const shown = Number((value * times).toFixed(places));
    return `${shown < 0 ? "−" : shown > 0 ? "+" : ""}${fraction(Math.abs(shown), places)}`;
  };
  return t("modelcard.proof.gain", { gain: signed(after - before), low: signed(interval[0]), high: signed(interval[1]) });
}
