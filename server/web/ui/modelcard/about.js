/** What the tracker does and does not do, what it learned from, and how the card came about. */

import { fill, h } from "../shared/dom.js";
import { inside, t, word } from "../shared/text.js";
import { day } from "../shared/time.js";
import { between, fraction, whole } from "./numbers.js";
import { list, p, rings, section, table } from "./parts.js";

/** @typedef {import("../shared/types.js").Card} Card */
/** @typedef {import("./main.js").Told} Told */

export function whatItDoes() {
  return section("does", list(["read", "sure", "why", "hand"].map((one) => t(`modelcard.does.${one}`))));
}

export function limits() {
  return section("limits", list(["write", "feelings", "people", "diagnosis", "truth", "between", "decide"].map((one) => t(`modelcard.limits.${one}`))));
}

/**
 * @param {Card} card
 * @param {Told} told
 */
export function learnedFrom(card, { own, folds }) {
  const { files, chats, messages } = card.learned_from;
  const languages = own.groups.filter((group) => group.name.startsWith("language ")).sort((a, b) => b.chats - a.chats);
  const counted = languages.map((group) => `${whole(group.chats)} ${inside(word("modelcard.group", group.name))}`).join(", ");
  return section(
    "material",
    p(t("modelcard.material.text", { files, chats: whole(chats), messages: whole(messages) })),
    folds && counted ? p(t("modelcard.material.languages", { list: counted })) : null,
    list(["real", "rare", "labels", "chats"].map((one) => t(`modelcard.material.${one}`))),
  );
}

/**
 * Both measurements beside each other, with every tier.
 * @param {Card} card
 */
export function measured(card) {
  const sheets = /** @type {const} */ ([["folds", card.folds], ["apart", card.apart]]);
  const rows = sheets.flatMap(([name, sheet]) =>
    (sheet?.report.readers ?? [])
      .filter((reader) => reader.groups.length > 0)
      .map((reader) => [
        `${t(`modelcard.measured.${name}`)}, ${word("modelcard.reader", reader.name)}`,
        whole(reader.chats),
        ...rings.map((ring) => reader.rings.find((one) => one.ring === ring)).map((one) => (one ? `${fraction(one.kappa)} (${between(one.kappa_interval)})` : "–")),
      ]),
  );
  return section(
    "measured",
    ...(card.folds
      ? [p(t("modelcard.measured.folds_text")), p(t("modelcard.measured.apart_text")), p(t("modelcard.measured.expect"))]
      : [p(t("modelcard.measured.apart_alone"))]),
    table(t("modelcard.measured.caption"), [t("modelcard.measured.which"), t("modelcard.chats"), ...rings.map((ring) => t(`kind.${ring}`))], rows),
    p(t("modelcard.kappa")),
  );
}

/** @param {Card} card */
export function about(card) {
  const facts = h("dl", { class: "facts" });
  const pairs = [
    ["date", day(card.date)],
    ["small", card.small],
    ["large", card.large ?? t("modelcard.about.none")],
  ];
  fill(facts, ...pairs.flatMap(([name, value]) => [h("dt", { text: t(`modelcard.about.${name}`) }), h("dd", { text: value })]));
  return section("about", p(t("modelcard.about.text")), facts);
}
