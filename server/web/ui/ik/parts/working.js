/** Buttons that ask the server for something: pressed once, and what came of it stands beside them. */

import { announce } from "../../shared/announce.js";
import { busy } from "../../shared/busy.js";
import { h, text } from "../../shared/dom.js";
import { why } from "../../shared/door.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/text.js";

/**
 * @param {HTMLButtonElement} button
 * @param {HTMLElement} said where the sentence goes
 * @param {() => Promise<string | void>} work gives the sentence that says what it did
 */
export async function working(button, said, work) {
  await busy(button, t("desk.working"), async () => {
    text(said, "");
    const here = document.activeElement === button;
    try {
      const done = (await work()) ?? "";
      text(said, done);
      if (here && button.hidden && done) {
        // The button has done its work and is gone: the focus goes to what stands in its place.
        said.tabIndex = -1;
        said.focus({ preventScroll: true });
      }
      if (done) announce(done);
    } catch (error) {
      text(said, why(error));
      announce(why(error));
    }
  });
}

/**
 * Told in place of what could not be fetched, with a button that tries again.
 * @param {unknown} error
 * @param {() => void} again
 * @param {string} [title]
 */
export function failed(error, again, title = t("desk.failed")) {
  return h(
    "div",
    { class: "notice", role: "status" },
    icon("broken"),
    h("div", {}, h("p", { class: "title", text: title }), h("p", { text: why(error) }), h("button", { class: "button", type: "button", text: t("board.retry"), on: { click: again } })),
  );
}

/** "4 av 128", and the button that fetches more. @param {() => Promise<void>} fetchMore */
export function moreButton(fetchMore) {
  const button = h("button", { class: "button", type: "button", text: t("desk.more") });
  const said = h("span", { class: "said", role: "status" });
  button.addEventListener("click", () => void working(button, said, fetchMore));
  return h("p", { class: "more-line" }, button, said);
}
