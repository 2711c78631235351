//! Where talks stood and which articles were of use: counted by the day for editors, and nobody's.

use crate::error::JournalError;
use crate::open::{connect_to_read, text_of};
use jiff::civil::Date;
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{Connection, Row};
use std::collections::HashMap;
use std::path::Path;
use taxonomy::ElementId;

/// A place in the guidance model, and how often talks stood there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The phase; `None` while it was unsure.
    pub phase: Option<ElementId>,
    /// The knapp; `None` while it was unsure, or none.
    pub knapp: Option<ElementId>,
    /// Messages of the veisøker after which a talk stood here.
    pub stood: u64,
    /// Of these, how many met nothing to offer for the place.
    pub silent: u64,
}

/// How an article fared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Uses {
    /// Chats in which it was offered.
    pub shown: u64,
    /// How often a counsellor opened it or copied something of it; also where it was searched for, so
    /// this may be more than `shown`.
    pub used: u64,
}

/// Adds a moment to its place and day.
pub(crate) async fn stood(
    connection: &mut SqliteConnection,
    day: Date,
    (phase, knapp): (Option<&ElementId>, Option<&ElementId>),
    silent: bool,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO places_by_day (day, phase, knapp, stood, silent) VALUES ($1, $2, $3, 1, $4)
         ON CONFLICT DO UPDATE SET stood = stood + 1, silent = silent + excluded.silent",
    )
    .bind(day.to_string())
    .bind(text_of(phase).unwrap_or_default())
    .bind(text_of(knapp).unwrap_or_default())
    .bind(silent)
    .execute(connection)
    .await
    .map(drop)
}

/// Adds to what an article was on a day.
pub(crate) async fn article(
    connection: &mut SqliteConnection,
    day: Date,
    article: &str,
    shown: bool,
    used: bool,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO articles_by_day (day, article, shown, used) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO UPDATE SET shown = shown + excluded.shown, used = used + excluded.used",
    )
    .bind(day.to_string())
    .bind(article.to_owned())
    .bind(shown)
    .bind(used)
    .execute(connection)
    .await
    .map(drop)
}

/// Deletes a day and those before it.
pub(crate) async fn forget(
    connection: &mut SqliteConnection,
    until: Date,
) -> Result<(), sqlx::Error> {
    for table in [
        "DELETE FROM places_by_day WHERE day <= $1",
        "DELETE FROM articles_by_day WHERE day <= $1",
    ] {
        sqlx::query(table)
            .bind(until.to_string())
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Where talks have stood since a day, by phase and knapp.
pub(crate) async fn places(folder: &Path, since: Date) -> Result<Vec<Place>, JournalError> {
    let rows = read(
        folder,
        "SELECT phase, knapp, sum(stood), sum(silent) FROM places_by_day WHERE day >= $1
         GROUP BY phase, knapp ORDER BY phase, knapp",
        since,
    );
    let element = |row: &SqliteRow, column: usize| {
        let id: String = row.get(column);
        (!id.is_empty()).then(|| ElementId::new(id))
    };
    let place = |row: &SqliteRow| Place {
        phase: element(row, 0),
        knapp: element(row, 1),
        stood: number(row, 2),
        silent: number(row, 3),
    };
    Ok(rows.await?.iter().map(place).collect())
}

/// How each article has fared since a day, by its id.
pub(crate) async fn uses(
    folder: &Path,
    since: Date,
) -> Result<HashMap<String, Uses>, JournalError> {
    let rows = read(
        folder,
        "SELECT article, sum(shown), sum(used) FROM articles_by_day WHERE day >= $1 GROUP BY article",
        since,
    );
    let uses = |row: &SqliteRow| Uses {
        shown: number(row, 1),
        used: number(row, 2),
    };
    let rows = rows.await?;
    Ok(rows.iter().map(|row| (row.get(0), uses(row))).collect())
}

async fn read(
    folder: &Path,
    query: &'static str,
    since: Date,
) -> Result<Vec<SqliteRow>, JournalError> {
    let path = folder.join("journal.db");
    let (mut connection, _) = connect_to_read(&path).await?;
    let rows = sqlx::query(query)
        .bind(since.to_string())
        .fetch_all(&mut connection)
        .await
        .map_err(|error| JournalError::Database(path.display().to_string(), error))?;
    // Nothing was written, so nothing can be lost here.
    let _ = connection.close().await;
    Ok(rows)
}

fn number(row: &SqliteRow, column: usize) -> u64 {
    row.get::<i64, _>(column).unsigned_abs()
}
