/** Who opened the text of a chat, when and why: by the day, for those who lead; not a word of the chat. */

import { byId, fill, h } from "../shared/dom.js";
import { why } from "../shared/door.js";
import { input, labelled } from "../shared/fields.js";
import { ask } from "../shared/knock.js";
import { t, tn, word } from "../shared/text.js";
import { clock, day } from "../shared/time.js";

/** @typedef {import("./types.js").Readings} Readings */

export async function mountReadings() {
  const date = input("", { type: "date" });
  const shown = h("div", { "aria-live": "polite" });
  const show = async () => {
    const asked = date.value;
    try {
      /** @type {Readings} */
      const told = (await ask("GET", `/api/report/readings${asked ? `?day=${asked}` : ""}`)).data;
      if (date.value === asked) fill(shown, ...drawn(told));
    } catch (error) {
      fill(shown, h("p", { class: "wrong", text: why(error) }));
    }
  };
  date.addEventListener("change", () => void show());
  fill(
    byId("readings"),
    h("header", {}, h("h2", { id: "readings-title", text: t("readings.title") })),
    h("div", { class: "pad fields" }, h("p", { class: "dim", text: t("readings.text") }), h("div", { class: "asking" }, labelled(t("readings.day"), date)), shown),
  );
  await show();
}

/** @param {Readings} told */
function drawn(told) {
  const about = h("p", { class: "dim small", text: `${told.day ? t("readings.of_day", { day: day(told.day) }) : tn("readings.lately", told.days)} ${tn("readings.kept", told.keep_days)}` });
  if (told.readings.length === 0) return [about, h("p", { text: t("readings.none") })];
  const rows = told.readings.map((one) =>
    h("tr", {}, h("th", { scope: "row", text: `${date(one.at)} ${t("readings.at", { time: clock(one.at) })}` }), h("td", { text: one.by }), h("td", { text: word("read_by", one.reason) }), h("td", { class: "num", text: String(one.number) }), h("td", { class: "num", text: tn("time.minutes", one.minutes) })),
  );
  return [
    about,
    h(
      "div",
      { class: "scroll" },
      h(
        "table",
        { class: "figures", "aria-labelledby": "readings-title" },
        h("thead", {}, h("tr", {}, ...["when", "by", "why", "chat", "most"].map((key, index) => h("th", { scope: "col", class: index > 2 ? "num" : undefined, text: t(`readings.${key}`) })))),
        h("tbody", {}, ...rows),
      ),
    ),
  ];
}

/** @param {number} at */
function date(at) {
  const when = new Date(at);
  return `${when.getDate()}.${when.getMonth() + 1}.${when.getFullYear()}`;
}
