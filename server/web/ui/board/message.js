/** «Vaktledermelding»: a draft from today's figures with the ring and a knapp of the day; a human edits and sends it. */

import { announce } from "../shared/announce.js";
import { busy } from "../shared/busy.js";
import { copy } from "../shared/copy.js";
import { openDialog } from "../shared/dialog.js";
import { attr, byId, fill, h, text } from "../shared/dom.js";
import { Refused, Told } from "../shared/door.js";
import { labelled, select, textarea, tick } from "../shared/fields.js";
import { ask } from "../shared/knock.js";
import { elements, label, own } from "../shared/model.js";
import { settings } from "../shared/settings.js";
import { t, word } from "../shared/text.js";
import { clock, now } from "../shared/time.js";
import { drawRing } from "./picture.js";

const LONGEST = 2000;

export class Message {
  /**
   * @param {import("./state.js").State} state
   * @param {import("./wire.js").Send} send
   */
  constructor(state, send) {
    this.state = state;
    this.send = send;
    this.box = byId("message");
    this.canvas = h("canvas", { class: "ring-picture", role: "img" });
    this.knapp = select([["", t("message.no_knapp")], ...elements("knapp").map(({ id }) => /** @type {[string, string]} */ ([id, label("knapp", id)]))], "");
    this.knapp.addEventListener("change", () => this.changed());
    this.why = h("p", { class: "hint" });
    this.words = textarea("", { rows: 7, maxlength: LONGEST });
    this.pin = tick("", false, (on) => this.pinned(on));
    this.status = h("p", { class: "said", role: "status" });
    this.drafter = h("button", { class: "plain", type: "button", text: t("message.draft") });
    this.drafter.addEventListener("click", () => void busy(this.drafter, t("message.drafting"), () => this.draft()));
    const image = h("button", { class: "button", type: "button", text: t("message.copy_image"), on: { click: () => void this.copyImage() } });
    fill(
      this.box,
      h("header", {}, h("h2", { id: "message-title", text: t("message.title") }), h("span", { class: "lang", text: t("message.a_draft") }), this.drafter),
      h(
        "div",
        { class: "pad fields" },
        this.canvas,
        h("div", {}, labelled(t("message.knapp"), this.knapp), this.why),
        labelled(t("message.words"), this.words),
        this.pin.label,
        h(
          "p",
          { class: "acts" },
          h("button", { class: "button primary", type: "button", text: t("message.send"), on: { click: () => this.open() } }),
          h("button", { class: "button", type: "button", text: t("message.copy_text"), on: { click: () => void this.copyText() } }),
          image,
        ),
        this.status,
      ),
    );
    this.changed();
    void this.draft(true);
  }

  /** Asks for a draft; what is already written is only replaced by the hand of whoever reads. @param {boolean} [first] */
  async draft(first = false) {
    try {
      const { data } = await ask("POST", "/api/shift/message/draft", { body: {} });
      this.box.hidden = false;
      this.words.value = settings.lang === "nn" ? data.text_nn : data.text_nb;
      this.knapp.value = data.knapp ?? "";
      text(this.why, data.why ? (typeof data.why === "string" ? word("message.why", data.why) : own(data.why)) : "");
      this.changed();
      if (!first) this.say(t("message.drafted"));
    } catch (error) {
      if (!first) this.say(t("message.no_draft"));
      else this.box.hidden = error instanceof Refused && error.status === 404;
    }
  }

  /** Another knapp. */
  changed() {
    const name = this.knapp.value ? label("knapp", this.knapp.value) : "";
    drawRing(this.canvas, this.knapp.value || null);
    attr(this.canvas, "aria-label", name ? t("message.picture", { knapp: name }) : t("message.picture_plain"));
    this.render();
  }

  /** What the shift says of the knapp that is pinned. */
  render() {
    const { shift } = this.state;
    const pinned = shift?.knapp_of_day ?? null;
    const here = pinned !== null && pinned.knapp === this.knapp.value && pinned.until > now();
    this.pin.box.checked = here;
    this.pin.box.disabled = this.knapp.value === "";
    const time = clock(here ? pinned.until : this.until);
    text(/** @type {Element} */ (this.pin.label.lastElementChild), this.knapp.value ? t("message.pin", { knapp: label("knapp", this.knapp.value), time }) : t("message.pin_none"));
  }

  /** Until closing, or the day out. */
  get until() {
    const closes = this.state.shift?.closes ?? null;
    return closes !== null && closes > now() ? closes : new Date(now()).setHours(23, 59, 0, 0);
  }

  /** @param {boolean} on */
  pinned(on) {
    const went = this.send({ type: "knapp_of_day", knapp: on ? this.knapp.value : null, until: on ? this.until : now() });
    if (!went) this.say(t("queue.no_link"));
    else announce(t(on ? "message.pinned" : "message.unpinned"));
    if (!went) this.render();
  }

  /** @param {string} sentence */
  say(sentence) {
    text(this.status, sentence);
  }

  async copyText() {
    this.say((await copy(this.words.value)) ? t("message.copied_text") : t("copy.failed"));
  }

  /** To the clipboard; where that is not allowed, as a file. */
  async copyImage() {
    const image = new Promise((/** @type {(blob: Blob) => void} */ done, failed) => this.canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png"));
    try {
      await navigator.clipboard.write([new ClipboardItem({ "image/png": image })]);
      this.say(t("message.copied_image"));
    } catch {
      const link = h("a", { href: URL.createObjectURL(await image), download: "ledsager-ring.png" });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
      this.say(t("message.saved_image"));
    }
  }

  /** Shows what will be posted before it is. */
  open() {
    const words = this.words.value.trim();
    if (words === "") {
      this.say(t("message.empty"));
      return this.words.focus();
    }
    openDialog({
      title: t("message.send_title"),
      body: [h("p", { text: t("message.send_text") }), h("blockquote", { class: "posted", text: words })],
      act: t("message.send_act"),
      working: t("message.sending"),
      work: async () => {
        try {
          await ask("POST", "/api/shift/message/send", { body: { text: words, knapp: this.knapp.value || null } });
        } catch (error) {
          throw new Told(refused(error));
        }
        this.say(t("message.sent", { time: clock(now()) }));
        return t("message.sent", { time: clock(now()) });
      },
    });
  }
}

/** What a refusal means, and what to do. @param {unknown} error */
function refused(error) {
  const status = error instanceof Refused ? error.status : 0;
  if (status === 409) return t("message.not_set");
  if (status === 502 || status === 504) return t("message.not_taken");
  return t(status === 0 ? "message.offline" : "message.refused");
}
