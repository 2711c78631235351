/** The line over the ring (who waits, who writes) and the notices that need to be said. */

import { fill, h, text } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { t, tn } from "../shared/text.js";
import { clock, elapsed } from "../shared/time.js";
import { trouble } from "./link.js";

/** @typedef {import("./chats.js").Chats} Chats */
/** @typedef {import("./link.js").Link} Link */

/**
 * The waiting time and the typing note; called once a second, changes texts only.
 * @param {HTMLElement} line
 * @param {Chats} chats
 * @param {Link} link
 */
export function tickStatus(line, chats, link) {
  if (!line.firstElementChild) {
    line.append(
      h("p", { class: "wait" }, icon("clock"), h("span", { class: "what" }), h("strong", { class: "time", role: "timer", "aria-live": "off" })),
      h("p", { class: "typing dim" }),
    );
  }
  const what = /** @type {Element} */ (line.querySelector(".what"));
  const time = /** @type {Element} */ (line.querySelector(".time"));
  const typing = /** @type {Element} */ (line.querySelector(".typing"));
  const session = chats.chat?.session;
  line.hidden = !session;
  if (!session) return;
  const lost = trouble(link, chats)?.lost ?? false;
  const waiting = !lost && session.state === "live" && session.waiting_since !== null;
  line.dataset.waiting = String(waiting);
  text(what, lost ? t("wait.unknown") : session.state === "left" ? t("wait.left") : waiting ? t("wait.waits") : session.messages === 0 ? t("wait.none_yet") : t("wait.answered"));
  text(time, waiting ? elapsed(/** @type {number} */ (session.waiting_since)) : "");
  const who = ["veisoker", "veileder"].find((one) => session.typing.includes(one));
  text(typing, !lost && who ? t(`typing.${who}`) : "");
}

/**
 * @param {HTMLElement} box
 * @param {Chats} chats
 * @param {Link} link
 * @param {(id: string) => void} close
 */
export function renderNotices(box, chats, link, close) {
  const chat = chats.chat;
  const bad = trouble(link, chats);
  /** @type {{ key: string, picture: string, title: string, text: string, calm?: boolean, done?: () => void }[]} */
  const notices = [];
  if (bad && !chat?.over) notices.push({ key: "lost", picture: "broken", title: bad.title, text: bad.text });
  if (chat?.over) {
    const { how, at } = chat.over;
    const known = ["ended", "left", "idle", "transferred"].includes(how) ? how : "unknown";
    notices.push({
      key: "over", picture: "door", title: t(`over.${known}`, { time: clock(at) }),
      text: t(known === "transferred" ? "over.text_transferred" : "over.text"), calm: true, done: () => close(chat.id),
    });
  } else if (chat?.session?.state === "left") {
    const title = chat.left === null ? t("left.title_plain") : t("left.title", { time: clock(chat.left) });
    notices.push({ key: "left", picture: "door", title, text: t("left.text"), calm: true });
  }
  for (const gap of chat?.session?.gaps ?? []) {
    const some = gap.missing === null ? t("gap.some") : tn("gap.messages", gap.missing);
    const title = t(`gap.${gap.reason}`, { time: clock(gap.at), some });
    notices.push({ key: `gap${gap.at}`, picture: "gap", title: title.charAt(0).toLocaleUpperCase("nb") + title.slice(1), text: "", calm: true });
  }
  const said = JSON.stringify(notices);
  if (box.dataset.said === said) return;
  box.dataset.said = said;
  fill(
    box,
    ...notices.map((notice) =>
      h(
        "div",
        { class: notice.calm ? "notice calm" : "notice", data: { kind: notice.key } },
        icon(notice.picture),
        h(
          "div",
          {},
          h("p", { class: "title", text: notice.title }),
          notice.text ? h("p", { text: notice.text }) : null,
          notice.done ? h("button", { class: "button", type: "button", text: t("over.close"), on: { click: notice.done } }) : null,
        ),
      ),
    ),
  );
}
