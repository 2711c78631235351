/** Own talks that are over: those to be taken along first, each one click from its path and from writing. */

import { h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { t, tn } from "../shared/text.js";
import { clock, span } from "../shared/time.js";
import { book } from "./book.js";
import { card, dayName } from "./parts.js";

/** @typedef {import("./types.js").TalkRow} TalkRow */

/** @param {TalkRow} talk */
export function talkRow(talk) {
  const written = book.about(talk.id);
  return h(
    "li",
    {},
    h(
      "a",
      { class: "entry", href: `#${talk.id}` },
      icon(talk.how === "left" ? "door" : talk.how === "idle" ? "pause" : "check"),
      h(
        "span",
        { class: "words" },
        h("span", { class: "title", text: `${dayName(talk.opened)} ${clock(talk.opened)}–${clock(talk.ended)}` }),
        h(
          "span",
          { class: "meta" },
          h("span", { text: t(`log.how.${talk.how}`) }),
          h("span", { text: tn("log.messages", talk.messages) }),
          talk.ended - talk.opened >= 60_000 ? h("span", { text: span(talk.ended - talk.opened) }) : null,
          talk.bookmarked ? h("span", { class: "lifted" }, icon("people"), t("log.bookmarked")) : null,
        ),
      ),
      h("span", { class: "go" }, written ? t("log.talks.written") : t("log.talks.write")),
    ),
  );
}

/** @param {TalkRow[] | null} talks */
export function talksView(talks) {
  if (talks === null) return h("div", { class: "view" }, h("p", { class: "dim", text: t("log.talks.failed") }));
  const along = talks.filter((talk) => talk.bookmarked);
  const rest = talks.filter((talk) => !talk.bookmarked);
  const list = (/** @type {TalkRow[]} */ some) => h("ul", { class: "plain-list" }, ...some.map(talkRow));
  return h(
    "div",
    { class: "view" },
    h("p", { class: "dim", text: t("log.talks.text") }),
    along.length > 0 ? card("along", t("log.talks.along"), t("log.talks.along_aside"), list(along)) : null,
    card("talks", t("log.talks.title"), "", rest.length > 0 ? list(rest) : h("p", { class: "pad dim", text: t("log.talks.none") })),
  );
}
