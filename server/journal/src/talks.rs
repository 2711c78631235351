//! Talks that are over and not forgotten yet, for whoever had them: when, and where the rings stood.

use crate::error::JournalError;
use crate::open::{connect_to_read, number};
use crate::record::Shown;
use chat::{CounsellorId, SessionId, Timestamp};
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{Connection, Row};
use std::path::Path;
use taxonomy::ElementId;

/// A talk that is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Talk {
    /// Its id.
    pub id: SessionId,
    /// When it began.
    pub opened: Timestamp,
    /// When it ended.
    pub ended: Timestamp,
    /// How: one of the names of [`crate::Ended`].
    pub how: String,
    /// Messages that were heard and not taken back.
    pub messages: u64,
}

/// A talk with the way it went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TalkPath {
    /// The talk.
    pub talk: Talk,
    /// After each message, oldest first: when it was read, and where the rings stood then.
    pub stood: Vec<(Timestamp, Shown)>,
    /// How often the counsellor said that a ring stood elsewhere, as far as corrections are kept.
    pub corrected: u64,
    /// How often they said that it stood right, as above.
    pub confirmed: u64,
}

/// So many talks are told of at once.
const MOST: i64 = 500;

/// The talks of a counsellor, the newest first; with `id` that one alone.
async fn find(
    connection: &mut SqliteConnection,
    counsellor: &CounsellorId,
    id: Option<SessionId>,
) -> Result<Vec<Talk>, sqlx::Error> {
    let rows = sqlx::query(
        "SELECT id, opened_at, ended_at, ended_how,
         (SELECT count(*) FROM events WHERE session = sessions.id AND message = 1 AND withdrawn = 0)
         FROM sessions WHERE counsellor = $1 AND ended_at IS NOT NULL AND ($2 IS NULL OR id = $2)
         ORDER BY ended_at DESC, id LIMIT $3",
    )
    .bind(counsellor.as_str().to_owned())
    .bind(id.map(number))
    .bind(MOST)
    .fetch_all(connection)
    .await?;
    let talk = |row: &SqliteRow| Talk {
        id: SessionId::from_number(row.get::<i64, _>(0).unsigned_abs()),
        opened: Timestamp::from_millis(row.get(1)),
        ended: Timestamp::from_millis(row.get(2)),
        how: row.get::<Option<String>, _>(3).unwrap_or_default(),
        messages: row.get::<i64, _>(4).unsigned_abs(),
    };
    Ok(rows.iter().map(talk).collect())
}

/// Every talk of a counsellor that is over and not forgotten, the newest first.
pub(crate) async fn all(
    folder: &Path,
    counsellor: &CounsellorId,
) -> Result<Vec<Talk>, JournalError> {
    let path = folder.join("journal.db");
    let (mut connection, _) = connect_to_read(&path).await?;
    let talks = find(&mut connection, counsellor, None).await;
    // Nothing was written, so nothing can be lost here.
    let _ = connection.close().await;
    talks.map_err(|error| JournalError::Database(path.display().to_string(), error))
}

/// The way of one of them; `None` if it is not theirs, not over, or forgotten.
pub(crate) async fn one(
    folder: &Path,
    counsellor: &CounsellorId,
    id: SessionId,
) -> Result<Option<TalkPath>, JournalError> {
    let path = folder.join("journal.db");
    let (mut connection, _) = connect_to_read(&path).await?;
    let found = way(&mut connection, counsellor, id).await;
    // Nothing was written, so nothing can be lost here.
    let _ = connection.close().await;
    found.map_err(|error| JournalError::Database(path.display().to_string(), error))
}

async fn way(
    connection: &mut SqliteConnection,
    counsellor: &CounsellorId,
    id: SessionId,
) -> Result<Option<TalkPath>, sqlx::Error> {
    let Some(talk) = find(connection, counsellor, Some(id)).await?.pop() else {
        return Ok(None);
    };
    let rows = sqlx::query(
        "SELECT read_at, phase_shown, knapp_shown, kolb_shown FROM events
         WHERE session = $1 AND message = 1 AND withdrawn = 0 ORDER BY read_at, received_at",
    )
    .bind(number(id))
    .fetch_all(&mut *connection)
    .await?;
    let element = |row: &SqliteRow, column: usize| {
        let value: Option<String> = row.get(column);
        value.map(ElementId::new)
    };
    let stood = rows.iter().map(|row| {
        let shown = Shown {
            phase: element(row, 1),
            knapp: element(row, 2),
            kolb: element(row, 3),
        };
        (Timestamp::from_millis(row.get(0)), shown)
    });
    let corrections = sqlx::query(
        "SELECT coalesce(sum(value IS NOT was), 0), coalesce(sum(value IS was), 0)
         FROM corrections WHERE session = $1",
    )
    .bind(number(id))
    .fetch_one(connection)
    .await?;
    Ok(Some(TalkPath {
        talk,
        stood: stood.collect(),
        corrected: corrections.get::<i64, _>(0).unsigned_abs(),
        confirmed: corrections.get::<i64, _>(1).unsigned_abs(),
    }))
}
