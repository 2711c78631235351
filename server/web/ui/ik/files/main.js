/** The files beside the articles: synonyms, areas, prompts, source policy, model texts; one is chosen and edited as text. */

import { fill, h } from "../../shared/dom.js";
import { ask } from "../../shared/door.js";
import { t, word } from "../../shared/text.js";
import { whose } from "../parts/names.js";
import { moment } from "../parts/when.js";
import { failed } from "../parts/working.js";
import { address } from "../route.js";
import { openFile } from "./edit.js";

/** @typedef {import("../../shared/types.js").DocumentRow} DocumentRow */

/** @type {import("../../shared/types.js").Show} */
export async function show(root, params, me) {
  document.title = `${t("desk.nav.filer")} – Ledsager`;
  const name = params.get("navn");
  if (name) return openFile(root, name);
  const card = h("section", { class: "card" });
  fill(root, h("header", { class: "view-head" }, h("h2", { text: t("desk.nav.filer") })), card);
  try {
    const { data } = await ask("GET", "/documents");
    const files = /** @type {DocumentRow[]} */ (data.items ?? data).filter((one) => !one.name.startsWith("articles/"));
    fill(card, h("p", { class: "pad dim", text: t("desk.files.text") }), h("ul", { class: "plain-list" }, ...files.map(item)));
  } catch (error) {
    fill(card, failed(error, () => void show(root, params, me)));
  }
}

/** @param {DocumentRow} file */
function item(file) {
  const about = word("desk.file", file.name.startsWith("prompts/") ? "prompts" : file.name);
  return h(
    "li",
    { class: "split" },
    h("div", {}, h("a", { class: "title", href: address("filer", { navn: file.name }), text: file.name }), about !== file.name ? h("p", { class: "dim small", text: about }) : null),
    h("p", { class: "dim small", text: t("desk.files.changed", { number: file.version, who: whose(file.changed_by), when: moment(file.changed) }) }),
  );
}
