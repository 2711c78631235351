/** A new article: what it is about, where it belongs and in which language; then it is an utkast on the server. */

import { busy } from "../../shared/busy.js";
import { fill, h } from "../../shared/dom.js";
import { knock, refusal } from "../../shared/door.js";
import { input, labelled, select } from "../../shared/fields.js";
import { icon } from "../../shared/icons.js";
import { colour, element, label } from "../../shared/model.js";
import { settings } from "../../shared/settings.js";
import { t, tn, word } from "../../shared/text.js";
import { areaName } from "../parts/names.js";
import { areaOf, empty } from "./values.js";

/** @typedef {import("./types.js").Area} Area */

/**
 * @param {HTMLElement} root
 * @param {URLSearchParams} query
 * @param {Area[]} areas
 */
export function showNew(root, query, areas) {
  const phases = query.getAll("fase").flatMap((ids) => ids.split(",")).filter((id) => element("phase", id));
  const knapper = query.getAll("knapp").flatMap((ids) => ids.split(",")).filter((id) => element("knapp", id));
  const area = select([["", t("edit.choose")], ...areas.map((one) => /** @type {[string, string]} */ ([one.area, areaName(one.area)]))], query.get("omrade") ?? "");
  const inherits = h("p", { class: "note dim" });
  const title = input("", { maxlength: 200, lang: settings.lang });
  const go = h("button", { class: "button primary", type: "submit", text: t("edit.new.go") });
  const wrong = h("p", { class: "wrong", role: "alert" });
  let lang = settings.lang;
  area.addEventListener("change", told);

  function told() {
    const one = areaOf(area.value);
    fill(inherits, one?.owner ? t("edit.new.inherits", { owner: one.owner, every: one.review_months ? tn("edit.every", one.review_months) : t("edit.inherited.nothing") }) : "");
  }

  const form = h(
    "form",
    {
      class: "card new fields", novalidate: true, "aria-labelledby": "edit-heading",
      on: {
        submit: (/** @type {Event} */ event) => {
          event.preventDefault();
          void begin();
        },
      },
    },
    h("h2", { id: "edit-heading", tabindex: "-1", text: t("edit.new.title") }),
    h("p", { class: "dim", text: t("edit.new.text") }),
    labelled(t("edit.field.area"), area),
    inherits,
    h(
      "fieldset",
      {},
      h("legend", { text: t("edit.field.language") }),
      h("div", { class: "segments" }, ...(/** @type {const} */ (["nb", "nn"])).map((one) => h("label", {}, h("input", { type: "radio", name: "edit-new-lang", value: one, checked: one === lang, on: { change: () => { lang = one; title.lang = one; } } }), h("span", { text: word("edit.lang", one) })))),
    ),
    labelled(t("edit.field.title"), title, t("edit.hint.title")),
    phases.length + knapper.length > 0
      ? h("p", { class: "tagged" }, h("span", { class: "dim", text: t("edit.new.tagged") }), ...phases.map((id) => tag("phase", id)), ...knapper.map((id) => tag("knapp", id)))
      : null,
    wrong,
    h("div", { class: "row" }, go),
  );

  async function begin() {
    const lacking = !area.value ? area : !title.value.trim() ? title : null;
    fill(wrong, lacking === area ? t("edit.new.area_lacks") : lacking === title ? t("edit.new.title_lacks") : "");
    area.setAttribute("aria-invalid", String(lacking === area));
    title.setAttribute("aria-invalid", String(lacking === title));
    if (lacking) {
      lacking.focus();
      return;
    }
    await busy(go, t("edit.new.working"), async () => {
      const fields = { ...empty(), title: title.value.trim(), language: lang, area: area.value, phases, knapper, body: t(`edit.new.body.${lang}`) };
      const answer = await knock("POST", "/articles", { body: { fields } });
      if (answer.ok) location.replace(`#/rediger/${encodeURIComponent(answer.body.id)}`);
      else fill(wrong, refusal(answer));
    });
  }

  fill(root, h("div", { class: "edit" }, form));
  document.title = `${t("edit.new.title")} – Ledsager`;
  told();
}

/** @param {"phase" | "knapp"} ring @param {string} id */
function tag(ring, id) {
  const one = element(ring, id);
  return h("span", { class: "pill" }, icon(one?.shape ?? "mark", colour(one)), h("span", { text: label(ring, id) }));
}
