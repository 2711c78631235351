/** One område: its names, its owner and how often its articles are looked over. */

import { h } from "../../shared/dom.js";
import { ask, Refused } from "../../shared/door.js";
import { input, labelled, select } from "../../shared/fields.js";
import { t, tn } from "../../shared/text.js";
import { areaName } from "../parts/names.js";
import { working } from "../parts/working.js";
import { address } from "../route.js";
import { refresh } from "../summary.js";

/** @typedef {import("../../shared/types.js").DeskArea} DeskArea */

/**
 * @param {DeskArea} area
 * @param {string[]} owners
 * @param {{ now: string }} tag
 */
export function areaRow(area, owners, tag) {
  const nb = input(area.name.nb, { lang: "nb", maxlength: 60 });
  const nn = input(area.name.nn, { lang: "nn", maxlength: 60 });
  const known = area.owner && !owners.includes(area.owner) ? [...owners, area.owner] : owners;
  const owner = select([["", t("desk.no_owner")], ...known.map((one) => /** @type {[string, string]} */ ([one, one]))], area.owner ?? "");
  const months = input(String(area.review_months ?? ""), { type: "number", min: "1", max: "60", inputmode: "numeric" });
  const save = h("button", { class: "button", type: "submit" }, t("desk.save"), h("span", { class: "offstage", text: `: ${areaName(area.area)}` }));
  const said = h("span", { class: "said", role: "status" });
  const form = h(
    "form",
    { class: "area-form" },
    labelled(t("desk.areas.nb"), nb),
    labelled(t("desk.areas.nn"), nn),
    labelled(t("desk.areas.owner"), owner),
    labelled(t("desk.areas.months"), months),
    save,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void working(save, said, async () => {
      try {
        const { etag } = await ask("PUT", `/areas/${encodeURIComponent(area.area)}`, {
          etag: tag.now,
          body: { name: { nb: nb.value.trim(), nn: nn.value.trim() }, owner: owner.value || null, review_months: months.value ? Number(months.value) : null },
        });
        tag.now = etag || tag.now;
      } catch (error) {
        // Somebody saved another område: what stands here is newer, so the next press is meant.
        if (error instanceof Refused && error.code === "changed_meanwhile") tag.now = (await ask("GET", "/areas")).etag;
        throw error;
      }
      void refresh();
      return t("desk.areas.saved");
    });
  });
  return h("li", { class: "area-row" }, h("h4", {}, h("a", { href: address("artikler", { omrade: area.area }), text: areaName(area.area) }), " ", h("span", { class: "dim small", text: tn("ik.count", area.count) })), form, h("p", {}, said));
}
