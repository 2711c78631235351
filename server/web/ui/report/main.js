/** `/rapport`: the half-year for the quality system, the trend around a date, and how long things are kept. */

import { announce } from "../shared/announce.js";
import { mountSettings, start } from "../shared/chrome.js";
import { byId, fill, h } from "../shared/dom.js";
import { why } from "../shared/door.js";
import { labelled, select } from "../shared/fields.js";
import { icon } from "../shared/icons.js";
import { ask } from "../shared/knock.js";
import { settings } from "../shared/settings.js";
import { t } from "../shared/text.js";
import { day } from "../shared/time.js";
import { halves, named } from "./halves.js";
import { mountReadings } from "./readings.js";
import { showRetention } from "./retention.js";
import { tables } from "./table.js";
import { mountTrend } from "./trend.js";

const me = await start();
mountSettings(me.name ?? "");
document.title = `${t("page.report")} – Ledsager`;

const all = halves(new Date());
const asked = location.hash.slice(1);
const half = select(all.map((one) => [one.id, named(one)]), all.some(({ id }) => id === asked) ? asked : (all[0]?.id ?? ""));
const csv = h("a", { class: "button", download: "" }, icon("sheet"), h("span", { text: t("report.csv") }));
const print = h("button", { class: "button", type: "button", on: { click: () => window.print() } }, icon("print"), h("span", { text: t("report.print") }));
fill(byId("choose"), labelled(t("report.half_label"), half), h("p", { class: "acts" }, csv, print));
half.addEventListener("change", () => {
  history.replaceState(null, "", `#${half.value}`);
  void show(true);
});

/** @param {boolean} [said] whether it is told that the figures have changed */
async function show(said = false) {
  const one = all.find(({ id }) => id === half.value);
  if (!one) return;
  const query = `half=${one.id}`;
  csv.href = `/api/report.csv?${query}&lang=${settings.lang}`;
  const box = byId("report");
  try {
    /** @type {import("./types.js").Report} */
    const report = (await ask("GET", `/api/report?${query}`)).data;
    if (half.value !== one.id) return;
    const going = report.complete === false;
    const about = `report.${going ? "going" : "whole"}${report.rounded ? "_rounded" : ""}`;
    fill(
      box,
      h("div", { class: "about" }, h("h2", { text: t("report.title", { half: named(one) }) }), h("p", { class: "dim", text: t(about, { from: day(one.from), to: day(one.to) }) }), h("p", { class: "dim small", text: t("report.floor", { least: report.at_least ?? 5 }) })),
      ...tables(report),
    );
    if (said) announce(t("report.shown", { half: named(one) }));
  } catch (error) {
    fill(box, h("div", { class: "notice" }, icon("broken"), h("div", {}, h("p", { class: "title", text: t("report.failed") }), h("p", { text: why(error) }), h("button", { class: "button", type: "button", text: t("board.retry"), on: { click: () => void show(true) } }))));
  }
}

mountTrend();
await Promise.all([show(), mountReadings(), showRetention()]);
