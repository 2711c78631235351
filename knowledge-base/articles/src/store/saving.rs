//! Reading one article to edit it, and saving it as a new version.

use super::change::Change;
use super::entry::{Entry, Stage};
use super::error::StoreError;
use super::merging::Clash;
use super::{Draft, Store};
use crate::document::file_of;
use crate::ids::{ArticleId, slug};
use crate::manuscript::{Advice, Grounds, LARGEST, Manuscript};
use jiff::Timestamp;
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use sqlx::Row;
use sqlx::sqlite::SqliteConnection;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a page has seen of an article: its newest version, and how often its row had changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag {
    /// The newest version.
    pub version: u32,
    /// Raised by every change.
    pub revision: u32,
}

/// One article, to be edited.
#[derive(Debug, Clone)]
pub struct Whole {
    /// Where it stands.
    pub entry: Arc<Entry>,
    /// Its newest version.
    pub manuscript: Manuscript,
    /// What there is to say of that.
    pub advice: Vec<Advice>,
    /// Who wrote what lies on top of the published version.
    pub authors: Vec<String>,
    /// What the one who asks has typed and not saved.
    pub draft: Option<Draft>,
}

impl Whole {
    /// What an ETag is made of.
    pub fn tag(&self) -> Tag {
        Tag {
            version: self.entry.head,
            revision: self.entry.revision,
        }
    }
}

/// A text that is to become a version.
pub(crate) struct NewVersion<'t> {
    pub(crate) document: &'t str,
    pub(crate) number: u32,
    pub(crate) text: &'t str,
    pub(crate) message: &'t str,
    pub(crate) origin: &'static str,
}

impl Store {
    /// One article with its newest version, for `who` to edit.
    ///
    /// # Errors
    /// If there is none, or it cannot be read.
    pub async fn whole(&self, id: &ArticleId, who: &str, today: Date) -> Result<Whole, StoreError> {
        let name = file_of(id);
        let snapshot = self.now();
        let entry = snapshot.entry(id).ok_or_else(|| not_found(id))?;
        let (_, text) = self.text(&name, Some(entry.head)).await?;
        let manuscript = Manuscript::read(&text);
        let authors = sqlx::query_scalar(
            "SELECT DISTINCT author FROM versions WHERE document = $1 AND number > $2 ORDER BY author",
        )
        .bind(&name)
        .bind(entry.published.unwrap_or(0))
        .fetch_all(&self.0.readers)
        .await
        .map_err(StoreError::reading)?;
        Ok(Whole {
            advice: self.advice(id, &manuscript, today),
            entry: Arc::clone(entry),
            manuscript,
            authors,
            draft: self.draft(&name, who).await?,
        })
    }

    /// What there is to say of a manuscript.
    pub fn advice(&self, id: &ArticleId, manuscript: &Manuscript, today: Date) -> Vec<Advice> {
        manuscript.advice(&Grounds {
            library: self.now().library(),
            model: self.model(),
            today,
            images: self.rules().images,
            id,
        })
    }

    /// Begins an article: an utkast with an id made from its title.
    ///
    /// # Errors
    /// If it is too large or cannot be written.
    pub async fn create(
        &self,
        mut manuscript: Manuscript,
        message: &str,
        who: &str,
        now: Timestamp,
    ) -> Result<ArticleId, StoreError> {
        fits(&manuscript)?;
        manuscript.written = Some(manuscript.written.unwrap_or_else(|| day(now)));
        let mut change = self.begin().await?;
        let id = free_id(&change, &manuscript.title);
        let name = file_of(&id);
        let text = manuscript.write(id.as_str(), "");
        insert_document(
            change.connection(),
            &name,
            "article",
            (None, Stage::Utkast),
            who,
            now,
        )
        .await?;
        let version = NewVersion {
            document: &name,
            number: 1,
            text: &text,
            message,
            origin: "written",
        };
        insert_version(change.connection(), version, (who, now)).await?;
        change.touches(&name);
        change.commit().await?;
        Ok(id)
    }

