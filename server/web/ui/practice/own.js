/** Egne samtaler: constructed chats that counsellors add themselves, and take away again. */

import { announce } from "../shared/announce.js";
import { busy } from "../shared/busy.js";
import { asked } from "../shared/dialog.js";
import { fill, h } from "../shared/dom.js";
import { Refused, why } from "../shared/door.js";
import { input, labelled, textarea, tick } from "../shared/fields.js";
import { icon } from "../shared/icons.js";
import { t, tn, word } from "../shared/text.js";
import { addChat, allChats, deleteChat } from "./doors.js";
import { address } from "./route.js";
import { MOST_MESSAGES, readWritten } from "./written.js";

/** A file larger than this is not a chat of at most two hundred messages. */
const MOST_BYTES = 256 * 1024;

/** @type {import("./types.js").Show} */
export async function own(root) {
  const heading = h("h3", { tabindex: -1, text: t("practice.own.list") });
  const list = h("div", { class: "own-list" });
  const renew = async () => fill(list, ...rows((await allChats()).filter((chat) => chat.own), heading, renew));
  fill(
    root,
    h("h2", { text: t("practice.own.title") }),
    h("div", { class: "notice warn" }, icon("alert"), h("div", {}, h("p", { class: "title", text: t("practice.own.warning") }), h("p", { text: t("practice.own.warning_text") }))),
    form(renew),
    heading,
    list,
  );
  await renew();
}

/** @param {() => Promise<void>} added */
function form(added) {
  const title = input("", { maxlength: 120, required: true });
  const text = textarea("", { rows: 10, required: true, placeholder: t("practice.own.placeholder"), spellcheck: "false", on: { input: check } });
  const constructed = tick(t("practice.own.constructed"), false);
  const file = h("input", { type: "file", accept: ".txt,.jsonl,text/plain", on: { change: () => void take() } });
  const read = h("p", { class: "dim", role: "status" });
  const wrong = h("div", { class: "wrong-lines", role: "alert" });
  const add = h("button", { class: "button primary", type: "submit", text: t("practice.own.add") });
  const node = h(
    "form",
    { class: "own-form fields", novalidate: true },
    labelled(t("practice.own.name"), title, t("practice.own.name_hint")),
    labelled(t("practice.own.text"), text, t("practice.own.text_hint")),
    labelled(t("practice.own.file"), file),
    read,
    constructed.label,
    wrong,
    h("p", { class: "row" }, add),
  );

  function check() {
    const { messages, veisoker, veileder, mistakes } = readWritten(text.value);
    fill(read, text.value.trim() === "" ? "" : t("practice.own.read", { messages, veisoker, veileder }), mistakes.length > 0 ? ` ${tn("practice.own.mistakes", mistakes.length)}` : "");
  }
  async function take() {
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    if (chosen.size > MOST_BYTES) return tell([{ message: "too_large" }]);
    text.value = await chosen.text();
    if (!title.value) title.value = chosen.name.replace(/\.\w+$/, "").slice(0, 120);
    fill(wrong);
    check();
  }
  /** @param {{ line?: number | null, message: string }[]} faults */
  function tell(faults) {
    const lines = faults.slice(0, 20).map(({ line, message }) => h("li", {}, line ? h("button", { class: "plain", type: "button", text: t("practice.own.line", { line }), on: { click: () => goTo(line) } }) : null, h("span", { text: word("practice.wrong", message) })));
    fill(wrong, h("p", { class: "wrong", text: t("practice.own.refused") }), h("ul", {}, ...lines));
  }
  /** Puts the cursor on a line. @param {number} line */
  function goTo(line) {
    const before = text.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    text.focus();
    text.setSelectionRange(before, before + (text.value.split("\n")[line - 1]?.length ?? 0));
  }
  /** What can be seen here already. @returns {{ line?: number, message: string }[]} */
  function faults() {
    const { messages, mistakes } = readWritten(text.value);
    if (!title.value.trim()) return [{ message: "no_title" }];
    if (mistakes.length > 0) return mistakes.map(({ line, code }) => ({ line, message: code }));
    if (messages < 2) return [{ message: "too_few" }];
    if (messages > MOST_MESSAGES) return [{ message: "too_many" }];
    return constructed.box.checked ? [] : [{ message: "not_said" }];
  }
  node.addEventListener("submit", (event) => {
    event.preventDefault();
    const found = faults();
    if (found.length > 0) return tell(found);
    fill(wrong);
    void busy(add, t("desk.working"), async () => {
      try {
        const { id, masked } = await addChat(title.value.trim(), text.value);
        node.reset();
        fill(read, t("practice.own.added"), " ", tn("practice.own.masked", masked), " ", h("a", { href: address("spill", id), text: t("practice.own.play") }));
        await added();
      } catch (error) {
        const problems = error instanceof Refused ? error.body?.problems : null;
        if (Array.isArray(problems) && problems.length > 0) tell(problems);
        else fill(wrong, h("p", { class: "wrong", text: why(error) }));
      }
    });
  });
  return node;
}

/**
 * @param {import("./types.js").ChatRow[]} chats
 * @param {HTMLElement} heading takes the focus when a row goes
 * @param {() => Promise<void>} renew
 */
function rows(chats, heading, renew) {
  if (chats.length === 0) return [h("p", { class: "dim", text: t("practice.own.none") })];
  /** @param {import("./types.js").ChatRow} chat */
  const remove = async (chat) => {
    const done = await asked({ title: t("practice.own.delete_title"), body: [h("p", { text: t("practice.own.delete_text", { title: chat.title }) })], act: t("practice.own.delete"), work: () => deleteChat(chat.id) });
    if (!done) return;
    await renew();
    heading.focus();
    announce(t("practice.own.deleted"));
  };
  return [
    h(
      "ul",
      { class: "chats" },
      ...chats.map((chat) =>
        h(
          "li",
          {},
          h("a", { href: address("spill", chat.id), text: chat.title }),
          h("p", { class: "meta" }, h("span", { text: tn("practice.messages", chat.messages) }), h("button", { class: "plain", type: "button", on: { click: () => void remove(chat) } }, h("span", { text: t("practice.own.delete") }), h("span", { class: "offstage", text: `: ${chat.title}` }))),
        ),
      ),
    ),
  ];
}
