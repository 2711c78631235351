//! Sentences that somebody keeps for themselves: nobody else sees them. All of them are held in memory
//! too, so that a live chat looks up its counsellor's without a query.

use super::error::StoreError;
use super::{Store, Wording, entry};
use crate::ids::PromptId;
use jiff::Timestamp;
use sqlx::Row;
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use std::collections::BTreeMap;
use std::sync::Arc;
use taxonomy::ElementId;

/// So many one person may keep.
const MOST: i64 = 200;

/// A sentence that somebody keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Favourite {
    /// Its id.
    pub id: i64,
    /// The prompt of the bank that it is, or says in other words; `None` for one of their own.
    pub prompt: Option<PromptId>,
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
        who_and_when: (&str, Timestamp),
    ) -> Result<i64, StoreError> {
        self.keep_favourite(None, wording, who_and_when).await
    }

    /// Keeps a prompt of the bank for somebody, in the words that they would say it in.
    ///
    /// # Errors
    /// As [`Store::add_favourite`], and if there is no such prompt.
    pub async fn add_own_wording(
        &self,
        prompt: &PromptId,
        wording: &Wording,
        who_and_when: (&str, Timestamp),
    ) -> Result<i64, StoreError> {
        if self.now().library().prompt(prompt).is_none() {
            return Err(StoreError::Invalid(
                "prompt",
                "is not in the bank".to_owned(),
            ));
        }
        self.keep_favourite(Some(prompt), wording, who_and_when)
            .await
    }

    async fn keep_favourite(
        &self,
        prompt: Option<&PromptId>,
        wording: &Wording,
        (who, now): (&str, Timestamp),
    ) -> Result<i64, StoreError> {
        let wording = self.checked(wording)?;
        let mut change = self.begin().await?;
        let same: Option<i64> = sqlx::query_scalar(
            "SELECT id FROM favourites WHERE who = $1 AND nb IS $2 AND nn IS $3
             AND phase IS $4 AND knapp IS $5 AND prompt IS $6",
        )
        .bind(who)
        .bind(wording.nb.as_deref())
        .bind(wording.nn.as_deref())
        .bind(wording.phase.as_ref().map(ElementId::as_str))
        .bind(wording.knapp.as_ref().map(ElementId::as_str))
        .bind(prompt.map(PromptId::as_str))
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
            "INSERT INTO favourites (who, nb, nn, phase, knapp, at, prompt)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(who)
        .bind(wording.nb)
        .bind(wording.nn)
        .bind(wording.phase.as_ref().map(ElementId::as_str))
        .bind(wording.knapp.as_ref().map(ElementId::as_str))
        .bind(now.as_millisecond())
        .bind(prompt.map(PromptId::as_str))
        .execute(change.connection())
        .await
        .map_err(StoreError::writing)?
        .last_insert_rowid();
        change.keeps_for(who);
        change.commit().await?;
        Ok(id)
    }

    /// What somebody keeps, the newest first.
    ///
    /// # Errors
    /// If it cannot be read.
    pub async fn favourites(&self, who: &str) -> Result<Vec<Favourite>, StoreError> {
        let sql = sqlx::AssertSqlSafe(format!("{ROWS} WHERE who = $1 ORDER BY id DESC"));
        let rows = sqlx::query(sql)
            .bind(who)
            .fetch_all(&self.0.readers)
            .await
            .map_err(StoreError::reading)?;
        Ok(rows.iter().map(favourite).collect())
    }

    /// The same from memory: what was acknowledged is there.
    pub fn kept_by(&self, who: &str) -> Arc<[Favourite]> {
        self.0.kept.load().get(who).cloned().unwrap_or_default()
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
        change.keeps_for(who);
        change.commit().await
    }
}

const ROWS: &str = "SELECT id, who, at, nb, nn, phase, knapp, prompt FROM favourites";

/// What everybody keeps, the newest first.
pub(crate) type Kept = BTreeMap<String, Arc<[Favourite]>>;

/// Reads what one person keeps, or everybody.
pub(crate) async fn kept(
    connection: &mut SqliteConnection,
    who: Option<&str>,
) -> Result<Kept, StoreError> {
    let sql = format!("{ROWS} WHERE who = $1 OR $1 IS NULL ORDER BY id DESC");
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(who)
        .fetch_all(connection)
        .await
        .map_err(StoreError::reading)?;
    let mut kept: BTreeMap<String, Vec<Favourite>> = BTreeMap::new();
    for row in &rows {
        kept.entry(row.get("who")).or_default().push(favourite(row));
    }
    let shared = kept.into_iter().map(|(who, all)| (who, all.into()));
    Ok(shared.collect())
}

fn favourite(row: &SqliteRow) -> Favourite {
    Favourite {
        id: row.get("id"),
        prompt: row.get::<Option<String>, _>("prompt").map(PromptId::new),
        wording: wording(row),
        at: entry::time(row.get("at")),
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
