//! The prompt bank: listed, and edited one by one.

use super::asking::{Asked, At, Created, Editor, IfMatch, Sent, Staff, Tagged};
use super::cursor;
use super::problem::{Answer, Changing, Refusal, Telling};
use super::reports::named;
use super::wire::{PromptRow, Prompts};
use articles::store::{PromptFields, Tag};
use articles::{Prompt, PromptId, Value};
use axum::Json;
use axum::http::StatusCode;
use serde::Deserialize;
use taxonomy::{Both, ElementId, Pole};
use utoipa::ToSchema;

/// Which prompts.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Listing {
    /// Where the page before ended.
    cursor: Option<String>,
    /// So many on a page; 50.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
    /// For this phase.
    phase: Option<String>,
    /// For this knapp.
    knapp: Option<String>,
    /// With this in either sentence or the id, whatever the case.
    text: Option<String>,
}

/// One prompt for the wire.
pub(crate) fn row(prompt: &Prompt) -> PromptRow {
    PromptRow {
        id: prompt.id.to_string(),
        file: prompt.place.0.clone(),
        phase: prompt.phase.as_ref().map(ToString::to_string),
        knapp: prompt.knapp.as_ref().map(ToString::to_string),
        kind: prompt.kind.name(),
        question_type: prompt.question_type.map(Value::name),
        depth: prompt.depth.name(),
        towards: prompt.towards.map(Pole::name),
        presumes: prompt.presumes.clone(),
        safe: prompt.safe,
        hard: prompt.hard,
        learns: prompt.learns,
        nb: prompt.text.nb.clone(),
        nn: prompt.text.nn.clone(),
    }
}

/// The prompts by id, page by page.
#[utoipa::path(get, path = "/prompts", tag = "prompts", params(Listing),
    responses((status = 200, body = Prompts, description = "a page of the bank"), Telling))]
pub(crate) async fn list(staff: Staff, Asked(asked): Asked<Listing>) -> Answer<Json<Prompts>> {
    let limit = cursor::limit(asked.limit)?;
    let last = cursor::read::<String>(asked.cursor.as_deref())?;
    let text = asked.text.unwrap_or_default().trim().to_lowercase();
    let is = |asked: &Option<String>, here: &Option<ElementId>| {
        asked.is_none() || asked.as_deref() == here.as_ref().map(ElementId::as_str)
    };
    let holds = |here: &str| here.to_lowercase().contains(&text);
    let snapshot = staff.rooms.store.now();
    let mut found: Vec<&Prompt> = snapshot
        .library()
        .prompts()
        .map(AsRef::as_ref)
        .filter(|prompt| is(&asked.phase, &prompt.phase) && is(&asked.knapp, &prompt.knapp))
        .filter(|prompt| {
            let texts = [&prompt.text.nb, &prompt.text.nn, prompt.id.as_str()];
            text.is_empty() || texts.into_iter().any(holds)
        })
        .collect();
    let total = found.len();
    found.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    if let Some(last) = last {
        found.retain(|prompt| prompt.id.as_str() > last.as_str());
    }
    let next = cursor::cut(&mut found, limit, |prompt| prompt.id.clone());
    let items = found.into_iter().map(row).collect();
    Ok(Json(Prompts { items, next, total }))
}

/// A prompt as it is edited.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Written {
    /// The file a new one goes into; null: the one of its phase. One that is there stays where it is.
    file: Option<String>,
    /// The phase; null fits anywhere.
    #[schema(example = "kontakt")]
    phase: Option<String>,
    /// The knapp; null where it belongs to the phase alone.
    #[schema(example = "valg_og_tilfeldigheter")]
    knapp: Option<String>,
    /// What it is for.
    #[schema(pattern = "^(samtalestarter|hjelpespørsmål|metafrase|oppsummering)$")]
    kind: String,
    /// The type of question.
    #[schema(pattern = "^(lineær|sirkulær)$")]
    question_type: Option<String>,
    /// How much it challenges.
    #[schema(pattern = "^(mild|utfordrende)$")]
    depth: String,
    /// The word of the pair that it opens towards.
    towards: Option<Towards>,
    /// What it takes for granted.
    presumes: Option<String>,
    /// Whether it is for hard moments alone.
    #[serde(default)]
    safe: bool,
    /// Whether it is held back in hard moments.
    #[serde(default)]
    hard: bool,
    /// Whether it invites to learning.
    #[serde(default)]
    learns: bool,
    /// In bokmål.
    nb: String,
    /// In nynorsk.
    nn: String,
}

