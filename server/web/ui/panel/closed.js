/** What is left of a chat that is over: where it has been, what was marked and answered, and what may be done now. */

import { fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { label } from "../shared/model.js";
import { t, tn } from "../shared/text.js";
import { clock } from "../shared/time.js";

/** @typedef {import("./chats.js").Over} Over */

/** "a, b og c". @param {string[]} list */
function all(list) {
  return list.length < 2 ? list.join("") : `${list.slice(0, -1).join(", ")} ${t("beside.and")} ${list.at(-1)}`;
}

/**
 * Each place once, in the order it was first come to.
 * @param {"phase" | "knapp"} ring
 * @param {Over} over
 */
function been(ring, over) {
  const ids = over.trail.map((step) => step[ring]).filter((id) => id !== null);
  const last = over[ring].silent ? over[ring].last_sure : over[ring].value;
  return [...new Set(last ? [...ids, last] : ids)].map((id) => label(ring, id));
}

/**
 * @param {HTMLElement} box
 * @param {{ id: string, over: Over } | null} view
 */
export function renderClosed(box, view) {
  const said = JSON.stringify(view);
  box.hidden = view === null;
  if (box.dataset.said === said) return;
  box.dataset.said = said;
  if (!view) return fill(box);
  const { id, over } = view;
  const phases = been("phase", over);
  const knapper = been("knapp", over);
  const answered = [
    over.corrected > 0 ? tn("beside.corrected", over.corrected) : "",
    over.confirmed > 0 ? tn("beside.confirmed", over.confirmed) : "",
  ].filter(Boolean);
  const wish = h("button", { class: "button debrief", type: "button", on: { click: () => ask(box, id) } }, icon("bubbles"), h("span", { text: t("beside.debrief") }));
  fill(
    box,
    h("h2", { id: "closed-title", text: t("beside.closed") }),
    h(
      "ul",
      { class: "facts" },
      phases.length > 0 ? h("li", { text: t("beside.been", { list: all(phases) }) }) : null,
      knapper.length > 0 ? h("li", { text: t("beside.knapper", { list: all(knapper) }) }) : null,
      over.pins.length > 0 ? h("li", { text: t("beside.pinned_at", { list: all(over.pins.map((one) => clock(one.at))) }) }) : null,
      answered.length > 0 ? h("li", { text: t("beside.answered", { list: all(answered) }) }) : null,
      over.bookmarked ? h("li", { text: t("beside.bookmarked_said") }) : null,
    ),
    over.how === "transferred" ? null : h("p", { class: "row" }, h("a", { class: "button reflect", href: `/logg#${id}` }, icon("pen"), h("span", { text: t("beside.reflect") })), wish),
  );
}

/** Whoever handles help hears it. @param {HTMLElement} box @param {string} session */
function ask(box, session) {
  box.dispatchEvent(new CustomEvent("ask-debrief", { bubbles: true, detail: { session } }));
}
