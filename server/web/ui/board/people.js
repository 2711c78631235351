/** Who is here: in a chat, on the phone, free, away; by name, and nothing about how much anybody has done. */

import { byId, fill, h } from "../shared/dom.js";
import { t, tn } from "../shared/text.js";
import { clock } from "../shared/time.js";

const STATES = /** @type {const} */ (["in_chat", "phone", "free", "away"]);

/** @param {import("./types.js").Person[] | null} people */
export function renderPeople(people) {
  const box = byId("people");
  box.hidden = people === null;
  const said = JSON.stringify(people);
  if (people === null || box.dataset.said === said) return;
  box.dataset.said = said;
  fill(
    box,
    h("header", {}, h("h2", { id: "people-title", text: t("people.title") }), h("p", { class: "dim small", text: tn("people.count", people.length) })),
    h(
      "div",
      { class: "pad" },
      ...STATES.flatMap((state) => {
        const here = people.filter((person) => person.state === state);
        if (here.length === 0) return [];
        return [
          h("h3", { class: "small", text: t(`people.${state}`, { count: here.length }) }),
          h("ul", { class: "names" }, ...here.map((person) => h("li", {}, h("span", { class: "name", text: person.name }), after(person), onPlatform(person)))),
        ];
      }),
      people.length === 0 ? h("p", { class: "dim", text: t("people.none") }) : null,
    ),
  );
}

/**
 * What the chat platform says, which may be something else than they have set themselves.
 * @param {import("./types.js").Person} person
 */
function onPlatform(person) {
  return person.platform ? h("span", { class: "dim small", text: t(`people.platform.${person.platform}`) }) : null;
}

/** @param {import("./types.js").Person} person */
function after(person) {
  if (person.state === "away" && person.away_until) return h("span", { class: "dim small", text: t("people.back", { time: clock(person.away_until) }) });
  if (person.chats > 1) return h("span", { class: "dim small", text: tn("people.chats", person.chats) });
  return null;
}
