//! What somebody has typed and not saved: kept by the server, one for each article and author.

use super::error::StoreError;
use super::saving::forget_draft;
use super::{Store, entry};
use crate::document::file_of;
use crate::ids::ArticleId;
use crate::manuscript::{LARGEST, Manuscript};
use jiff::Timestamp;
use sqlx::Row;

/// A text on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The version it began from.
    pub base: u32,
    /// The fields.
    pub manuscript: Manuscript,
    /// When it was kept.
    pub at: Timestamp,
}

impl Store {
    /// Keeps what somebody has typed, in place of what was kept before.
    ///
    /// # Errors
    /// If it is too large, there is no such article, or it cannot be written.
    pub async fn keep_draft(
        &self,
        id: &ArticleId,
        base: u32,
        manuscript: &Manuscript,
        (who, now): (&str, Timestamp),
    ) -> Result<(), StoreError> {
        const MOST: usize = 10 * LARGEST;
        let fields = serde_json::to_string(manuscript).unwrap_or_default();
        if fields.len() > MOST {
            return Err(StoreError::TooLarge(MOST / 1000));
        }
        let mut change = self.begin().await?;
        super::saving::found(&change, id)?;
        sqlx::query(
            "INSERT INTO drafts (document, author, base, fields, at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT DO UPDATE SET base = excluded.base, fields = excluded.fields, at = excluded.at",
        )
        .bind(file_of(id))
        .bind(who)
        .bind(base)
        .bind(fields)
        .bind(now.as_millisecond())
        .execute(change.connection())
        .await
        .map_err(StoreError::writing)?;
        change.commit().await
    }

    /// Throws away what somebody has typed, as they asked.
    ///
    /// # Errors
    /// If it cannot be written.
    pub async fn drop_draft(&self, id: &ArticleId, who: &str) -> Result<(), StoreError> {
        let mut change = self.begin().await?;
        forget_draft(change.connection(), &file_of(id), who).await?;
        change.commit().await
    }

    pub(crate) async fn draft(&self, name: &str, who: &str) -> Result<Option<Draft>, StoreError> {
        let row =
            sqlx::query("SELECT base, fields, at FROM drafts WHERE document = $1 AND author = $2")
                .bind(name)
                .bind(who)
                .fetch_optional(&self.0.readers)
                .await
                .map_err(StoreError::reading)?;
        Ok(row.and_then(|row| {
            Some(Draft {
                base: row.get(0),
                manuscript: serde_json::from_str(row.get(1)).ok()?,
                at: entry::time(row.get(2)),
            })
        }))
    }
}
