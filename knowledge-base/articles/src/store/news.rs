//! What is new for those who read: articles published for the first time, and changes of others.

use super::error::StoreError;
use super::moving::NOBODY;
use super::{Entry, Store, entry};
use crate::document::article_in;
use jiff::Timestamp;
use sqlx::Row;
use std::sync::Arc;

/// Articles that are looked at: some are out of use by now.
const LOOKED_AT: i64 = 300;

/// An article that is new, or new in part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// Where it stands now.
    pub entry: Arc<Entry>,
    /// Whether nothing of it was published before.
    pub new: bool,
    /// When it was published last.
    pub at: Timestamp,
}

impl Store {
    /// What was published since a time and is in use, newest first. That somebody has confirmed an
    /// article, promoted it or handed it over is no news, nor is what came with the program.
    ///
    /// # Errors
    /// If it cannot be read.
    pub async fn news(&self, since: Timestamp, limit: usize) -> Result<Vec<News>, StoreError> {
        let rows = sqlx::query(
            "SELECT document, max(version) AS version, max(at) AS last,
                EXISTS (SELECT 1 FROM events AS before WHERE before.document = events.document
                    AND before.what IN ('publish', 'imported') AND before.at < $1) AS known,
                (SELECT author FROM versions WHERE versions.document = events.document
                    AND number = 1) AS first_author
             FROM events WHERE what IN ('publish', 'imported') AND at >= $1
             GROUP BY document ORDER BY last DESC, document LIMIT $2",
        )
        .bind(since.as_millisecond())
        .bind(LOOKED_AT)
        .fetch_all(&self.0.readers)
        .await
        .map_err(StoreError::reading)?;
        let snapshot = self.now();
        let news = rows.iter().filter_map(|row| {
            let id = article_in(row.get("document"))?;
            let entry = snapshot.entry(&id).filter(|entry| entry.in_use())?;
            // What was taken in as an utkast is not there to be read yet.
            let version: Option<u32> = row.get("version");
            let first_author: Option<String> = row.get("first_author");
            (version <= entry.published).then(|| News {
                entry: Arc::clone(entry),
                new: !row.get::<bool, _>("known") && first_author.as_deref() != Some(NOBODY),
                at: entry::time(row.get("last")),
            })
        });
        Ok(news.take(limit).collect())
    }
}
