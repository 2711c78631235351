/** The bank of prompts: looked through by phase, knapp and words; each can be edited and kept as a favourite. */

import { announce } from "../../shared/announce.js";
import { fill, h, text } from "../../shared/dom.js";
import { ask } from "../../shared/door.js";
import { input, select } from "../../shared/fields.js";
import { icon } from "../../shared/icons.js";
import { elements, label } from "../../shared/model.js";
import { t, tn, word } from "../../shared/text.js";
import { spot } from "../parts/names.js";
import { failed, moreButton, working } from "../parts/working.js";
import { keep } from "../route.js";
import { openPrompt } from "./edit.js";

/** @typedef {import("../../shared/types.js").BankPrompt} BankPrompt */

const PAUSE = 250;

/**
 * @param {HTMLElement} box
 * @param {URLSearchParams} params
 */
export async function bank(box, params) {
  const chosen = { fase: params.get("fase") ?? "", knapp: params.get("knapp") ?? "", ord: params.get("ord") ?? "" };
  /** @type {string | null} */
  let cursor = null;
  let number = 0;
  const count = h("p", { class: "dim", role: "status" });
  const list = h("ul", { class: "plain-list" });
  const foot = h("div");
  /** @param {boolean} more */
  const load = async (more) => {
    const asked = (number += 1);
    try {
      const { data } = await ask("GET", "/prompts", { query: { phase: chosen.fase, knapp: chosen.knapp, text: chosen.ord, cursor: more ? cursor : null } });
      if (asked !== number) return;
      cursor = data.next;
      if (!more) fill(list);
      list.append(...data.items.map((/** @type {BankPrompt} */ one) => item(one, again)));
      text(count, tn("desk.prompts.count", data.total));
      fill(foot, data.total === 0 ? h("p", { class: "pad dim", text: t("desk.prompts.none") }) : null, cursor ? moreButton(() => load(true)) : null);
    } catch (error) {
      if (more) throw error;
      fill(foot, failed(error, () => void load(false)));
    }
  };
  const again = () => void load(false);
  /** @param {Partial<typeof chosen>} change */
  const change = (change) => {
    Object.assign(chosen, change);
    keep("sporsmal", chosen);
    again();
  };
  /** @param {"fase" | "knapp"} name @param {"phase" | "knapp"} ring */
  const field = (name, ring) =>
    h("label", {}, h("span", { class: "offstage", text: t(`filter.${ring}`) }), select([["", t(`filter.${ring}.all`)], ...elements(ring).map((one) => /** @type {[string, string]} */ ([one.id, label(ring, one.id)]))], chosen[name], {
      on: { change: (/** @type {Event} */ event) => change({ [name]: /** @type {HTMLSelectElement} */ (event.target).value }) },
    }));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const words = input(chosen.ord, {
    type: "search", placeholder: t("desk.prompts.search"), "aria-label": t("desk.prompts.search"),
    on: {
      input: () => {
        clearTimeout(timer);
        timer = setTimeout(() => change({ ord: words.value.trim() }), PAUSE);
      },
    },
  });
  const form = h("form", { class: "filters" }, words, field("fase", "phase"), field("knapp", "knapp"));
  form.addEventListener("submit", (event) => event.preventDefault());
  const write = () => openPrompt({ phase: chosen.fase || null, knapp: chosen.knapp || null }, again);
  fill(box, h("div", { class: "filter-seat" }, form, count, h("button", { class: "button primary", type: "button", on: { click: write } }, icon("plus"), h("span", { text: t("desk.prompts.new") }))), list, foot);
  await load(false);
  if (params.get("ny")) {
    keep("sporsmal", chosen);
    write();
  }
}

/**
 * @param {BankPrompt} one
 * @param {() => void} again
 */
function item(one, again) {
  const traits = [
    one.question_type ? word("question", one.question_type) : word("prompt", one.kind),
    word("depth", one.depth),
    one.safe ? t("desk.prompts.safe_mark") : "",
    one.hard ? t("desk.prompts.hard_mark") : "",
    one.presumes ? t("desk.prompts.presumes_mark", { what: one.presumes }) : "",
  ];
  const said = h("span", { class: "said", role: "status" });
  const star = h("button", { class: "plain square", type: "button", "aria-label": t("desk.favourites.keep", { text: one.nb }), title: t("desk.favourites.keep_short") }, icon("star"));
  star.addEventListener("click", () =>
    void working(star, said, async () => {
      await ask("POST", "/favourites", { body: { prompt: one.id, nb: one.nb, nn: one.nn, phase: one.phase, knapp: one.knapp } });
      star.dataset.on = "";
      announce(t("desk.favourites.kept"));
      return t("desk.favourites.kept");
    }),
  );
  return h(
    "li",
    { class: "split" },
    h(
      "div",
      {},
      h("p", { class: "sentence", lang: "nb", text: one.nb }),
      h("p", { class: "dim", lang: "nn", text: one.nn }),
      h("p", { class: "dim small", text: [spot(one.phase, one.knapp), ...traits.filter(Boolean)].join(" · ") }),
    ),
    h("p", { class: "row" }, said, star, h("button", { class: "button", type: "button", on: { click: () => openPrompt(one, again) } }, t("desk.edit"), h("span", { class: "offstage", text: `: ${one.nb}` }))),
  );
}
