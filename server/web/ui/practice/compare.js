/** Hva ville vært foreslått: the same chat played twice, with another tier or another threshold. */

import { fill, h } from "../shared/dom.js";
import { why } from "../shared/door.js";
import { labelled, select } from "../shared/fields.js";
import { icon } from "../shared/icons.js";
import { t } from "../shared/text.js";
import { number } from "./apart.js";
import { chooser, langOf } from "./chats.js";
import { compared } from "./compared.js";
import { allChats, oneChat, played } from "./doors.js";
import { address } from "./route.js";

/** @typedef {import("./types.js").Setting} Setting */
/** @typedef {import("./types.js").Played} Played */

const STEPS = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9];

/** @type {import("./types.js").Show} */
export async function compare(root, id) {
  if (!id) return fill(root, h("h2", { text: t("practice.compare.title") }), h("p", { class: "intro", text: t("practice.compare.intro") }), chooser(await allChats(), "sammenlign"));
  const chat = await oneChat(id);
  const result = h("div", { class: "result" });
  /** @type {Map<string, Promise<Played>>} */
  const known = new Map();
  /** @param {Setting} setting */
  const ask = (setting) => {
    const key = JSON.stringify(setting);
    const asked = known.get(key) ?? played(id, setting);
    known.set(key, asked);
    // What did not come may be asked for again.
    asked.catch(() => known.delete(key));
    return asked;
  };
  let turn = 0;
  const renew = async () => {
    const mine = (turn += 1);
    const [a, b] = [one.setting, other.setting];
    result.setAttribute("aria-busy", "true");
    if (result.childElementCount === 0) fill(result, h("p", { class: "dim", text: t("practice.playing") }));
    try {
      const [first, second] = await Promise.all([ask(a), ask(b)]);
      if (mine !== turn) return;
      const lacks = first.tier !== a.tier || second.tier !== b.tier;
      fill(result, lacks ? h("p", { class: "notice calm" }, icon("info"), h("span", { text: t("practice.no_large") })) : null, ...compared(chat, first, second, [named({ ...a, tier: first.tier }), named({ ...b, tier: second.tier })]));
    } catch (error) {
      if (mine === turn) fill(result, h("p", { class: "notice", role: "alert" }, icon("alert"), h("span", { text: why(error) })), h("p", {}, h("button", { class: "button", type: "button", text: t("practice.again"), on: { click: () => void renew() } })));
    } finally {
      if (mine === turn) result.removeAttribute("aria-busy");
    }
  };
  const one = side("A", { tier: "small", shown_from: null }, () => void renew());
  const other = side("B", { tier: "small", shown_from: 0.8 }, () => void renew());
  fill(
    root,
    h("header", { class: "view-head" }, h("a", { class: "plain", href: address("sammenlign") }, icon("back"), h("span", { text: t("practice.choose_other") })), h("h2", { lang: langOf(chat.lang), text: chat.title }), h("a", { class: "plain", href: address("spill", id), text: t("practice.play_it") })),
    h("p", { class: "intro dim", text: t("practice.compare.how") }),
    h("div", { class: "sides" }, one.node, other.node),
    result,
  );
  void renew();
}

/** How one side is played, in a few words. @param {Setting} setting */
function named({ tier, shown_from }) {
  return `${t(`practice.tier.${tier}`)}, ${shown_from === null ? t("practice.trained") : t("practice.from", { p: number(shown_from) })}`;
}

/**
 * The choices of one side.
 * @param {string} name
 * @param {Setting} first
 * @param {() => void} changed
 */
function side(name, first, changed) {
  const tier = select([["small", t("practice.tier.small")], ["large", t("practice.tier.large")]], first.tier, { on: { change: changed } });
  const from = select([["", t("practice.trained_long")], ...STEPS.map((step) => /** @type {[string, string]} */ ([String(step), t("practice.from_long", { p: number(step) })]))], first.shown_from === null ? "" : String(first.shown_from), { on: { change: changed } });
  return {
    node: h("fieldset", { class: "side" }, h("legend", { text: name }), labelled(t("practice.tier"), tier), labelled(t("practice.threshold"), from)),
    /** @returns {Setting} */
    get setting() {
      return { tier: tier.value === "large" ? "large" : "small", shown_from: from.value === "" ? null : Number(from.value) };
    },
  };
}
