/** The editor's way in: finds out which article is meant, fetches what it needs, and leaves without losing a word. */

import { fill, h } from "../../shared/dom.js";
import { t } from "../../shared/text.js";
import { makeDesk } from "./desk.js";
import { at, knock, refusal } from "../../shared/door.js";
import { showNew } from "./new.js";
import { setAreas } from "./values.js";

/** @typedef {import("./types.js").Me} Me */

/**
 * Shows the editor in `root`.
 * @param {HTMLElement} root
 * @param {URLSearchParams & { id?: string }} params of `#/rediger/ID` or `#/ny?fase=…&knapp=…&omrade=…`
 * @param {Me} me
 * @returns {Promise<() => void>} to be called when another view comes in its place
 */
export async function show(root, params, me) {
  let left = false;
  /** @type {(() => void) | null} */
  let leave = null;
  const id = params.id ?? "";

  async function load() {
    fill(root, h("div", { class: "edit" }, h("p", { class: "dim", role: "status", text: t("edit.loading") })));
    const [areas, owners, whole] = await Promise.all([knock("GET", "/areas"), knock("GET", "/owners"), id ? knock("GET", at(id)) : null]);
    if (left) return;
    if (areas.ok) setAreas(areas.body);
    if (!areas.ok && !id) return failed(areas);
    if (whole && !whole.ok) return failed(whole);
    const known = { areas: areas.ok ? areas.body : [], owners: owners.ok ? owners.body : [] };
    if (whole?.ok) leave = makeDesk(root, whole.body, whole.etag ?? "", known, me);
    else showNew(root, params, known.areas);
  }

  /** @param {{ status: number, problem: import("./types.js").Problem }} answer */
  function failed(answer) {
    fill(
      root,
      h(
        "div",
        { class: "edit" },
        h("div", { class: "card" }, h("h2", { text: answer.status === 404 ? t("ik.missing") : t("edit.failed") }), h("p", { text: answer.status === 404 ? t("ik.missing_text") : refusal(answer) }), h("div", { class: "row" }, h("button", { class: "button", type: "button", text: t("board.retry"), on: { click: () => void load() } }))),
      ),
    );
  }

  await load();
  return () => {
    left = true;
    leave?.();
  };
}
