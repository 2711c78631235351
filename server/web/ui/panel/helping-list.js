/** Colleagues in the help box: who waits, and the thread with each that is helped here. */

import { announce } from "../shared/announce.js";
import { fill, h, keyed, text } from "../shared/dom.js";
import { t } from "../shared/text.js";
import { clock } from "../shared/time.js";
import { wantedLine } from "./help-wanted.js";
import { fillThread, threadItem } from "./thread.js";

/** @typedef {import("../shared/types.js").HelpRequest} HelpRequest */
/** @typedef {import("./helping.js").Helping} Helping */

export class HelpingList {
  /**
   * @param {Helping} helping
   * @param {(one: import("./helping.js").Wanted) => void} take
   * @param {() => void} over where the focus goes when what held it is gone
   */
  constructor(helping, take, over) {
    this.helping = helping;
    this.take = take;
    this.over = over;
    this.wanted = h("ul", { class: "help-requests" });
    this.list = h("ul", { class: "help-requests" });
    this.node = h("div", { class: "helping" }, h("h3", { text: t("helping.title") }), this.wanted, this.list);
  }

  show() {
    const { wanted, requests } = this.helping;
    this.node.hidden = wanted.length === 0 && requests.length === 0;
    const held = this.node.contains(document.activeElement);
    keyed(this.wanted, wanted, (one) => String(one.request), (one) => h("li", {}, wantedLine(one, () => this.take(one))));
    keyed(this.list, requests, (one) => String(one.id), (one) => this.item(one), (node, one) => {
      text(/** @type {Element} */ (node.querySelector(".where")), t("helping.since", { time: clock(one.taken_at ?? one.at) }));
      fillThread(node, one.said, (word) => !word.own);
    });
    if (held && !this.node.contains(document.activeElement)) this.over();
  }

  /** @param {HelpRequest} one */
  item(one) {
    const { helping } = this;
    const button = (/** @type {string} */ key, /** @type {Element} */ said, /** @type {() => boolean} */ act) =>
      h("button", { class: "button", type: "button", text: t(`helping.${key}`), on: { click: () => (act() ? announce(t(`helping.${key}_said`)) : fill(said, t("help.unsent"))) } });
    return threadItem(
      t("helping.with", { name: one.from }),
      t("helping.answer", { name: one.from }),
      (words) => helping.say(one.id, words),
      (said) => [button("end", said, () => helping.end(one.id)), button("back", said, () => helping.giveBack(one.id))],
    );
  }
}
