//! Who has seen the published version of a routine.

use super::asking::{At, Sent, Staff};
use super::problem::{Answer, Changing, Refusal, Telling};
use super::wire::{Receipt, Receipts, shown};
use articles::ArticleId;
use axum::Json;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

/// The version that somebody has seen.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HasSeen {
    version: u32,
}

/// Says that one has seen the version that is read.
#[utoipa::path(post, path = "/articles/{id}/seen", tag = "routines",
    params(("id" = String, Path, description = "the article", example = "fagbrev-som-voksen")), request_body = HasSeen,
    responses((status = 204, description = "it is noted"), Changing))]
pub(crate) async fn seen(
    staff: Staff,
    At(id): At<String>,
    Sent(has): Sent<HasSeen>,
) -> Answer<StatusCode> {
    let store = &staff.rooms.store;
    store
        .seen(&ArticleId::new(id), has.version, staff.by())
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who has seen it; by name for its owner alone.
#[utoipa::path(get, path = "/articles/{id}/receipts", tag = "routines",
    params(("id" = String, Path, description = "the article", example = "fagbrev-som-voksen")),
    responses((status = 200, body = Receipts, description = "who has seen it"), Telling))]
pub(crate) async fn told(staff: Staff, At(id): At<String>) -> Answer<Json<Receipts>> {
    let id = ArticleId::new(id);
    let store = &staff.rooms.store;
    let snapshot = store.now();
    let entry = snapshot.entry(&id);
    let entry = entry.ok_or_else(|| Refusal::not_found("such article"))?;
    let told = store.receipts(&id).await?;
    let by = told.seen.len();
    let owns = snapshot.owns(staff.who(), &entry.facts.owner.0);
    let seen = told.seen.into_iter().filter(|_| owns);
    Ok(Json(Receipts {
        version: told.version,
        seen: seen
            .map(|(who, at)| Receipt {
                name: shown(&who),
                at: at.to_string(),
            })
            .collect(),
        by,
        of: told.of.max(by),
    }))
}
