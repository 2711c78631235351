/** A sentence for each piece of advice, and its picture; advice this page does not know is still told. */

import { t, word } from "../../shared/text.js";
import { fieldName } from "./values.js";

/** @typedef {import("./types.js").Advice} Advice */

/** @type {Record<string, string>} */
export const pictures = { ok: "check", warns: "alert", stops: "stop" };

/** @param {Advice} advice */
export function adviceText(advice) {
  const name = advice.field ? fieldName(advice.field) : t("edit.article");
  /** @type {Record<string, string>} */
  const values = { name };
  for (const [key, value] of Object.entries(advice.values ?? {})) values[key] = Array.isArray(value) ? value.join(", ") : String(value);
  if (values.language) values.language = word("lang", values.language);
  for (const key of [`edit.advice.${advice.code}.${advice.field}`, `edit.advice.${advice.code}`]) {
    const sentence = t(key, values);
    if (sentence !== key && !/\{\w+\}/.test(sentence)) return sentence;
  }
  const told = values.message ?? values.detail ?? "";
  return told ? `${name}: ${told}` : t(`edit.advice.other.${advice.severity}`, values);
}
