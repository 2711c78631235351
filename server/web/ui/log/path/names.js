/** Names of what the path tells by id alone: prompts, articles, and kinds of other services. */

import { knock } from "../doors.js";
import { own } from "../../shared/model.js";
import { settings } from "../../shared/settings.js";

/** @type {Promise<Map<string, string>> | null} */
let articles = null;
/** @type {Promise<Map<string, string>> | null} */
let prompts = null;
/** @type {Promise<Map<string, string>> | null} */
let services = null;

/** The bank is read in pages; more than this is not looked through. */
const MOST_PAGES = 8;

/** @returns {Promise<Map<string, string>>} titles by id */
export function articleTitles() {
  return (articles ??= knock("GET", "/articles").then(({ ok, body }) => new Map(ok ? body.map((/** @type {any} */ one) => [one.id, one.title]) : [])));
}

/** @returns {Promise<Map<string, string>>} texts by id */
export function promptTexts() {
  return (prompts ??= bank());
}

async function bank() {
  /** @type {Map<string, string>} */
  const all = new Map();
  const mine = await knock("GET", "/ik/favourites");
  for (const one of mine.ok ? mine.body : []) all.set(one.id, one[settings.lang] || one.nb);
  let cursor = "";
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { ok, body } = await knock("GET", `/ik/prompts?limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`);
    if (!ok) break;
    for (const one of body.items) all.set(one.id, one[settings.lang] || one.nb);
    cursor = body.next ?? "";
    if (!cursor) break;
  }
  return all;
}

/** @returns {Promise<Map<string, string>>} */
export function serviceNames() {
  return (services ??= knock("GET", "/services").then(({ body }) => new Map((body?.services ?? []).map((/** @type {any} */ one) => [one.id, own(one.name)]))));
}
