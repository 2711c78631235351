/** The front door: what this is, and who you are. */

import { choice, mountSettings, whoAmI } from "../shared/chrome.js";
import { byId, fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { elements, loadModel } from "../shared/model.js";
import { choose, settings } from "../shared/settings.js";
import { loadTexts, t } from "../shared/text.js";
import { byHand } from "../panel/exploring.js";
import "../ring/ring.js";

/** The roles of the development login, where each goes, and its picture. */
const doors = [
  { role: "veileder", next: "/veileder", picture: "bubbles" },
  { role: "vaktleder", next: "/vaktleder", picture: "people" },
  { role: "redaktor", next: "/ik", picture: "book" },
];

const [me] = await Promise.all([whoAmI(), loadTexts()]);
document.title = `Ledsager – ${t("home.title")}`;
mountSettings(me?.name ?? "");
fill(
  byId("language"),
  choice("lang", ["nb", "nn"], settings.lang, (lang) => {
    choose({ lang: lang === "nn" ? "nn" : "nb" });
    location.reload();
  }),
);

const wanted = new URLSearchParams(location.search).get("next") ?? "";
const asked = /^\/(?!\/)[\w/#-]*$/.test(wanted) && wanted !== "/" ? wanted : "";
const next = /** @type {HTMLInputElement} */ (byId("next"));

if (!me) {
  byId("other").hidden = false;
  fill(byId("other"), h("h2", { text: t("home.away") }), h("p", { text: t("home.away_text") }));
} else if (me.mode === "development") {
  byId("door").hidden = false;
  fill(byId("names"), ...me.names.map((name) => h("option", { value: name, text: name, selected: name === me.name })));
  const first = doors.find((door) => asked.startsWith(door.next)) ?? doors[0];
  fill(
    byId("roles"),
    ...doors.map((door) =>
      h(
        "label",
        {},
        h("input", { type: "radio", name: "role", value: door.role, checked: door === first, on: { change: () => (next.value = door.next) } }),
        h("span", { class: "face" }, icon(door.picture), h("b", { text: t(`role.${door.role}`) }), h("small", { text: t(`role.${door.role}.text`) })),
      ),
    ),
  );
  next.value = asked || (first?.next ?? "/veileder");
} else {
  byId("other").hidden = false;
  fill(byId("other"), h("h2", { text: t("home.enter") }), h("a", { class: "button primary", href: `/inn?next=${encodeURIComponent(asked || "/veileder")}`, text: t("home.enter") }));
}

await loadModel();
const ring = /** @type {import("../ring/ring.js").GuidanceRing} */ (byId("ring"));
ring.draw(true);
const phase = elements("phase")[2]?.id ?? null;
const knapp = elements("knapp")[1]?.id ?? null;
ring.show({
  mode: "live", open: null, hub: "live", kolb: null,
  phase: { ...byHand(phase), by_hand: false }, knapp: { ...byHand(knapp), by_hand: false, sure: "fairly" },
  trail: elements("phase").slice(0, 3).map((one, index) => ({ phase: one.id, knapp: null, at: index })),
});