    /// Saves a new version. What is published stays as it is; the article is an utkast again.
    ///
    /// # Errors
    /// [`StoreError::Changed`] if `base` is not the newest version; the manuscript is then kept as the
    /// author's draft.
    pub async fn save(
        &self,
        id: &ArticleId,
        base: u32,
        manuscript: &Manuscript,
        message: &str,
        (who, now): (&str, Timestamp),
    ) -> Result<u32, StoreError> {
        fits(manuscript)?;
        let name = file_of(id);
        let mut change = self.begin().await?;
        let entry = found(&change, id)?;
        let (author, head) = text_of(change.connection(), &name, Some(entry.head)).await?;
        if entry.head != base {
            drop(change);
            self.keep_draft(id, base, manuscript, (who, now)).await?;
            let (_, base_text) = self.text(&name, Some(base)).await.unwrap_or_default();
            let clash = Clash::of(
                &Manuscript::read(&base_text),
                manuscript,
                &Manuscript::read(&head),
                (entry.head, author),
            );
            return Err(StoreError::Changed(Box::new(clash)));
        }
        let mut manuscript = manuscript.clone();
        manuscript.written = Manuscript::read(&head).written.or(Some(day(now)));
        let number = entry.head + 1;
        let version = NewVersion {
            document: &name,
            number,
            text: &manuscript.write(id.as_str(), &head),
            message,
            origin: "written",
        };
        put_on_top(&mut change, version, (who, now)).await?;
        forget_draft(change.connection(), &name, who).await?;
        change.commit().await?;
        Ok(number)
    }

    /// Makes a new utkast of an old version. Ids that the guidance model has no more are left out; gives
    /// each with the field it stood in.
    ///
    /// # Errors
    /// If there is no such version, or somebody changed the article meanwhile.
    pub async fn restore(
        &self,
        id: &ArticleId,
        tag: Tag,
        version: u32,
        message: &str,
        (who, now): (&str, Timestamp),
    ) -> Result<Vec<(&'static str, String)>, StoreError> {
        let name = file_of(id);
        let mut change = self.begin().await?;
        let entry = unchanged(&change, id, tag)?;
        let (_, mut text) = text_of(change.connection(), &name, Some(version)).await?;
        let mut manuscript = Manuscript::read(&text);
        let gone = manuscript.leave_out_gone(self.model());
        if !gone.is_empty() {
            text = manuscript.write(id.as_str(), &text);
        }
        let new = NewVersion {
            document: &name,
            number: entry.head + 1,
            text: &text,
            message,
            origin: "restored",
        };
        put_on_top(&mut change, new, (who, now)).await?;
        let head = Some(entry.head + 1);
        let from = format!("{version}");
        change
            .happened(&name, "restored", head, &from, (who, now))
            .await?;
        change.commit().await?;
        Ok(gone)
    }

    /// The author and text of one version, or of the newest.
    pub(crate) async fn text(
        &self,
        name: &str,
        number: Option<u32>,
    ) -> Result<(String, String), StoreError> {
        let mut connection = self
            .0
            .readers
            .acquire()
            .await
            .map_err(StoreError::reading)?;
        text_of(&mut connection, name, number).await
    }
}

/// Puts a version of an article on top, as an utkast.
async fn put_on_top(
    change: &mut Change<'_>,
    version: NewVersion<'_>,
    (who, now): (&str, Timestamp),
) -> Result<(), StoreError> {
    let (name, number) = (version.document.to_owned(), version.number);
    insert_version(change.connection(), version, (who, now)).await?;
    sqlx::query(
        "UPDATE documents SET head = $2, stage = 'utkast', publish_at = NULL, revision = revision + 1,
             changed_at = $3, changed_by = $4 WHERE name = $1",
    )
    .bind(&name)
    .bind(number)
    .bind(now.as_millisecond())
    .bind(who)
    .execute(change.connection())
    .await
    .map_err(StoreError::writing)?;
    change.touches(&name);
    Ok(())
}

