//! Cases that counsellors share for kollegaveiledning: masked here, whoever masked them before.

use crate::asker::{Counsellor, Private};
use crate::problem::{Answer, At, Refusal};
use crate::rooms::Rooms;
use axum::http::StatusCode;
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use chat::{SessionId, Words};
use journal::{Act, Case, Owned};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use taxonomy::{ElementId, GuidanceModel, Ring};

/// The largest body: every character may be written in six.
const MOST: usize = 64 * 1024;
/// Characters of a title.
pub(crate) const LONGEST_TITLE: usize = 120;
/// Characters of a case.
const LONGEST: usize = 8_000;

pub(crate) fn routes() -> Router<Rooms> {
    Router::new()
        .route("/api/cases", get(list).post(share))
        .route("/api/cases/mask", post(mask))
        .route("/api/cases/{id}", delete(drop_one))
}

/// A text to mask.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plain {
    text: Text,
}

/// A case to share.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Written {
    title: Text,
    text: Text,
    knapp: Option<String>,
}

/// Words that are wiped when they are dropped.
#[derive(Deserialize)]
#[serde(from = "String")]
struct Text(Words);

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(Words::new(text))
    }
}

/// A case as it is told: not by whom.
#[derive(Serialize)]
struct Told<'c> {
    id: String,
    title: &'c str,
    text: &'c str,
    knapp: Option<&'c str>,
    day: String,
    own: bool,
}

/// A text without what could identify somebody, if it is not too long and something is left.
pub(crate) fn masked(field: &str, words: &Words, most: usize) -> Answer<(Words, usize)> {
    if words.as_str().chars().nth(most).is_some() {
        let detail = format!("`{field}` takes {most} characters at most");
        return Err(Refusal::invalid(field, detail));
    }
    let (text, masked) = language::mask_to_share(words.as_str().trim());
    let text = Words::new(text.trim());
    if text.as_str().is_empty() {
        let detail = format!("of `{field}` nothing is left");
        return Err(Refusal::invalid(field, detail));
    }
    Ok((text, masked))
}

/// A knapp of the guidance model.
fn knapp(model: &GuidanceModel, id: Option<String>) -> Answer<Option<ElementId>> {
    let Some(id) = id.map(ElementId::new) else {
        return Ok(None);
    };
    if model.ids(Ring::Knapp).any(|known| *known == id) {
        return Ok(Some(id));
    }
    Err(Refusal::invalid("knapp", "`knapp` is none of the model"))
}

/// `POST /api/cases/mask`
async fn mask(_: Counsellor, Private(plain): Private<Plain, MOST>) -> Answer<Json<Value>> {
    let (text, masked) = masked("text", &plain.text.0, LONGEST)?;
    Ok(Json(json!({ "text": text.as_str(), "masked": masked })))
}

/// `POST /api/cases`
async fn share(
    Counsellor(who): Counsellor,
    Private(written): Private<Written, MOST>,
) -> Answer<(StatusCode, Json<Value>)> {
    let (title, in_title) = masked("title", &written.title.0, LONGEST_TITLE)?;
    let (text, in_text) = masked("text", &written.text.0, LONGEST)?;
    let (rooms, after) = (&who.rooms, &who.rooms.after);
    let id = SessionId::from_random(rand::random());
    let case = Case {
        id: id.number(),
        owner: after.owner(Owned::Case, &who.user.id),
        day: after.today(),
        title,
        text,
        knapp: knapp(&rooms.model, written.knapp)?,
    };
    after.act(Act::ShareCase(case)).await?;
    let told = json!({ "id": id.to_string(), "masked": in_title + in_text });
    Ok((StatusCode::CREATED, Json(told)))
}

/// `GET /api/cases`
async fn list(Counsellor(who): Counsellor) -> Answer<Json<Value>> {
    let after = &who.rooms.after;
    let own = after.owner(Owned::Case, &who.user.id);
    let cases = after.journal.cases().await?;
    let told = cases.iter().map(|case| Told {
        id: format!("{:x}", case.id),
        title: case.title.as_str(),
        text: case.text.as_str(),
        knapp: case.knapp.as_ref().map(ElementId::as_str),
        day: case.day.to_string(),
        own: case.owner == own,
    });
    Ok(Json(json!({ "cases": told.collect::<Vec<_>>() })))
}

/// `DELETE /api/cases/{id}`
async fn drop_one(Counsellor(who): Counsellor, At(id): At<String>) -> Answer<StatusCode> {
    let after = &who.rooms.after;
    let id = number(&id).ok_or_else(|| Refusal::not_found("such case of yours"))?;
    let owner = after.owner(Owned::Case, &who.user.id);
    after.act(Act::DropCase { owner, id }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The number that an id stands for.
pub(crate) fn number(id: &str) -> Option<u64> {
    let plain = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    let number = u64::from_str_radix(id, 16).ok().filter(|_| plain)?;
    (number < 1 << 53).then_some(number)
}
