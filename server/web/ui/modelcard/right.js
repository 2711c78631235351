/** How often it is right, ring by ring, beside simpler readers; changes of phase; two themes at once. */

import { h } from "../shared/dom.js";
import { t, tn, word } from "../shared/text.js";
import { hundred, sample } from "./chart.js";
import { between, fraction, ofHundred, partsOfHundred, whole } from "./numbers.js";
import { byRing, folded, p, row, section } from "./parts.js";

/** @typedef {import("../shared/types.js").Card} Card */
/** @typedef {import("../shared/types.js").Figures} Figures */
/** @typedef {import("../shared/types.js").Ring} Ring */
/** @typedef {import("./main.js").Told} Told */

/**
 * @param {Figures} figures
 * @param {Ring} ring
 */
export function figuresOf(figures, ring) {
  const found = figures.rings.find((one) => one.ring === ring);
  if (!found) throw new Error(`no figures of ${ring}`);
  return found;
}

/**
 * @param {Told} told
 * @param {Card} card
 */
export function hundredByRing({ own, folds }, card) {
  return section(
    "short",
    p(t(folds ? "modelcard.short.folds" : "modelcard.short.apart", { chats: whole(own.chats), messages: whole(own.messages), files: card.learned_from.files })),
    byRing((ring) => {
      const { silent, accuracy_speaking } = figuresOf(own, ring);
      const parts = partsOfHundred([(1 - silent) * accuracy_speaking, (1 - silent) * (1 - accuracy_speaking), silent]);
      const [right = 0, wrong = 0, quiet = 0] = parts;
      const said = t(`modelcard.hundred.${ring}`, { right, wrong, silent: quiet });
      return [hundred(parts, said), h("p", { text: said })];
    }),
    h("p", { class: "legend" }, ...["right", "wrong", "silent"].map((kind) => h("span", {}, sample(kind), t(`modelcard.legend.${kind}`)))),
    p(t("modelcard.short.none")),
    p(t("modelcard.short.constructed")),
  );
}

/** Simpler readers in the picture, the simplest first; the table has them all. */
const simple = ["majority", "position only", "letter n-grams alone"];

/** @param {Told} told */
export function compared({ sheet, own }) {
  const others = sheet.report.readers.filter((reader) => reader !== own);
  const shown = simple.flatMap((name) => others.find((reader) => reader.name === name) ?? []);
  if (shown.length === 0) return section("compared", p(t("modelcard.compared.alone")));
  const name = (/** @type {Figures} */ reader) => word("modelcard.reader", reader.name);
  return section(
    "compared",
    p(t("modelcard.compared.text")),
    byRing((ring) => [
      h(
        "ul",
        { class: "bars" },
        ...[...shown, own].map((reader) => {
          const { accuracy } = figuresOf(reader, ring);
          const ours = reader === own;
          return row({ name: ours ? t("modelcard.ledsager") : name(reader), figure: t("modelcard.of_hundred", { count: ofHundred(accuracy) }), value: accuracy, kind: ours ? "own" : "" });
        }),
      ),
      folded(
        t("modelcard.compared.caption", { ring: t(`kind.${ring}`) }),
        [t("modelcard.compared.who"), t("modelcard.right"), "kappa", t("modelcard.interval")],
        [own, ...others].map((reader) => {
          const { accuracy, kappa, kappa_interval } = figuresOf(reader, ring);
          return [name(reader), ofHundred(accuracy), fraction(kappa), between(kappa_interval)];
        }),
      ),
    ]),
    p(t("modelcard.kappa")),
  );
}

/** @param {Told} told */
export function changes({ own }) {
  const { changes, missed, median_delay, flips_per_change } = own.boundaries;
  const seen = ofHundred((changes - missed) / Math.max(1, changes));
  const delay = median_delay ?? 0;
  return section(
    "changes",
    p(t("modelcard.changes.seen", { changes: whole(changes), seen, missed: 100 - seen })),
    median_delay === null ? null : p(delay === 0 ? t("modelcard.changes.at_once") : tn("modelcard.changes.after", delay)),
    p(t("modelcard.changes.flips", { shown: ofHundred(flips_per_change) })),
  );
}

/** @param {Told} told */
export function secondTheme({ own }) {
  const { messages, precision, recall } = own.second;
  return section(
    "second",
    p(
      messages === 0
        ? t("modelcard.second.none")
        : t("modelcard.second.text", { messages: whole(messages), found: ofHundred(recall), right: ofHundred(precision) }),
    ),
  );
}

