//! What an article has been: versions, what happened, two versions side by side, and going back.

use super::asking::{Asked, At, Editor, IfMatch, Sent, Staff, Tagged};
use super::cursor;
use super::problem::{Answer, Changing, Refusal, Telling};
use super::wire::{
    self, Advice, Diff, DifferingField, Event, Events, Part, Version, VersionText, Versions, Whole,
    shown,
};
use articles::compare::Kind;
use articles::store::VersionRow;
use articles::{Article, ArticleId, Manuscript, file_of};
use axum::Json;
use serde::Deserialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A page of what has been.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Paging {
    /// Where the page before ended.
    cursor: Option<String>,
    /// So many on a page; 50.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
}

/// Two versions to set side by side.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Two {
    /// The earlier.
    #[param(example = 1)]
    from: u32,
    /// The later.
    #[param(example = 1)]
    to: u32,
}

/// A version to go back to.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Back {
    #[schema(example = 1)]
    version: u32,
    /// What there is to say of it.
    message: Option<String>,
}

/// One page of versions of a document, before the one that a cursor names.
pub(crate) async fn page(
    staff: &Staff,
    document: &str,
    asked: (Option<&str>, Option<usize>),
) -> Answer<(Vec<VersionRow>, Option<String>)> {
    let limit = cursor::limit(asked.1)?;
    let before = cursor::read::<u32>(asked.0)?;
    let rows = u32::try_from(limit + 1).unwrap_or(u32::MAX);
    let mut rows = staff.rooms.store.versions(document, before, rows).await?;
    let next = cursor::cut(&mut rows, limit, |row| row.number);
    Ok((rows, next))
}

/// A version for a list.
pub(crate) fn listed(row: VersionRow, published: Option<u32>, head: u32, faults: usize) -> Version {
    Version {
        published: published == Some(row.number),
        head: head == row.number,
        number: row.number,
        at: row.at.to_string(),
        author: shown(&row.author),
        message: row.message,
        faults,
    }
}

/// Two versions of a document side by side.
pub(crate) async fn compare(staff: &Staff, document: &str, from: u32, to: u32) -> Answer<Diff> {
    let compared = staff.rooms.store.compare(document, from, to).await?;
    let part = |part: articles::compare::Part| Part {
        kind: match part.kind {
            Kind::Same => "same",
            Kind::New => "new",
            Kind::Gone => "gone",
        },
        text: part.text,
    };
    let fields = compared.fields.into_iter();
    let fields = fields.map(|(field, parts)| DifferingField {
        field,
        parts: parts.into_iter().map(part).collect(),
    });
    Ok(Diff {
        from,
        to,
        fields: fields.collect(),
    })
}

/// Its versions, newest first.
#[utoipa::path(get, path = "/articles/{id}/versions", tag = "history",
    params(("id" = String, Path, description = "the article", example = "fagbrev-som-voksen"), Paging),
    responses((status = 200, body = Versions, description = "a page of its versions"), Telling))]
pub(crate) async fn versions(
    staff: Staff,
    At(id): At<String>,
    Asked(asked): Asked<Paging>,
) -> Answer<Json<Versions>> {
    let id = ArticleId::new(id);
    let store = &staff.rooms.store;
    let snapshot = store.now();
    let entry = snapshot.entry(&id);
    let entry = entry.ok_or_else(|| Refusal::not_found("such article"))?;
    let file = file_of(&id);
    let (rows, next) = page(&staff, &file, (asked.cursor.as_deref(), asked.limit)).await?;
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        let text = store.version(&file, row.number).await?.text;
        let areas = snapshot.library().areas();
        let faults = Article::parse(&file, &text, store.model(), areas);
        let faults = faults.err().map_or(0, |faults| faults.len());
        items.push(listed(row, entry.published, entry.head, faults));
    }
    Ok(Json(Versions { items, next }))
}

