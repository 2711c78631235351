//! The vaktledermelding: a draft from today's figures, and its way to a channel. A human reads, changes
//! and sends it.

use super::ShiftLead;
use crate::asker::Private;
use crate::problem::{Answer, Refusal};
use axum::Json;
use jiff::civil::Date;
use journal::{Part, Period, Told};
use serde::Deserialize;
use serde_json::{Value, json};
use std::pin::Pin;
use std::sync::{Arc, LazyLock};
use taxonomy::{Both, Element, ElementId, GuidanceModel, Ring, Standard};

/// The largest body: every character may be written in six.
const MOST: usize = 24 * 1024;
/// Characters of a message, and its lines: a card that Teams takes holds so much.
const LONGEST: usize = 2_500;
const MOST_LINES: usize = 40;

/// A message on its way out.
#[derive(Debug, Clone)]
pub struct ShiftMessage {
    /// What the vaktleder wrote.
    pub text: String,
    /// The name of the knapp of the day.
    pub knapp: Option<Both>,
}

/// Why a message was not delivered: a sentence for whoever sent it, without any secret.
#[derive(Debug, Clone)]
pub struct NotPosted {
    /// What happened.
    pub why: String,
    /// Whether it may have arrived all the same.
    pub may_have_arrived: bool,
}

/// Delivers a message, once.
pub type Post = Arc<
    dyn Fn(ShiftMessage) -> Pin<Box<dyn Future<Output = Result<(), NotPosted>> + Send>>
        + Send
        + Sync,
>;

/// The lines of a draft in one standard.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lines {
    hello: String,
    sessions: String,
    most_used: String,
    referrals: String,
    knapp: String,
    why_most_used: String,
    why_rotation: String,
    bye: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Texts {
    nb: Lines,
    nn: Lines,
}

static TEXTS: LazyLock<Texts> = LazyLock::new(|| {
    toml::from_str(include_str!("message.toml")).expect("a test holds it to its shape")
});

/// `POST /api/shift/message/draft`
pub(super) async fn draft(ShiftLead(who): ShiftLead) -> Answer<Json<Value>> {
    let reports = &who.rooms.reports;
    let today = reports.today();
    let told = reports.journal.told(Period::Today, today).await?;
    Ok(Json(drafted(&told, &who.rooms.model, today)))
}

fn drafted(told: &Told, model: &GuidanceModel, today: Date) -> Value {
    let chosen = chosen(told, model, today);
    let text = |standard| {
        let lines = match standard {
            Standard::Nb => &TEXTS.nb,
            Standard::Nn => &TEXTS.nn,
        };
        lines.text(told, chosen, standard)
    };
    json!({
        "text_nb": text(Standard::Nb),
        "text_nn": text(Standard::Nn),
        "knapp": chosen.map(|(knapp, _)| knapp.id.as_str()),
        "why": chosen.map(|(_, talks)| if talks.is_some() { "most_used" } else { "rotation" }),
    })
}

/// The knapp of the day: the one used most of those that may be told of, with its number; else the next
/// in turn. That it goes by turns says no more than the figures beside it do.
fn chosen<'m>(
    told: &Told,
    model: &'m GuidanceModel,
    today: Date,
) -> Option<(&'m Element, Option<u64>)> {
    let knapper = model.ring(Ring::Knapp);
    let talks = |knapp: &&Element| told.part(Part::Knapp, knapp.id.as_str()).unwrap_or(0);
    // `rev`, as of equal ones the last is taken: the first of the model shall be.
    let used = knapper.iter().rev().max_by_key(talks);
    if let Some(knapp) = used.filter(|knapp| talks(knapp) > 0) {
        return Some((knapp, Some(talks(&knapp))));
    }
    let turn = usize::from(today.day_of_year().unsigned_abs()).checked_rem(knapper.len())?;
    Some((&knapper[turn], None))
}

impl Lines {
    fn text(
        &self,
        told: &Told,
        chosen: Option<(&Element, Option<u64>)>,
        standard: Standard,
    ) -> String {
        let number = |line: &str, name: &str, value: u64| line.replace(name, &value.to_string());
        let mut lines = vec![self.hello.clone()];
        if let Some(sessions) = told.talks {
            lines.push(number(&self.sessions, "{sessions}", sessions));
        }
        if let (Some((knapp, Some(talks))), Some(sessions)) = (chosen, told.talks) {
            let line = self.most_used.replace("{knapp}", knapp.label.get(standard));
            let line = number(&line, "{talks}", talks);
            lines.push(number(&line, "{sessions}", sessions));
        }
        if let Some(referrals) = told.part(Part::Referred, "").filter(|talks| *talks > 0) {
            lines.push(number(&self.referrals, "{referrals}", referrals));
        }
        if let Some((knapp, talks)) = chosen {
            let line = self.knapp.replace("{knapp}", knapp.label.get(standard));
            let line = line.replace("{short}", knapp.short.get(standard));
            let why = if talks.is_some() {
                &self.why_most_used
            } else {
                &self.why_rotation
            };
            lines.push(format!("{line} {why}"));
        }
        lines.push(self.bye.clone());
        lines.join("\n")
    }
}

/// What is to be sent.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sent {
    text: String,
    #[serde(default)]
    knapp: Option<String>,
}

/// `POST /api/shift/message/send`
pub(super) async fn send(
    ShiftLead(who): ShiftLead,
    Private(sent): Private<Sent, MOST>,
) -> Answer<Json<Value>> {
    let text = sent.text.replace("\r\n", "\n").trim().to_owned();
    let strange = |c: char| c.is_control() && c != '\n';
    let too_long = text.chars().count() > LONGEST || text.lines().count() > MOST_LINES;
    if text.is_empty() || too_long || text.chars().any(strange) {
        let detail = format!(
            "`text` is 1 to {LONGEST} characters of plain text in {MOST_LINES} lines at most"
        );
        return Err(Refusal::invalid("text", detail));
    }
    let knapp = sent.knapp.map(|id| {
        let knapp = who.rooms.model.find(Ring::Knapp, &ElementId::new(id));
        let knapp = knapp.map(|knapp| knapp.label.clone());
        knapp.ok_or_else(|| Refusal::invalid("knapp", "there is no such knapp"))
    });
    let knapp = knapp.transpose()?;
    let Some(post) = &who.rooms.reports.post else {
        return Err(Refusal::not_set(
            "no channel is set: copy the text, or set [notices.shift_webhook]",
        ));
    };
    match post(ShiftMessage { text, knapp }).await {
        Ok(()) => Ok(Json(json!({ "delivered": true }))),
        Err(NotPosted {
            why,
            may_have_arrived,
        }) => {
            tracing::warn!(%why, "the vaktledermelding was not delivered");
            let look = if may_have_arrived {
                "It may have arrived all the same: look in the channel first. "
            } else {
                ""
            };
            Err(Refusal::not_delivered(format!(
                "{why}. {look}It is not sent again by itself: send it again, or copy the text into the channel"
            )))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_are_there_in_both_standards() {
        for lines in [&TEXTS.nb, &TEXTS.nn] {
            assert!(lines.sessions.contains("{sessions}") && lines.knapp.contains("{short}"));
            assert!(lines.most_used.contains("{talks}") && !lines.bye.contains('{'));
        }
    }
}
