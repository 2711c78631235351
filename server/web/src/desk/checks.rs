//! A text on its way: what there is to say of it, and how it will look.

use super::asking::{Sent, Staff};
use super::problem::{Answer, Changing, Refusal};
use super::wire::{self, Checked, Fields, Html, Markdown, Similar};
use articles::ArticleId;
use articles::arriving;
use axum::Json;
use serde::Deserialize;
use utoipa::ToSchema;

/// The longest text that is looked at, in bytes.
const LONGEST: usize = 200_000;

fn fits(text: &str) -> Answer<()> {
    if text.len() > LONGEST {
        return Err(Refusal::too_large("a text is looked at up to 200 kB"));
    }
    Ok(())
}

/// A text to be looked at.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Looked {
    fields: Fields,
    /// The article it is of; null: a new one.
    id: Option<String>,
}

/// What there is to say of a text; nothing is kept.
#[utoipa::path(post, path = "/check", tag = "checks", request_body = Looked,
    responses((status = 200, body = Checked, description = "what there is to say"), Changing))]
pub(crate) async fn check(staff: Staff, Sent(looked): Sent<Looked>) -> Answer<Json<Checked>> {
    fits(&looked.fields.body)?;
    let manuscript = staff.manuscript(looked.fields).await?;
    // An article that is not there yet is not like itself.
    let id = looked.id.unwrap_or_else(|| "artikkel".to_owned());
    let store = staff.rooms.store.clone();
    let today = staff.today();
    let desk = staff.rooms.desk.clone();
    let advice = move || {
        let mut advice = store.advice(&ArticleId::new(id), &manuscript, today);
        advice.extend(desk.0.spellers.advice(&manuscript));
        advice
    };
    let advice = tokio::task::spawn_blocking(advice).await;
    let advice = advice.map_err(|_| Refusal::busy("the text could not be looked at"))?;
    let alike = advice.iter().filter(|one| one.code == "title_alike");
    let value = |one: &articles::Advice, name| one.values.get(name).cloned().unwrap_or_default();
    let similar = alike.map(|one| Similar {
        id: value(one, "id"),
        title: value(one, "title"),
        how: "title",
    });
    Ok(Json(Checked {
        similar: similar.collect(),
        advice: wire::advice(advice),
    }))
}

/// A body to be shown.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Body {
    markdown: String,
    /// `nb` or `nn`; it looks the same.
    #[serde(default)]
    #[expect(
        dead_code,
        reason = "pages say it, and a door refuses what it does not know"
    )]
    language: String,
}

/// How a body will look: safe HTML.
#[utoipa::path(post, path = "/preview", tag = "checks", request_body = Body,
    responses((status = 200, body = Html, description = "safe HTML"), Changing))]
pub(crate) async fn preview(_: Staff, Sent(body): Sent<Body>) -> Answer<Json<Html>> {
    fits(&body.markdown)?;
    let made = tokio::task::spawn_blocking(move || articles::body_html(&body.markdown)).await;
    let html = made.map_err(|_| Refusal::busy("the text could not be shown"))?;
    Ok(Json(Html { html }))
}

/// What was pasted.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pasted {
    html: String,
}

/// Markdown made of what was pasted, and what did not come along.
#[utoipa::path(post, path = "/markdown", tag = "checks", request_body = Pasted,
    responses((status = 200, body = Markdown, description = "the Markdown"), Changing))]
pub(crate) async fn markdown(_: Staff, Sent(pasted): Sent<Pasted>) -> Answer<Json<Markdown>> {
    let made = tokio::task::spawn_blocking(move || arriving::from_html(&pasted.html)).await;
    let made = made.map_err(|_| Refusal::busy("the text could not be read"))?;
    let arrived = made.map_err(|problem| Refusal::too_large(problem.to_string()))?;
    let mut dropped: Vec<String> = Vec::new();
    for one in &arrived.dropped {
        if !dropped.iter().any(|name| name == one.name()) {
            dropped.push(one.name().to_owned());
        }
    }
    Ok(Json(Markdown {
        markdown: arrived.markdown,
        dropped,
    }))
}
