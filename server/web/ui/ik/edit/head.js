/** The head of the editor: title, states, where the text is kept, and what can be done next. */

import { busy } from "../../shared/busy.js";
import { fill, h, text } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/text.js";
import { freshBadge, plannedBadge, stageBadge, stateBadge } from "../parts/badges.js";
import { makeMenu } from "./menu.js";

/** @typedef {import("./types.js").Work} Work */
/** @typedef {import("./steps.js").Step} Step */

/**
 * @param {HTMLElement} saving the line that says where the text is
 * @param {(message: string) => Promise<import("./saving.js").Outcome>} save
 */
export function makeHead(saving, save) {
  const title = h("h2", { class: "head", id: "edit-heading", tabindex: "-1" });
  const badges = h("p", { class: "badges" });
  const more = makeMenu();
  const next = h("button", { class: "button primary", type: "button", hidden: true });
  const version = h(
    "button",
    { class: "button", type: "button", "aria-expanded": "false", "aria-controls": "edit-message", "aria-keyshortcuts": "Control+S", on: { click: () => toggle() } },
    h("span", { text: t("edit.save") }),
    h("kbd", { "aria-hidden": "true", text: "Ctrl S" }),
  );
  const input = h("input", { type: "text", maxlength: 200, autocomplete: "off", placeholder: t("edit.message.hint") });
  const go = h("button", { class: "button primary", type: "submit", text: t("edit.message.go") });
  const message = h(
    "form",
    {
      class: "message", id: "edit-message", hidden: true,
      on: {
        submit: (/** @type {Event} */ event) => {
          event.preventDefault();
          void press();
        },
        keydown: (/** @type {KeyboardEvent} */ event) => {
          if (event.key === "Escape") close(true);
        },
      },
    },
    h("label", {}, h("span", { text: t("edit.message") }), input),
    go,
    h("button", { class: "button", type: "button", text: t("desk.cancel"), on: { click: () => close(true) } }),
  );
  const said = h("p", { class: "said", role: "status" });
  const node = h("header", { class: "edit-head" }, h("div", { class: "names" }, title, badges), h("div", { class: "doing" }, saving, version, next, more.node), message, said);
  // What stands under the head keeps clear of it, however tall it is.
  new ResizeObserver(() => node.parentElement?.style.setProperty("--head", `${Math.ceil(node.getBoundingClientRect().height)}px`)).observe(node);
  /** @type {Element | null} */
  let from = null;
  /** @type {Step | null} */
  let step = null;
  next.addEventListener("click", () => {
    const now = step;
    if (now?.plain) void busy(next, t("desk.working"), now.act).then(() => text(next, step?.label ?? ""));
    else void now?.act();
  });

  function toggle() {
    if (message.hidden) {
      from = document.activeElement;
      message.hidden = false;
      version.setAttribute("aria-expanded", "true");
      input.focus();
    } else void press();
  }

  /** @param {boolean} back */
  function close(back) {
    message.hidden = true;
    version.setAttribute("aria-expanded", "false");
    if (back && from instanceof HTMLElement && from.isConnected) from.focus({ preventScroll: true });
  }

  async function press() {
    await busy(go, t("edit.saving.sending"), async () => {
      const outcome = await save(input.value.trim());
      if (outcome === null) input.value = "";
      if (outcome === null) close(message.contains(document.activeElement));
      else if (outcome === false) close(false);
    });
  }

  return {
    node,
    title,
    /** Ctrl+S: asks for a message the first time, saves the second. */
    saveKey: toggle,
    /** @param {string} sentence @param {string} [offer] @param {() => void} [act] */
    say(sentence, offer, act) {
      fill(said, sentence ? h("span", {}, icon("info"), h("span", { text: sentence })) : null, offer ? h("button", { class: "plain", type: "button", text: offer, on: { click: act ?? (() => {}) } }) : null);
    },
    /**
     * @param {Work} work
     * @param {boolean} dirty
     * @param {{ next: Step | null, others: Step[] }} steps
     */
    show(work, dirty, steps) {
      const { whole } = work;
      text(title, work.fields.title || t("edit.untitled"));
      title.lang = work.fields.language;
      fill(badges, stateBadge(whole.state), stageBadge(whole), plannedBadge(whole), dirty ? h("span", { class: "pill mine" }, icon("pen"), h("span", { text: t("edit.mine") })) : null, whole.published_version !== null ? freshBadge(whole) : null);
      step = steps.next;
      next.hidden = step === null;
      if (next.getAttribute("aria-disabled") !== "true") text(next, step?.label ?? "");
      version.classList.toggle("primary", step === null && dirty);
      more.show([
        ...steps.others.map((one) => ({ label: one.label, act: one.act })),
        ...(whole.published_version !== null ? [{ label: t("edit.step.read"), href: `#${work.id}` }] : []),
      ]);
    },
  };
}
