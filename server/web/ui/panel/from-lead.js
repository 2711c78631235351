/** What whoever leads the shift sends to the panel: messages, what rules point at, the knapp of the day, that a chat is being read, and that a colleague asks for sparring. */

import "./bulletins.js";
import "./help-wanted.js";
import "./knapp-of-day.js";
import "./pointer.js";
import "./read-by.js";

/** @typedef {import("./bulletins.js").PanelBulletins | import("./help-wanted.js").HelpWanted | import("./knapp-of-day.js").KnappOfDay | import("./read-by.js").ReadByLine | import("./pointer.js").RulePointer} Part */

const parts = () => /** @type {NodeListOf<Part>} */ (document.querySelectorAll("panel-bulletins, rule-pointer, knapp-of-day, read-by, help-wanted"));

/**
 * Hands a frame of the panel's socket on.
 * @param {any} frame
 * @param {import("./chats.js").Chats} chats
 */
export function heardFromLead(frame, chats) {
  keepingPlace(() => {
    for (const part of parts()) part.heard(frame, chats);
  });
}

/** What is over goes by itself. */
setInterval(() => keepingPlace(() => {
  for (const part of parts()) part.tick();
}), 1000);

/** What is being read or written in stays where it is on the screen. @param {() => void} work */
function keepingPlace(work) {
  const anchor = document.getElementById("panel");
  const before = anchor?.getBoundingClientRect().top ?? 0;
  work();
  const moved = (anchor?.getBoundingClientRect().top ?? 0) - before;
  if (moved !== 0 && anchor?.matches(":hover, :focus-within")) scrollBy({ top: moved, behavior: "instant" });
}
