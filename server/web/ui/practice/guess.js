/** The ring as the way to guess, and after the answer as the way to look things up. */

import { attr, fill, h, set, text } from "../shared/dom.js";
import { elements, label } from "../shared/model.js";
import { t } from "../shared/text.js";
import { byHand } from "../panel/exploring.js";
import "../ring/ring.js";
import { UNKNOWN, rings } from "./game.js";

/** @typedef {import("./game.js").Game} Game */
/** @typedef {import("./game.js").Guessed} Guessed */
/** @typedef {import("../ring/ring.js").GuidanceRing} GuidanceRing */

/**
 * A guess in words.
 * @param {Guessed} ring
 * @param {import("./game.js").Guess} guess
 */
export function guessed(ring, guess) {
  if (guess === undefined) return t("practice.unsaid");
  if (guess === UNKNOWN) return t("practice.unknown");
  return guess === null ? t(`none.${ring}`) : label(ring, guess);
}

export class Guessing {
  /**
   * @param {Game} game
   * @param {string} keyName what the key is called
   * @param {(ring: Guessed, value: string | null) => void} choose
   * @param {(ring: Guessed, id: string) => void} lookUp
   */
  constructor(game, keyName, choose, lookUp) {
    this.game = game;
    this.keyName = keyName;
    this.choose = choose;
    this.ring = /** @type {GuidanceRing} */ (document.createElement("guidance-ring"));
    this.ring.addEventListener("choose", (event) => {
      const { ring, id } = /** @type {CustomEvent} */ (event).detail;
      if (game.over || game.isOpen) lookUp(ring, id);
      else choose(ring, id);
    });
    // A click does not take the focus, so that the arrows go on stepping through the talk; Tab leads into the ring.
    this.ring.addEventListener("mousedown", (event) => event.preventDefault());
    this.rows = rings.map((ring) => this.row(ring));
    this.node = h("div", { class: "guessing" }, this.ring, h("div", { class: "said-rows" }, ...this.rows.map((row) => row.node)));
    this.ring.draw(false);
  }

  /** What has been said of a ring, and what the ring itself cannot say. @param {Guessed} ring */
  row(ring) {
    const said = h("strong", {});
    /** @param {string | null} value @param {string} word */
    const button = (value, word) => ({ value, node: h("button", { class: "chip", type: "button", on: { click: () => this.choose(ring, value) } }, h("span", { text: word }), h("span", { class: "offstage", text: `: ${t(`kind.${ring}`)}` })) });
    const buttons = [...(ring === "knapp" ? [button(null, t("practice.no_knapp"))] : []), button(UNKNOWN, t("practice.unknown"))];
    const node = h("div", { class: "said-row" }, h("p", {}, h("span", { class: "dim", text: `${t(`kind.${ring}`)}: ` }), said), h("p", { class: "chips" }, ...buttons.map((one) => one.node)));
    return { ring, said, buttons, node };
  }

  show() {
    const { game } = this;
    const open = game.isOpen || game.over;
    this.node.hidden = game.over;
    const place = (/** @type {Guessed} */ ring) => byHand(open || game.guess[ring] === UNKNOWN ? null : (game.guess[ring] ?? null));
    this.ring.show({ mode: "hand", phase: place("phase"), knapp: place("knapp"), kolb: null, trail: [], open: null, hub: open ? "idle" : "hand" });
    for (const row of this.rows) {
      text(row.said, guessed(row.ring, game.guess[row.ring]));
      row.node.hidden = open;
      for (const { value, node } of row.buttons) attr(node, "aria-pressed", game.guess[row.ring] === value);
    }
    if (open && !game.over) this.mark();
  }

  /** The key and the guess side by side in the ring: by fill, border and word. */
  mark() {
    const key = this.game.key();
    for (const part of this.ring.parts) {
      if (part.ring === "kolb") continue;
      const right = key[part.ring] === part.id;
      const second = part.ring === "knapp" && key.knapp2 === part.id;
      const mine = this.game.guess[part.ring] === part.id;
      const mark = right ? (mine ? "both" : "key") : second ? "second" : mine ? "guess" : "";
      if (!mark) continue;
      const word = t(`practice.mark.${mark}`, { key: this.keyName });
      set(part.node, { data: { mark: right ? "sure" : second ? "fairly" : "maybe" } });
      attr(part.node, "aria-label", `${t(`ring.${part.ring}`, { name: label(part.ring, part.id) })}, ${word}`);
      if (part.sub) text(part.sub, word);
    }
  }
}

/** What the keys do, for those who want to know. */
export function keyList() {
  const [phases, knapper] = [elements("phase").length, elements("knapp").length];
  /** @type {[string[], string][]} */
  const keys = [
    [["→", t("practice.keys.space_key")], "practice.keys.next"],
    [["←"], "practice.keys.back"],
    [[`1 – ${phases}`], "practice.keys.phase"],
    [[`${phases + 1} – ${phases + knapper}`], "practice.keys.knapp"],
    [["0"], "practice.keys.none"],
    [["?"], "practice.keys.unknown"],
    [["Enter"], "practice.keys.open"],
  ];
  const list = h("dl", { class: "keys" });
  fill(list, ...keys.flatMap(([caps, what]) => [h("dt", {}, ...caps.map((cap) => h("kbd", { text: cap }))), h("dd", { text: t(what) })]));
  return h("details", { class: "key-list" }, h("summary", { text: t("practice.keys.title") }), list);
}
