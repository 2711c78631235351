/** One chat as a row of the board: its place, its reason and its times, never its words. */

import { fill, h, text } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { colour, element, label } from "../shared/model.js";
import { inside, t } from "../shared/text.js";
import { clock, elapsed, now, span } from "../shared/time.js";
import { glyph } from "../ring/glyph.js";
import { course } from "./course.js";
import { standing } from "./groups.js";

/** @typedef {import("../shared/types.js").Overview} Overview */
/** @typedef {import("../shared/types.js").Place} Place */

/** The columns: class and key of the heading. */
export const columns = [
  ["col-ring", "board.ring"], ["who", "board.who"], ["col-why", "board.why"], ["col-place", "board.place"],
  ["col-course", "board.course"], ["num col-wait", "board.waits"], ["num col-last", "board.last"],
];

/** @param {string} id */
export function createRow(id) {
  return h(
    "tr",
    { class: "row", role: "row", tabindex: "-1", data: { id } },
    ...columns.map(([name]) => (name === "who" ? h("th", { class: name, scope: "row", role: "rowheader" }) : h("td", { class: name, role: "cell" }))),
  );
}

/**
 * The name of a place, with "trolig" while it is unsure.
 * @param {"phase" | "knapp"} ring
 * @param {Place} place
 */
function named(ring, place) {
  const id = place.silent && !place.by_hand ? place.maybe[0] ?? place.last_sure : place.value;
  if (!id) return null;
  const unsure = !place.by_hand && (place.silent || place.sure === "unsure");
  return { id, name: unsure ? t("board.probably", { name: inside(label(ring, id)) }) : label(ring, id) };
}

/**
 * What changes with the chat. The waiting times come from {@link tickRow}.
 * @param {HTMLElement} row
 * @param {Overview | null} one null when the chat is over but its row must not move yet
 */
export function updateRow(row, one) {
  const cells = /** @type {HTMLElement[]} */ ([...row.children]);
  row.toggleAttribute("data-over", one === null);
  if (!one) {
    if (cells[2]) fill(cells[2], h("span", { class: "reason" }, icon("check"), h("span", { text: t("why.over") })));
    if (cells[5]) text(cells[5], "–");
    return;
  }
  const said = JSON.stringify([one, Math.floor((now() - (one.phase.since ?? 0)) / 60_000)]);
  if (row.dataset.said === said) return;
  row.dataset.said = said;
  const [ring, who, , place, way] = cells;
  const phase = named("phase", one.phase);
  const knapp = named("knapp", one.knapp);
  const sentence = phase ? [phase.name, knapp?.name].filter(Boolean).join(", ") : t("board.no_reading");
  if (ring) fill(ring, glyph(one.phase, one.knapp, sentence, one.state === "left" || !one.followed ? "over" : "live"));
  if (who) text(who, one.counsellor ?? t("board.nobody"));
  if (place) {
    const since = one.phase.since === null ? "" : span(now() - one.phase.since);
    fill(
      place,
      h(
        "div",
        { class: "place" },
        phase
          ? h("p", {}, icon(element("phase", phase.id)?.shape ?? "mark", colour(element("phase", phase.id))), h("strong", { text: phase.name }), h("span", { class: "dim", text: since }))
          : h("p", { class: "dim", text: t("board.no_reading") }),
        phase
          ? knapp
            ? h("p", { class: "dim" }, icon(element("knapp", knapp.id)?.shape ?? "mark", colour(element("knapp", knapp.id))), h("span", { text: knapp.name }))
            : h("p", { class: "dim", text: t("board.no_knapp") })
          : null,
      ),
    );
  }
  if (way) fill(way, one.trail.length > 0 ? course(one) : h("span", { class: "dim", text: "–" }));
}

/**
 * The clocks of a row.
 * @param {HTMLElement} row
 * @param {Overview} one
 * @param {boolean} live false when the board has lost its socket: a running clock would be a guess
 */
export function tickRow(row, one, live) {
  const [, , why, , , wait, last] = row.children;
  if (live && why) {
    const { reason, picture } = standing(one);
    if (why instanceof HTMLElement && why.dataset.picture !== picture) {
      why.dataset.picture = picture;
      fill(why, reason ? h("span", { class: "reason" }, icon(picture), h("span", { class: "words" })) : null);
    }
    const words = why.querySelector(".words");
    if (words) text(words, reason);
  }
  const unknown = !live || !one.followed;
  set(wait, "board.waits_key", unknown ? t("board.unknown") : one.waiting_since === null || one.state === "left" ? "–" : elapsed(one.waiting_since));
  set(last, "board.last_key", one.last_message === null ? "–" : unknown ? clock(one.last_message) : elapsed(one.last_message));
}

/**
 * @param {Element | undefined} cell
 * @param {string} key
 * @param {string} value
 */
function set(cell, key, value) {
  if (!cell) return;
  if (!cell.firstElementChild) fill(cell, h("span", { class: "key", text: `${t(key)} ` }), h("span", { class: "value" }));
  text(/** @type {Element} */ (cell.lastElementChild), value);
}
