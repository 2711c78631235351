//! Practice: constructed chats, shipped and of the staff's own, and what would have been offered in them.

mod chat;
mod parse;
mod play;
mod shipped;

pub use play::Stage;

pub(crate) use self::chat::Turn;
pub(crate) use shipped::all as shipped;

use crate::after::AfterTheChat;
use crate::asker::{Anybody, Counsellor, Private};
use crate::cases::{LONGEST_TITLE, masked, number};
use crate::problem::{Answer, At, Refusal};
use crate::rooms::Rooms;
use ::chat::{SessionId, Speaker, Words};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use chat::PracticeChat;
use journal::{Act, Owned, OwnerKey};
use language::{StandardTally, Written};
use play::Setting;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use taxonomy::Both;
use tracker::Tier;

/// The largest chat that is sent, in bytes.
const MOST: usize = 512 * 1024;
/// The largest question how a chat would have been read, in bytes.
const MOST_ASKED: usize = 1024;

pub(crate) fn routes() -> Router<Rooms> {
    Router::new()
        .route("/api/practice", get(list).post(add))
        .route("/api/practice/{id}", get(one).delete(drop_one))
        .route("/api/practice/{id}/played", post(played))
}

/// A chat in the list.
#[derive(Serialize)]
struct Row<'c> {
    id: &'c str,
    title: &'c str,
    /// In both standards; of a chat of one's own they are the same.
    titles: &'c Both,
    lang: &'c str,
    knapper: Vec<&'c str>,
    messages: usize,
    own: bool,
}

/// A chat that somebody constructed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    title: String,
    text: String,
}

/// How a chat is to be played.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    tier: String,
    shown_from: Option<f32>,
}

fn owned(kept: &journal::PracticeChat, asker: OwnerKey) -> PracticeChat {
    let title = kept.title.as_str();
    PracticeChat {
        id: format!("{:x}", kept.id),
        title: Both {
            nb: title.to_owned(),
            nn: title.to_owned(),
        },
        lang: kept.language.clone(),
        end: kept.ending.clone(),
        // Written by this door; what another version wrote and this one cannot read is an empty chat.
        turns: serde_json::from_str(kept.turns.as_str()).unwrap_or_default(),
        own: kept.owner == asker,
    }
}

/// The chat of an id, shipped or constructed here.
async fn find(after: &AfterTheChat, id: &str, asker: OwnerKey) -> Answer<PracticeChat> {
    if let Some(shipped) = shipped::all().iter().find(|chat| chat.id == id) {
        return Ok(shipped.clone());
    }
    let missing = || Refusal::not_found("such chat");
    let id = number(id).ok_or_else(missing)?;
    let kept = after.journal.practice_chats(Some(id)).await?;
    kept.first()
        .map(|kept| owned(kept, asker))
        .ok_or_else(missing)
}

/// `GET /api/practice`
async fn list(who: Anybody) -> Answer<Json<Value>> {
    let after = &who.rooms.after;
    let asker = after.owner(Owned::PracticeChat, &who.user.id);
    let kept = after.journal.practice_chats(None).await?;
    let kept: Vec<_> = kept.iter().map(|kept| owned(kept, asker)).collect();
    let rows = shipped::all().iter().chain(&kept).map(|chat| Row {
        id: &chat.id,
        title: &chat.title.nb,
        titles: &chat.title,
        lang: &chat.lang,
        knapper: chat.knapper(),
        messages: chat.turns.len(),
        own: chat.own,
    });
    Ok(Json(json!({ "chats": rows.collect::<Vec<_>>() })))
}

/// `GET /api/practice/{id}`
async fn one(who: Anybody, At(id): At<String>) -> Answer<Json<Value>> {
    let after = &who.rooms.after;
    let asker = after.owner(Owned::PracticeChat, &who.user.id);
    let chat = find(after, &id, asker).await?;
    Ok(Json(json!({
        "id": chat.id,
        "title": chat.title.nb,
        "titles": chat.title,
        "lang": chat.lang,
        "end": chat.end,
        "own": chat.own,
        "turns": chat.turns,
    })))
}

/// `POST /api/practice/{id}/played`
async fn played(
    who: Anybody,
    At(id): At<String>,
    Private(asked): Private<Asked, MOST_ASKED>,
) -> Answer<Json<Value>> {
    let tier = match asked.tier.as_str() {
        "small" => Tier::Small,
        "large" => Tier::Large,
        _ => return Err(Refusal::bad_field("tier", "`tier` is small or large")),
    };
    let shown_from = asked.shown_from;
    if shown_from.is_some_and(|p| !(0.0..=1.0).contains(&p)) {
        let detail = "`shown_from` is from 0 to 1, or null";
        return Err(Refusal::bad_field("shown_from", detail));
    }
    let after = &who.rooms.after;
    let asker = after.owner(Owned::PracticeChat, &who.user.id);
    let chat = find(after, &id, asker).await?;
    let setting = Setting {
        tier,
        shown_from,
        at: who.rooms.clock.now(),
    };
    let (tier, turns) = after.stage.play(chat.turns, setting).await?;
    Ok(Json(json!({ "tier": tier.name(), "turns": turns })))
}

/// `POST /api/practice`
async fn add(
    Counsellor(who): Counsellor,
    Private(sent): Private<Sent, MOST>,
) -> Answer<(StatusCode, Json<Value>)> {
    let (title, mut dropped) = masked("title", &Words::new(sent.title), LONGEST_TITLE)?;
    let parsed = parse::parse(&sent.text, &who.rooms.model).map_err(|faults| {
        let told = faults.into_iter();
        Refusal::faulty(told.map(|fault| (fault.told(), fault.line, fault.field, fault.code)))
    })?;
    let (mut turns, mut tally) = (parsed.turns, StandardTally::default());
    for turn in &mut turns {
        let (text, here) = language::mask_telling(&turn.text, &parsed.names);
        dropped += here.len();
        // A message that was a name and nothing else stays a message.
        turn.text = if text.trim().is_empty() {
            "…".to_owned()
        } else {
            text
        };
        if turn.role == Speaker::Veisoker {
            tally.hear(&turn.text);
        }
    }
    let language = parsed.language.unwrap_or_else(|| {
        let written = match tally.standard() {
            Written::Nn => "nn",
            Written::En => "en",
            Written::Nb | Written::Unknown => "nb",
        };
        written.to_owned()
    });
    let after = &who.rooms.after;
    let id = SessionId::from_random(rand::random());
    let messages = turns.len();
    let turns = serde_json::to_string(&turns);
    let chat = journal::PracticeChat {
        id: id.number(),
        owner: after.owner(Owned::PracticeChat, &who.user.id),
        title,
        language,
        ending: parsed.end,
        turns: Words::new(turns.map_err(|_| Refusal::bad("the chat cannot be written down"))?),
    };
    after.act(Act::AddPracticeChat(chat)).await?;
    let told = json!({ "id": id.to_string(), "masked": dropped, "messages": messages });
    Ok((StatusCode::CREATED, Json(told)))
}

/// `DELETE /api/practice/{id}`
async fn drop_one(Counsellor(who): Counsellor, At(id): At<String>) -> Answer<StatusCode> {
    let after = &who.rooms.after;
    let id = number(&id).ok_or_else(|| Refusal::not_found("such chat of yours"))?;
    let owner = after.owner(Owned::PracticeChat, &who.user.id);
    after.act(Act::DropPracticeChat { owner, id }).await?;
    Ok(StatusCode::NO_CONTENT)
}
