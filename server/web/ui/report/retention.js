/** How long each kind is kept, how old the oldest is, and when the nightly clearing ran last. */

import { byId, fill, h } from "../shared/dom.js";
import { why } from "../shared/door.js";
import { figure } from "../shared/bars.js";
import { ask } from "../shared/knock.js";
import { t, tn, word } from "../shared/text.js";
import { clock, day } from "../shared/time.js";

/** The job runs nightly: older than this, and it has not run. */
const LATE = 36 * 3_600_000;

/** @param {string | number | null} at */
const when = (at) => (at === null ? "–" : typeof at === "number" ? day(new Date(at).toISOString()) : day(at));

export async function showRetention() {
  const box = byId("retention");
  const head = h("header", {}, h("h2", { id: "retention-title", text: t("retention.title") }));
  try {
    /** @type {import("./types.js").Retention} */
    const told = (await ask("GET", "/api/report/retention")).data;
    const late = told.last_run === null || Date.now() - told.last_run > LATE;
    const ran = told.last_run === null ? t("retention.never") : told.deleted === null ? t("retention.ran.few", { day: when(told.last_run), time: clock(told.last_run) }) : tn("retention.ran", told.deleted, { day: when(told.last_run), time: clock(told.last_run) });
    fill(
      box,
      head,
      h(
        "div",
        { class: "pad fields" },
        h("p", { class: late ? "wrong" : undefined, text: late ? `${ran} ${t("retention.late")}` : ran }),
        h(
          "div",
          { class: "scroll" },
          h(
            "table",
            { class: "figures", "aria-labelledby": "retention-title" },
            h("thead", {}, h("tr", {}, ...["kind", "keep", "oldest", "rows"].map((key, index) => h("th", { scope: "col", class: index > 0 ? "num" : undefined, text: t(`retention.${key}`) })))),
            h("tbody", {}, ...told.kinds.map((one) => h("tr", {}, h("th", { scope: "row" }, word("retention.of", one.kind), one.overdue ? h("span", { class: "overdue", text: t("retention.overdue") }) : null), h("td", { class: "num", text: one.keep_days === null ? t("retention.always") : tn("retention.days", Math.round(one.keep_days)) }), h("td", { class: "num", text: when(one.oldest) }), h("td", { class: "num", text: one.rows === null ? t("figures.too_few") : figure(one.rows) })))),
          ),
        ),
      ),
    );
  } catch (error) {
    fill(box, head, h("p", { class: "pad dim", text: why(error) }));
  }
}
