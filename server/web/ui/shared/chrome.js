/** What all pages have in common: the start-up, who is logged in, and the settings. */

import { byId, fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { loadModel } from "./model.js";
import { knockAs, shutOut } from "./pass.js";
import { choose, settings } from "./settings.js";
import { loadTexts, t } from "./text.js";

/**
 * Texts, model and who is logged in; sends a stranger to the door.
 * @returns {Promise<import("./types.js").Me>}
 */
export async function start() {
  const [me] = await Promise.all([whoAmI(), loadTexts(), loadModel()]);
  if (me && me.name === null && !shutOut()) location.replace(`/?next=${encodeURIComponent(location.pathname + location.hash)}`);
  return me ?? { name: "", roles: [], mode: "", names: [] };
}

/** @returns {Promise<import("./types.js").Me | null>} null when the server does not answer */
export async function whoAmI() {
  try {
    const answer = await knockAs("/api/me");
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/**
 * Fills the button with id "settings" and the dialog behind it.
 * @param {string} who
 * @param {{ panel?: boolean, keys?: () => { keys: string[], what: string }[] }} [page] the keys are asked for when the dialog opens
 */
export function mountSettings(who, page = {}) {
  const keys = h("dl", { class: "keys" });
  const dialog = h("dialog", { class: "settings", "aria-labelledby": "settings-title" });
  const close = h("button", { class: "plain square", type: "button", "aria-label": t("close"), on: { click: () => dialog.close() } }, icon("close"));
  fill(
    dialog,
    h("header", {}, h("h2", { id: "settings-title", text: t("settings.title") }), close),
    who ? h("p", { class: "dim", text: t("settings.who", { name: who }) }) : null,
    choice("scheme", ["auto", "light", "dark"], settings.scheme, (scheme) => choose({ scheme: /** @type {any} */ (scheme) })),
    choice("lang", ["nb", "nn"], settings.lang, (lang) => {
      choose({ lang: lang === "nn" ? "nn" : "nb" });
      location.reload();
    }),
    ...(page.panel
      ? [
          choice("level", ["novice", "experienced"], settings.level, (level) => choose({ level: level === "experienced" ? "experienced" : "novice" })),
          tick("stages", settings.stages, (stages) => choose({ stages })),
          tick("keys", settings.keys, (keys) => choose({ keys })),
          keys,
        ]
      : []),
    page.panel ? h("div", { id: "settings-more" }) : null,
    h("nav", { "aria-label": t("settings.pages") }, ...links()),
  );
  document.body.append(dialog);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  const button = byId("settings");
  fill(button, icon("settings"), h("span", { class: "word", text: t("settings.title") }));
  button.setAttribute("aria-haspopup", "dialog");
  button.addEventListener("click", () => {
    fill(keys, ...keyList(page.keys?.() ?? []));
    dialog.showModal();
  });
}

function links() {
  return [
    ["/veileder", "page.panel"],
    ["/vaktleder", "page.board"],
    ["/rapport", "page.report"],
    ["/ik", "page.ik"],
    ["/modell", "page.model"],
    ["/logg", "page.log"],
    ["/ovelse", "page.practice"],
    ["/modellkort", "page.modelcard"],
    ["/tilgjengelighet", "page.accessibility"],
    ["/", "page.home"],
  ].map(([href, key]) => h("a", { href, "aria-current": href === location.pathname ? "page" : null, text: t(key ?? "") }));
}

/**
 * @param {string} name
 * @param {string[]} values
 * @param {string} now
 * @param {(value: string) => void} chosen
 */
export function choice(name, values, now, chosen) {
  return h(
    "fieldset",
    { class: "choice" },
    h("legend", { text: t(`settings.${name}`) }),
    h(
      "div",
      { class: "segments" },
      ...values.map((value) =>
        h(
          "label",
          {},
          h("input", { type: "radio", name, value, checked: value === now, on: { change: () => chosen(value) } }),
          h("span", { text: t(`settings.${name}.${value}`) }),
        ),
      ),
    ),
  );
}

/**
 * @param {string} name
 * @param {boolean} now
 * @param {(value: boolean) => void} chosen
 */
function tick(name, now, chosen) {
  const box = h("input", { type: "checkbox", checked: now, on: { change: () => chosen(box.checked) } });
  return h("label", { class: "tick" }, box, h("span", { text: t(`settings.${name}`) }));
}

/**
 * The rows of a list of shortcuts; `what` is a key of the texts.
 * @param {{ keys: string[], what: string }[]} rows
 */
export function keyList(rows) {
  return rows.flatMap(({ keys, what }) => [h("dt", {}, ...keys.map((one) => h("kbd", { text: one }))), h("dd", { text: t(what) })]);
}
