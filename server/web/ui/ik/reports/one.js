/** One report beside the list: where it is about, what is done with it, and the answer to who reported. */

import { h } from "../../shared/dom.js";
import { ask } from "../../shared/door.js";
import { input, labelled, select, textarea } from "../../shared/fields.js";
import { icon } from "../../shared/icons.js";
import { label } from "../../shared/model.js";
import { t } from "../../shared/text.js";
import { moment } from "../parts/when.js";
import { working } from "../parts/working.js";
import { importance, reportState } from "./marks.js";

/** @typedef {import("../../shared/types.js").Report} Report */

/**
 * @param {Report} report
 * @param {import("../../shared/types.js").Me} me
 * @param {boolean} own whether it is read by who reported it
 * @param {(now: Report) => void} changed
 */
export function one(report, me, own, changed) {
  const head = [
    h("header", {}, h("h3", { tabindex: "-1", text: t(`desk.reason.${report.reason}`) }), own ? reportState(report) : null),
    h(
      "div",
      { class: "pad" },
      h("p", {}, h("a", { href: `#${encodeURIComponent(report.article)}`, text: report.article_title }), h("span", { class: "dim", text: report.version ? ` · ${t("desk.version", { number: report.version })}` : "" })),
      report.comment ? h("blockquote", { text: report.comment }) : h("p", { class: "dim", text: t("desk.reports.no_comment") }),
      h("p", { class: "dim small", text: t("desk.reports.from", { name: report.reporter, when: moment(report.at) }) }),
      h("p", { class: "dim small", text: report.phase ? t("desk.reports.phase", { phase: label("phase", report.phase) }) : t("desk.reports.no_phase") }),
    ),
  ];
  return own ? [...head, became(report)] : [...head, form(report, me, changed)];
}

/** What became of one's own report. @param {Report} report */
function became(report) {
  return h(
    "div",
    { class: "pad" },
    h("h4", { text: t("desk.reports.became") }),
    report.answer ? h("blockquote", { text: report.answer }) : h("p", { class: "dim", text: t(`desk.reports.became.${report.state}`) }),
    report.answered_at ? h("p", { class: "dim small", text: moment(report.answered_at) }) : null,
    report.source_outcome ? h("p", { text: t("desk.reports.outcome_said", { outcome: report.source_outcome }) }) : null,
    h("p", { class: "meta" }, importance(report), report.assignee ? h("span", { text: t("desk.reports.with", { name: report.assignee }) }) : null),
  );
}

/**
 * @param {Report} report
 * @param {import("../../shared/types.js").Me} me
 * @param {(now: Report) => void} changed
 */
function form(report, me, changed) {
  const state = select(["ny", "under_arbeid", "lost", "avvist"].map((one) => [one, t(`desk.report_state.${one}`)]), report.state);
  const level = select(["lav", "vanlig", "viktig"].map((one) => [one, t(`desk.importance.${one}`)]), report.importance);
  const assignee = input(report.assignee ?? "", { maxlength: 80 });
  const answer = textarea(report.answer ?? "", { rows: 4, maxlength: 4000 });
  const contact = input(report.source_contact ?? "", { maxlength: 200 });
  const outcome = textarea(report.source_outcome ?? "", { rows: 2, maxlength: 1000 });
  const said = h("span", { class: "said", role: "status" });
  const save = h("button", { class: "button primary", type: "submit", text: t("desk.save") });
  const source = report.reason === "feil_i_kilde";
  const box = h(
    "form",
    { class: "pad fields" },
    h("div", { class: "pair" }, labelled(t("desk.reports.filter.tilstand"), state), labelled(t("desk.reports.importance"), level)),
    labelled(t("desk.reports.assignee"), assignee),
    me.name && me.name !== report.assignee
      ? h("p", {}, h("button", { class: "plain", type: "button", on: { click: () => take() } }, icon("person"), h("span", { text: t("desk.reports.take") })))
      : null,
    source ? h("fieldset", { class: "fields" }, h("legend", { text: t("desk.reports.source") }), labelled(t("desk.reports.contact"), contact, t("desk.reports.contact_hint")), labelled(t("desk.reports.outcome"), outcome)) : null,
    labelled(t("desk.reports.answer_to", { name: report.reporter }), answer, t("desk.reports.answer_hint")),
    h("p", { class: "row" }, save, h("a", { class: "button", href: `#/rediger/${encodeURIComponent(report.article)}`, text: t("desk.reports.edit") })),
    h("p", {}, said),
  );
  const send = () =>
    working(save, said, async () => {
      const { data } = await ask("PATCH", `/reports/${encodeURIComponent(report.id)}`, {
        body: {
          state: state.value, importance: level.value, assignee: assignee.value.trim() || null, answer: answer.value.trim() || null,
          ...(source ? { source_contact: contact.value.trim() || null, source_outcome: outcome.value.trim() || null } : {}),
        },
      });
      changed(data);
      const answered = answer.value.trim() !== "" && answer.value.trim() !== (report.answer ?? "");
      report = data;
      return answered ? t("desk.reports.saved_answer", { name: report.reporter }) : t("desk.reports.saved");
    });
  const take = () => {
    assignee.value = me.name ?? "";
    if (state.value === "ny") state.value = "under_arbeid";
    void send();
  };
  box.addEventListener("submit", (event) => {
    event.preventDefault();
    void send();
  });
  return box;
}
