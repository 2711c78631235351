/** Whether it is as right as it says it is sure, how often it keeps silent, and what that buys. */

import { h } from "../shared/dom.js";
import { t } from "../shared/text.js";
import { plot } from "./chart.js";
import { figuresOf } from "./right.js";
import { fraction, ofHundred } from "./numbers.js";
import { byRing, folded, p, section } from "./parts.js";

/** @typedef {import("./main.js").Told} Told */

/** @param {Told} told */
export function sureness({ own }) {
  return section(
    "sure",
    p(t("modelcard.sure.text")),
    byRing((ring) => {
      const { reliability, calibration_error } = figuresOf(own, ring);
      const bins = reliability.filter((bin) => bin.answers > 0);
      const first = bins[0];
      const last = bins[bins.length - 1];
      const said = t("modelcard.sure.alt", {
        low: ofHundred(first?.said ?? 0), low_right: ofHundred(first?.right ?? 0), high: ofHundred(last?.said ?? 0), high_right: ofHundred(last?.right ?? 0),
      });
      return [
        plot({ points: bins.map((bin) => ({ x: bin.said, y: bin.right })), said, below: t("modelcard.sure.said"), beside: t("modelcard.sure.right"), diagonal: true }),
        h("p", { text: t("modelcard.sure.off", { off: fraction(calibration_error * 100, 1) }) }),
        folded(
          t("modelcard.sure.caption", { ring: t(`kind.${ring}`) }),
          [t("modelcard.sure.said"), t("modelcard.sure.right"), t("modelcard.messages")],
          bins.map((bin) => [ofHundred(bin.said), ofHundred(bin.right), bin.answers]),
        ),
      ];
    }),
  );
}

/** @param {Told} told */
export function silence({ own }) {
  return section(
    "silence",
    p(t("modelcard.silence.text")),
    byRing((ring) => {
      const { abstention, silent, accuracy, accuracy_speaking, kappa, kappa_speaking } = figuresOf(own, ring);
      const words = { silent: ofHundred(silent), always: ofHundred(accuracy), speaking: ofHundred(accuracy_speaking) };
      return [
        plot({
          points: abstention.map((point) => ({ x: point.share, y: point.accuracy })), said: t(`modelcard.silence.${ring}`, words),
          below: t("modelcard.silence.share"), beside: t("modelcard.silence.right"), line: true,
          now: { x: 1 - silent, y: accuracy_speaking, label: t("modelcard.silence.now") },
        }),
        h("p", { text: t(`modelcard.silence.${ring}`, words) }),
        folded(
          t("modelcard.silence.caption", { ring: t(`kind.${ring}`) }),
          [t("modelcard.silence.share"), t("modelcard.silence.right"), "kappa"],
          [
            [t("modelcard.silence.now_row", { share: ofHundred(1 - silent) }), ofHundred(accuracy_speaking), fraction(kappa_speaking)],
            ...abstention.map((point) => [ofHundred(point.share), ofHundred(point.accuracy), fraction(point.share === 1 ? kappa : point.kappa)]),
          ],
        ),
      ];
    }),
  );
}