#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Towards {
    First,
    Second,
    Both,
}

fn fields(written: Written) -> Answer<PromptFields> {
    let needed = |field: &'static str| Refusal::bad_field(field, format!("`{field}` is missing"));
    Ok(PromptFields {
        phase: written.phase.map(ElementId::new),
        knapp: written.knapp.map(ElementId::new),
        kind: named("kind", Some(&written.kind))?.ok_or_else(|| needed("kind"))?,
        question_type: named("question_type", written.question_type.as_deref())?,
        depth: named("depth", Some(&written.depth))?.ok_or_else(|| needed("depth"))?,
        towards: written.towards.map(|towards| match towards {
            Towards::First => Pole::First,
            Towards::Second => Pole::Second,
            Towards::Both => Pole::Both,
        }),
        presumes: written.presumes.filter(|text| !text.trim().is_empty()),
        safe: written.safe,
        hard: written.hard,
        learns: written.learns,
        text: Both {
            nb: written.nb,
            nn: written.nn,
        },
    })
}

/// A prompt as it stands now, with the ETag of its file.
async fn standing(staff: &Staff, id: &PromptId) -> Answer<Tagged<PromptRow>> {
    let store = &staff.rooms.store;
    let snapshot = store.now();
    let prompt = snapshot.library().prompt(id);
    let row = row(prompt.ok_or_else(|| Refusal::not_found("such prompt"))?);
    let version = store.document(&row.file).await?.row.version;
    Ok(Tagged(
        Tag {
            version,
            revision: 0,
        },
        row,
    ))
}

/// Adds a prompt. Its id is made from where it belongs.
#[utoipa::path(post, path = "/prompts", tag = "prompts", request_body = Written,
    responses((status = 201, body = PromptRow, description = "the prompt",
        headers(("etag" = String), ("location" = String))), Changing))]
pub(crate) async fn add(
    Editor(staff): Editor,
    Sent(written): Sent<Written>,
) -> Answer<Created<Tagged<PromptRow>>> {
    let file = written.file.clone();
    let fields = fields(written)?;
    let store = &staff.rooms.store;
    let id = store
        .add_prompt(file.as_deref(), &fields, staff.by())
        .await?;
    let place = format!("/api/ik/prompts/{id}");
    Ok(Created(place, standing(&staff, &id).await?))
}

/// Changes a prompt; the rest of its file stays as it is.
#[utoipa::path(put, path = "/prompts/{id}", tag = "prompts",
    params(("id" = String, Path, description = "the prompt"),
        ("If-Match" = String, Header, description = "the ETag of its file", example = "\"1-0\"", pattern = r#"^(W/)?"[0-9]{1,6}-[0-9]{1,6}"$"#)),
    request_body = Written,
    responses((status = 200, body = PromptRow, description = "the prompt", headers(("etag" = String))), Changing))]
pub(crate) async fn save(
    Editor(staff): Editor,
    At(id): At<String>,
    IfMatch(tag): IfMatch,
    Sent(written): Sent<Written>,
) -> Answer<Tagged<PromptRow>> {
    let (id, fields) = (PromptId::new(id), fields(written)?);
    let store = &staff.rooms.store;
    store
        .put_prompt(&id, &fields, tag.version, staff.by())
        .await?;
    standing(&staff, &id).await
}

/// Takes a prompt out of the bank.
#[utoipa::path(delete, path = "/prompts/{id}", tag = "prompts",
    params(("id" = String, Path, description = "the prompt"),
        ("If-Match" = String, Header, description = "the ETag of its file", example = "\"1-0\"", pattern = r#"^(W/)?"[0-9]{1,6}-[0-9]{1,6}"$"#)),
    responses((status = 204, description = "it is gone"), Changing))]
pub(crate) async fn remove(
    Editor(staff): Editor,
    At(id): At<String>,
    IfMatch(tag): IfMatch,
) -> Answer<StatusCode> {
    let store = &staff.rooms.store;
    store
        .remove_prompt(&PromptId::new(id), tag.version, staff.by())
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
