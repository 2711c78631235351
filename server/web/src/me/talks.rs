//! A counsellor's own talks that are over and not forgotten: when, and the way they went, without words.

use crate::asker::Counsellor;
use crate::problem::{Answer, At, Refusal};
use axum::Json;
use chat::SessionId;
use journal::{Shown, Talk, Trace, Traced};
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
    fn of(talk: &Talk, traces: &[Traced]) -> Self {
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
        let traces = journal.traces(talk.id).await?;
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
    let beside = Beside::of(&journal.traces(id).await?);
    let stood = path.stood.iter().map(|(at, shown)| {
        let Shown { phase, knapp, kolb } = shown;
        let id = |element: &Option<ElementId>| element.as_ref().map(ToString::to_string);
        json!({ "at": at.millis(), "phase": id(phase), "knapp": id(knapp), "kolb": id(kolb) })
    });
    Ok(Json(json!({
        "id": path.talk.id.to_string(),
        "opened": path.talk.opened.millis(),
        "ended": path.talk.ended.millis(),
        "how": path.talk.how,
        "messages": path.talk.messages,
        "readings": stood.collect::<Vec<_>>(),
        "pins": beside.pins,
        "copied": beside.copied,
        "offered": beside.offered,
        "used": beside.used,
        "referrals": beside.referrals,
        "bookmarked": beside.bookmarked,
        "corrected": path.corrected,
        "confirmed": path.confirmed,
    })))
}

/// What was offered, done and noted beside a talk, each kind oldest first.
#[derive(Default)]
struct Beside {
    pins: Vec<Value>,
    copied: Vec<Value>,
    offered: Vec<Value>,
    used: Vec<Value>,
    referrals: Vec<Value>,
    bookmarked: bool,
}

impl Beside {
    fn of(traces: &[Traced]) -> Self {
        let mut beside = Self::default();
        for Traced { at, trace } in traces {
            let at = at.millis();
            let offered = |kind: &str, id: &str| json!({ "kind": kind, "id": id, "at": at });
            match trace {
                Trace::PromptOffered(id) => beside.offered.push(offered("prompt", id)),
                Trace::ArticleOffered(id) => beside.offered.push(offered("article", id)),
                Trace::PromptCopied(id) => beside.copied.push(json!({ "prompt": id, "at": at })),
                Trace::ArticleUsed(id) => beside.used.push(json!({ "article": id, "at": at })),
                Trace::Referral(id) => beside.referrals.push(json!({ "service": id, "at": at })),
                Trace::Pinned { message, .. } => {
                    beside.pins.push(json!({ "message": message, "at": at }));
                }
                Trace::Bookmarked => beside.bookmarked = true,
                // Said of the chat for the service's figures; nothing to look back on.
                Trace::Prank => {}
            }
        }
        beside
    }
}

fn bookmarked(traces: &[Traced]) -> bool {
    let mut traces = traces.iter();
    traces.any(|traced| traced.trace == Trace::Bookmarked)
}

/// The id of a talk as the panel has it.
fn session(text: &str) -> Option<SessionId> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let number = u64::from_str_radix(text, 16).ok().filter(|_| plain)?;
    (number < 1 << 53).then(|| SessionId::from_number(number))
}
