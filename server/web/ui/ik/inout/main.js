/** In and out: the whole collection as one file, and files read back after one has seen what they would do. */

import { fill, h } from "../../shared/dom.js";
import { ask } from "../../shared/door.js";
import { labelled, tick } from "../../shared/fields.js";
import { t, tn } from "../../shared/text.js";
import { working } from "../parts/working.js";
import { refresh } from "../summary.js";
import { outcome } from "./outcome.js";
import { readFiles } from "./files.js";

/** @type {import("../../shared/types.js").Show} */
export function show(root) {
  document.title = `${t("desk.nav.inn-og-ut")} – Ledsager`;
  fill(root, h("header", { class: "view-head" }, h("h2", { text: t("desk.nav.inn-og-ut") })), out(), into());
}

function out() {
  const said = h("span", { class: "said", role: "status" });
  const button = h("button", { class: "button primary", type: "button", text: t("desk.out.act") });
  button.addEventListener("click", () =>
    void working(button, said, async () => {
      const { data } = await ask("GET", "/export");
      const url = URL.createObjectURL(new Blob([JSON.stringify(data, null, 1)], { type: "application/json" }));
      const name = `kunnskapsbasen-${new Date().toISOString().slice(0, 10)}.json`;
      h("a", { href: url, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
      return tn("desk.out.done", data.files.length, { name });
    }),
  );
  return h("section", { class: "card" }, h("header", {}, h("h3", { text: t("desk.out.title") })), h("div", { class: "pad fields" }, h("p", { text: t("desk.out.text") }), h("p", { class: "row" }, button, said)));
}

function into() {
  const chooser = h("input", { type: "file", multiple: true, accept: ".json,.md,.toml" });
  const said = h("span", { class: "said", role: "status" });
  const told = h("div");
  const drafts = tick(t("desk.in.drafts"), true);
  const look = h("button", { class: "button primary", type: "submit", text: t("desk.in.look") });
  const form = h("form", { class: "pad fields" }, h("p", { text: t("desk.in.text") }), labelled(t("desk.in.files"), chooser), drafts.label, h("p", { class: "dim small", text: t("desk.in.drafts_hint") }), h("p", { class: "row" }, look, said));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if ((chooser.files?.length ?? 0) === 0) return chooser.focus();
    void working(look, said, async () => {
      const files = await readFiles([...(chooser.files ?? [])]);
      const as_drafts = drafts.box.checked;
      const { data } = await ask("POST", "/import", { body: { files, dry_run: true, as_drafts } });
      const take = async () => {
        const done = await ask("POST", "/import", { body: { files, dry_run: false, as_drafts } });
        fill(told, ...outcome(done.data, as_drafts, null));
        void refresh();
      };
      fill(told, ...outcome(data, as_drafts, take));
      return t("desk.in.looked");
    });
  });
  return h("section", { class: "card" }, h("header", {}, h("h3", { text: t("desk.in.title") })), form, told);
}