/// One version with its text.
#[utoipa::path(get, path = "/articles/{id}/versions/{number}", tag = "history",
    params(("id" = String, Path, description = "the article", example = "fagbrev-som-voksen"), ("number" = u32, Path, description = "the version", example = 1)),
    responses((status = 200, body = VersionText, description = "the version"), Telling))]
pub(crate) async fn version(
    staff: Staff,
    At((id, number)): At<(String, u32)>,
) -> Answer<Json<VersionText>> {
    let id = ArticleId::new(id);
    let store = &staff.rooms.store;
    let version = store.version(&file_of(&id), number).await?;
    let manuscript = Manuscript::read(&version.text);
    Ok(Json(VersionText {
        number,
        at: version.row.at.to_string(),
        author: shown(&version.row.author),
        message: version.row.message,
        advice: wire::advice(store.advice(&id, &manuscript, staff.today())),
        fields: manuscript.into(),
        text: version.text,
    }))
}

/// What happened to it, newest first.
#[utoipa::path(get, path = "/articles/{id}/events", tag = "history",
    params(("id" = String, Path, description = "the article", example = "fagbrev-som-voksen"), Paging),
    responses((status = 200, body = Events, description = "a page of what happened"), Telling))]
pub(crate) async fn events(
    staff: Staff,
    At(id): At<String>,
    Asked(asked): Asked<Paging>,
) -> Answer<Json<Events>> {
    let id = ArticleId::new(id);
    let store = &staff.rooms.store;
    if store.now().entry(&id).is_none() {
        return Err(Refusal::not_found("such article"));
    }
    let limit = cursor::limit(asked.limit)?;
    let before = cursor::read::<i64>(asked.cursor.as_deref())?;
    let rows = u32::try_from(limit + 1).unwrap_or(u32::MAX);
    let mut happened = store.happened(&file_of(&id), before, rows).await?;
    let next = cursor::cut(&mut happened, limit, |one| one.id);
    let items = happened.into_iter().map(|one| Event {
        at: one.at.to_string(),
        who: shown(&one.who),
        what: one.what,
        version: one.version,
        reason: one.reason,
    });
    Ok(Json(Events {
        items: items.collect(),
        next,
    }))
}

/// Two versions side by side, by words; only fields that differ.
#[utoipa::path(get, path = "/articles/{id}/diff", tag = "history",
    params(("id" = String, Path, description = "the article", example = "fagbrev-som-voksen"), Two),
    responses((status = 200, body = Diff, description = "what differs"), Telling))]
pub(crate) async fn diff(
    staff: Staff,
    At(id): At<String>,
    Asked(two): Asked<Two>,
) -> Answer<Json<Diff>> {
    let file = file_of(&ArticleId::new(id));
    compare(&staff, &file, two.from, two.to).await.map(Json)
}

/// Makes a new utkast of an old version. What the guidance model has no more is left out, and told of as
/// `id_gone`.
#[utoipa::path(post, path = "/articles/{id}/restore", tag = "history",
    params(("id" = String, Path, description = "the article", example = "fagbrev-som-voksen"),
        ("If-Match" = String, Header, description = "its ETag", example = "\"1-0\"", pattern = r#"^(W/)?"[0-9]{1,6}-[0-9]{1,6}"$"#)),
    request_body = Back,
    responses((status = 200, body = Whole, description = "the article", headers(("etag" = String))), Changing))]
pub(crate) async fn restore(
    Editor(staff): Editor,
    At(id): At<String>,
    IfMatch(tag): IfMatch,
    Sent(back): Sent<Back>,
) -> Answer<Tagged<Whole>> {
    let id = ArticleId::new(id);
    let message = back.message.unwrap_or_default();
    let store = &staff.rooms.store;
    let gone = store
        .restore(&id, tag, back.version, message.trim(), staff.by())
        .await?;
    let mut whole = staff.whole(&id).await?;
    let left_out = gone.into_iter().map(|(field, id)| Advice {
        field: field.to_owned(),
        severity: "warns",
        code: "id_gone",
        values: BTreeMap::from([("id", id)]),
    });
    whole.1.advice.extend(left_out);
    Ok(whole)
}
