/** Where it is weak: classes it seldom finds or often gets wrong, and people it reads less well. */

import { h } from "../shared/dom.js";
import { t, word } from "../shared/text.js";
import { between, fraction, ofHundred, whole } from "./numbers.js";
import { byRing, className, folded, list, p, rings, row, section, table } from "./parts.js";
import { figuresOf } from "./right.js";

/** @typedef {import("./main.js").Told} Told */

/** Groups of fewer chats than this are told with a warning. */
const FEW = 20;

/** @param {Told} told */
export function weak({ sheet, own }) {
  const named = sheet.weak.filter((one) => one.reader === own.name);
  return section(
    "weak",
    p(t(named.length > 0 ? "modelcard.weak.some" : "modelcard.weak.nothing")),
    list(
      rings.flatMap((ring) => {
        const names = named.filter((one) => one.ring === ring).map((one) => className(ring, one.id));
        return names.length > 0 ? [t("modelcard.weak.names", { ring: t(`kind.${ring}`), names: names.join(", ") })] : [];
      }),
    ),
    byRing((ring) => [
      table(
        t("modelcard.weak.caption", { ring: t(`kind.${ring}`) }),
        [t("modelcard.weak.place"), t("modelcard.weak.found"), t("modelcard.weak.right"), t("modelcard.messages")],
        figuresOf(own, ring).classes.map((one) => [className(ring, one.id), ofHundred(one.recall), ofHundred(one.precision), whole(one.messages)]),
      ),
    ]),
    p(t("modelcard.weak.how")),
  );
}

/** @param {string} group */
const name = (group) => word("modelcard.group", group);

/**
 * Who is read clearly worse than all together, a line each.
 * @param {import("../shared/types.js").Behind[]} behind
 */
function namely(behind) {
  return list(
    behind.map(({ ring, group, kappa, whole, chats }) => {
      const said = t(`modelcard.groups.behind.${ring}`, { group: name(group), kappa: fraction(kappa), whole: fraction(whole) });
      return chats < FEW ? `${said} ${t("modelcard.groups.few", { chats })}` : said;
    }),
  );
}

/**
 * @param {Told} told
 * @param {import("../shared/types.js").Card} card
 */
export function groups({ sheet, own }, card) {
  if (own.groups.length === 0) return section("groups", p(t("modelcard.groups.unknown")));
  const behind = sheet.behind.filter((one) => one.reader === own.name);
  const other = sheet === card.apart ? [] : card.apart.behind.filter((one) => one.reader === own.name);
  return section(
    "groups",
    p(t("modelcard.groups.text")),
    p(t(behind.length > 0 ? "modelcard.groups.some" : "modelcard.groups.nobody")),
    namely(behind),
    byRing((ring) => {
      const { kappa: all, kappa_interval } = figuresOf(own, ring);
      const at = rings.indexOf(ring);
      const figures = own.groups.map((group) => ({ group, kappa: group.kappa[at] ?? 0, interval: group.interval[at] ?? [0, 0] }));
      return [
        h(
          "ul",
          { class: "bars" },
          ...figures.map(({ group, kappa, interval }) => {
            const falls = behind.some((one) => one.ring === ring && one.group === group.name);
            return row({
              name: name(group.name), figure: fraction(kappa), value: kappa, interval: /** @type {[number, number]} */ (interval), whole: all, kind: falls ? "behind" : "",
              note: falls ? t("modelcard.groups.is_behind") : "",
            });
          }),
        ),
        folded(
          t("modelcard.groups.caption", { ring: t(`kind.${ring}`) }),
          [t("modelcard.groups.group"), t("modelcard.chats"), "kappa", t("modelcard.interval")],
          [
            [t("modelcard.groups.all"), whole(own.chats), fraction(all), between(kappa_interval)],
            ...figures.map(({ group, kappa, interval }) => [name(group.name), whole(group.chats), fraction(kappa), between(/** @type {[number, number]} */ (interval))]),
          ],
        ),
      ];
    }),
    p(t("modelcard.groups.how")),
    ...(other.length > 0 ? [p(t("modelcard.groups.other", { chats: whole(card.apart.report.readers[0]?.chats ?? 0) })), namely(other)] : []),
  );
}
