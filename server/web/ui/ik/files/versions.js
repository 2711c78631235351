/** The versions of a file: who and when, what changed between two, and the way back to an older one. */

import { fill, h } from "../../shared/dom.js";
import { ask } from "../../shared/door.js";
import { labelled, select } from "../../shared/fields.js";
import { t, tn } from "../../shared/text.js";
import { legend, marked } from "../parts/changes.js";
import { whose } from "../parts/names.js";
import { moment } from "../parts/when.js";
import { failed, moreButton, working } from "../parts/working.js";

/** @typedef {import("../../shared/types.js").Version} Version */
/** @typedef {import("../../shared/types.js").Part} Part */

/**
 * @param {string} name
 * @param {(newest: { text: string, etag: string }) => void} restored
 */
export function versions(name, restored) {
  /** @type {Version[]} */
  let known = [];
  /** @type {string | null} */
  let cursor = null;
  const list = h("ol", { class: "plain-list versions" });
  const foot = h("div");
  const compare = h("div", { class: "pad fields" });
  const changes = h("div", { class: "file-changes", tabindex: "0", role: "region", "aria-label": t("desk.versions.compare") });
  const box = h("section", { class: "card", "aria-labelledby": "versions-title" }, h("header", {}, h("h3", { id: "versions-title", text: t("desk.versions.title") }), h("p", { class: "dim", text: t("desk.versions.never_lost") })), list, foot, compare);
  const load = async (more = false) => {
    try {
      const { data } = await ask("GET", "/document-versions", { query: { name, cursor: more ? cursor : null } });
      known = more ? [...known, ...data.items] : data.items;
      cursor = data.next;
      fill(list, ...known.map(item));
      fill(foot, cursor ? moreButton(() => load(true)) : null);
      choose();
    } catch (error) {
      fill(foot, failed(error, () => void load()));
    }
  };
  /** @param {Version} one */
  const item = (one) => {
    const said = h("span", { class: "said", role: "status" });
    const button = h("button", { class: "plain", type: "button", text: t("desk.versions.restore", { number: one.number }) });
    button.addEventListener("click", () =>
      void working(button, said, async () => {
        await ask("POST", "/document-restore", { body: { name, version: one.number } });
        const newest = await ask("GET", `/documents/${name.split("/").map(encodeURIComponent).join("/")}`);
        restored({ text: newest.data.text, etag: newest.etag });
        void load();
        return t("desk.versions.restored", { number: one.number });
      }),
    );
    return h(
      "li",
      {},
      h("p", {}, h("strong", { text: `${one.number} · ${whose(one.author)}` }), h("span", { class: "dim", text: ` ${moment(one.at)}` })),
      one.message ? h("p", { text: one.message }) : null,
      one.faults > 0 ? h("p", { class: "lacks small", text: tn("desk.versions.faults", one.faults) }) : null,
      one.head ? h("p", { class: "dim small", text: t("desk.versions.now") }) : h("p", { class: "row" }, button, said),
    );
  };
  const choose = () => {
    if (known.length < 2) return fill(compare);
    const options = known.map((one) => /** @type {[string, string]} */ ([String(one.number), String(one.number)]));
    const from = select(options, String(known[1]?.number), { on: { change: () => void differ() } });
    const to = select(options, String(known[0]?.number), { on: { change: () => void differ() } });
    const differ = async () => {
      try {
        const { data } = await ask("GET", "/document-diff", { query: { name, from: from.value, to: to.value } });
        /** @type {Part[]} */
        const pieces = data.parts ?? data.fields.flatMap((/** @type {{ parts: Part[] }} */ field) => field.parts);
        fill(changes, pieces.some((one) => one.kind !== "same") ? marked(pieces) : h("p", { class: "dim", text: t("desk.versions.alike") }));
      } catch (error) {
        fill(changes, failed(error, () => void differ()));
      }
    };
    fill(compare, h("h4", { text: t("desk.versions.compare") }), h("div", { class: "pair" }, labelled(t("desk.versions.from"), from), labelled(t("desk.versions.to"), to)), legend(), changes);
    void differ();
  };
  return { box, load };
}
