/** The draft of the accessibility statement: the 47 requirements, and how each was tested. */

import { mountSettings, whoAmI } from "../shared/chrome.js";
import { byId, fill, h, text } from "../shared/dom.js";
import { own } from "../shared/model.js";
import { loadTexts, t } from "../shared/text.js";

/** @typedef {import("../shared/types.js").Both} Both */
/** @typedef {{ no: string, name: Both, how: "machine" | "hand" | "both" | "absent", what: Both }} Requirement */

const [me, answer] = await Promise.all([whoAmI(), fetch("/ui/accessibility/requirements.json"), loadTexts()]);
/** @type {Requirement[]} */
const requirements = await answer.json();
mountSettings(me?.name ?? "");
document.title = `${t("page.accessibility")} – Ledsager`;

/** @param {Requirement["how"]} how */
const count = (how) => requirements.filter((one) => one.how === how).length;
text(byId("count"), t("a11y.count", { all: requirements.length, machine: count("machine"), both: count("both"), hand: count("hand"), absent: count("absent") }));
fill(
  byId("rows"),
  ...requirements.map((one) =>
    h("tr", {}, h("td", { text: one.no }), h("th", { scope: "row", text: own(one.name) }), h("td", { text: t(`a11y.by.${one.how}`) }), h("td", { text: own(one.what) })),
  ),
);
