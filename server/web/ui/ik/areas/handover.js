/** The handover of all that one owner has to another: the dialog says what will happen before it does. */

import { openDialog } from "../../shared/dialog.js";
import { h, text } from "../../shared/dom.js";
import { ask } from "../../shared/door.js";
import { input, labelled, select } from "../../shared/fields.js";
import { t, tn } from "../../shared/text.js";
import { refresh } from "../summary.js";

/**
 * @param {import("../../shared/types.js").Owner[]} owners
 * @param {import("../../shared/types.js").DeskArea[]} areas
 * @param {() => void} done
 */
export function openHandover(owners, areas, done) {
  const from = select(owners.map((one) => [one.owner, one.owner]), "", { on: { change: () => tell() } });
  const to = input("", { required: true, list: "handover-to", on: { input: () => tell() } });
  const what = h("p", { class: "notice calm", role: "status" });
  const tell = () => {
    const owner = owners.find((one) => one.owner === from.value);
    const own = areas.filter((area) => area.owner === from.value).length;
    text(what, t("desk.handover.what", { from: from.value, to: to.value.trim() || t("desk.handover.somebody"), articles: tn("ik.count", owner?.articles ?? 0), areas: tn("desk.handover.areas", own) }));
  };
  tell();
  const dialog = openDialog({
    title: t("desk.handover.title"),
    body: [
      labelled(t("desk.handover.from"), from),
      labelled(t("desk.handover.to"), to, t("desk.handover.to_hint")),
      h("datalist", { id: "handover-to" }, ...owners.map((one) => h("option", { value: one.owner }))),
      what,
    ],
    act: t("desk.handover.act"),
    work: async () => {
      const { data } = await ask("POST", "/owners/handover", { body: { from: from.value, to: to.value.trim() } });
      void refresh();
      dialog.addEventListener("close", done);
      return t("desk.handover.done", { articles: tn("ik.count", data.articles), areas: tn("desk.handover.areas", data.areas), to: to.value.trim() });
    },
  });
}
