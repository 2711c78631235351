/** What stands around the ring and the offers: the connection badge, the legend, and why there is nothing to copy. */

import { attr, byId, fill, h, text } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { modelName } from "../shared/model.js";
import { settings } from "../shared/settings.js";
import { t } from "../shared/text.js";
import { clock } from "../shared/time.js";

/**
 * @param {HTMLElement} badge
 * @param {import("./link.js").Link} link
 * @param {import("../shared/types.js").Feed[]} feeds
 */
export function renderBadge(badge, link, feeds) {
  const away = feeds.length > 0 && feeds.every((feed) => !feed.connected);
  const state = link.state === "connecting" ? "connecting" : link.state === "lost" || away ? "lost" : "open";
  const since = link.state === "open" && away ? Math.min(...feeds.map((feed) => feed.since)) : link.since;
  if (badge.dataset.state !== state) {
    badge.dataset.state = state;
    badge.replaceChildren(icon(state === "lost" ? "broken" : "pulse"), h("span"));
  }
  text(/** @type {Element} */ (badge.lastElementChild), t(`badge.${state}`, { time: clock(since) }));
}

/**
 * What the three rings are: open for somebody new to them while there is nothing else to read, behind a click otherwise.
 * @param {HTMLElement} legend a details element
 * @param {boolean} room
 * @param {boolean} idle
 */
export function renderLegend(legend, room, idle) {
  legend.hidden = !room;
  const open = idle && settings.level === "novice";
  if (legend.dataset.open !== String(open)) {
    legend.dataset.open = String(open);
    attr(legend, "open", open);
  }
  if (legend.dataset.said) return;
  legend.dataset.said = "yes";
  text(byId("legend-title"), modelName());
  fill(
    /** @type {Element} */ (legend.lastElementChild),
    ...["phase", "kolb", "knapp"].map((ring) => h("li", {}, h("strong", { text: t(`legend.${ring}`) }), ` ${t(`legend.${ring}.text`)}`)),
    h("li", { text: t("beside.legend") }),
  );
}

/**
 * Why there is nothing to copy.
 * @param {{ session: import("../shared/types.js").Session | null, over: boolean, asked: boolean, lost: boolean,
 *   answered: boolean, linked: boolean }} now
 */
export function emptyText({ session, over, asked, lost, answered, linked }) {
  if (asked && !answered) return t(linked ? "empty.asking" : "empty.lost");
  if (asked) return t("empty.place");
  if (over) return t("empty.over");
  if (!session) return t("empty.hand");
  if (lost) return t("empty.lost");
  if (session.reading !== "shown" && session.phase.silent) return t("empty.hand");
  if (session.messages === 0) return t("empty.early");
  return t(session.phase.silent ? "empty.silent" : "empty.none");
}
