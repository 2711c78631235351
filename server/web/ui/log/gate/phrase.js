/** The fields for a new passphrase: written twice, at least twelve signs, or a proposal of random syllables. */

import { fill, h } from "../../shared/dom.js";
import { Told } from "../../shared/door.js";
import { input, labelled } from "../../shared/fields.js";
import { t } from "../../shared/text.js";
import { random } from "../crypto/bytes.js";

const LEAST = 12;
const FIRST = "bdfghjklmnprstvc";
const SECOND = "aeiouyøå";

export function phraseFields() {
  const phrase = input("", { type: "password", autocomplete: "new-password", required: true, minlength: LEAST });
  const again = input("", { type: "password", autocomplete: "new-password", required: true });
  const proposal = h("output", { class: "proposal" });
  const propose = h("button", { class: "plain", type: "button", text: t("log.phrase.propose"), on: { click: proposed } });
  const node = h(
    "div",
    { class: "fields" },
    labelled(t("log.phrase.new"), phrase, t("log.phrase.hint")),
    labelled(t("log.phrase.again"), again),
    h("p", { class: "row" }, propose, proposal),
  );

  function proposed() {
    const words = proposalOf();
    phrase.value = words;
    again.value = words;
    fill(proposal, h("code", { text: words }), " ", t("log.phrase.write_down"));
  }

  return {
    node,
    focus: () => phrase.focus(),
    /** The passphrase; what is wrong with it is thrown as a sentence. */
    take() {
      const value = phrase.value;
      if ([...value].length < LEAST) {
        phrase.focus();
        throw new Told(t("log.phrase.short", { count: LEAST }));
      }
      if (value !== again.value) {
        again.focus();
        throw new Told(t("log.phrase.differ"));
      }
      return value;
    },
    /** Nothing of it stays in the fields. */
    clear() {
      phrase.value = "";
      again.value = "";
      fill(proposal);
    },
  };
}

/** Five groups of two syllables, 70 bits: one in sixteen and one in eight, ten times. */
function proposalOf() {
  const bytes = random(20);
  const signs = [...bytes].map((byte, index) => (index % 2 === 0 ? FIRST[byte % 16] : SECOND[byte % 8]));
  return (signs.join("").match(/.{4}/g) ?? []).join("-");
}
