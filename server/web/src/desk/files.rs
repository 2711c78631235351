//! The knowledge base as files: taken out, and taken in.

use super::asking::{Editor, Sent, Staff};
use super::problem::{Answer, Changing, Telling};
use super::wire::{FileText, Files, Imported, Refused};
use articles::store::Import;
use axum::Json;
use serde::Deserialize;
use utoipa::ToSchema;

/// The largest knowledge base that is sent at once, in bytes.
const LARGEST: usize = 8_000_000;

/// Files to be taken in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Importing {
    files: Vec<FileText>,
    /// Says what would happen, and does nothing.
    dry_run: bool,
    /// Takes articles as drafts, for an editor to go through.
    as_drafts: bool,
}

/// Every file that is published.
#[utoipa::path(get, path = "/export", tag = "files",
    responses((status = 200, body = Files, description = "the files"), Telling))]
pub(crate) async fn export(staff: Staff) -> Answer<Json<Files>> {
    let files = staff.rooms.store.export().await?;
    let files = files.into_iter();
    Ok(Json(Files {
        files: files.map(|(name, text)| FileText { name, text }).collect(),
    }))
}

/// Takes files in; what is newer here is never overwritten.
#[utoipa::path(post, path = "/import", tag = "files", request_body = Importing,
    responses((status = 200, body = Imported, description = "what became of the files"), Changing))]
pub(crate) async fn import(
    Editor(staff): Editor,
    Sent(importing): Sent<Importing, LARGEST>,
) -> Answer<Json<Imported>> {
    let files = importing.files.into_iter();
    let files: Vec<_> = files.map(|file| (file.name, file.text)).collect();
    let how = Import {
        dry_run: importing.dry_run,
        as_drafts: importing.as_drafts,
    };
    let told = staff.rooms.store.import(&files, how, staff.by()).await?;
    let refused = told.refused.into_iter().map(|one| Refused {
        name: one.name,
        why: one.why,
    });
    Ok(Json(Imported {
        new: told.new,
        changed: told.changed,
        same: told.same,
        refused: refused.collect(),
        problems: told.problems.into_iter().map(Into::into).collect(),
    }))
}
