/** The badge and the notices that say whether the board and its feeds are there, and how old the picture is. */

import { byId, fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { t, tn } from "../shared/text.js";
import { clock } from "../shared/time.js";

/**
 * @param {import("./fresh.js").Fresh} fresh
 * @param {import("./state.js").State} state
 * @param {() => void} retry
 */
export function renderLink(fresh, state, retry) {
  const { feeds, known } = state;
  const away = feeds.filter((feed) => !feed.connected);
  const gone = fresh.state === "lost" || fresh.state === "late";
  document.body.classList.toggle("stale", known && fresh.state !== "open");
  const badge = byId("badge");
  const bad = gone || away.length > 0;
  const time = gone ? clock(fresh.since) : "";
  const word =
    fresh.state === "lost" ? t("badge.lost", { time })
    : fresh.state === "late" ? t("badge.late", { time })
    : away.length > 0 ? t("badge.feeds", { away: away.length, all: feeds.length })
    : fresh.state === "connecting" ? t("badge.connecting") : tn("badge.following", feeds.length);
  if (badge.dataset.said !== word) {
    badge.dataset.said = word;
    badge.dataset.state = bad ? "lost" : fresh.state;
    fill(badge, icon(bad ? "broken" : "pulse"), h("span", { text: word }));
  }
  const notices = [
    ...(gone && known ? [[t(`board.${fresh.state}`, { time }), t("board.lost_text")]] : []),
    ...(gone ? [] : away.map((feed) => [t("lost.feed", { names: feed.name, time: clock(feed.since) }), t("board.feed_text")])),
  ];
  const box = byId("notices");
  const said = JSON.stringify(notices);
  if (box.dataset.said === said) return;
  const focused = box.contains(document.activeElement);
  box.dataset.said = said;
  fill(
    box,
    ...notices.map(([title, words]) =>
      h(
        "div",
        { class: "notice" },
        icon("broken"),
        h("div", {}, h("p", { class: "title", text: title }), h("p", { text: words }), gone ? h("button", { class: "button", type: "button", text: t("board.retry"), on: { click: retry } }) : null),
      ),
    ),
  );
  if (focused) /** @type {HTMLElement} */ (box.querySelector("button") ?? byId("board")).focus({ preventScroll: true });
}
