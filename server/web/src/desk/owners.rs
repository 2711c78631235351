//! Who owns what: roles, those in them, and handing over when somebody leaves.

use super::asking::{At, Editor, Sent, Staff};
use super::problem::{Answer, Changing, Refusal, Telling};
use super::wire::{HandedOver, Owner, shown};
use axum::Json;
use serde::Deserialize;
use utoipa::ToSchema;

/// People in one role, at most, and the longest name, in bytes.
const MOST_MEMBERS: usize = 500;
const LONGEST_NAME: usize = 200;

/// Those in a role.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Members {
    /// By name.
    #[schema(max_items = 500)]
    members: Vec<String>,
}

/// From whom, and to whom.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Handover {
    /// Whoever leaves.
    from: String,
    /// Whoever takes over.
    #[schema(min_length = 1, max_length = 200)]
    to: String,
}

fn name(given: &str, field: &str) -> Answer<()> {
    let name = given.trim();
    if name.is_empty() || name.len() > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(Refusal::bad_field(field, "a name has 1 to 200 letters"));
    }
    Ok(())
}

fn told(staff: &Staff) -> impl Iterator<Item = Owner> {
    let owners = staff.rooms.store.owners();
    owners.into_iter().map(|owner| Owner {
        kind: if owner.person { "person" } else { "role" },
        members: owner.members.iter().map(|member| shown(member)).collect(),
        owner: shown(&owner.owner),
        articles: owner.articles,
    })
}

/// Everybody and every role that owns something or has members.
#[utoipa::path(get, path = "/owners", tag = "owning",
    responses((status = 200, body = Vec<Owner>, description = "the owners"), Telling))]
pub(crate) async fn list(staff: Staff) -> Json<Vec<Owner>> {
    Json(told(&staff).collect())
}

/// Says who is in a role. Without anybody, everybody may speak as its owner.
#[utoipa::path(put, path = "/owners/{owner}/members", tag = "owning",
    params(("owner" = String, Path, description = "the role")), request_body = Members,
    responses((status = 200, body = Owner, description = "the role"), Changing))]
pub(crate) async fn set_members(
    Editor(staff): Editor,
    At(owner): At<String>,
    Sent(given): Sent<Members>,
) -> Answer<Json<Owner>> {
    name(&owner, "owner")?;
    if given.members.len() > MOST_MEMBERS {
        return Err(Refusal::bad_field(
            "members",
            "a role has 500 members at most",
        ));
    }
    let mut members = Vec::with_capacity(given.members.len());
    for member in &given.members {
        name(member, "members")?;
        members.push(staff.person_id(member).await?);
    }
    let owner = owner.trim();
    staff.rooms.store.set_members(owner, &members).await?;
    let now = told(&staff).find(|one| one.owner == shown(owner));
    Ok(Json(now.unwrap_or_else(|| Owner {
        owner: shown(owner),
        kind: "role",
        members: Vec::new(),
        articles: 0,
    })))
}

/// Gives everything that one owner owns to another, and their places in roles.
#[utoipa::path(post, path = "/owners/handover", tag = "owning", request_body = Handover,
    responses((status = 200, body = HandedOver, description = "what changed hands"), Changing))]
pub(crate) async fn hand_over(
    Editor(staff): Editor,
    Sent(handover): Sent<Handover>,
) -> Answer<Json<HandedOver>> {
    name(&handover.from, "from")?;
    name(&handover.to, "to")?;
    let from = staff.owner_id(&handover.from).await?;
    let to = staff.owner_id(&handover.to).await?;
    let (articles, areas) = staff.rooms.store.hand_over(&from, &to, staff.by()).await?;
    Ok(Json(HandedOver { articles, areas }))
}
