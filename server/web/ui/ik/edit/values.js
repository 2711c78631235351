/** The values of an article's fields: compared, copied, named, and written as lines that can be read. */

import { label } from "../../shared/model.js";
import { t, tn, word } from "../../shared/text.js";
import { day } from "../../shared/time.js";
import { areaName, learnAreas } from "../parts/names.js";

/** @typedef {import("./types.js").Fields} Fields */
/** @typedef {import("./types.js").Area} Area */

/** The fields in the order in which a counsellor reads them. */
export const ORDER = [
  "title", "short", "plain", "find_it", "share", "phases", "knapper", "area", "language", "for_whom", "keywords",
  "sources", "media", "valid_until", "owner", "review_months", "routine", "needs_check", "body",
];

/** @returns {Fields} */
export function empty() {
  return {
    title: "", language: "nb", area: "", owner: null, review_months: null, valid_until: null, needs_check: null, routine: false,
    phases: [], knapper: [], keywords: [], short: "", find_it: "", share: { nb: "", nn: "" }, for_whom: null, plain: null,
    media: [], sources: [], body: "",
  };
}

/**
 * Whether two values say the same, whatever the order of their keys.
 * @param {any} a
 * @param {any} b
 * @returns {boolean}
 */
export function same(a, b) {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  for (const key of keys) if (!same(a[key], b[key])) return false;
  return true;
}

/**
 * The field that a name such as `share.nn` or `sources[1].url` belongs to.
 * @param {string} name
 */
export function fieldOf(name) {
  return /^\w+/.exec(name)?.[0] ?? name;
}

/** @param {string} name */
export function fieldName(name) {
  const whole = `edit.field.${name}`;
  const said = t(whole);
  return said === whole ? t(`edit.field.${fieldOf(name)}`) : said;
}

/**
 * @param {any} fields
 * @param {string} path
 */
export function get(fields, path) {
  return path.split(".").reduce((value, key) => value?.[key], fields);
}

/**
 * @param {any} fields
 * @param {string} path
 * @param {any} value
 */
export function put(fields, path, value) {
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  const box = keys.reduce((inner, key) => inner[key], fields);
  box[last] = value;
}

/**
 * A value as text, for showing and comparing.
 * @param {string} name
 * @param {any} value
 * @returns {string}
 */
export function readable(name, value) {
  if (value === null || value === undefined || value === "") return "";
  if (name === "phases" || name === "knapper") return value.map((/** @type {string} */ id) => label(name === "phases" ? "phase" : "knapp", id)).join(", ");
  if (name === "keywords") return value.join(", ");
  if (name === "share") return [value.nb && `${word("lang", "nb")}: ${value.nb}`, value.nn && `${word("lang", "nn")}: ${value.nn}`].filter(Boolean).join("\n");
  if (name === "sources" || name === "media") return value.map((/** @type {any} */ one) => [one.title, one.url, word(`edit.kind`, one.kind), one.why].filter(Boolean).join(" · ")).join("\n");
  if (name === "routine") return t(value ? "edit.yes" : "edit.no");
  if (name === "language") return word("lang", value);
  if (name === "area") return areaName(value);
  if (name === "review_months") return tn("edit.every", value);
  if (name === "valid_until") return day(value);
  return String(value).trimEnd();
}

/** @type {Area[]} */
let areas = [];

/** @param {Area[]} known */
export function setAreas(known) {
  areas = known;
  learnAreas(known);
}

/** @param {string} id */
export function areaOf(id) {
  return areas.find((one) => one.area === id);
}
