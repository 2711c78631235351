//! Cases for kollegaveiledning: masked, shared with colleagues by an act, and gone after their time.

use crate::acts::{Denied, Done};
use crate::error::JournalError;
use crate::keys::OwnerKey;
use crate::open::{connect_to_read, text_of};
use chat::Words;
use jiff::civil::Date;
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{Connection, Row};
use std::path::Path;
use taxonomy::ElementId;

/// Cases that are kept at once.
const MOST: i64 = 500;
/// Of one owner.
const MOST_OF_ONE: i64 = 50;

/// A case that is shared.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its number, drawn by lot.
    pub id: u64,
    /// Who may delete it.
    pub owner: OwnerKey,
    /// The day.
    pub day: Date,
    /// What it is called, masked.
    pub title: Words,
    /// What it tells, masked.
    pub text: Words,
    /// The knapp it is about.
    pub knapp: Option<ElementId>,
}

pub(crate) async fn share(
    connection: &mut SqliteConnection,
    case: &Case,
) -> Result<Done, sqlx::Error> {
    let kept = sqlx::query("SELECT count(*), coalesce(sum(owner = $1), 0) FROM cases")
        .bind(case.owner.0.to_vec())
        .fetch_one(&mut *connection)
        .await?;
    if kept.get::<i64, _>(0) >= MOST || kept.get::<i64, _>(1) >= MOST_OF_ONE {
        return Ok(Err(Denied::Full));
    }
    sqlx::query(
        "INSERT INTO cases (id, owner, day, title, text, knapp) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(case.id.cast_signed())
    .bind(case.owner.0.to_vec())
    .bind(case.day.to_string())
    .bind(case.title.as_str().to_owned())
    .bind(case.text.as_str().to_owned())
    .bind(text_of(case.knapp.as_ref()))
    .execute(connection)
    .await?;
    Ok(Ok(0))
}

/// All cases, the newest first; of one day in no order that means anything.
pub(crate) async fn all(folder: &Path) -> Result<Vec<Case>, JournalError> {
    let path = folder.join("journal.db");
    let (mut connection, _) = connect_to_read(&path).await?;
    let rows =
        sqlx::query("SELECT id, owner, day, title, text, knapp FROM cases ORDER BY day DESC, id")
            .fetch_all(&mut connection)
            .await
            .map_err(|error| JournalError::Database(path.display().to_string(), error))?;
    // Nothing was written, so nothing can be lost here.
    let _ = connection.close().await;
    let case = |row: &SqliteRow| {
        Some(Case {
            id: row.get::<i64, _>(0).unsigned_abs(),
            owner: OwnerKey(row.get::<Vec<u8>, _>(1).try_into().ok()?),
            day: row.get::<String, _>(2).parse().ok()?,
            title: Words::new(row.get::<String, _>(3)),
            text: Words::new(row.get::<String, _>(4)),
            knapp: row.get::<Option<String>, _>(5).map(ElementId::new),
        })
    };
    // A row that no version of this program has written is left out.
    Ok(rows.iter().filter_map(case).collect())
}
