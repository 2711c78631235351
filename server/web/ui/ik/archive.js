/** The archive: articles that are taken out of use, and the way back for each. */

import { fill, h, text } from "../shared/dom.js";
import { ask, at } from "../shared/door.js";
import { t, tn } from "../shared/text.js";
import { areaName, learnAreas, whose } from "./parts/names.js";
import { moment } from "./parts/when.js";
import { failed, moreButton, working } from "./parts/working.js";
import { rows } from "./list/query.js";
import { refresh, summary } from "./summary.js";

/** @typedef {import("../shared/types.js").DeskRow} DeskRow */

/** @type {import("../shared/types.js").Show} */
export async function show(root) {
  const list = h("ul", { class: "plain-list" });
  const foot = h("div");
  const count = h("p", { class: "dim", role: "status" });
  const card = h("section", { class: "card" }, h("p", { class: "pad dim", text: t("desk.archive.text") }), list, foot);
  fill(root, h("header", { class: "view-head" }, h("h2", { text: t("desk.nav.arkiv") }), count), card);
  document.title = `${t("desk.nav.arkiv")} – Ledsager`;
  /** @type {string | null} */
  let cursor = null;
  /** @param {boolean} more */
  const load = async (more) => {
    const page = await rows({ tilstand: "arkivert", sorter: "changed" }, { cursor: more ? cursor : null });
    cursor = page.next;
    text(count, tn("ik.count", page.total));
    if (!more) fill(list);
    list.append(...page.items.map(item));
    fill(foot, page.total === 0 ? h("p", { class: "pad", text: t("desk.archive.none") }) : null, page.next ? moreButton(() => load(true)) : null);
  };
  try {
    const counts = await summary();
    if (counts) learnAreas(counts.areas);
    await load(false);
  } catch (error) {
    fill(foot, failed(error, () => void show(root, Object.assign(new URLSearchParams(), { id: "" }), { name: "", roles: [], mode: "", names: [] })));
  }
}

/** @param {DeskRow} row */
function item(row) {
  const said = h("span", { class: "said", role: "status" });
  const button = h("button", { class: "button", type: "button" }, t("desk.archive.back"), h("span", { class: "offstage", text: `: ${row.title}` }));
  button.addEventListener("click", () =>
    void working(button, said, async () => {
      const path = at(row.id);
      const { etag } = await ask("GET", path);
      await ask("POST", `${path}/steps`, { etag, body: { step: "unarchive" } });
      button.hidden = true;
      void refresh();
      return t("desk.archive.done");
    }),
  );
  return h(
    "li",
    { class: "split" },
    h("div", {}, h("a", { class: "title", href: `#${encodeURIComponent(row.id)}`, text: row.title, lang: row.language }), h("p", { class: "dim small", text: t("desk.archive.by", { area: areaName(row.area), who: whose(row.changed_by), when: moment(row.changed) }) })),
    h("p", { class: "row" }, button, said),
  );
}
