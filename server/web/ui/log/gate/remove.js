/** The whole log is deleted: said first what goes, and done only when that is ticked. */

import { h } from "../../shared/dom.js";
import { Told } from "../../shared/door.js";
import { openDialog } from "../../shared/dialog.js";
import { tick } from "../../shared/fields.js";
import { t } from "../../shared/text.js";
import { book } from "../book.js";

export function removeAll() {
  const sure = tick(t("log.remove.understood"), false);
  openDialog({
    title: t("log.remove.title"),
    body: [h("p", { text: t("log.remove.text") }), sure.label],
    act: t("log.remove.act"),
    work: async () => {
      if (!sure.box.checked) throw new Told(t("log.remove.tick_first"));
      await book.removeAll();
      location.hash = "#/logg";
      dispatchEvent(new Event("log-gone"));
    },
  });
}
