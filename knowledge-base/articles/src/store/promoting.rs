//! Promotion: an article comes before its equals for a while, for a reason that is shown.

use super::Store;
use super::error::StoreError;
use super::saving::{day, found};
use super::steps::set;
use crate::document::file_of;
use crate::ids::ArticleId;
use jiff::Timestamp;
use jiff::civil::Date;

impl Store {
    /// Promotes an article until a day, for a reason.
    ///
    /// # Errors
    /// If it is not published, the day has passed, there is no reason, or as many are promoted as may be.
    pub async fn promote(
        &self,
        id: &ArticleId,
        until: Date,
        reason: &str,
        (who, now): (&str, Timestamp),
    ) -> Result<(), StoreError> {
        let name = file_of(id);
        let mut change = self.begin().await?;
        let entry = found(&change, id)?;
        let today = day(now);
        let reason = reason.trim();
        if entry.published.is_none() || entry.archived {
            return Err(StoreError::Conflict("it is not published"));
        }
        if until < today {
            return Err(StoreError::Conflict(
                "the last day of the promotion has passed",
            ));
        }
        if reason.is_empty() {
            return Err(StoreError::NotAllowed("say why it is promoted"));
        }
        let before = change.before();
        let others = before
            .entries()
            .filter(|other| other.id != *id && !other.archived);
        let promoted = others
            .filter(|other| other.promotion(today).is_some())
            .count();
        if promoted >= self.rules().max_promoted {
            return Err(StoreError::PromotionsFull);
        }
        sqlx::query(
            "UPDATE documents SET promoted_until = $2, promoted_reason = $3 WHERE name = $1",
        )
        .bind(&name)
        .bind(until.to_string())
        .bind(reason)
        .execute(change.connection())
        .await
        .map_err(StoreError::writing)?;
        set(&mut change, &name, "name = name").await?;
        let told = format!("{until}: {reason}");
        change
            .happened(&name, "promoted", entry.published, &told, (who, now))
            .await?;
        change.commit().await
    }

    /// Ends a promotion.
    ///
    /// # Errors
    /// If there is no such article, or it cannot be written.
    pub async fn end_promotion(
        &self,
        id: &ArticleId,
        (who, now): (&str, Timestamp),
    ) -> Result<(), StoreError> {
        let name = file_of(id);
        let mut change = self.begin().await?;
        let entry = found(&change, id)?;
        set(
            &mut change,
            &name,
            "promoted_until = NULL, promoted_reason = NULL",
        )
        .await?;
        change
            .happened(&name, "promotion_ended", entry.published, "", (who, now))
            .await?;
        change.commit().await
    }
}
