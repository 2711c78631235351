/** An older version fetched back as a new utkast on top: nothing that is there goes away. */

import { t } from "../../shared/text.js";
import { inDialog } from "./asking.js";

/**
 * @param {number} version
 * @param {import("./types.js").Work} work
 * @param {() => boolean} dirty
 * @param {ReturnType<typeof import("./saving.js").makeSaving>} saving
 * @param {ReturnType<typeof import("./head.js").makeHead>} head
 * @param {import("./form.js").Form} form
 */
export async function restore(version, work, dirty, saving, head, form) {
  const went = await inDialog({
    title: t("edit.restore.title", { version }),
    text: [t("edit.restore.text", { version }), ...(dirty() ? [t("edit.restore.dirty")] : []), ...(work.whole.published_version !== null ? [t("edit.restore.published")] : [])],
    go: t("edit.restore.go"),
    act: async () => {
      const kept = dirty() ? await saving.keep() : null;
      return kept === null ? saving.restore(version) : kept;
    },
  });
  if (!went) return;
  head.say(t("edit.done.restore", { version, now: work.whole.version }));
  // What the guidance model no longer has was left out, and is told where it stood.
  const gone = work.whole.advice.filter((one) => one.code === "id_gone");
  if (gone.length > 0) form.mend(gone);
  head.title.scrollIntoView({ block: "nearest" });
}
