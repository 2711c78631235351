/** One chat as a row of the board: its place, its reason and its times, never its words. */

import { attr, fill, h, text } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { colour, element, label } from "../shared/model.js";
import { inside, t } from "../shared/text.js";
import { elapsed, now, span } from "../shared/time.js";
import { glyph } from "../ring/glyph.js";
import { course } from "./course.js";
import { standing } from "./groups.js";

/** @typedef {import("../shared/types.js").Overview} Overview */
/** @typedef {import("../shared/types.js").Place} Place */
/** What may be done in a row. @typedef {{ write: (one: Overview) => void, read: ((one: Overview) => void) | null }} Acts */

/** The columns: class and key of the heading. */
export const columns = [
  ["col-ring", "board.ring"], ["who", "board.who"], ["col-why", "board.why"], ["col-place", "board.place"],
  ["col-course", "board.course"], ["num col-wait", "board.waits"], ["col-acts", "board.acts"],
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

/** A chat in a few words, for buttons: "samtale 214, Maria H.". @param {Overview} one */
export function called(one) {
  if (one.number && one.counsellor === null) return t("board.called_alone", { number: one.number });
  const who = one.counsellor ?? t("board.nobody");
  return one.number ? t("board.called", { number: one.number, who }) : who;
}

/**
 * Who has the chat: also filled while the row is out of view, so that it can be searched for and heard.
 * @param {HTMLElement} row
 * @param {Overview} one
 */
export function nameRow(row, one) {
  const cell = row.children[1];
  if (!(cell instanceof HTMLElement)) return;
  const [nth, all] = one.of ?? [1, 1];
  const off = Math.abs(Math.round((one.clock_off_ms ?? 0) / 1000));
  const under = [one.number ?? "", all > 1 ? t("board.of", { nth, all }) : "", one.prank ? t("board.prank") : "", one.counsellor !== null && one.counsellor_there === false ? t("board.not_there") : "", off > 0 ? t("board.clock_off", { seconds: off }) : ""].filter((part) => part !== "").join(" · ");
  const said = `${one.counsellor}|${under}`;
  if (cell.dataset.said === said) return;
  cell.dataset.said = said;
  fill(cell, h("span", { class: "name", text: one.counsellor ?? t("board.nobody") }), under ? h("span", { class: "under dim", text: under, title: off > 0 ? t("board.clock_off_title") : null }) : null);
}

/**
 * What changes with the chat. The waiting times come from {@link tickRow}.
 * @param {HTMLElement} row
 * @param {Overview | null} one null when the chat is over but its row must not move yet
 * @param {Acts} acts
 */
export function updateRow(row, one, acts) {
  const cells = /** @type {HTMLElement[]} */ ([...row.children]);
  attr(row, "data-over", one === null);
  if (!one) {
    if (cells[2] && row.dataset.said !== "over") fill(cells[2], h("span", { class: "reason" }, icon("check"), h("span", { text: t("why.over") })));
    if (cells[5]) fill(cells[5], "–");
    if (cells[6] && !cells[6].contains(document.activeElement)) fill(cells[6]);
    row.dataset.said = "over";
    return;
  }
  nameRow(row, one);
  const said = JSON.stringify([one.phase, one.knapp, one.trail.length, one.trail.at(-1)?.at, one.state, one.followed, one.counsellor, one.counsellor_there, one.phone, Math.floor((now() - (one.phase.since ?? 0)) / 60_000), acts.read !== null]);
  if (row.dataset.said === said) return;
  row.dataset.said = said;
  const [ring, , , place, way, , act] = cells;
  const phase = named("phase", one.phase);
  const knapp = named("knapp", one.knapp);
  const none = t(one.phone ? "board.by_hand" : "board.no_reading");
  const sentence = phase ? [phase.name, knapp?.name].filter(Boolean).join(", ") : none;
  if (ring) fill(ring, glyph(one.phase, one.knapp, sentence, one.state === "left" || !one.followed ? "over" : "live"));
  if (place) fill(place, placed(one, phase, knapp, none));
  if (way) fill(way, one.trail.length > 0 ? course(one) : h("span", { class: "dim", text: "–" }));
  if (act && !act.contains(document.activeElement)) buttons(act, one, acts, row.tabIndex);
}

/**
 * @param {Overview} one
 * @param {{ id: string, name: string } | null} phase
 * @param {{ id: string, name: string } | null} knapp
 * @param {string} none
 */
function placed(one, phase, knapp, none) {
  const since = one.phase.since === null ? "" : span(now() - one.phase.since);
  if (!phase) return h("div", { class: "place" }, h("p", { class: "dim", text: none }));
  return h(
    "div",
    { class: "place" },
    h("p", {}, icon(element("phase", phase.id)?.shape ?? "mark", colour(element("phase", phase.id))), h("strong", { text: phase.name }), h("span", { class: "dim", text: since })),
    knapp
      ? h("p", { class: "dim" }, icon(element("knapp", knapp.id)?.shape ?? "mark", colour(element("knapp", knapp.id))), h("span", { text: knapp.name }))
      : h("p", { class: "dim", text: t("board.no_knapp") }),
  );
}

/**
 * «Skriv…» or «Gi til…», and behind it «Les…» with its lock.
 * @param {HTMLElement} cell
 * @param {Overview} one
 * @param {Acts} acts
 * @param {number} stop the tab stop of the row
 */
function buttons(cell, one, acts, stop) {
  const name = called(one);
  const write = one.counsellor === null ? "give" : "write";
  const readable = acts.read !== null && !one.phone && one.state === "live" && one.followed && one.counsellor !== null;
  fill(
    cell,
    // Nobody can be written to whose panel is closed: the row says that it is.
    write === "write" && one.counsellor_there === false ? null : h("button", { class: "button", type: "button", tabindex: stop, "aria-label": t(`board.${write}_full`, { name }), text: t(`board.${write}`), data: { act: "write" } }),
    readable ? h("button", { class: "plain", type: "button", tabindex: stop, "aria-label": t("board.read_full", { name }), data: { act: "read" } }, icon("padlock"), h("span", { text: t("board.read") })) : null,
  );
}

/** Away with what a row shows while nobody sees it; the name stays. @param {HTMLElement} row */
export function emptyRow(row) {
  if (row.contains(document.activeElement) && row !== document.activeElement) return;
  [...row.children].forEach((cell, index) => {
    if (index !== 1 && cell.firstChild) cell.replaceChildren();
    if (cell instanceof HTMLElement) delete cell.dataset.picture;
  });
  delete row.dataset.said;
}

/**
 * The clocks of a row.
 * @param {HTMLElement} row
 * @param {Overview} one
 * @param {boolean} live false when the board has lost its socket: a running clock would be a guess
 */
export function tickRow(row, one, live) {
  const [, , why, , , wait] = row.children;
  if (live && why instanceof HTMLElement) {
    const { reason, picture, more } = standing(one);
    const key = `${picture}${more.length}`;
    if (why.dataset.picture !== key) {
      why.dataset.picture = key;
      fill(why, reason ? h("span", { class: "reason" }, icon(picture), h("span", { class: "words" })) : null, ...more.map(() => h("span", { class: "further" })));
    }
    const words = why.querySelector(".words");
    if (words) text(words, reason);
    why.querySelectorAll(".further").forEach((node, index) => text(node, more[index] ?? ""));
  }
  if (!(wait instanceof HTMLElement)) return;
  const unknown = !live || !one.followed;
  if (!wait.querySelector(".value")) {
    fill(wait, h("span", { class: "key", text: `${t("board.waits_key")} ` }), h("span", { class: "value" }));
  }
  text(/** @type {Element} */ (wait.querySelector(".value")), one.phone || one.state === "left" ? "–" : unknown ? t("board.unknown") : one.waiting_since === null ? "–" : elapsed(one.waiting_since));
}
