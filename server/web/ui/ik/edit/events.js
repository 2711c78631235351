/** What happened to an article between its versions: sent, approved, published, confirmed. */

import { h } from "../../shared/dom.js";
import { t } from "../../shared/text.js";
import { whose } from "../parts/names.js";
import { moment } from "../parts/when.js";

/** @typedef {import("./types.js").Happening} Happening */

/**
 * @param {Happening[]} happenings
 * @returns {{ at: string, node: () => HTMLElement }[]}
 */
export function makeEvents(happenings) {
  return happenings.map((one) => ({ at: one.at, node: () => line(one) }));
}

/** @param {Happening} one */
function line(one) {
  const key = `edit.event.${one.what}`;
  const reason = written(one);
  const said = t(key, { version: one.version ?? "" });
  return h(
    "li",
    { class: "event" },
    h("span", { text: t("edit.event", { who: whose(one.who), what: said === key ? one.what : said }) }),
    h("span", { class: "dim", text: ` ${moment(one.at)}` }),
    reason ? h("q", { text: reason }) : null,
  );
}

/** What somebody wrote; what the server notes for itself is told by the sentence. @param {Happening} one */
function written(one) {
  if (one.what === "schedule") return one.reason ? moment(one.reason) : "";
  return ["approve", "return", "archive", "promoted", "owner_changed"].includes(one.what) ? one.reason : "";
}
