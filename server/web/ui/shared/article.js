/** The parts of an article that several pages show: its state, its phrase, its whole text. */

import { announce } from "./announce.js";
import { give } from "./give.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { knock } from "./knock.js";
import { settings } from "./settings.js";
import { t, word } from "./text.js";
import { day } from "./time.js";

/** @typedef {import("./types.js").WholeArticle} WholeArticle */

/** @type {Record<string, string>} */
const pictures = { in_order: "check", unchecked: "info", review_due: "clock", expired: "alert" };

/**
 * Whether an article is in order, and when somebody last looked at it.
 * @param {string} state
 * @param {string | null} reviewed
 */
export function revision(state, reviewed) {
  const key = state === "in_order" ? "article.reviewed" : `article.${state}`;
  const seen = reviewed ? t("article.last_seen", { date: day(reviewed) }) : "";
  const words = state === "in_order" ? t(key, { date: day(reviewed ?? "") }) : `${t(key)}${seen}`;
  return h("span", { class: "revision", data: { state } }, icon(pictures[state] ?? "info"), h("span", { text: words }));
}

/**
 * The phrase that asks leave, before any link: the loudest thing of an article.
 * @param {string} phrase
 * @param {string} receipt
 * @param {string} [lang]
 * @param {boolean} [named] whether the language is said
 * @param {() => void} [copied] told when it was copied
 */
export function leave(phrase, receipt, lang, named = false, copied) {
  return h(
    "div",
    { class: "leave" },
    h("p", {}, h("span", { class: "label", text: named && lang ? `${t("article.ask_first")} · ${word("lang", lang)}` : t("article.ask_first") }), h("q", { text: phrase, lang })),
    copyButton(phrase, t("article.copy_phrase"), receipt, false, copied),
  );
}

/**
 * A button that copies a text and says so in its own place.
 * @param {string} words
 * @param {string} name
 * @param {string} receipt
 * @param {boolean} [wide] with the name beside the picture
 * @param {() => void} [copied] told when it was copied
 */
export function copyButton(words, name, receipt, wide = false, copied) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const button = h("button", { class: wide ? "plain" : "plain square", type: "button", "aria-label": wide ? null : name, title: wide ? null : name });
  const rest = () => button.replaceChildren(icon("copy"), ...(wide ? [h("span", { text: name })] : []));
  button.addEventListener("click", async () => {
    const { done, said } = await give(words, receipt);
    announce(said);
    if (done) copied?.();
    clearTimeout(timer);
    button.replaceChildren(icon(done ? "check" : "alert"), ...(wide ? [h("span", { text: done ? t("copy.done") : name })] : []));
    timer = setTimeout(rest, 3000);
  });
  rest();
  return button;
}

/**
 * The whole of an article; the body is sanitised by the server.
 * @param {WholeArticle} one
 * @param {string} receipt
 * @param {() => void} [used] told when a phrase was copied or a source opened
 * @param {(source: string) => Node} [wrong] what stands beside a source, to say that it is wrong
 */
export function whole(one, receipt, used, wrong) {
  const body = h("div", { class: "body", lang: one.lang });
  body.innerHTML = one.body_html;
  const spoken = one.lang === "nn" || settings.lang === "nn" ? ["nn", "nb"] : ["nb", "nn"];
  return [
    h("p", { class: "short", text: one.short, lang: one.lang }),
    h("p", { class: "meta" }, revision(one.state, one.reviewed), h("span", { text: t("article.owner", { owner: one.owner }) }), h("span", { class: "lang", text: word("lang", one.lang) })),
    ...spoken.map((lang) => (one.share[/** @type {"nb" | "nn"} */ (lang)] ? leave(one.share[/** @type {"nb" | "nn"} */ (lang)], receipt, lang, true, used) : "")),
    one.needs_check ? h("p", { class: "check" }, icon("info"), h("span", { text: t("article.needs_check", { what: one.needs_check }) })) : "",
    one.find_it ? h("p", { class: "find" }, h("strong", { text: `${t("article.find_it")} ` }), h("span", { text: one.find_it, lang: one.lang })) : "",
    body,
    one.sources.length > 0 ? sources(one, used, wrong) : "",
    h(
      "p",
      { class: "dim due" },
      t("article.due", { date: day(one.review_due) }),
      one.valid_until ? ` ${t("article.valid_until", { date: day(one.valid_until) })}` : "",
    ),
  ];
}

/**
 * @param {WholeArticle} one
 * @param {() => void} [used]
 * @param {(source: string) => Node} [wrong]
 */
function sources(one, used, wrong) {
  return h(
    "section",
    { class: "sources" },
    h("h3", { text: t("article.sources") }),
    h(
      "ul",
      {},
      ...one.sources.map((source) =>
        h(
          "li",
          {},
          h("a", { href: safe(source.url), target: "_blank", rel: "noopener noreferrer", on: { click: () => used?.() } }, source.title, icon("out"), h("span", { class: "offstage", text: ` ${t("new_window")}` })),
          sourceKind(source.kind),
          wrong?.(source.title),
        ),
      ),
    ),
  );
}

/** What kind of source it is, in a word. @param {string} kind */
export function sourceKind(kind) {
  return h("span", { class: "dim source-kind", text: ` ${word("source", kind)}` });
}

/**
 * Only addresses of the web become links.
 * @param {string} url
 */
export function safe(url) {
  return /^https?:\/\//i.test(url) ? url : null;
}

/**
 * The whole of an article that is published; null when there is none, or nobody answers.
 * @param {string} id
 * @returns {Promise<WholeArticle | null>}
 */
export async function wholeArticle(id) {
  const answer = await knock("GET", `/api/articles/${encodeURIComponent(id)}`);
  return answer.ok ? answer.body : null;
}
