/** The path of a finished talk: the line, what was touched and what was not, what was offered and used. */

import { h } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { colour, element, elements, label } from "../../shared/model.js";
import { t, tn } from "../../shared/text.js";
import { clock, span } from "../../shared/time.js";
import { dayName } from "../parts.js";
import { offered } from "./offered.js";
import { picture } from "./picture.js";
import { lasted } from "./said.js";
import { standing, stays, together } from "./stays.js";

/** @typedef {import("../types.js").KeptTalk} KeptTalk */

/**
 * @param {KeptTalk} talk
 * @param {{ messages?: number, bookmarked?: boolean }} [more]
 */
export function pathCard(talk, { messages, bookmarked = false } = {}) {
  const length = talk.ended - talk.opened;
  return h(
    "section",
    { class: "card path-card", "aria-labelledby": "path-title" },
    h("header", {}, h("h2", { id: "path-title", text: t("log.path.title") }), h("span", { class: "dim", text: `${dayName(talk.opened)} ${clock(talk.opened)}–${clock(talk.ended)}` })),
    h(
      "div",
      { class: "pad path-body" },
      h(
        "p",
        { class: "facts" },
        h("span", { class: "pill" }, icon(talk.how === "left" ? "door" : talk.how === "idle" ? "pause" : "check"), t(`log.how.${talk.how}`)),
        h("span", { class: "dim", text: [length >= 60_000 ? span(length) : lasted(length), messages ? tn("log.messages", messages) : ""].filter(Boolean).join(" · ") }),
        bookmarked ? h("span", { class: "pill mine" }, icon("people"), t("log.bookmarked")) : null,
      ),
      ...(talk.path.some((step) => step.phase !== null || step.knapp !== null) ? [picture(talk), knapper(talk), table(talk)] : [h("p", { class: "dim", text: t("log.path.none") })]),
      pins(talk),
      offered(talk),
      talk.corrected + talk.confirmed > 0 ? h("p", { class: "dim small", text: `${tn("log.path.corrected", talk.corrected)} ${tn("log.path.confirmed", talk.confirmed)} ${t("log.path.counted_here")}` }) : null,
    ),
  );
}

/** The knapper that were touched, with how long; those that were not, quietly. @param {KeptTalk} talk */
function knapper(talk) {
  const all = stays(talk.path, talk.ended, "knapp");
  const ids = elements("knapp").map((one) => one.id);
  const here = ids.filter((id) => all.some((stay) => stay.id === id));
  const away = ids.filter((id) => !here.includes(id));
  return h(
    "div",
    { class: "touched" },
    here.length > 0
      ? h("ul", { class: "touched-list", "aria-label": t("log.path.touched") }, ...here.map((id) => h("li", {}, icon(element("knapp", id)?.shape ?? "", colour(element("knapp", id))), h("span", { text: label("knapp", id) }), h("span", { class: "dim", text: lasted(together(all, id)) }))))
      : h("p", { class: "dim", text: t("log.path.no_knapp") }),
    away.length > 0 && here.length > 0 ? h("p", { class: "dim untouched", text: t("log.path.untouched", { names: away.map((id) => label("knapp", id)).join(", ") }) }) : null,
  );
}

/** @param {KeptTalk} talk */
function pins(talk) {
  if (talk.pins.length === 0) return null;
  const phases = stays(talk.path, talk.ended, "phase");
  const line = (/** @type {KeptTalk["pins"][number]} */ pin) => {
    const phase = standing(phases, pin.at);
    return h("li", {}, icon("pin"), h("span", {}, t("log.path.pin", { message: pin.message, time: clock(pin.at) }), phase ? h("span", { class: "dim", text: ` · ${label("phase", phase)}` }) : null));
  };
  return h("div", {}, h("h3", { text: t("log.path.pins") }), h("ul", { class: "tight" }, ...talk.pins.map(line)));
}

/** @param {KeptTalk} talk */
function table(talk) {
  const caption = t("log.path.title");
  const ends = talk.path.map((_, index) => talk.path[index + 1]?.at ?? talk.ended);
  const cell = (/** @type {"phase" | "knapp"} */ ring, /** @type {string | null} */ id) => h("td", { text: id ? label(ring, id) : t("log.path.unsaid") });
  return h(
    "details",
    { class: "as-table" },
    h("summary", { text: t("log.path.table") }),
    h(
      "div",
      { class: "scroll", tabindex: 0, role: "group", "aria-label": caption },
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, ...["from", "phase", "knapp", "length"].map((name) => h("th", { scope: "col", text: t(`log.path.table.${name}`) })))),
        h("tbody", {}, ...talk.path.map((step, index) => h("tr", {}, h("th", { scope: "row", text: clock(step.at) }), cell("phase", step.phase), cell("knapp", step.knapp), h("td", { text: lasted((ends[index] ?? step.at) - step.at) })))),
      ),
    ),
  );
}
