/** A button with a short list of things to do behind it: Esc and a click elsewhere close it. */

import { fill, h } from "../../shared/dom.js";
import { t } from "../../shared/text.js";
import { icon } from "../../shared/icons.js";

/** @typedef {{ label: string, act?: () => unknown, href?: string }} Item */

/** @returns {{ node: HTMLElement, show: (items: Item[]) => void }} */
export function makeMenu() {
  const sheet = h("ul", { class: "sheet" });
  const summary = h("summary", { class: "button" }, icon("dots"), h("span", { text: t("edit.more") }));
  const node = h("details", { class: "menu" }, summary, sheet);
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !node.open) return;
    event.stopPropagation();
    node.open = false;
    summary.focus();
  });
  node.addEventListener("focusout", (event) => {
    const next = /** @type {Node | null} */ (event.relatedTarget);
    if (next && !node.contains(next)) node.open = false;
  });
  const elsewhere = (/** @type {Event} */ event) => {
    if (!node.isConnected) document.removeEventListener("pointerdown", elsewhere);
    else if (!node.contains(/** @type {Node} */ (event.target))) node.open = false;
  };
  document.addEventListener("pointerdown", elsewhere);
  return {
    node,
    show(items) {
      fill(
        sheet,
        ...items.map((item) =>
          h(
            "li",
            {},
            item.href
              ? h("a", { class: "plain", href: item.href, text: item.label })
              : h("button", {
                  class: "plain", type: "button", text: item.label,
                  on: {
                    click: () => {
                      node.open = false;
                      summary.focus();
                      item.act?.();
                    },
                  },
                }),
          ),
        ),
      );
    },
  };
}
