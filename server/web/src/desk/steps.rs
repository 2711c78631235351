//! The way of an article from utkast to published and out of use, and what its owner says of it.

use super::asking::{At, Editor, IfMatch, Sent, Staff, Tagged};
use super::problem::{Answer, Changing, Refusal};
use super::wire::Whole;
use articles::ArticleId;
use articles::store::{As, Step};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

/// A step to take.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Taken {
    step: StepName,
    /// Why: with `return` always, with `approve` of one's own text too.
    #[schema(max_length = 2000)]
    reason: Option<String>,
    /// When, with `schedule`; RFC 3339.
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<Timestamp>,
    /// What is new, for those who should see a routine; with `publish` and `schedule`.
    #[schema(max_length = 2000)]
    routine_note: Option<String>,
}

/// The name of a step.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StepName {
    /// Asks somebody to go through it.
    SendToReview,
    /// Goes on writing after all.
    TakeBack,
    /// Says that it may be published.
    Approve,
    /// Sends it back to its author.
    Return,
    /// Makes it what everybody reads.
    Publish,
    /// Has it published at a time.
    Schedule,
    /// Does not, after all.
    Unschedule,
    /// Takes it out of use.
    Archive,
    /// Puts it back in use.
    Unarchive,
    /// Goes back to what is published.
    Discard,
}

/// The longest reason, in bytes.
const LONGEST: usize = 8_000;

/// A reason as it is kept; `None` if nothing is said.
fn reason(given: Option<String>) -> Answer<Option<String>> {
    let reason = given.map(|reason| reason.trim().to_owned());
    if reason.as_ref().is_some_and(|reason| reason.len() > LONGEST) {
        return Err(Refusal::bad_field(
            "reason",
            "`reason` has 2000 letters at most",
        ));
    }
    Ok(reason.filter(|reason| !reason.is_empty()))
}

fn read(taken: Taken) -> Answer<Step> {
    let may_note = matches!(taken.step, StepName::Publish | StepName::Schedule);
    if taken.routine_note.is_some() && !may_note {
        return Err(Refusal::bad_field(
            "routine_note",
            "`routine_note` goes with `publish` and `schedule`",
        ));
    }
    let reason = reason(taken.reason)?;
    Ok(match taken.step {
        StepName::SendToReview => Step::SendToReview,
        StepName::TakeBack => Step::TakeBack,
        StepName::Approve => Step::Approve(reason),
        StepName::Return => Step::Return(reason.ok_or_else(|| {
            Refusal::bad_field("reason", "say what is missing when you send it back")
        })?),
        StepName::Publish => Step::Publish,
        StepName::Schedule => Step::Schedule(
            taken
                .at
                .ok_or_else(|| Refusal::bad_field("at", "`schedule` needs `at`"))?,
        ),
        StepName::Unschedule => Step::Unschedule,
        StepName::Archive => Step::Archive(reason),
        StepName::Unarchive => Step::Unarchive,
        StepName::Discard => Step::Discard,
    })
}

/// Takes a step.
#[utoipa::path(post, path = "/articles/{id}/steps", tag = "workflow",
    params(("id" = String, Path, description = "the article", example = "fagbrev-som-voksen"),
        ("If-Match" = String, Header, description = "its ETag", example = "\"1-0\"", pattern = r#"^(W/)?"[0-9]{1,6}-[0-9]{1,6}"$"#)),
    request_body = Taken,
    responses((status = 200, body = Whole, description = "the article", headers(("etag" = String))), Changing))]
pub(crate) async fn step(
    Editor(staff): Editor,
    At(id): At<String>,
    IfMatch(tag): IfMatch,
    Sent(taken): Sent<Taken>,
) -> Answer<Tagged<Whole>> {
    let (id, step) = (ArticleId::new(id), read(taken)?);
    let store = &staff.rooms.store;
    store.step(&id, tag, &step, staff.by()).await?;
    staff.whole(&id).await
}

/// As what somebody says that an article is still right.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StillRight {
    r#as: Says,
}

#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Says {
    /// Its owner, who has gone through it.
    Owner,
    /// Somebody who has used it.
    User,
}

/// Says «fortsatt riktig»: by its owner it is a review, by others it is counted.
#[utoipa::path(post, path = "/articles/{id}/confirm", tag = "workflow",
    params(("id" = String, Path, description = "the article", example = "fagbrev-som-voksen")), request_body = StillRight,
    responses((status = 200, body = Whole, description = "the article", headers(("etag" = String))), Changing))]
pub(crate) async fn confirm(
    staff: Staff,
    At(id): At<String>,
    Sent(right): Sent<StillRight>,
) -> Answer<Tagged<Whole>> {
    let id = ArticleId::new(id);
    let says = match right.r#as {
        Says::Owner => As::Owner,
        Says::User => As::User,
    };
    if !staff.may_confirm(says) {
        return Err(Refusal::not_allowed("your role does not allow this"));
    }
    staff.rooms.store.confirm(&id, says, staff.by()).await?;
    staff.whole(&id).await
}

/// A promotion to begin.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Promoting {
    /// Its last day.
    #[schema(value_type = String, format = Date)]
    until: Date,
    /// Why; it is shown.
    #[schema(min_length = 1, max_length = 2000)]
    reason: String,
}

/// Has an article come before its equals for a while.
#[utoipa::path(put, path = "/articles/{id}/promotion", tag = "workflow",
    params(("id" = String, Path, description = "the article", example = "fagbrev-som-voksen")), request_body = Promoting,
    responses((status = 200, body = Whole, description = "the article", headers(("etag" = String))), Changing))]
pub(crate) async fn promote(
    Editor(staff): Editor,
    At(id): At<String>,
    Sent(promoting): Sent<Promoting>,
) -> Answer<Tagged<Whole>> {
    let id = ArticleId::new(id);
    let why = reason(Some(promoting.reason))?
        .ok_or_else(|| Refusal::bad_field("reason", "say why it is promoted"))?;
    let store = &staff.rooms.store;
    store
        .promote(&id, promoting.until, &why, staff.by())
        .await?;
    staff.whole(&id).await
}

/// Ends a promotion.
#[utoipa::path(delete, path = "/articles/{id}/promotion", tag = "workflow",
    params(("id" = String, Path, description = "the article", example = "fagbrev-som-voksen")),
    responses((status = 200, body = Whole, description = "the article", headers(("etag" = String))), Changing))]
pub(crate) async fn end_promotion(
    Editor(staff): Editor,
    At(id): At<String>,
) -> Answer<Tagged<Whole>> {
    let id = ArticleId::new(id);
    staff.rooms.store.end_promotion(&id, staff.by()).await?;
    staff.whole(&id).await
}
