/** The model card: how well the tracker in use reads, told to those who go by it. */

import { mountSettings, start } from "../shared/chrome.js";
import { byId, fill, h } from "../shared/dom.js";
import { t } from "../shared/text.js";
import { day } from "../shared/time.js";
import { about, learnedFrom, limits, measured, whatItDoes } from "./about.js";
import { corrections } from "./learned.js";
import { changes, compared, hundredByRing, secondTheme } from "./right.js";
import { silence, sureness } from "./sure.js";
import { groups, weak } from "./weak.js";

/** @typedef {import("../shared/types.js").ModelCard} ModelCard */
/** @typedef {import("../shared/types.js").Sheet} Sheet */
/** @typedef {import("../shared/types.js").Figures} Figures */

/**
 * What the sections are told: the sheet they go by, and on it the figures of the tier that reads here.
 * @typedef {{ sheet: Sheet, own: Figures, folds: boolean }} Told
 */

const me = await start();
mountSettings(me.name ?? "");
document.title = `${t("modelcard.title")} – Ledsager`;

/**
 * Of two measurements the one that says what to expect of a new writer.
 * @param {ModelCard} page
 * @returns {Told | null}
 */
function told({ card, tier }) {
  if (!card) return null;
  const sheet = card.folds ?? card.apart;
  const readers = sheet.report.readers;
  // Where no tier is said to read, the figures are those of the lesser one.
  const own = readers.find((reader) => reader.name === `tracker, ${tier ?? "small"} tier`) ?? readers[0];
  return own ? { sheet, own, folds: card.folds !== null } : null;
}

/** @param {ModelCard} page */
function inUse(page) {
  const id = (page.tier === "large" ? page.large : null) ?? page.small;
  const { card } = page;
  return [
    h("p", { class: "dim" }, card ? t("modelcard.measured_on", { date: day(card.date) }) : "", " ", id ? t("modelcard.in_use", { id }) : ""),
    h("p", { class: "dim", text: t(`modelcard.tier.${page.tier ?? "unsaid"}`) }),
    page.reading === "shown" ? null : notice(t(`modelcard.reading.${page.reading}`)),
    card && !page.fits ? notice(t("modelcard.misfit", { id: card.small })) : null,
    page.proof ? notice(t("modelcard.learned_here", { base: card?.small ?? "" })) : null,
    card ? null : notice(t("modelcard.no_card")),
  ];
}

/** @param {string} words */
function notice(words) {
  return h("p", { class: "notice", text: words });
}

/** @param {ModelCard} page */
function show(page) {
  fill(byId("in-use"), ...inUse(page));
  const { card } = page;
  const now = told(page);
  const measurements =
    card && now
      ? {
          before: [hundredByRing(now, card)],
          after: [learnedFrom(card, now), compared(now), sureness(now), silence(now), changes(now), weak(now), groups(now, card), secondTheme(now)],
        }
      : { before: [], after: [] };
  const sections = [
    ...measurements.before, whatItDoes(), limits(), ...measurements.after, corrections(page), ...(card ? [measured(card), about(card)] : []),
  ];
  fill(byId("sheet"), ...sections);
  const titles = sections.map((one) => ({ id: one.id, text: one.querySelector("h2")?.textContent ?? "" }));
  const links = titles.map(({ id, text }) => h("li", {}, h("a", { href: `#${id}`, text })));
  fill(byId("contents"), h("details", { open: matchMedia("(min-width: 47.5rem)").matches }, h("summary", { text: t("modelcard.contents") }), h("ol", {}, ...links)));
  byId("contents").hidden = false;
  if (location.hash.length > 1) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

async function load() {
  try {
    const answer = await fetch("/api/modellkort");
    if (!answer.ok) throw new Error(String(answer.status));
    show(await answer.json());
  } catch {
    fill(byId("sheet"), h("p", { text: t("modelcard.failed") }), h("button", { class: "button", type: "button", text: t("board.retry"), on: { click: () => void load() } }));
  }
}

// What is folded away on the screen stands on paper.
addEventListener("beforeprint", () => document.querySelectorAll("details.numbers").forEach((one) => one.toggleAttribute("open", true)));
addEventListener("afterprint", () => document.querySelectorAll("details.numbers").forEach((one) => one.toggleAttribute("open", false)));
await load();
