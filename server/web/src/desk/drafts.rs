//! What somebody has typed and not saved, kept for them.

use super::asking::{At, Editor, Sent};
use super::problem::{Answer, Changing};
use super::wire::Fields;
use articles::ArticleId;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

/// A text on its way.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Typed {
    /// The version it began from.
    base: u32,
    fields: Fields,
}

/// Keeps it, in place of what was kept before; nobody else sees it.
#[utoipa::path(put, path = "/articles/{id}/draft", tag = "drafts",
    params(("id" = String, Path, description = "the article", example = "fagbrev-som-voksen")), request_body = Typed,
    responses((status = 204, description = "it is kept"), Changing))]
pub(crate) async fn keep(
    Editor(staff): Editor,
    At(id): At<String>,
    Sent(typed): Sent<Typed>,
) -> Answer<StatusCode> {
    let manuscript = staff.manuscript(typed.fields).await?;
    let store = &staff.rooms.store;
    store
        .keep_draft(&ArticleId::new(id), typed.base, &manuscript, staff.by())
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Throws it away.
#[utoipa::path(delete, path = "/articles/{id}/draft", tag = "drafts",
    params(("id" = String, Path, description = "the article", example = "fagbrev-som-voksen")),
    responses((status = 204, description = "there is none any more"), Changing))]
pub(crate) async fn drop(Editor(staff): Editor, At(id): At<String>) -> Answer<StatusCode> {
    let store = &staff.rooms.store;
    store.drop_draft(&ArticleId::new(id), staff.who()).await?;
    Ok(StatusCode::NO_CONTENT)
}
