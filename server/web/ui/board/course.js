/** "Løp": the way a chat has gone as a step line, a lane for each phase; readable without colour. */

import { s } from "../shared/dom.js";
import { colour, elements, label } from "../shared/model.js";
import { t } from "../shared/text.js";
import { now, span } from "../shared/time.js";

const WIDE = 84;
const HIGH = 30;

/** @param {import("../shared/types.js").Overview} one */
export function course(one) {
  const phases = elements("phase");
  const steps = one.trail.filter((step) => phases.some((phase) => phase.id === step.phase));
  const first = steps[0];
  const end = Math.max(now(), first ? first.at + 1 : 1);
  const stays = steps.map((step, index) => ({ phase: step.phase, from: step.at, to: steps[index + 1]?.at ?? end }));
  const said = stays.map((stay) => `${label("phase", stay.phase)} ${span(stay.to - stay.from)}`).join(", ");
  const whole = first ? end - first.at : 1;
  /** @param {number} at */
  const x = (at) => (2 + ((at - (first?.at ?? 0)) / whole) * (WIDE - 4)).toFixed(1);
  /** @param {string} id */
  const y = (id) => ((phases.findIndex((phase) => phase.id === id) + 0.5) * HIGH) / phases.length;
  return s(
    "svg",
    { class: "course", viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": said || t("board.no_reading"), focusable: "false" },
    ...phases.map((phase) => s("path", { class: "lane", d: `M0 ${y(phase.id)}H${WIDE}` })),
    ...stays.slice(1).map((stay, index) => s("path", { class: "turn", d: `M${x(stay.from)} ${y(stays[index]?.phase ?? "")}V${y(stay.phase)}` })),
    ...stays.map((stay) => {
      const from = Number(x(stay.from));
      const to = Math.max(from + 2, Number(x(stay.to)));
      return s("path", { class: "stay", d: `M${from} ${y(stay.phase)}H${to}`, vars: { "--c": colour(phases.find((phase) => phase.id === stay.phase)) } });
    }),
  );
}
