/** The body of an article: Markdown with a small row of tools, and tidy text from whatever is pasted. */

import { fill, h } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/text.js";
import { knock } from "../../shared/door.js";
import { longer } from "./boxes.js";
import { bold, bullets, heading, insert, link } from "./markdown.js";

/** @typedef {import("./types.js").Box} Box */

/**
 * @param {(value: string) => void} changed
 * @returns {Box & { tools: HTMLElement }}
 */
export function body(changed) {
  const box = longer(changed, { rows: 14 });
  const area = box.node;
  area.classList.add("markdown");
  const note = h("div", { class: "pasted", role: "status" });
  const tools = h(
    "div",
    { class: "tools", role: "group", "aria-label": t("edit.body.tools") },
    tool("edit.body.heading", "H", () => heading(area)),
    tool("edit.body.bold", t("edit.body.bold_letter"), () => bold(area), "Control+B"),
    tool("edit.body.list", "•", () => bullets(area)),
    tool("edit.body.link", icon("chain"), () => link(area), "Control+K"),
  );
  area.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const act = { b: bold, k: link }[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act(area);
  });
  area.addEventListener("paste", (event) => {
    const data = event.clipboardData;
    if (!data) return;
    const html = data.getData("text/html");
    const plain = data.getData("text/plain");
    if (html) {
      event.preventDefault();
      void tidy(html, plain);
    } else if (!plain && holdsPicture(data)) {
      event.preventDefault();
      say(t("edit.paste.picture"));
    }
  });
  area.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    say(t(holdsPicture(event.dataTransfer) ? "edit.paste.picture" : "edit.paste.file"));
  });

  /** @param {string} html @param {string} plain */
  async function tidy(html, plain) {
    say(t("edit.paste.working"), false);
    const answer = await knock("POST", "/markdown", { body: { html } });
    if (!answer.ok) {
      insert(area, plain);
      say(t(answer.status === 0 ? "edit.paste.alone" : "edit.paste.refused"));
      return;
    }
    const { markdown, dropped } = answer.body;
    insert(area, markdown);
    say(dropped.length > 0 ? t("edit.paste.dropped", { what: dropped.map(named).join(", ") }) : t("edit.paste.done"));
  }

  /** @param {string} sentence */
  function say(sentence, closable = true) {
    fill(
      note,
      h("p", { class: "note" }, icon("info"), h("span", { text: sentence })),
      closable ? h("button", { class: "plain square", type: "button", "aria-label": t("close"), on: { click: () => { fill(note); area.focus(); } } }, icon("close")) : null,
    );
  }

  return { ...box, node: h("div", { class: "body-box" }, area, note), tools };
}

/**
 * @param {string} key
 * @param {Node | string} face
 * @param {() => void} act
 * @param {string} [keys]
 */
function tool(key, face, act, keys) {
  const name = t(key);
  return h("button", { class: "tool", type: "button", "aria-label": name, title: keys ? `${name} (${keys.replace("Control", "Ctrl")})` : name, "aria-keyshortcuts": keys, on: { click: act } }, face);
}

/** @param {DataTransfer} data */
function holdsPicture(data) {
  return [...data.items].some((item) => item.kind === "file" && item.type.startsWith("image/"));
}

/** @param {any} one what was left out, as a word or as a thing with words */
function named(one) {
  if (typeof one !== "string") return [one.what ?? one.kind ?? "", one.text ?? one.alt ?? ""].filter(Boolean).join(" ");
  const known = `edit.dropped.${one}`;
  const said = t(known);
  return said === known ? one : said;
}
