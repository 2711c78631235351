/** Whether a chat can be followed now, and if not, since when and why: one answer for the whole panel. */

import { t } from "../shared/text.js";
import { clock } from "../shared/time.js";

/** @typedef {{ state: import("../shared/socket.js").LinkState, since: number }} Link */

/**
 * @param {Link} link
 * @param {import("./chats.js").Chats} chats
 * @returns {{ lost: boolean, title: string, text: string } | null}
 */
export function trouble(link, chats) {
  const chat = chats.chat;
  if (link.state === "lost") {
    const since = { time: clock(link.since) };
    if (!chat) return { lost: true, title: t("lost.link", since), text: t("lost.link_hand") };
    return { lost: true, title: t("lost.title", since), text: t("lost.link_text") };
  }
  const session = chat?.session;
  const away = chats.feeds.filter((feed) => !feed.connected);
  const allAway = away.length > 0 && away.length === chats.feeds.length;
  if (session && (!session.followed || allAway)) {
    const since = chat.unfollowed ?? (away.length > 0 ? Math.min(...away.map((feed) => feed.since)) : null);
    const last = session.last_message === null ? "" : `${t("lost.last_message", { time: clock(session.last_message) })} `;
    return {
      lost: true,
      title: since === null ? t("lost.title_plain") : t("lost.title", { time: clock(since) }),
      text: `${last}${t("lost.feed_text")}`,
    };
  }
  if (away.length > 0 && !chat?.over) {
    const since = Math.min(...away.map((feed) => feed.since));
    const names = away.map((feed) => feed.name).join(", ");
    return { lost: false, title: t("lost.feed", { names, time: clock(since) }), text: allAway ? t("lost.feed_all") : t("lost.feed_some") };
  }
  return null;
}
