/** Two articles beside each other, to see whether they should be one. */

import { h } from "../../shared/dom.js";
import { t } from "../../shared/text.js";
import { dialog } from "./dialog.js";
import { ask, at, refusal } from "./doors.js";

/** @typedef {import("./types.js").Fields} Fields */

/**
 * @param {Fields} mine
 * @param {import("./types.js").Similar} similar
 */
export async function both(mine, similar) {
  const [other, left] = await Promise.all([ask("GET", at(similar.id)), ask("POST", "/preview", { body: { markdown: mine.body, language: mine.language } })]);
  if (!other.ok) {
    await dialog({ title: similar.title, text: [refusal(other)] });
    return;
  }
  await dialog({
    title: t("edit.similar.both"),
    wide: true,
    inside: [
      h(
        "div",
        { class: "beside-each-other" },
        side(t("edit.similar.this"), mine, left.ok ? left.body.html : ""),
        side(t("edit.similar.other"), other.body.fields, other.body.body_html ?? ""),
      ),
      h("p", {}, h("a", { href: `/ik#${similar.id}`, target: "_blank", rel: "noopener" }, t("edit.similar.open", { title: similar.title }), ` ${t("new_window")}`)),
    ],
  });
}

/** @param {string} name @param {Fields} fields @param {string} html */
function side(name, fields, html) {
  const body = h("div", { class: "body" });
  body.innerHTML = html;
  return h("section", { lang: fields.language }, h("h3", {}, h("span", { class: "dim", text: `${name} `, lang: document.documentElement.lang }), fields.title), h("p", { class: "short", text: fields.short }), body);
}
