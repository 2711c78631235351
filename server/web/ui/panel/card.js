/** The card of an element or an article that the counsellor opened: what it is, and what to do with it. */

import { fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { whole } from "../shared/article.js";
import { colour, element, label, own } from "../shared/model.js";
import { feedback, sourceButton } from "../shared/report.js";
import { t } from "../shared/text.js";
import { pairChoice } from "./pair.js";

/** @typedef {import("../shared/types.js").Ring} Ring */
/** @typedef {import("../shared/types.js").Place} Place */
/**
 * @typedef {{ kind: "element", ring: Ring, id: string }
 *   | { kind: "article", id: string, article: import("../shared/types.js").WholeArticle | null, failed: boolean }} Open
 */
/**
 * @typedef {{ open: Open, place: Place | null, hand: boolean, chosen: boolean, linked: boolean, receipt: string,
 *   word: import("./pair.js").Which | null, onWord: (knapp: string, word: import("./pair.js").Which | null) => void,
 *   onClose: () => void, onPlace: (ring: Ring, id: string | null) => void, onRelease: (ring: Ring) => void,
 *   onArticle: (id: string) => void, onUsed: (id: string) => void, phase: () => string | null }} CardView
 */

/**
 * @param {HTMLElement} box
 * @param {CardView | null} view
 */
export function renderCard(box, view) {
  box.hidden = view === null;
  const said = view ? JSON.stringify([view, Object(view.open).article?.id]) : "";
  if (box.dataset.said === said) return;
  const held = box.contains(document.activeElement) ? document.activeElement?.className : "";
  const more = box.querySelector("details")?.open ?? false;
  const same = view !== null && box.dataset.open === `${view.open.kind}:${view.open.id}`;
  box.dataset.said = said;
  box.dataset.open = view ? `${view.open.kind}:${view.open.id}` : "";
  if (!view) return fill(box);
  if (view.open.kind === "element") elementCard(box, view, view.open);
  else articleCard(box, view, view.open);
  if (!same) return;
  const details = box.querySelector("details");
  if (details) details.open = more;
  if (held) /** @type {HTMLElement | null} */ (box.querySelector(`[class="${held}"]`))?.focus();
}

/** @param {CardView} view */
function closeButton(view) {
  return h("button", { class: "plain square close", type: "button", "aria-label": t("card.close"), on: { click: view.onClose } }, icon("close"));
}

/**
 * @param {HTMLElement} box
 * @param {CardView} view
 * @param {{ ring: Ring, id: string }} open
 */
function elementCard(box, view, open) {
  const one = element(open.ring, open.id);
  if (!one) return fill(box);
  box.style.setProperty("--c", colour(one));
  fill(
    box,
    h(
      "header",
      {},
      h("span", { class: "badge" }, icon(one.shape)),
      h("div", {}, h("p", { class: "dim kind", text: t(`kind.${open.ring}`) }), h("h2", { id: "card-title", text: label(open.ring, one.id) })),
      closeButton(view),
    ),
    h("p", { class: "lead", text: own(one.short) }),
    h("p", { text: own(one.explanation) }),
    h("div", { class: "example" }, h("p", { class: "label", text: t("card.example") }), h("p", { text: own(one.example) })),
    open.ring === "knapp" && view.place ? pairChoice(open.id, view.place.value === open.id ? view.word : null, !view.linked, (word) => view.onWord(open.id, word)) : null,
    h("details", {}, h("summary", { text: t("card.theory") }), h("p", { text: own(one.theory) })),
    h(
      "div",
      { class: "actions" },
      ...actions(view, open),
      one.article ? h("button", { class: "plain read", type: "button", on: { click: () => view.onArticle(one.article) } }, icon("book"), h("span", { text: t("card.article") })) : null,
    ),
  );
}

/**
 * "Nei, vi er her", or its undoing.
 * @param {CardView} view
 * @param {{ ring: Ring, id: string }} open
 */
function actions(view, open) {
  if (view.hand) {
    if (!view.chosen) return [];
    return [h("button", { class: "button unset", type: "button", on: { click: () => view.onRelease(open.ring) } }, icon("undo"), h("span", { text: t("card.unset") }))];
  }
  const place = view.place;
  if (!place) return [];
  const here = place.value === open.id && (place.by_hand || !place.silent);
  const off = !view.linked;
  const parts = [];
  if (here && !place.by_hand) parts.push(h("p", { class: "here", text: t(`card.here_${place.sure}`) }));
  if (here && place.by_hand) {
    parts.push(h("p", { class: "here", text: t("card.by_hand") }));
    parts.push(h("button", { class: "button release", type: "button", disabled: off, on: { click: () => view.onRelease(open.ring) } }, icon("undo"), h("span", { text: t("card.release") })));
  }
  if (!here) {
    const word = place.silent || place.value === null ? "card.place_silent" : "card.place";
    parts.push(h("button", { class: "button primary place", type: "button", disabled: off, on: { click: () => view.onPlace(open.ring, open.id) } }, h("span", { text: t(word) })));
  }
  if (open.ring !== "phase" && here) {
    parts.push(h("button", { class: "plain none", type: "button", disabled: off, on: { click: () => view.onPlace(open.ring, null) } }, h("span", { text: t(`card.none_${open.ring}`) })));
  }
  return parts;
}

/**
 * @param {HTMLElement} box
 * @param {CardView} view
 * @param {Extract<Open, { kind: "article" }>} open
 */
function articleCard(box, view, open) {
  box.style.removeProperty("--c");
  const one = open.article;
  fill(
    box,
    h(
      "header",
      {},
      h("span", { class: "badge" }, icon("book")),
      h("div", {}, h("p", { class: "dim kind", text: t("card.kind_article") }), h("h2", { id: "card-title", text: one?.title ?? t(open.failed ? "card.failed" : "card.loading"), lang: one?.lang })),
      closeButton(view),
    ),
    ...(one ? whole(one, view.receipt, () => view.onUsed(one.id), (source) => sourceButton(one, source, view.phase)) : []),
    one ? feedback(one, view.phase) : "",
    one ? h("p", { class: "actions" }, h("a", { class: "plain", href: `/ik#${one.id}`, target: "_blank", rel: "noopener" }, icon("out"), h("span", { text: t("card.open_ik") }))) : "",
  );
}
