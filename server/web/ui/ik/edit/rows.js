/** Sources and media: rows of a few boxes each, with a way to add, take away and move the focus sensibly. */

import { announce } from "../../shared/announce.js";
import { h } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/text.js";

/** @typedef {import("./types.js").Box} Box */
/**
 * @typedef {{ name: "sources" | "media", kinds: string[], why: boolean, blank: () => any }} Sort
 */

/** @type {Sort} */
export const SOURCES = { name: "sources", kinds: ["offentlig", "regelverk", "forskning", "erfaring"], why: true, blank: () => ({ title: "", url: "", kind: "offentlig", why: null }) };
/** @type {Sort} */
export const MEDIA = { name: "media", kinds: ["film", "lyd", "side"], why: false, blank: () => ({ title: "", url: "", kind: "film" }) };

/**
 * @param {Sort} sort
 * @param {(value: any[]) => void} changed
 * @returns {Box & { asksWhy: (urls: string[]) => void }}
 */
export function rows(sort, changed) {
  /** @type {any[]} */
  let value = [];
  /** @type {Set<string>} Addresses that the policy does not name: they need a word about why. */
  let outside = new Set();
  const list = h("ol", { class: "source-rows" });
  const add = h("button", { class: "button", type: "button", on: { click: more } }, icon("plus"), h("span", { text: t(`edit.${sort.name}.add`) }));
  const tell = () => changed(structuredClone(value));

  function more() {
    value.push(sort.blank());
    draw();
    tell();
    focus(value.length - 1);
  }

  /** @param {number} index */
  function less(index) {
    value.splice(index, 1);
    draw();
    tell();
    announce(t(`edit.${sort.name}.gone`));
    if (value.length > 0) focus(Math.min(index, value.length - 1));
    else add.focus();
  }

  /** @param {number} index @param {string} [part] */
  function focus(index, part = "title") {
    const row = list.children[index];
    const input = row?.querySelector(`[data-part="${part}"]`) ?? row?.querySelector("input");
    if (input instanceof HTMLElement) input.focus();
  }

  /** @param {any} one @param {number} index @param {"title" | "url" | "why"} part */
  function box(one, index, part) {
    const input = h("input", {
      type: part === "url" ? "url" : "text", inputmode: part === "url" ? "url" : null, autocomplete: "off", spellcheck: part === "url" ? "false" : "true",
      placeholder: part === "url" ? "https://" : null, "aria-label": t("edit.row.part", { part: t(`edit.row.${part}`), number: index + 1 }),
      data: { part },
      on: {
        input: () => {
          one[part] = part === "why" ? input.value || null : input.value;
          tell();
        },
      },
    });
    input.value = one[part] ?? "";
    return h("label", { class: part }, h("span", { "aria-hidden": "true", text: t(`edit.row.${part}`) }), input);
  }

  function draw() {
    list.replaceChildren(...value.map((one, index) => {
      const select = h(
        "select",
        { "aria-label": t("edit.row.part", { part: t("edit.row.kind"), number: index + 1 }), data: { part: "kind" }, on: { change: () => { one.kind = select.value; tell(); } } },
        ...sort.kinds.map((kind) => h("option", { value: kind, text: t(`edit.kind.${kind}`), selected: kind === one.kind })),
      );
      const why = sort.why && (one.why || outside.has(one.url)) ? box(one, index, "why") : null;
      const away = h("button", { class: "plain square", type: "button", "aria-label": t(`edit.${sort.name}.take_away`, { title: one.title || String(index + 1) }), on: { click: () => less(index) } }, icon("close"));
      return h("li", {}, box(one, index, "title"), h("label", { class: "kind" }, h("span", { "aria-hidden": "true", text: t("edit.row.kind") }), select), away, box(one, index, "url"), why);
    }));
  }

  return {
    node: h("div", { class: "rows" }, list, add),
    get: () => structuredClone(value),
    set(next) {
      value = structuredClone(next ?? []);
      draw();
    },
    asksWhy(urls) {
      const next = new Set(urls);
      if (next.size === outside.size && urls.every((url) => outside.has(url))) return;
      const typing = list.contains(document.activeElement);
      // A row must not change under the hands of whoever types in it.
      if (typing) {
        list.addEventListener("focusout", () => setTimeout(() => { if (!list.contains(document.activeElement)) { outside = next; draw(); } }), { once: true });
        return;
      }
      outside = next;
      draw();
    },
    focus(part) {
      const found = /\[?(\d+)\]?(?:\.(\w+))?/.exec(part ?? "");
      if (value.length === 0) add.focus();
      else focus(Number(found?.[1] ?? 0), found?.[2]);
    },
  };
}
