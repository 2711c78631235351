/** Advice on what is typed, a moment after typing stops: each leads to its field; similar articles can be seen beside this one. */

import { fill, h } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/text.js";
import { adviceText, pictures } from "./advice.js";
import { knock, refusal } from "../../shared/door.js";

/** @typedef {import("./types.js").Work} Work */
/** @typedef {import("./types.js").Advice} Advice */
/** @typedef {import("./types.js").Similar} Similar */

const PAUSE = 600;

/**
 * @param {(field: string) => void} goTo
 * @param {(advice: Advice[]) => void} told
 * @param {(similar: Similar) => void} both
 */
export function makeChecks(goTo, told, both) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let number = 0;
  /** @type {Advice | null} */
  let own = null;
  /** @type {Advice[]} */
  let advice = [];
  /** @type {Similar[]} */
  let similar = [];
  const list = h("ul", { class: "checks" });
  const state = h("span", { class: "dim" });

  /** @param {string} [wrong] */
  function draw(wrong) {
    // Lines are counted twice, as written and as seen: what is seen is said.
    const all = [...advice.filter((one) => one.code !== "short_long" || own?.severity !== "warns"), ...(own ? [own] : [])].sort((a, b) => order(a) - order(b));
    fill(
      list,
      wrong ? h("li", {}, icon("info"), h("span", { text: wrong })) : null,
      ...all.map((one) => h("li", { data: { severity: one.severity } }, icon(pictures[one.severity] ?? "info"), spoken(one))),
      ...similar.map((one) =>
        h("li", {}, icon("info"), h("span", {}, t("edit.similar", { title: one.title }), " ", h("button", { class: "plain", type: "button", "aria-label": t("edit.similar.both_with", { title: one.title }), text: t("edit.similar.both"), on: { click: () => both(one) } }))),
      ),
      all.length + similar.length === 0 && !wrong ? h("li", {}, icon("check"), h("span", { text: t("edit.checks.none") })) : null,
    );
  }

  /** @param {Advice} one */
  function spoken(one) {
    const said = adviceText(one);
    const kind = h("span", { class: "offstage", text: `${t(`edit.severity.${one.severity}`)}: ` });
    if (!one.field) return h("span", {}, kind, said);
    return h("a", { href: location.hash, on: { click: (/** @type {Event} */ event) => { event.preventDefault(); goTo(one.field); } } }, kind, said);
  }

  /** @param {Work} work */
  async function check(work) {
    const mine = (number += 1);
    fill(state, t("edit.checks.working"));
    const answer = await knock("POST", "/check", { body: { fields: work.fields, id: work.id } });
    if (mine !== number) return;
    fill(state, t("edit.checks.when"));
    if (!answer.ok) {
      draw(answer.status === 0 ? t("edit.checks.away") : refusal(answer));
      return;
    }
    advice = answer.body.advice ?? [];
    similar = answer.body.similar ?? [];
    draw();
    told(advice);
  }

  return {
    node: h("section", { class: "card", "aria-labelledby": "edit-checks-title" }, h("header", {}, h("h3", { id: "edit-checks-title", text: t("edit.checks") }), state), list),
    /** @param {Work} work @param {boolean} [now] */
    show(work, now = false) {
      clearTimeout(timer);
      timer = setTimeout(() => void check(work), now ? 0 : PAUSE);
    },
    /** The lines of the short answer are counted in the page, so this advice is the page's own. @param {number} lines @param {number} most */
    lines(lines, most) {
      own = lines === 0 ? null : { field: "short", severity: lines > most ? "warns" : "ok", code: lines > most ? "lines_over" : "lines", values: { lines, most } };
      draw();
    },
    /** @param {Advice[]} known what came with the article itself */
    first(known) {
      advice = known;
      draw();
    },
    stop() {
      clearTimeout(timer);
      number += 1;
    },
  };
}

/** @param {Advice} one */
function order(one) {
  return ["stops", "warns", "ok"].indexOf(one.severity);
}
