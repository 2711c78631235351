//! The områder: what they are called, who owns them, how often their articles are reviewed.

use super::asking::{At, Editor, IfMatch, Sent, Staff, Tagged};
use super::problem::{Answer, Changing, Refusal, Telling};
use super::wire::{Area, Both, shown};
use articles::store::{Snapshot, State, Tag};
use articles::{AREAS, AreaOf, Value};
use serde::Deserialize;
use utoipa::ToSchema;

/// What is said anew of an område.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Said {
    /// What people call it; as before where nothing is said.
    name: Option<Both>,
    /// Who owns it.
    #[schema(min_length = 1, max_length = 200)]
    owner: String,
    /// Months between reviews.
    #[schema(minimum = 1, maximum = 24)]
    review_months: u8,
}

fn told(of: &AreaOf, snapshot: &Snapshot) -> Area {
    let entries = snapshot.entries();
    let here = entries
        .filter(|entry| entry.facts.area == Some(of.area) && entry.state() != State::Arkivert);
    Area {
        area: of.area.name().to_owned(),
        name: (&of.name).into(),
        owner: shown(&of.owner),
        review_months: of.review_months,
        count: here.count(),
    }
}

/// The områder, in their order. The ETag is of all together.
#[utoipa::path(get, path = "/areas", tag = "owning",
    responses((status = 200, body = Vec<Area>, description = "the områder", headers(("etag" = String))), Telling))]
pub(crate) async fn list(staff: Staff) -> Answer<Tagged<Vec<Area>>> {
    let version = staff.rooms.store.document(AREAS).await?.row.version;
    let snapshot = staff.rooms.store.now();
    let areas = snapshot.library().areas().iter();
    let areas = areas.map(|of| told(of, &snapshot)).collect();
    Ok(Tagged(
        Tag {
            version,
            revision: 0,
        },
        areas,
    ))
}

/// Says one område anew.
#[utoipa::path(put, path = "/areas/{area}", tag = "owning",
    params(("area" = String, Path, description = "the område", example = "yrkesfag"),
        ("If-Match" = String, Header, description = "the ETag of the områder", example = "\"1-0\"", pattern = r#"^(W/)?"[0-9]{1,6}-[0-9]{1,6}"$"#)),
    request_body = Said,
    responses((status = 200, body = Area, description = "the område", headers(("etag" = String))), Changing))]
pub(crate) async fn save(
    Editor(staff): Editor,
    At(area): At<String>,
    IfMatch(tag): IfMatch,
    Sent(said): Sent<Said>,
) -> Answer<Tagged<Area>> {
    let no_such = || Refusal::not_found("such område");
    let area: articles::Area = Value::named(&area).ok_or_else(no_such)?;
    if said.owner.trim().is_empty() {
        return Err(Refusal::bad_field("owner", "an område has an owner"));
    }
    let store = &staff.rooms.store;
    let document = store.document(AREAS).await?;
    let snapshot = store.now();
    let before = snapshot.library().areas().of(area).ok_or_else(no_such)?;
    let name = said.name.map(|name| taxonomy::Both {
        nb: name.nb.trim().to_owned(),
        nn: name.nn.trim().to_owned(),
    });
    let anew = AreaOf {
        area,
        name: name.unwrap_or_else(|| before.name.clone()),
        owner: staff.owner_id(&said.owner).await?,
        review_months: said.review_months,
        groups: before.groups.clone(),
    };
    let text = articles::with_area(&document.text, &anew).ok_or_else(no_such)?;
    let version = store
        .save_document(AREAS, tag.version, &text, "", staff.by())
        .await?;
    let area = told(&anew, &store.now());
    Ok(Tagged(
        Tag {
            version,
            revision: 0,
        },
        area,
    ))
}
