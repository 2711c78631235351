/** The model alone, without any chat: to be looked at, clicked through, and put on a wall. */

import { byHand } from "../panel/exploring.js";
import { mountSettings, whoAmI } from "../shared/chrome.js";
import { byId, fill, h, text } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { element, elements, loadModel, modelName } from "../shared/model.js";
import { choose, settings } from "../shared/settings.js";
import { loadTexts, t } from "../shared/text.js";
import { cardOf, welcome } from "./card.js";
import { loadPrompts } from "./prompts.js";
import { sheet } from "./sheet.js";
import "../ring/ring.js";

/** @typedef {import("../shared/types.js").Ring} Ring */

/** @type {Ring[]} */
const RINGS = ["phase", "kolb", "knapp"];

const [me] = await Promise.all([whoAmI(), loadTexts(), loadModel(), loadPrompts()]);
mountSettings(me?.name ?? "");
document.title = `${modelName()} – Ledsager`;
text(byId("title"), modelName());

const ring = /** @type {import("../ring/ring.js").GuidanceRing} */ (byId("ring"));
const card = byId("card");
/** @type {{ ring: Ring, id: string } | null} */
let open = null;

/** The element that the address names. */
function named() {
  const id = location.hash.slice(1);
  const inRing = RINGS.find((one) => element(one, id));
  return inRing ? { ring: inRing, id } : null;
}

function show() {
  open = named();
  const at = (/** @type {Ring} */ one) => (open?.ring === one ? byHand(open.id) : null);
  ring.show({ mode: "hand", phase: at("phase"), knapp: at("knapp"), kolb: at("kolb"), trail: [], open, hub: "idle" });
  fill(card, ...(open ? cardOf(open.ring, open.id) : welcome()));
}

function draw() {
  ring.draw(settings.stages);
  show();
}

/** @param {string} id the address holds it, so that a card can be linked to and gone back from */
function go(id) {
  if (location.hash.slice(1) === id) history.replaceState(null, "", location.pathname);
  else history.pushState(null, "", `#${id}`);
  show();
}

ring.addEventListener("choose", (event) => go(/** @type {CustomEvent} */ (event).detail.id));
card.addEventListener("choose-element", (event) => go(/** @type {CustomEvent} */ (event).detail));
window.addEventListener("hashchange", show);
window.addEventListener("popstate", show);

const stages = h("input", {
  type: "checkbox", checked: settings.stages,
  on: {
    change: () => {
      choose({ stages: stages.checked });
      draw();
    },
  },
});
fill(
  byId("tools"),
  h("label", { class: "tick" }, stages, h("span", { text: t("settings.stages") })),
  h("button", { class: "button", type: "button", on: { click: () => print() } }, icon("print"), h("span", { text: t("model.print") })),
);
fill(byId("sheet"), ...RINGS.flatMap((one) => sheet(one, elements(one))));
draw();
