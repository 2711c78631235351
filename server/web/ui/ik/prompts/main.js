/** The prompts: the bank by phase and knapp, proposals to decide, and one's own favourites. */

import { fill, h } from "../../shared/dom.js";
import { t } from "../../shared/text.js";
import { address } from "../route.js";
import { bank } from "./bank.js";
import { favourites } from "./favourites.js";
import { proposals } from "./proposals.js";

/** @typedef {import("../../shared/types.js").Show} Show */

/** @type {Record<string, (box: HTMLElement, params: URLSearchParams, me: import("../../shared/types.js").Me) => Promise<void>>} */
const parts = { "": bank, forslag: proposals, favoritter: favourites };

/** @type {Show} */
export async function show(root, params, me) {
  document.title = `${t("desk.nav.sporsmal")} – Ledsager`;
  const part = params.get("del") ?? "";
  const box = h("section", { class: "card", "aria-label": t(`desk.prompts.part.${part || "bank"}`) });
  fill(
    root,
    h(
      "header",
      { class: "view-head" },
      h("h2", { text: t("desk.nav.sporsmal") }),
      h("nav", { class: "row", "aria-label": t("desk.prompts.parts") }, ...Object.keys(parts).map((del) => h("a", { class: "chip", href: address("sporsmal", { del }), "aria-current": part === del ? "page" : null, text: t(`desk.prompts.part.${del || "bank"}`) }))),
    ),
    box,
  );
  await (parts[part] ?? bank)(box, params, me);
}
