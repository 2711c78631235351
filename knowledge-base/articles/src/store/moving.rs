//! In and out: the knowledge base as files, the same to the byte both ways. What is newer here is never
//! overwritten by a file.

use super::Store;
use super::change::Change;
use super::documents::put;
use super::entry::{Entry, Stage};
use super::error::StoreError;
use super::saving::{NewVersion, hash, insert_document, insert_version, text_of};
use super::steps::set;
use crate::article;
use crate::document::{DocumentKind, article_in};
use crate::library::starter_files;
use crate::manuscript::with_standing;
use crate::problem::{Problem, Severity};
use crate::standing::Standing;
use jiff::Timestamp;
use sqlx::sqlite::SqliteConnection;
use std::collections::BTreeSet;
use taxonomy::GuidanceModel;

/// How files are taken in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Import {
    /// Says what would happen, and does nothing.
    pub dry_run: bool,
    /// Takes articles as drafts, for an editor to go through: also those with faults, and on top of
    /// what is newer here.
    pub as_drafts: bool,
}

/// What became of files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// Those there was nothing of.
    pub new: Vec<String>,
    /// Those whose text is another now.
    pub changed: Vec<String>,
    /// How many were the same.
    pub same: usize,
    /// Those that were not taken.
    pub refused: Vec<Refused>,
    /// What is wrong with files, taken or not.
    pub problems: Vec<Problem>,
}

/// A file that was not taken, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The file.
    pub name: String,
    /// Why: `newer_here`, `older`, `being_written`, `faulty`, `not_ours`.
    pub why: &'static str,
}

/// Fills a store in which there is nothing yet.
pub(crate) async fn begin_with<'f>(
    connection: &mut SqliteConnection,
    first: impl Iterator<Item = (&'f str, &'f str)> + Send,
    model: &GuidanceModel,
    now: Timestamp,
) -> Result<(), StoreError> {
    let there: i64 = sqlx::query_scalar("SELECT count(*) FROM documents")
        .fetch_one(&mut *connection)
        .await
        .map_err(StoreError::reading)?;
    if there > 0 {
        return Ok(());
    }
    let mut files: Vec<(&str, &str)> = first.collect();
    let named: BTreeSet<&str> = files.iter().map(|(name, _)| *name).collect();
    let missing = starter_files().filter(|(name, _)| !name.contains('/') && !named.contains(name));
    files.extend(missing.collect::<Vec<_>>());
    let areas = files.iter().find(|(name, _)| *name == crate::areas::AREAS);
    let areas = areas
        .map(|(_, text)| crate::areas::Areas::parse(text).0)
        .unwrap_or_default();
    sqlx::raw_sql("BEGIN IMMEDIATE")
        .execute(&mut *connection)
        .await
        .map_err(StoreError::writing)?;
    for (name, text) in files {
        let Some(kind) = DocumentKind::of(name) else {
            continue;
        };
        let (mut published, mut stage) = (Some(1), Stage::None);
        if kind == DocumentKind::Article {
            let (article, problems) = article::read(name, text, model, &areas);
            if article.is_none() {
                // Its text is kept for an editor to mend.
                (published, stage) = (None, Stage::Utkast);
                for problem in problems {
                    tracing::warn!(%problem, "taken in as a draft");
                }
            }
        }
        insert_document(
            connection,
            name,
            kind.name(),
            (published, stage),
            NOBODY,
            now,
        )
        .await?;
        let version = imported(name, 1, text);
        insert_version(connection, version, (NOBODY, now)).await?;
        if kind == DocumentKind::Article {
            stand(connection, name, &Standing::read(text)).await?;
        }
    }
    sqlx::raw_sql("COMMIT")
        .execute(connection)
        .await
        .map(drop)
        .map_err(StoreError::writing)
}

/// Who has put in what came with the program.
pub(crate) const NOBODY: &str = "";

