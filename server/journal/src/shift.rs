//! What those on shift keep over a restart, and who has read the text of a chat.

use crate::error::JournalError;
use crate::open::connect_to_read;
use chat::{CounsellorId, Timestamp, Words};
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{Connection, Row};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

/// Somebody opened the text of a chat that is not theirs.
#[derive(Debug, Clone)]
pub struct TextReading {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub reader: CounsellorId,
    /// The chat's short number on that day.
    pub session: u16,
    /// The kind of reason.
    pub reason: String,
    /// The reason in their own words, masked; may be empty.
    pub words: Words,
    /// For so long at most.
    pub minutes: u16,
}

pub(crate) async fn keep(
    connection: &mut SqliteConnection,
    what: &str,
    body: &Words,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO shift_kept (what, body) VALUES ($1, $2) ON CONFLICT DO UPDATE SET body = $2",
    )
    .bind(what.to_owned())
    .bind(body.as_str().to_owned())
    .execute(connection)
    .await
    .map(drop)
}

pub(crate) async fn note(
    connection: &mut SqliteConnection,
    reading: &TextReading,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO readings_of_texts (at, reader, session, reason, words, minutes)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(reading.at.millis())
    .bind(reading.reader.as_str().to_owned())
    .bind(i64::from(reading.session))
    .bind(reading.reason.clone())
    .bind(reading.words.as_str().to_owned())
    .bind(i64::from(reading.minutes))
    .execute(connection)
    .await
    .map(drop)
}

/// Everything kept, by its name.
pub(crate) async fn kept(
    connection: &mut SqliteConnection,
) -> Result<BTreeMap<String, Words>, sqlx::Error> {
    let rows = sqlx::query("SELECT what, body FROM shift_kept")
        .fetch_all(connection)
        .await?;
    let kept = rows.iter();
    Ok(kept
        .map(|row| (row.get(0), Words::new(row.get::<String, _>(1))))
        .collect())
}

/// The newest number that a chat was called by, and when that chat began.
pub(crate) async fn newest_number(
    connection: &mut SqliteConnection,
) -> Result<Option<(Timestamp, u16)>, sqlx::Error> {
    let row = sqlx::query(
        "SELECT opened_at, number FROM sessions WHERE number IS NOT NULL
         ORDER BY opened_at DESC, number DESC LIMIT 1",
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.and_then(|row| {
        let number = u16::try_from(row.get::<i64, _>(1)).ok()?;
        Some((Timestamp::from_millis(row.get(0)), number))
    }))
}

/// So many readings are told at once at most.
const MOST: i64 = 500;

/// The readings from a moment until before another, the newest first, and no more than [`MOST`].
pub(crate) async fn readings(
    folder: &Path,
    when: Range<Timestamp>,
) -> Result<Vec<TextReading>, JournalError> {
    let path = folder.join("journal.db");
    let (mut connection, _) = connect_to_read(&path).await?;
    let rows = sqlx::query(
        "SELECT at, reader, session, reason, words, minutes FROM readings_of_texts
         WHERE at >= $1 AND at < $2 ORDER BY id DESC LIMIT $3",
    )
    .bind(when.start.millis())
    .bind(when.end.millis())
    .bind(MOST)
    .fetch_all(&mut connection)
    .await
    .map_err(|error| JournalError::Database(path.display().to_string(), error))?;
    // Nothing was written, so nothing can be lost here.
    let _ = connection.close().await;
    let number = |row: &SqliteRow, column| u16::try_from(row.get::<i64, _>(column)).ok();
    let reading = |row: &SqliteRow| {
        Some(TextReading {
            at: Timestamp::from_millis(row.get(0)),
            reader: CounsellorId::new(row.get::<String, _>(1)),
            session: number(row, 2)?,
            reason: row.get(3),
            words: Words::new(row.get::<String, _>(4)),
            minutes: number(row, 5)?,
        })
    };
    // A row that no version of this program has written is left out.
    Ok(rows.iter().filter_map(reading).collect())
}
