//! The files besides articles: read and saved in one step, with versions like all others.

use super::asking::{Asked, At, Editor, IfMatch, Sent, Staff, Tagged};
use super::history;
use super::problem::{Answer, Changing, Refusal, Telling};
use super::wire::{Diff, Document, DocumentText, Versions, shown};
use crate::rooms::Rooms;
use articles::DocumentKind;
use articles::store::{DocumentRow, Tag};
use axum::Json;
use axum::routing::get;
use serde::Deserialize;
use utoipa::openapi::path::{HttpMethod, PathItem};
use utoipa::{Path as _, ToSchema};
use utoipa_axum::router::OpenApiRouter;

/// A file as somebody has changed it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewText {
    text: String,
    /// What there is to say of it.
    message: Option<String>,
}

/// Versions of a file.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Of {
    /// The file.
    #[param(example = "areas.toml")]
    name: String,
    /// Where the page before ended.
    cursor: Option<String>,
    /// So many on a page; 50.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
}

/// Two versions of a file.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct TwoOf {
    /// The file.
    #[param(example = "areas.toml")]
    name: String,
    /// The earlier.
    #[param(example = 1)]
    from: u32,
    /// The later.
    #[param(example = 1)]
    to: u32,
}

/// A version of a file to go back to.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BackTo {
    /// The file.
    #[schema(example = "areas.toml")]
    name: String,
    #[schema(example = 1)]
    version: u32,
}

fn told(row: DocumentRow) -> Document {
    Document {
        name: row.name,
        kind: row.kind.name(),
        version: row.version,
        changed: row.changed_at.to_string(),
        changed_by: shown(&row.changed_by),
    }
}

async fn whole(staff: &Staff, name: &str) -> Answer<Tagged<DocumentText>> {
    let document = staff.rooms.store.document(name).await?;
    let tag = Tag {
        version: document.row.version,
        revision: 0,
    };
    let text = DocumentText {
        row: told(document.row),
        text: document.text,
    };
    Ok(Tagged(tag, text))
}

/// The files by their names, which hold slashes: such a door takes the rest of the address, and a
/// description knows no such thing.
pub(crate) fn by_name() -> OpenApiRouter<Rooms> {
    let mut router = OpenApiRouter::new().route("/documents/{*name}", get(read).put(save));
    let paths = &mut router.get_openapi_mut().paths.paths;
    let mut item = PathItem::new(HttpMethod::Get, __path_read::operation());
    item.put = Some(__path_save::operation());
    paths.insert(__path_read::path(), item);
    router
}

/// The files.
#[utoipa::path(get, path = "/documents", tag = "files",
    responses((status = 200, body = Vec<Document>, description = "the files"), Telling))]
pub(crate) async fn list(staff: Staff) -> Answer<Json<Vec<Document>>> {
    let rows = staff.rooms.store.documents().await?;
    Ok(Json(rows.into_iter().map(told).collect()))
}

/// One file. Its name may be written with its slash or with `%2F`.
#[utoipa::path(get, path = "/documents/{name}", tag = "files",
    params(("name" = String, Path, description = "the file", example = "areas.toml")),
    responses((status = 200, body = DocumentText, description = "the file", headers(("etag" = String))), Telling))]
async fn read(staff: Staff, At(name): At<String>) -> Answer<Tagged<DocumentText>> {
    whole(&staff, &name).await
}

/// Saves a file and reads it at once; `"0-0"` as `If-Match` says that there is none yet.
#[utoipa::path(put, path = "/documents/{name}", tag = "files",
    params(("name" = String, Path, description = "the file", example = "areas.toml"),
        ("If-Match" = String, Header, description = "its ETag", example = "\"1-0\"", pattern = r#"^(W/)?"[0-9]{1,6}-[0-9]{1,6}"$"#)),
    request_body = NewText,
    responses((status = 200, body = DocumentText, description = "the file", headers(("etag" = String))), Changing))]
async fn save(
    Editor(staff): Editor,
    At(name): At<String>,
    IfMatch(tag): IfMatch,
    Sent(new): Sent<NewText>,
) -> Answer<Tagged<DocumentText>> {
    let message = new.message.unwrap_or_default();
    let store = &staff.rooms.store;
    store
        .save_document(&name, tag.version, &new.text, message.trim(), staff.by())
        .await?;
    whole(&staff, &name).await
}

/// The newest version of a file that is no article.
async fn head(staff: &Staff, name: &str) -> Answer<u32> {
    let rows = staff.rooms.store.documents().await?;
    let row = rows.into_iter().find(|row| row.name == name);
    let row = row.filter(|row| row.kind != DocumentKind::Article);
    row.map(|row| row.version)
        .ok_or_else(|| Refusal::not_found("such file"))
}

/// The versions of a file, newest first.
#[utoipa::path(get, path = "/document-versions", tag = "files", params(Of),
    responses((status = 200, body = Versions, description = "a page of its versions"), Telling))]
pub(crate) async fn versions(staff: Staff, Asked(of): Asked<Of>) -> Answer<Json<Versions>> {
    let head = head(&staff, &of.name).await?;
    let asked = (of.cursor.as_deref(), of.limit);
    let (rows, next) = history::page(&staff, &of.name, asked).await?;
    let rows = rows.into_iter();
    // A file with a fault is not saved.
    let items = rows.map(|row| history::listed(row, Some(head), head, 0));
    Ok(Json(Versions {
        items: items.collect(),
        next,
    }))
}

/// Two versions of a file side by side, by words.
#[utoipa::path(get, path = "/document-diff", tag = "files", params(TwoOf),
    responses((status = 200, body = Diff, description = "what differs"), Telling))]
pub(crate) async fn diff(staff: Staff, Asked(of): Asked<TwoOf>) -> Answer<Json<Diff>> {
    head(&staff, &of.name).await?;
    let diff = history::compare(&staff, &of.name, of.from, of.to).await?;
    Ok(Json(diff))
}

/// Puts an old version of a file in force again, as a new one.
#[utoipa::path(post, path = "/document-restore", tag = "files", request_body = BackTo,
    responses((status = 200, body = DocumentText, description = "the file", headers(("etag" = String))), Changing))]
pub(crate) async fn restore(
    Editor(staff): Editor,
    Sent(back): Sent<BackTo>,
) -> Answer<Tagged<DocumentText>> {
    let head = head(&staff, &back.name).await?;
    let store = &staff.rooms.store;
    let old = store.version(&back.name, back.version).await?;
    store
        .save_document(&back.name, head, &old.text, &old.row.message, staff.by())
        .await?;
    whole(&staff, &back.name).await
}
