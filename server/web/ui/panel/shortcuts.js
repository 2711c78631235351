/** The list of all shortcuts, on "?": every key of the table, and the switch that turns single keys off. */

import { fill, h } from "../shared/dom.js";
import { keyList } from "../shared/chrome.js";
import { tick } from "../shared/fields.js";
import { icon } from "../shared/icons.js";
import { choose, settings, watchSettings } from "../shared/settings.js";
import { t } from "../shared/text.js";
import { keyRows } from "./keys.js";

export class ShortcutList {
  /** @param {HTMLElement} seat where the button stands */
  constructor(seat) {
    this.rows = h("dl", { class: "keys" });
    this.on = tick(t("settings.keys"), settings.keys, (keys) => choose({ keys }));
    const close = h("button", { class: "plain square", type: "button", "aria-label": t("close"), on: { click: () => this.dialog.close() } }, icon("close"));
    this.dialog = h(
      "dialog",
      { id: "shortcuts", class: "settings", "aria-labelledby": "shortcuts-title", on: { click: (/** @type {MouseEvent} */ event) => event.target === this.dialog && this.dialog.close() } },
      h("header", {}, h("h2", { id: "shortcuts-title", text: t("shortcuts.title") }), close),
      this.on.label,
      h("p", { class: "dim", text: t("shortcuts.text") }),
      this.rows,
    );
    this.button = h("button", { class: "plain square shortcuts-open", type: "button", "aria-label": t("shortcuts.title"), title: t("shortcuts.title"), "aria-haspopup": "dialog", on: { click: () => this.show() } }, h("kbd", { text: "?", "aria-hidden": "true" }));
    document.body.append(this.dialog);
    seat.append(this.button);
    watchSettings(() => (this.on.box.checked = settings.keys));
  }

  show() {
    if (this.dialog.open) return;
    fill(this.rows, ...keyList(keyRows()));
    this.dialog.showModal();
  }
}