fn imported<'t>(document: &'t str, number: u32, text: &'t str) -> NewVersion<'t> {
    NewVersion {
        document,
        number,
        text,
        message: "",
        origin: "imported",
    }
}

async fn stand(
    connection: &mut SqliteConnection,
    name: &str,
    standing: &Standing,
) -> Result<(), StoreError> {
    let promoted = standing.promoted.as_ref();
    sqlx::query(
        "UPDATE documents SET reviewed = $2, promoted_until = $3, promoted_reason = $4 WHERE name = $1",
    )
    .bind(name)
    .bind(standing.reviewed.map(|day| day.to_string()))
    .bind(promoted.map(|promoted| promoted.until.to_string()))
    .bind(promoted.map(|promoted| promoted.reason.clone()))
    .execute(connection)
    .await
    .map(drop)
    .map_err(StoreError::writing)
}

impl Store {
    /// Every file that is published, as name and text, in the order of the names.
    ///
    /// # Errors
    /// If they cannot be read.
    pub async fn export(&self) -> Result<Vec<(String, String)>, StoreError> {
        let rows: Vec<(String, String)> = sqlx::query_as(
            "SELECT name, text FROM documents JOIN versions ON document = name AND number = published
             WHERE NOT archived ORDER BY name",
        )
        .fetch_all(&self.0.readers)
        .await
        .map_err(StoreError::reading)?;
        let snapshot = self.now();
        let standing = |name: &str, text: String| {
            let entry = article_in(name).and_then(|id| snapshot.entry(&id).cloned());
            match entry {
                Some(entry) => with_standing(&text, &entry.standing),
                None => text,
            }
        };
        Ok(rows
            .into_iter()
            .map(|(name, text)| {
                let text = standing(&name, text);
                (name, text)
            })
            .collect())
    }

    /// Takes files in, all those that may be or, where it is a dry run, none.
    ///
    /// # Errors
    /// If the store cannot be read or written; then no file was taken.
    pub async fn import(
        &self,
        files: &[(String, String)],
        how: Import,
        (who, now): (&str, Timestamp),
    ) -> Result<Imported, StoreError> {
        let mut told = Imported::default();
        let mut change = self.begin().await?;
        for (name, text) in files {
            match DocumentKind::of(name) {
                Some(DocumentKind::Article) => {
                    self.take_article(&mut change, (name, text), how, (who, now), &mut told)
                        .await?;
                }
                Some(kind) => {
                    let faults = self.faults(name, kind, text);
                    let faulty = faults.iter().any(|fault| fault.severity == Severity::Error);
                    told.problems.extend(faults);
                    if faulty {
                        told.refuse(name, "faulty");
                    } else {
                        take_file(&mut change, (name, text), (who, now), &mut told).await?;
                    }
                }
                None => told.refuse(name, "not_ours"),
            }
        }
        if how.dry_run {
            return Ok(told);
        }
        change.commit().await?;
        Ok(told)
    }

    async fn take_article(
        &self,
        change: &mut Change<'_>,
        (name, text): (&str, &str),
        how: Import,
        (who, now): (&str, Timestamp),
        told: &mut Imported,
    ) -> Result<(), StoreError> {
        let before = change.before();
        let entry = article_in(name).and_then(|id| before.entry(&id).cloned());
        let (article, problems) = article::read(name, text, self.model(), before.library().areas());
        let sound = article.is_some();
        if let Some(entry) = &entry
            && let Some(why) = stands_in_the_way(change, name, entry, text, how).await?
        {
            match why {
                SAME => told.same += 1,
                why => told.refuse(name, why),
            }
            return Ok(());
        }
        told.problems.extend(problems);
        if !sound && !how.as_drafts {
            told.refuse(name, "faulty");
            return Ok(());
        }
        let draft = how.as_drafts;
        let number = entry.as_ref().map_or(1, |entry| entry.head + 1);
        match &entry {
            None => {
                let kind = DocumentKind::Article.name();
                let state = match draft {
                    true => (None, Stage::Utkast),
                    false => (Some(1), Stage::None),
                };
                insert_document(change.connection(), name, kind, state, who, now).await?;
                told.new.push(name.to_owned());
            }
            Some(_) => {
                let sets = match draft {
                    true => format!("head = {number}, stage = 'utkast'"),
                    false => format!("head = {number}, published = {number}"),
                };
                set(change, name, &sets).await?;
                told.changed.push(name.to_owned());
            }
        }
        insert_version(
            change.connection(),
            imported(name, number, text),
            (who, now),
        )
        .await?;
        if !draft {
            let mut standing = Standing::read(text);
            if let Some(entry) = &entry {
                // A review made here is not undone by a file that does not know of it.
                standing.reviewed = standing.reviewed.max(entry.standing.reviewed);
            }
            stand(change.connection(), name, &standing).await?;
        }
        change.touches(name);
        change
            .happened(name, "imported", Some(number), "", (who, now))
            .await
    }
}

