/** The frame around one field: its name, its hint, who else writes there, and what should be mended. */

import { fill, h } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/text.js";
import { adviceText } from "./advice.js";
import { fieldName } from "./values.js";

/** @typedef {import("./types.js").Box} Box */
/** @typedef {import("./types.js").Advice} Advice */
/**
 * @typedef {{ name: string, node: HTMLElement, box: Box, beside: HTMLElement, others: (names: string[]) => void,
 *   mend: (advice: Advice[]) => void }} Framed
 */

/**
 * @param {string} name
 * @param {Box} box whose inputs carry `data-input`
 * @param {{ group?: boolean, hint?: string, tools?: Node | null }} [how]
 * @returns {Framed}
 */
export function framed(name, box, how = {}) {
  const id = `edit-${name}`;
  const input = box.node.matches("[data-input]") ? box.node : box.node.querySelector("[data-input]");
  const hint = how.hint ?? "";
  const beside = h("span", { class: "flank" });
  const there = h("span", { class: "there", hidden: true });
  const mends = h("ul", { class: "mends", id: `${id}-mends` });
  const said = [h("span", { class: "name", text: fieldName(name) }), hint ? h("span", { class: "tip", id: `${id}-hint`, text: hint }) : null];
  const describedBy = [hint ? `${id}-hint` : "", `${id}-mends`].join(" ").trim();
  const inside = [beside, there, how.tools ?? null];
  let node;
  if (how.group) {
    node = h("fieldset", { class: "entry", "aria-describedby": describedBy }, h("legend", {}, ...said), h("div", { class: "over" }, ...inside), box.node, mends);
  } else {
    if (input) {
      input.id = id;
      input.setAttribute("aria-describedby", describedBy);
    }
    node = h("div", { class: "entry" }, h("div", { class: "over" }, h("label", { for: id }, ...said), ...inside), box.node, mends);
  }
  node.id = `field-${name}`;
  node.dataset.field = name;
  return {
    name,
    node,
    box,
    beside,
    others(names) {
      there.hidden = names.length === 0;
      if (names.length > 0) fill(there, icon("pen"), t("edit.presence.here", { name: names.join(", ") }));
    },
    mend(advice) {
      node.dataset.stops = advice.some((one) => one.severity === "stops") ? "true" : undefined;
      if (advice.length === 0) delete node.dataset.stops;
      if (input && !how.group) input.setAttribute("aria-invalid", String(advice.some((one) => one.severity === "stops")));
      fill(mends, ...advice.map((one) => h("li", {}, icon("alert"), h("span", { text: adviceText(one) }))));
    },
  };
}