pub(crate) async fn insert_document(
    connection: &mut SqliteConnection,
    name: &str,
    kind: &str,
    (published, stage): (Option<u32>, Stage),
    who: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO documents (name, kind, head, published, stage, changed_at, changed_by)
         VALUES ($1, $2, 1, $3, $4, $5, $6)",
    )
    .bind(name)
    .bind(kind)
    .bind(published)
    .bind(stage.name())
    .bind(now.as_millisecond())
    .bind(who)
    .execute(connection)
    .await
    .map(drop)
    .map_err(StoreError::writing)
}

pub(crate) async fn insert_version(
    connection: &mut SqliteConnection,
    version: NewVersion<'_>,
    (who, now): (&str, Timestamp),
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO versions (document, number, at, author, message, origin, hash, text)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(version.document)
    .bind(version.number)
    .bind(now.as_millisecond())
    .bind(who)
    .bind(version.message)
    .bind(version.origin)
    .bind(hash(version.text))
    .bind(version.text)
    .execute(connection)
    .await
    .map(drop)
    .map_err(StoreError::writing)
}

pub(crate) async fn text_of(
    connection: &mut SqliteConnection,
    name: &str,
    number: Option<u32>,
) -> Result<(String, String), StoreError> {
    let row = sqlx::query(
        "SELECT author, text FROM versions WHERE document = $1
         AND number = coalesce($2, (SELECT head FROM documents WHERE name = $1))",
    )
    .bind(name)
    .bind(number)
    .fetch_optional(connection)
    .await
    .map_err(StoreError::reading)?;
    let row = row.ok_or_else(|| StoreError::NotFound(format!("such version of {name}")))?;
    Ok((row.get(0), row.get(1)))
}

pub(crate) async fn forget_draft(
    connection: &mut SqliteConnection,
    name: &str,
    who: &str,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM drafts WHERE document = $1 AND author = $2")
        .bind(name)
        .bind(who)
        .execute(connection)
        .await
        .map(drop)
        .map_err(StoreError::writing)
}

/// An article as it is while a change is made.
pub(crate) fn found(change: &Change<'_>, id: &ArticleId) -> Result<Arc<Entry>, StoreError> {
    let before = change.before();
    before.entry(id).cloned().ok_or_else(|| not_found(id))
}

/// An article that nobody has changed since `tag` was read.
pub(crate) fn unchanged(
    change: &Change<'_>,
    id: &ArticleId,
    tag: Tag,
) -> Result<Arc<Entry>, StoreError> {
    let entry = found(change, id)?;
    if (entry.head, entry.revision) == (tag.version, tag.revision) {
        Ok(entry)
    } else {
        let (_, by) = entry.changed.clone();
        Err(StoreError::Changed(Box::new(Clash::of_step(
            entry.head, by,
        ))))
    }
}

pub(crate) fn not_found(id: &ArticleId) -> StoreError {
    StoreError::NotFound(format!("article `{id}`"))
}

pub(crate) fn hash(text: &str) -> Vec<u8> {
    Sha256::digest(text.as_bytes()).to_vec()
}

/// A manuscript that is far too large is refused whole; one that is too large to publish is kept.
fn fits(manuscript: &Manuscript) -> Result<(), StoreError> {
    const MOST: usize = 5 * LARGEST;
    let bytes: usize = crate::manuscript::FIELDS
        .iter()
        .map(|name| manuscript.field(name).len())
        .sum();
    if bytes > MOST {
        return Err(StoreError::TooLarge(MOST / 1000));
    }
    Ok(())
}

fn free_id(change: &Change<'_>, title: &str) -> ArticleId {
    let before = change.before();
    let taken: BTreeSet<&str> = before.entries().map(|entry| entry.id.as_str()).collect();
    let slug = slug(title);
    let numbered = (2..).map(|number| format!("{slug}-{number}"));
    let mut candidates = std::iter::once(slug.clone()).chain(numbered);
    let free = candidates.find(|id| !taken.contains(id.as_str()));
    ArticleId::new(free.unwrap_or(slug))
}

/// The day of a moment, in UTC: what is due or expired is counted in days.
pub fn day(now: Timestamp) -> Date {
    now.to_zoned(jiff::tz::TimeZone::UTC).date()
}
