/** Områder with owner and interval, roles with members, and the handover from one to another. */

import { fill, h } from "../../shared/dom.js";
import { ask } from "../../shared/door.js";
import { t } from "../../shared/text.js";
import { learnAreas } from "../parts/names.js";
import { failed } from "../parts/working.js";
import { areaRow } from "./area.js";
import { openHandover } from "./handover.js";
import { ownerRow } from "./owner.js";

/** @typedef {import("../../shared/types.js").DeskArea} DeskArea */
/** @typedef {import("../../shared/types.js").Owner} Owner */

/** @type {import("../../shared/types.js").Show} */
export async function show(root, params, me) {
  document.title = `${t("desk.nav.omrader")} – Ledsager`;
  const head = h("header", { class: "view-head" }, h("h2", { text: t("desk.nav.omrader") }));
  /** @type {DeskArea[]} */
  let areas;
  /** @type {Owner[]} */
  let owners;
  let etag = "";
  try {
    const [first, second] = await Promise.all([ask("GET", "/areas"), ask("GET", "/owners")]);
    [areas, owners, etag] = [first.data, second.data, first.etag];
  } catch (error) {
    return fill(root, head, failed(error, () => void show(root, params, me)));
  }
  learnAreas(areas);
  // All områder stand in one document: each saving gives the tag for the next.
  const tag = { now: etag };
  const names = owners.map((one) => one.owner);
  const again = () => void show(root, params, me);
  const handover = h("button", { class: "button", type: "button", text: t("desk.handover.open"), on: { click: () => openHandover(owners, areas, again) } });
  fill(
    root,
    head,
    h(
      "section",
      { class: "card", "aria-labelledby": "areas-title" },
      h("header", {}, h("h3", { id: "areas-title", text: t("desk.areas.title") }), h("p", { class: "dim", text: t("desk.areas.inherit") })),
      h("ul", { class: "plain-list" }, ...areas.map((area) => areaRow(area, names, tag))),
    ),
    h(
      "section",
      { class: "card", "aria-labelledby": "owners-title" },
      h("header", {}, h("h3", { id: "owners-title", text: t("desk.owners.title") }), h("p", { class: "dim", text: t("desk.owners.text") }), handover),
      h("ul", { class: "plain-list" }, ...owners.map((owner) => ownerRow(owner))),
    ),
  );
}
