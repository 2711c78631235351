/** What is wrong with a file, a line each: where it is, the field, and what the server says of it. */

import { h } from "../../shared/dom.js";
import { t, word } from "../../shared/text.js";

/** @typedef {import("../../shared/types.js").Fault} Fault */

/**
 * @param {Fault} fault
 * @param {{ file?: string, goTo?: (line: number) => void }} [where] the file where there are several; what a line leads to
 */
export function faultLine({ line, field, message }, { file, goTo } = {}) {
  const known = word("fault", message);
  const place = line ? t("desk.files.line", { line }) : "";
  return h(
    "li",
    {},
    file ? h("code", { text: `${file} ` }) : null,
    line && goTo ? h("button", { class: "plain", type: "button", text: place, on: { click: () => goTo(line) } }) : place,
    field ? h("code", { text: ` ${field}` }) : null,
    // The server's sentences for whoever writes files are in English, but for the most common one.
    h("span", { lang: known === message ? "en" : null, text: `${line || field || file ? ": " : ""}${known}` }),
  );
}
