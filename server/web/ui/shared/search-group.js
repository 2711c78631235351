/** The target group a search keeps to: asked for once, remembered as a setting, and plainly said while it narrows. */

import { select } from "./fields.js";
import { fill, h } from "./dom.js";
import { own } from "./model.js";
import { knockAs } from "./pass.js";
import { choose, settings } from "./settings.js";
import { t } from "./text.js";

/** @typedef {import("./types.js").Group} Group */

export class SearchGroup {
  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
    /** @type {Group[]} */
    this.groups = [];
    /** @type {Promise<void> | null} */
    this.asked = null;
    this.node = h("label", { class: "group", hidden: true });
  }

  /** The id that goes along with a search, or nothing. */
  get id() {
    const known = this.groups.length === 0 || this.groups.some((one) => one.id === settings.group);
    return known ? settings.group : null;
  }

  /** The name of it. */
  get name() {
    return own(this.groups.find((one) => one.id === settings.group)?.name);
  }

  /** Asks which groups there are; where there are none, nothing is shown. */
  load() {
    return (this.asked ??= this.ask());
  }

  async ask() {
    try {
      const answer = await knockAs("/api/groups");
      if (answer.ok) this.groups = (await answer.json()).groups;
    } catch {
      // The search works without.
    }
    if (this.groups.length === 0) return;
    this.box = select([["", t("find.everybody")], ...this.groups.map((one) => /** @type {[string, string]} */ ([one.id, own(one.name)]))], settings.group ?? "", { on: { change: () => this.take(this.box?.value ?? "") } });
    fill(this.node, h("span", { text: t("find.group") }), this.box);
    this.node.hidden = false;
  }

  /** @param {string} group */
  take(group) {
    choose({ group: group || null });
    if (this.box) this.box.value = group;
    this.changed();
  }
}
