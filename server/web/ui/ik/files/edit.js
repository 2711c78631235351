/** One file edited as text: lines have numbers, problems name theirs, and what was typed is never lost by a refusal. */

import { fill, h, text } from "../../shared/dom.js";
import { ask, Refused } from "../../shared/door.js";
import { input, labelled, textarea } from "../../shared/fields.js";
import { icon } from "../../shared/icons.js";
import { t, tn } from "../../shared/text.js";
import { faultLine } from "../parts/faults.js";
import { failed, working } from "../parts/working.js";
import { versions } from "./versions.js";

/** @typedef {import("../../shared/types.js").Fault} Fault */

/**
 * @param {HTMLElement} root
 * @param {string} name
 * @returns {Promise<(() => void) | void>}
 */
export async function openFile(root, name) {
  document.title = `${name} – Ledsager`;
  const path = `/documents/${name.split("/").map(encodeURIComponent).join("/")}`;
  const head = h("header", { class: "view-head" }, h("a", { class: "plain", href: "#/filer" }, icon("back"), h("span", { text: t("desk.files.all") })), h("h2", { text: name }));
  let file;
  let etag = "";
  try {
    ({ data: file, etag } = await ask("GET", path));
  } catch (error) {
    return fill(root, head, failed(error, () => void openFile(root, name)));
  }
  let saved = file.text;
  const count = h("pre", { class: "lines", "aria-hidden": "true" });
  const box = textarea(file.text, { class: "file-text", spellcheck: "false", wrap: "off", rows: 24, "aria-label": t("desk.files.content", { name }) });
  const faults = h("ul", { class: "faults" });
  const message = input("", { maxlength: 200 });
  const save = h("button", { class: "button primary", type: "button", text: t("desk.files.save") });
  const said = h("span", { class: "said", role: "status" });
  const clash = h("div");
  const history = versions(name, (newest) => {
    etag = newest.etag;
    saved = newest.text;
    box.value = newest.text;
    number();
  });
  const number = () => {
    const lines = box.value.split("\n").length;
    text(count, Array.from({ length: lines }, (_, at) => at + 1).join("\n"));
    save.disabled = box.value === saved;
  };
  /** @param {string} tag */
  const send = (tag) =>
    working(save, said, async () => {
      try {
        const sent = box.value;
        const answer = await ask("PUT", path, { etag: tag, body: { text: sent, message: message.value.trim() } });
        etag = answer.etag;
        saved = sent;
        message.value = "";
        fill(faults);
        fill(clash);
        void history.load();
        return t("desk.files.saved", { number: answer.data?.version ?? "" });
      } catch (error) {
        if (error instanceof Refused && error.status === 422) tellFaults(error.body.problems ?? []);
        if (error instanceof Refused && error.status === 412) tellClash();
        throw error;
      }
    }).then(number);
  /** @param {Fault[]} found */
  const tellFaults = (found) => {
    fill(
      faults,
      h("li", { class: "title", text: tn("desk.files.faults", found.length) }),
      ...found.map((fault) => faultLine(fault, { goTo })),
    );
    if (found[0]?.line) goTo(found[0].line);
  };
  const tellClash = async () => {
    const theirs = await ask("GET", path);
    fill(
      clash,
      h(
        "div",
        { class: "notice" },
        icon("people"),
        h(
          "div",
          {},
          h("p", { class: "title", text: t("desk.files.clash", { who: theirs.data.changed_by, number: theirs.data.version }) }),
          h("p", { text: t("desk.files.clash_text") }),
          h("details", {}, h("summary", { text: t("desk.files.theirs") }), h("pre", { class: "scroll", tabindex: "0", text: theirs.data.text })),
          h("p", { class: "row" }, h("button", { class: "button", type: "button", text: t("desk.files.save_mine"), on: { click: () => void send(theirs.etag) } }), h("button", { class: "button", type: "button", text: t("desk.files.take_theirs"), on: { click: () => take() } })),
        ),
      ),
    );
    const take = () => {
      ({ etag } = theirs);
      saved = box.value = theirs.data.text;
      fill(clash);
      text(said, "");
      number();
    };
  };
  /** Puts the caret on a line. @param {number} line */
  const goTo = (line) => {
    const lines = box.value.split("\n");
    const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    box.focus();
    box.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
    box.scrollTop = Math.max(0, (line - 4) * (box.scrollHeight / Math.max(1, lines.length)));
  };
  box.addEventListener("input", number);
  box.addEventListener("scroll", () => (count.scrollTop = box.scrollTop));
  save.addEventListener("click", () => void send(etag));
  /** @param {BeforeUnloadEvent} event */
  const warn = (event) => {
    if (box.value !== saved) event.preventDefault();
  };
  addEventListener("beforeunload", warn);
  number();
  fill(
    root,
    head,
    h(
      "div",
      { class: "two-columns narrow" },
      h("section", { class: "card", "aria-label": name }, h("div", { class: "pad fields" }, clash, h("div", { class: "file-box" }, count, box), faults, h("div", { class: "save-line" }, labelled(t("desk.files.message"), message), save), h("p", {}, said))),
      history.box,
    ),
  );
  void history.load();
  return () => removeEventListener("beforeunload", warn);
}