/// What [`stands_in_the_way`] says of a file that is here as it is.
const SAME: &str = "same";

/// Why a file of an article that is here is not taken.
async fn stands_in_the_way(
    change: &mut Change<'_>,
    name: &str,
    entry: &Entry,
    text: &str,
    how: Import,
) -> Result<Option<&'static str>, StoreError> {
    let read = entry.published.unwrap_or(entry.head);
    let (_, here) = text_of(change.connection(), name, Some(read)).await?;
    if with_standing(&here, &entry.standing) == text || here == text {
        return Ok(Some(SAME));
    }
    if is_old(change, name, text).await? {
        return Ok(Some("older"));
    }
    if entry.stage != Stage::None {
        return Ok(Some("being_written"));
    }
    Ok((!how.as_drafts && written_here(change, name, read).await?).then_some("newer_here"))
}

async fn take_file(
    change: &mut Change<'_>,
    (name, text): (&str, &str),
    who_and_when: (&str, Timestamp),
    told: &mut Imported,
) -> Result<(), StoreError> {
    let head = super::documents::head(change, name).await?;
    if head == 0 {
        put(change, name, 1, text, "", who_and_when).await?;
        told.new.push(name.to_owned());
        return Ok(());
    }
    let (_, here) = text_of(change.connection(), name, Some(head)).await?;
    if here == text {
        told.same += 1;
    } else if is_old(change, name, text).await? {
        told.refuse(name, "older");
    } else if written_here(change, name, head).await? {
        told.refuse(name, "newer_here");
    } else {
        put(change, name, head + 1, text, "", who_and_when).await?;
        sqlx::query("UPDATE versions SET origin = 'imported' WHERE document = $1 AND number = $2")
            .bind(name)
            .bind(head + 1)
            .execute(change.connection())
            .await
            .map_err(StoreError::writing)?;
        told.changed.push(name.to_owned());
    }
    Ok(())
}

/// Whether a text has been here before.
async fn is_old(change: &mut Change<'_>, name: &str, text: &str) -> Result<bool, StoreError> {
    let known: i64 =
        sqlx::query_scalar("SELECT count(*) FROM versions WHERE document = $1 AND hash = $2")
            .bind(name)
            .bind(hash(text))
            .fetch_one(change.connection())
            .await
            .map_err(StoreError::reading)?;
    Ok(known > 0)
}

/// Whether the version that is read was written here, and not taken in from a file.
async fn written_here(
    change: &mut Change<'_>,
    name: &str,
    number: u32,
) -> Result<bool, StoreError> {
    let origin: String =
        sqlx::query_scalar("SELECT origin FROM versions WHERE document = $1 AND number = $2")
            .bind(name)
            .bind(number)
            .fetch_one(change.connection())
            .await
            .map_err(StoreError::reading)?;
    Ok(origin != "imported")
}

impl Imported {
    fn refuse(&mut self, name: &str, why: &'static str) {
        self.refused.push(Refused {
            name: name.to_owned(),
            why,
        });
    }
}
