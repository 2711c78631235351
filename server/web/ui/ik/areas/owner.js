/** One owner: a person, or a role and who is in it. */

import { fill, h } from "../../shared/dom.js";
import { ask } from "../../shared/door.js";
import { input, labelled } from "../../shared/fields.js";
import { icon } from "../../shared/icons.js";
import { t, tn } from "../../shared/text.js";
import { working } from "../parts/working.js";
import { address } from "../route.js";
import { refresh } from "../summary.js";

/** @typedef {import("../../shared/types.js").Owner} Owner */

/** @param {Owner} owner */
export function ownerRow(owner) {
  let members = [...owner.members];
  const chips = h("ul", { class: "chips" });
  const said = h("span", { class: "said", role: "status" });
  const name = input("", { maxlength: 80 });
  const add = h("button", { class: "button", type: "submit", text: t("desk.owners.add") });
  const draw = () =>
    fill(
      chips,
      ...members.map((member) =>
        h("li", {}, h("span", { text: member }), h("button", { class: "plain square", type: "button", "aria-label": t("desk.owners.remove", { name: member, role: owner.owner }), on: { click: () => void set(members.filter((one) => one !== member), t("desk.owners.removed", { name: member })) } }, icon("close"))),
      ),
      members.length === 0 ? h("li", { class: "lacks", text: t("desk.owners.nobody") }) : null,
    );
  /** @param {string[]} now @param {string} done */
  const set = (now, done) =>
    working(add, said, async () => {
      await ask("PUT", `/owners/${encodeURIComponent(owner.owner)}/members`, { body: { members: now } });
      members = now;
      draw();
      void refresh();
      return done;
    });
  const form = h("form", { class: "add-member" }, labelled(t("desk.owners.who"), name), add);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const who = name.value.trim();
    if (who === "" || members.includes(who)) return name.focus();
    name.value = "";
    void set([...members, who], t("desk.owners.added", { name: who }));
  });
  draw();
  const role = owner.kind === "role";
  return h(
    "li",
    { class: "owner-row" },
    h("div", {}, h("h4", { text: owner.owner }), h("p", { class: "dim small" }, t(`desk.owners.${owner.kind}`), " · ", h("a", { href: address("artikler", { eier: owner.owner }), text: tn("ik.count", owner.articles) }))),
    role ? h("div", {}, chips, form, h("p", {}, said)) : null,
  );
}
