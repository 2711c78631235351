/** Two articles beside each other, to see whether they should be one. */

import { openDialog } from "../../shared/dialog.js";
import { h } from "../../shared/dom.js";
import { t } from "../../shared/text.js";
import { at, knock, refusal } from "../../shared/door.js";

/** @typedef {import("./types.js").Fields} Fields */

/**
 * @param {Fields} mine
 * @param {import("./types.js").Similar} similar
 */
export async function both(mine, similar) {
  const [other, left] = await Promise.all([knock("GET", at(similar.id)), knock("POST", "/preview", { body: { markdown: mine.body, language: mine.language } })]);
  if (!other.ok) {
    openDialog({ title: similar.title, body: [h("p", { text: refusal(other) })] });
    return;
  }
  openDialog({
    title: t("edit.similar.both"),
    wide: true,
    body: [
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
