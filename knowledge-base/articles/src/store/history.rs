//! What a document has been: its versions, what happened to it, and two versions side by side.

use super::error::StoreError;
use super::{Store, entry};
use crate::compare::{self, Part};
use crate::document::article_in;
use crate::manuscript::{FIELDS, Manuscript};
use jiff::Timestamp;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

/// One version in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRow {
    /// Its number, from 1.
    pub number: u32,
    /// When it was saved.
    pub at: Timestamp,
    /// Who saved it.
    pub author: String,
    /// What they said of it.
    pub message: String,
    /// `written`, `imported`, `restored` or `discarded`.
    pub origin: String,
}

/// One version with its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionText {
    /// What the list says of it.
    pub row: VersionRow,
    /// Its text.
    pub text: String,
}

/// Something that happened to a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// Its place in the order of everything that happened.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub who: String,
    /// What: the name of a step, `confirmed`, `promoted` and so on.
    pub what: String,
    /// The version it was about.
    pub version: Option<u32>,
    /// Why, or what there is to add.
    pub reason: String,
}

/// Two versions side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The fields that differ, each in parts; a document without fields has one, `text`.
    pub fields: Vec<(&'static str, Vec<Part>)>,
}

impl Store {
    /// The versions before a number, newest first.
    ///
    /// # Errors
    /// If they cannot be read.
    pub async fn versions(
        &self,
        document: &str,
        before: Option<u32>,
        limit: u32,
    ) -> Result<Vec<VersionRow>, StoreError> {
        let rows = sqlx::query(
            "SELECT number, at, author, message, origin FROM versions
             WHERE document = $1 AND number < $2 ORDER BY number DESC LIMIT $3",
        )
        .bind(document)
        .bind(before.unwrap_or(u32::MAX))
        .bind(limit)
        .fetch_all(&self.0.readers)
        .await
        .map_err(StoreError::reading)?;
        Ok(rows.iter().map(version).collect())
    }

    /// One version with its text.
    ///
    /// # Errors
    /// If there is none, or it cannot be read.
    pub async fn version(&self, document: &str, number: u32) -> Result<VersionText, StoreError> {
        let row = sqlx::query(
            "SELECT number, at, author, message, origin, text FROM versions
             WHERE document = $1 AND number = $2",
        )
        .bind(document)
        .bind(number)
        .fetch_optional(&self.0.readers)
        .await
        .map_err(StoreError::reading)?;
        let row =
            row.ok_or_else(|| StoreError::NotFound(format!("version {number} of {document}")))?;
        Ok(VersionText {
            row: version(&row),
            text: row.get(5),
        })
    }

    /// What happened to a document before an event, newest first.
    ///
    /// # Errors
    /// If it cannot be read.
    pub async fn happened(
        &self,
        document: &str,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<Happened>, StoreError> {
        let rows = sqlx::query(
            "SELECT id, at, who, what, version, reason FROM events
             WHERE document = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
        )
        .bind(document)
        .bind(before.unwrap_or(i64::MAX))
        .bind(limit)
        .fetch_all(&self.0.readers)
        .await
        .map_err(StoreError::reading)?;
        let read = |row: &SqliteRow| Happened {
            id: row.get(0),
            at: entry::time(row.get(1)),
            who: row.get(2),
            what: row.get(3),
            version: row.get(4),
            reason: row.get(5),
        };
        Ok(rows.iter().map(read).collect())
    }

    /// Two versions side by side, by words.
    ///
    /// # Errors
    /// If one of them is not there, or cannot be read.
    pub async fn compare(
        &self,
        document: &str,
        from: u32,
        to: u32,
    ) -> Result<Comparison, StoreError> {
        let (from, to) = (
            self.version(document, from).await?,
            self.version(document, to).await?,
        );
        let fields = if article_in(document).is_some() {
            let (from, to) = (Manuscript::read(&from.text), Manuscript::read(&to.text));
            let differing = FIELDS.iter().filter_map(|field| {
                let (from, to) = (from.field(field), to.field(field));
                (from != to).then(|| (*field, compare::words(&from, &to)))
            });
            differing.collect()
        } else if from.text == to.text {
            Vec::new()
        } else {
            vec![("text", compare::words(&from.text, &to.text))]
        };
        Ok(Comparison { fields })
    }
}

fn version(row: &SqliteRow) -> VersionRow {
    VersionRow {
        number: row.get(0),
        at: entry::time(row.get(1)),
        author: row.get(2),
        message: row.get(3),
        origin: row.get(4),
    }
}
