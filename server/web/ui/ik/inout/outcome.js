/** What an import would do, or did: new, changed, the same, refused with the reason. */

import { h } from "../../shared/dom.js";
import { t, tn } from "../../shared/text.js";
import { faultLine } from "../parts/faults.js";
import { working } from "../parts/working.js";

/** @typedef {{ new: string[], changed: string[], same: number, refused: { name: string, why: string }[], problems: { file: string, line: number | null, field: string | null, message: string }[] }} Outcome */

/**
 * @param {Outcome} told
 * @param {boolean} drafts
 * @param {(() => Promise<void>) | null} take what takes it in; none when that is done
 */
export function outcome(told, drafts, take) {
  const count = told.new.length + told.changed.length;
  const said = h("span", { class: "said", role: "status" });
  const button = h("button", { class: "button primary", type: "button", text: tn(drafts ? "desk.in.take_drafts" : "desk.in.take", count) });
  button.addEventListener("click", () => void working(button, said, async () => void (await take?.())));
  return [
    h(
      "div",
      { class: "pad fields outcome" },
      h("h4", { text: t(take ? "desk.in.would" : "desk.in.did"), tabindex: "-1" }),
      names("desk.in.new", told.new),
      names("desk.in.changed", told.changed),
      h("p", { text: tn("desk.in.same", told.same) }),
      told.refused.length > 0 ? h("div", {}, h("h5", { text: tn("desk.in.refused", told.refused.length) }), h("ul", { class: "faults" }, ...told.refused.map((one) => h("li", {}, h("code", { text: one.name }), ` ${one.why}`)))) : null,
      told.problems.length > 0
        ? h("div", {}, h("h5", { text: tn("desk.in.problems", told.problems.length) }), h("ul", { class: "faults" }, ...told.problems.map((one) => faultLine(one, { file: one.file }))))
        : null,
      take && count > 0 ? h("p", { class: "row" }, button, said) : null,
      take && count === 0 ? h("p", { class: "dim", text: t("desk.in.nothing") }) : null,
      !take ? h("p", {}, h("a", { href: drafts ? "#/artikler?tilstand=utkast" : "#/artikler", text: t("desk.in.see") })) : null,
    ),
  ];
}

/**
 * @param {string} key
 * @param {string[]} list
 */
function names(key, list) {
  if (list.length === 0) return null;
  return h("details", { open: list.length <= 12 }, h("summary", { text: tn(key, list.length) }), h("ul", { class: "file-names" }, ...list.map((name) => h("li", {}, h("code", { text: name })))));
}
