/** The text to paste in, in both written standards side by side, with word of what is missing. */

import { h } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t, word } from "../../shared/text.js";

/** @typedef {import("./types.js").Box} Box */

/**
 * @param {(value: import("./types.js").Both) => void} changed
 * @returns {Box & { missing: HTMLElement }}
 */
export function share(changed) {
  const missing = h("span", { class: "pill notice", hidden: true });
  const read = () => ({ nb: nb.value, nn: nn.value });
  const tell = () => {
    const gone = [nb.value.trim() ? "" : "nb", nn.value.trim() ? "" : "nn"].filter(Boolean);
    missing.hidden = gone.length === 0;
    if (gone.length > 0) missing.replaceChildren(icon("alert"), t(`edit.share.missing.${gone.length === 2 ? "both" : gone[0]}`));
  };
  /** @param {"nb" | "nn"} lang */
  const one = (lang) =>
    h("textarea", { id: `edit-share-${lang}`, rows: 3, lang, spellcheck: "true", placeholder: t(`edit.share.hint.${lang}`), on: { input: () => { tell(); changed(read()); } } });
  const nb = one("nb");
  const nn = one("nn");
  /** @param {"nb" | "nn"} lang @param {HTMLElement} input */
  const half = (lang, input) => h("div", {}, h("label", { for: `edit-share-${lang}`, class: "dim", text: word("edit.lang", lang) }), input);
  return {
    node: h("div", { class: "halves" }, half("nb", nb), half("nn", nn)),
    missing,
    get: read,
    set(value) {
      nb.value = value?.nb ?? "";
      nn.value = value?.nn ?? "";
      tell();
    },
    focus: (part) => (part === "nn" || (nb.value.trim() && !nn.value.trim()) ? nn : nb).focus(),
  };
}
