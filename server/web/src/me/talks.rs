//! A counsellor's own talks that are over and not forgotten: when, and the way they went, without words.

use super::traces::{self, Trace, bookmarked};
use crate::asker::Counsellor;
use crate::problem::{Answer, At, Refusal};
use axum::Json;
use chat::SessionId;
use journal::{Shown, Talk};
use serde::Serialize;
use serde_json::{Value, json};
use taxonomy::ElementId;

/// A talk in the list.
#[derive(Serialize)]
struct Row {
    id: String,
    opened: i64,
    ended: i64,
    how: String,
    messages: u64,
    bookmarked: bool,
}

impl Row {
    fn of(talk: &Talk, traces: &[Trace]) -> Self {
        Self {
            id: talk.id.to_string(),
            opened: talk.opened.millis(),
            ended: talk.ended.millis(),
            how: talk.how.clone(),
            messages: talk.messages,
            bookmarked: bookmarked(traces),
        }
    }
}

/// `GET /api/me/talks`
pub(crate) async fn list(Counsellor(who): Counsellor) -> Answer<Json<Value>> {
    let journal = &who.rooms.after.journal;
    let mut rows = Vec::new();
    for talk in journal.talks(&who.user.id).await? {
        let traces = traces::of(journal, talk.id).await?;
        rows.push(Row::of(&talk, &traces));
    }
    Ok(Json(json!({ "talks": rows })))
}

/// `GET /api/me/talks/{id}`
pub(crate) async fn one(Counsellor(who): Counsellor, At(id): At<String>) -> Answer<Json<Value>> {
    let missing = || Refusal::not_found("such talk of yours");
    let id = session(&id).ok_or_else(missing)?;
    let journal = &who.rooms.after.journal;
    let path = journal.talk(&who.user.id, id).await?;
    let path = path.ok_or_else(missing)?;
    let traces = traces::of(journal, id).await?;
    let stood = path.stood.iter().map(|(at, shown)| {
        let Shown { phase, knapp, kolb } = shown;
        let id = |element: &Option<ElementId>| element.as_ref().map(ToString::to_string);
        json!({ "at": at.millis(), "phase": id(phase), "knapp": id(knapp), "kolb": id(kolb) })
    });
    // Each kind of trace under the key that says what it is of.
    let told = |kind: &'static str, key: &'static str| -> Vec<Value> {
        let of_kind = traces.iter().filter(|trace| trace.kind == kind);
        of_kind
            .map(|trace| json!({ key: trace.what, "at": trace.at.millis() }))
            .collect()
    };
    let pins = traces.iter().filter(|trace| trace.kind == "pinned");
    let pins = pins.filter_map(|trace| {
        let message: usize = trace.what.parse().ok()?;
        Some(json!({ "message": message, "at": trace.at.millis() }))
    });
    let offered = traces.iter().filter_map(|trace| {
        let kind = match trace.kind.as_str() {
            "prompt_offered" => "prompt",
            "article_offered" => "article",
            _ => return None,
        };
        Some(json!({ "kind": kind, "id": trace.what, "at": trace.at.millis() }))
    });
    Ok(Json(json!({
        "id": path.talk.id.to_string(),
        "opened": path.talk.opened.millis(),
        "ended": path.talk.ended.millis(),
        "how": path.talk.how,
        "messages": path.talk.messages,
        "readings": stood.collect::<Vec<_>>(),
        "pins": pins.collect::<Vec<_>>(),
        "copied": told("prompt_copied", "prompt"),
        "offered": offered.collect::<Vec<_>>(),
        "used": told("article_used", "article"),
        "referrals": told("referral", "service"),
        "bookmarked": bookmarked(&traces),
        "corrected": path.corrected,
        "confirmed": path.confirmed,
    })))
}

/// The id of a talk as the panel has it.
fn session(text: &str) -> Option<SessionId> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let number = u64::from_str_radix(text, 16).ok().filter(|_| plain)?;
    (number < 1 << 53).then(|| SessionId::from_number(number))
}
