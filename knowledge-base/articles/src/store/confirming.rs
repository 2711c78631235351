//! «Fortsatt riktig»: said by the owner it is a review, said by whoever used an article it is counted.
//! And who has seen a change of an article marked as routine.

use super::error::StoreError;
use super::saving::{day, found};
use super::steps::{forget_confirmations, set};
use super::{Store, entry};
use crate::document::file_of;
use crate::ids::ArticleId;
use jiff::Timestamp;
use sqlx::Row;

/// As what somebody says that an article is still right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum As {
    /// Its owner, who has gone through it.
    Owner,
    /// Somebody who has used it: counted, but no review.
    User,
}

/// Who has seen the published version of a routine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Receipts {
    /// The version.
    pub version: u32,
    /// Who has seen it, and when, the earliest first.
    pub seen: Vec<(String, Timestamp)>,
    /// How many it is expected of: those who have opened the desk.
    pub of: usize,
}

impl Store {
    /// Says that an article is still right.
    ///
    /// # Errors
    /// If it is not published, or somebody who does not own it speaks as its owner.
    pub async fn confirm(
        &self,
        id: &ArticleId,
        says: As,
        (who, now): (&str, Timestamp),
    ) -> Result<(), StoreError> {
        let name = file_of(id);
        let mut change = self.begin().await?;
        let entry = found(&change, id)?;
        if entry.published.is_none() || entry.archived {
            return Err(StoreError::Conflict("it is not published"));
        }
        let what = match says {
            As::Owner => {
                if !change.before().owns(who, &entry.facts.owner.0) {
                    return Err(StoreError::NotAllowed("only its owner reviews it"));
                }
                set(&mut change, &name, &format!("reviewed = '{}'", day(now))).await?;
                forget_confirmations(&mut change, &name).await?;
                "confirmed"
            }
            As::User => {
                sqlx::query(
                    "INSERT INTO confirmations (document, who, at) VALUES ($1, $2, $3)
                     ON CONFLICT DO UPDATE SET at = excluded.at",
                )
                .bind(&name)
                .bind(who)
                .bind(now.as_millisecond())
                .execute(change.connection())
                .await
                .map_err(StoreError::writing)?;
                change.touches(&name);
                "confirmed_by_use"
            }
        };
        let version = entry.published;
        change
            .happened(&name, what, version, "", (who, now))
            .await?;
        change.commit().await
    }

    /// Notes that somebody has seen a version of a routine.
    ///
    /// # Errors
    /// If there is no such article, or it cannot be written.
    pub async fn seen(
        &self,
        id: &ArticleId,
        version: u32,
        (who, now): (&str, Timestamp),
    ) -> Result<(), StoreError> {
        let mut change = self.begin().await?;
        let entry = found(&change, id)?;
        if entry.published != Some(version) {
            return Err(StoreError::Conflict("this is not the version that is read"));
        }
        sqlx::query(
            "INSERT INTO receipts (document, version, who, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        )
        .bind(file_of(id))
        .bind(version)
        .bind(who)
        .bind(now.as_millisecond())
        .execute(change.connection())
        .await
        .map_err(StoreError::writing)?;
        change.commit().await
    }

    /// Who has seen the published version.
    ///
    /// # Errors
    /// If there is no such article, or it cannot be read.
    pub async fn receipts(&self, id: &ArticleId) -> Result<Receipts, StoreError> {
        let snapshot = self.now();
        let entry = snapshot
            .entry(id)
            .ok_or_else(|| super::saving::not_found(id))?;
        let version = entry.published.unwrap_or(0);
        let rows = sqlx::query(
            "SELECT who, at FROM receipts WHERE document = $1 AND version = $2 ORDER BY at",
        )
        .bind(file_of(id))
        .bind(version)
        .fetch_all(&self.0.readers)
        .await
        .map_err(StoreError::reading)?;
        let seen = rows.iter().map(|row| (row.get(0), entry::time(row.get(1))));
        Ok(Receipts {
            version,
            seen: seen.collect(),
            of: self.people().await?.len(),
        })
    }
}
