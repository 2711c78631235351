//! Sentences that somebody keeps for themselves: nobody else sees them.

use super::error::StoreError;
use super::{Store, Wording, entry};
use jiff::Timestamp;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;
use taxonomy::ElementId;

/// So many one person may keep.
const MOST: i64 = 200;

/// A sentence that somebody keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Favourite {
    /// Its id.
    pub id: i64,
    /// The sentence.
    pub wording: Wording,
    /// When it was kept.
    pub at: Timestamp,
}

impl Store {
    /// Keeps a sentence for somebody. One that they keep already is not kept twice.
    ///
    /// # Errors
    /// If it is empty or too long, belongs to nothing in the model, or they keep as many as they may.
    pub async fn add_favourite(
        &self,
        wording: &Wording,
        (who, now): (&str, Timestamp),
    ) -> Result<i64, StoreError> {
        let wording = self.checked(wording)?;
        let mut change = self.begin().await?;
        let same: Option<i64> = sqlx::query_scalar(
            "SELECT id FROM favourites WHERE who = $1 AND nb IS $2 AND nn IS $3
             AND phase IS $4 AND knapp IS $5",
        )
        .bind(who)
        .bind(wording.nb.as_deref())
        .bind(wording.nn.as_deref())
        .bind(wording.phase.as_ref().map(ElementId::as_str))
        .bind(wording.knapp.as_ref().map(ElementId::as_str))
        .fetch_optional(change.connection())
        .await
        .map_err(StoreError::reading)?;
        if let Some(id) = same {
            return Ok(id);
        }
        let kept: i64 = sqlx::query_scalar("SELECT count(*) FROM favourites WHERE who = $1")
            .bind(who)
            .fetch_one(change.connection())
            .await
            .map_err(StoreError::reading)?;
        if kept >= MOST {
            return Err(StoreError::Conflict(
                "you keep 200 favourites; delete one first",
            ));
        }
        let id = sqlx::query(
            "INSERT INTO favourites (who, nb, nn, phase, knapp, at) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(who)
        .bind(wording.nb)
        .bind(wording.nn)
        .bind(wording.phase.as_ref().map(ElementId::as_str))
        .bind(wording.knapp.as_ref().map(ElementId::as_str))
        .bind(now.as_millisecond())
        .execute(change.connection())
        .await
        .map_err(StoreError::writing)?
        .last_insert_rowid();
        change.commit().await?;
        Ok(id)
    }

    /// What somebody keeps, the newest first.
    ///
    /// # Errors
    /// If it cannot be read.
    pub async fn favourites(&self, who: &str) -> Result<Vec<Favourite>, StoreError> {
        let rows = sqlx::query(
            "SELECT id, at, nb, nn, phase, knapp FROM favourites WHERE who = $1 ORDER BY id DESC",
        )
        .bind(who)
        .fetch_all(&self.0.readers)
        .await
        .map_err(StoreError::reading)?;
        let read = |row: &SqliteRow| Favourite {
            id: row.get("id"),
            wording: wording(row),
            at: entry::time(row.get("at")),
        };
        Ok(rows.iter().map(read).collect())
    }

    /// Keeps one of them no longer.
    ///
    /// # Errors
    /// If they keep none with this id, or it cannot be written.
    pub async fn delete_favourite(&self, id: i64, who: &str) -> Result<(), StoreError> {
        let mut change = self.begin().await?;
        let gone = sqlx::query("DELETE FROM favourites WHERE id = $1 AND who = $2")
            .bind(id)
            .bind(who)
            .execute(change.connection())
            .await
            .map_err(StoreError::writing)?;
        if gone.rows_affected() == 0 {
            return Err(StoreError::NotFound(format!("favourite {id}")));
        }
        change.commit().await
    }
}

/// The wording in a row.
pub(crate) fn wording(row: &SqliteRow) -> Wording {
    let element = |name: &str| row.get::<Option<String>, _>(name).map(ElementId::new);
    Wording {
        nb: row.get("nb"),
        nn: row.get("nn"),
        phase: element("phase"),
        knapp: element("knapp"),
    }
}
