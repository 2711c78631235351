/** Who else writes here now, and in which field: told every ten seconds, nobody is locked out. */

import { fill, h } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/text.js";
import { at, knock } from "../../shared/door.js";
import { fieldName } from "./values.js";

/** @typedef {import("./types.js").Other} Other */

const EVERY = 10_000;

/**
 * @param {string} id
 * @param {() => string | null} here the field with the focus
 * @param {(others: Other[]) => void} told
 */
export function makePresence(id, here, told) {
  const node = h("div", { class: "others", role: "status" });
  let before = "";
  let stopped = false;

  async function tell() {
    if (document.hidden) return;
    const answer = await knock("PUT", `${at(id)}/presence`, { body: { field: here() } });
    if (stopped || !answer.ok) return;
    /** @type {Other[]} */
    const others = answer.body?.others ?? [];
    const key = JSON.stringify(others.map(({ name, field }) => [name, field]));
    if (key === before) return;
    before = key;
    fill(
      node,
      ...others.map((other) =>
        h("p", {}, icon("people"), h("span", { text: other.field ? t("edit.presence.in", { name: other.name, field: fieldName(other.field) }) : t("edit.presence", { name: other.name }) })),
      ),
      others.length > 0 ? h("p", { class: "dim", text: t("edit.presence.text") }) : null,
    );
    told(others);
  }

  const timer = setInterval(() => void tell(), EVERY);
  void tell();
  return {
    node,
    stop() {
      stopped = true;
      clearInterval(timer);
      void knock("DELETE", `${at(id)}/presence`, { keepalive: true });
    },
  };
}
