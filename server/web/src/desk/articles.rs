//! One article: begun, read whole, saved as a new version.

use super::asking::{At, Created, Editor, IfMatch, Sent, Staff, Tagged};
use super::problem::{Answer, Changing, Telling};
use super::wire::{self, Draft, Fields, May, Seen, Whole, shown};
use articles::store::{As, Entry, Stage, State};
use articles::{ArticleId, Manuscript};
use serde::Deserialize;
use utoipa::ToSchema;

/// An article to begin.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Begun {
    fields: Fields,
    /// What there is to say of it.
    message: Option<String>,
}

/// An article as somebody has changed it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Changed {
    fields: Fields,
    /// The version they began from.
    base: u32,
    /// What there is to say of it.
    message: Option<String>,
}

/// Begins an article: an utkast with an id made from its title.
#[utoipa::path(post, path = "/articles", tag = "articles", request_body = Begun,
    responses((status = 201, body = Whole, description = "the article",
        headers(("etag" = String), ("location" = String))), Changing))]
pub(crate) async fn begin(
    Editor(staff): Editor,
    Sent(begun): Sent<Begun>,
) -> Answer<Created<Tagged<Whole>>> {
    let manuscript = staff.manuscript(begun.fields).await?;
    let message = begun.message.unwrap_or_default();
    let store = &staff.rooms.store;
    let id = store
        .create(manuscript, message.trim(), staff.who(), staff.now)
        .await?;
    let place = format!("/api/ik/articles/{id}");
    Ok(Created(place, staff.whole(&id).await?))
}

/// One article, whole.
#[utoipa::path(get, path = "/articles/{id}", tag = "articles",
    params(("id" = String, Path, description = "the article", example = "fagbrev-som-voksen")),
    responses((status = 200, body = Whole, description = "the article", headers(("etag" = String))), Telling))]
pub(crate) async fn read(staff: Staff, At(id): At<String>) -> Answer<Tagged<Whole>> {
    staff.whole(&ArticleId::new(id)).await
}

/// Saves a new version, an utkast on top of what is published. If somebody saved one meanwhile, nothing is
/// saved: what was sent is kept as a draft, and both texts come back with what becomes of each field.
#[utoipa::path(put, path = "/articles/{id}", tag = "articles",
    params(("id" = String, Path, description = "the article", example = "fagbrev-som-voksen"),
        ("If-Match" = String, Header, description = "its ETag", example = "\"1-0\"", pattern = r#"^(W/)?"[0-9]{1,6}-[0-9]{1,6}"$"#)),
    request_body = Changed,
    responses((status = 200, body = Whole, description = "the article", headers(("etag" = String))), Changing))]
pub(crate) async fn save(
    Editor(staff): Editor,
    At(id): At<String>,
    IfMatch(_): IfMatch,
    Sent(changed): Sent<Changed>,
) -> Answer<Tagged<Whole>> {
    let id = ArticleId::new(id);
    let manuscript = staff.manuscript(changed.fields).await?;
    let message = changed.message.unwrap_or_default();
    let store = &staff.rooms.store;
    store
        .save(&id, changed.base, &manuscript, message.trim(), staff.by())
        .await?;
    staff.whole(&id).await
}

impl Staff {
    /// The fields that somebody sent, with the owner by its id.
    pub(crate) async fn manuscript(&self, fields: Fields) -> Answer<Manuscript> {
        let mut manuscript = Manuscript::from(fields);
        if let Some(owner) = &manuscript.owner {
            manuscript.owner = Some(self.owner_id(owner).await?);
        }
        Ok(manuscript)
    }

    /// One article as they see it.
    pub(crate) async fn whole(&self, id: &ArticleId) -> Answer<Tagged<Whole>> {
        let store = &self.rooms.store;
        let whole = store.whole(id, self.who(), self.today()).await?;
        let (snapshot, uses) = (store.now(), self.uses().await);
        let tag = whole.tag();
        let entry = &whole.entry;
        let own = whole.authors.iter().any(|author| author == self.who());
        let may = self.may(entry, own, snapshot.owns(self.who(), &entry.facts.owner.0));
        let seen = match entry.published {
            Some(_) if entry.facts.routine => {
                let receipts = store.receipts(id).await?;
                let by = &receipts.seen;
                Some(Seen {
                    by: by.len(),
                    of: receipts.of.max(by.len()),
                    me: by.iter().any(|(who, _)| who == self.who()),
                })
            }
            _ => None,
        };
        let body = Tagged(
            tag,
            Whole {
                row: self.maker(&snapshot, &uses).row(entry),
                version: entry.head,
                published_version: entry.published,
                advice: wire::advice(whole.advice),
                needs_check: whole.manuscript.needs_check.clone(),
                interval: entry.facts.review_months.0,
                interval_inherited: entry.facts.review_months.1,
                authors: whole.authors.iter().map(|author| shown(author)).collect(),
                may,
                draft: whole.draft.map(|draft| Draft {
                    base: draft.base,
                    fields: draft.manuscript.into(),
                    saved_at: draft.at.to_string(),
                }),
                scheduled_for: entry.publish_at.map(|at| at.to_string()),
                seen,
                body_html: articles::body_html(&whole.manuscript.body),
                fields: whole.manuscript.into(),
            },
        );
        Ok(body)
    }

    /// What they may do with an article; `own` says that they wrote what lies on top.
    fn may(&self, entry: &Entry, own: bool, owns: bool) -> May {
        let (writes, rules) = (self.user.may_edit(), self.rooms.store.rules());
        let waits = entry.stage == Stage::TilGjennomgang;
        let ready = entry.stage == Stage::Klar || !rules.review && entry.stage != Stage::None;
        May {
            approve: writes && waits && (!own || rules.own_review),
            approve_needs_reason: own && rules.own_review,
            confirm_as_owner: owns
                && entry.state() == State::Publisert
                && self.may_confirm(As::Owner),
            publish: writes && ready,
        }
    }

    /// Whether their role lets them say that an article is still right.
    pub(crate) fn may_confirm(&self, says: As) -> bool {
        says == As::User || self.user.may_edit()
    }
}
