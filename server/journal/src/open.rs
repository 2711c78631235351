//! Opening `journal.db`, and what it remembers of sessions that were open when we stopped.

use crate::error::JournalError;
use crate::keys::EventKey;
use crate::record::StoredReading;
use crate::traces::{self, Traced};
use chat::{CounsellorId, SessionId, Timestamp};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteRow, SqliteSynchronous,
};
use sqlx::{ConnectOptions, Row};
use std::collections::HashMap;
use std::path::Path;
use std::time::Duration;
use taxonomy::ElementId;

/// A session that had not ended when it was last written of.
#[derive(Debug, Clone)]
pub struct OpenSession {
    /// Its id.
    pub id: SessionId,
    /// The conversation it follows.
    pub conversation: EventKey,
    /// Its counsellor.
    pub counsellor: Option<CounsellorId>,
    /// When it began.
    pub opened: Timestamp,
    /// What people call it by on its day.
    pub number: Option<u16>,
    /// The messages that came and whether they were read; other events do no harm heard twice.
    pub events: HashMap<EventKey, bool>,
    /// Messages that came by two roads: the key of the second, and the one that it is known by.
    pub twins: Vec<(EventKey, EventKey)>,
    /// The last reading, and when.
    pub last: Option<(Timestamp, StoredReading)>,
    /// What was done beside it, oldest first.
    pub traces: Vec<Traced>,
}

/// Each step brings the database one version further; a step that was released never changes.
const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001_cursor_and_readings.sql"),
    include_str!("../migrations/0002_corrections.sql"),
    include_str!("../migrations/0003_searches_without_hits.sql"),
    include_str!("../migrations/0004_moments.sql"),
    include_str!("../migrations/0005_traces.sql"),
    include_str!("../migrations/0006_after_the_chat.sql"),
    include_str!("../migrations/0007_shift.sql"),
    include_str!("../migrations/0008_aggregates.sql"),
    include_str!("../migrations/0009_twins.sql"),
];

pub(crate) async fn connect(path: &Path) -> Result<SqliteConnection, JournalError> {
    let name = path.display().to_string();
    let failed = |error| JournalError::Database(name.clone(), error);
    let mut connection = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .pragma("secure_delete", "ON")
        .disable_statement_logging()
        .connect()
        .await
        .map_err(failed)?;
    let version = version(&mut connection, &name).await?;
    for (step, sql) in MIGRATIONS
        .iter()
        .enumerate()
        .skip(usize::try_from(version).unwrap_or(0))
    {
        let whole = format!("BEGIN; {sql} PRAGMA user_version = {}; COMMIT;", step + 1);
        sqlx::raw_sql(sqlx::AssertSqlSafe(whole))
            .execute(&mut connection)
            .await
            .map_err(failed)?;
    }
    Ok(connection)
}

/// Opens the database to read and nothing else, with the version it has.
pub(crate) async fn connect_to_read(path: &Path) -> Result<(SqliteConnection, i64), JournalError> {
    let name = path.display().to_string();
    let mut connection = SqliteConnectOptions::new()
        .filename(path)
        .read_only(true)
        .busy_timeout(Duration::from_secs(5))
        .disable_statement_logging()
        .connect()
        .await
        .map_err(|error| JournalError::Database(name.clone(), error))?;
    let version = version(&mut connection, &name).await?;
    Ok((connection, version))
}

/// The version of the database, if this program knows it.
async fn version(connection: &mut SqliteConnection, name: &str) -> Result<i64, JournalError> {
    let version: i64 = sqlx::query_scalar("PRAGMA user_version")
        .fetch_one(connection)
        .await
        .map_err(|error| JournalError::Database(name.to_owned(), error))?;
    let known = i64::try_from(MIGRATIONS.len()).expect("few migrations");
    if version > known {
        return Err(JournalError::Newer(name.to_owned(), version, known));
    }
    Ok(version)
}

pub(crate) async fn open_sessions(
    connection: &mut SqliteConnection,
) -> Result<Vec<OpenSession>, sqlx::Error> {
    let rows = sqlx::query(
        "SELECT id, conversation, counsellor, opened_at, number FROM sessions WHERE ended_at IS NULL",
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut open = Vec::with_capacity(rows.len());
    for row in rows {
        let id: i64 = row.get(0);
        let events = sqlx::query("SELECT key, read_at IS NOT NULL FROM events WHERE session = $1 AND (read_at IS NULL OR phase IS NOT NULL)")
            .bind(id)
            .fetch_all(&mut *connection)
            .await?;
        let twins =
            sqlx::query("SELECT key, twin FROM events WHERE session = $1 AND twin IS NOT NULL")
                .bind(id)
                .fetch_all(&mut *connection)
                .await?;
        let last = sqlx::query(
            "SELECT read_at, phase, phase_p, knapp, knapp_p, kolb, kolb_p FROM events
             WHERE session = $1 AND phase IS NOT NULL AND withdrawn = 0 ORDER BY read_at DESC LIMIT 1",
        )
        .bind(id)
        .fetch_optional(&mut *connection)
        .await?;
        let traces = traces::of_session(connection, id).await?;
        open.push(OpenSession {
            id: SessionId::from_number(id.unsigned_abs()),
            conversation: key(&row, 1),
            counsellor: row.get::<Option<String>, _>(2).map(CounsellorId::new),
            opened: Timestamp::from_millis(row.get(3)),
            number: row
                .get::<Option<i64>, _>(4)
                .and_then(|number| u16::try_from(number).ok()),
            events: events.iter().map(|row| (key(row, 0), row.get(1))).collect(),
            twins: twins.iter().map(|row| (key(row, 0), key(row, 1))).collect(),
            last: last.map(|row| (Timestamp::from_millis(row.get(0)), reading(&row))),
            traces,
        });
    }
    Ok(open)
}

/// The conversations that ended and are still remembered: an event for one of them is refused.
pub(crate) async fn ended_conversations(
    connection: &mut SqliteConnection,
) -> Result<HashMap<EventKey, Vec<EventKey>>, sqlx::Error> {
    let rows = sqlx::query(
        "SELECT sessions.conversation, events.key FROM sessions LEFT JOIN events ON events.session = sessions.id
         WHERE ended_at IS NOT NULL",
    )
    .fetch_all(connection)
    .await?;
    let mut ended: HashMap<EventKey, Vec<EventKey>> = HashMap::new();
    for row in rows {
        let events = ended.entry(key(&row, 0)).or_default();
        if row.get::<Option<Vec<u8>>, _>(1).is_some() {
            events.push(key(&row, 1));
        }
    }
    Ok(ended)
}

/// The number of a session, as it is stored.
pub(crate) fn number(session: SessionId) -> i64 {
    i64::try_from(session.number()).expect("53 bits")
}

/// An element as it is stored; "none" is null.
pub(crate) fn text_of(element: Option<&ElementId>) -> Option<String> {
    element.map(|element| element.as_str().to_owned())
}

pub(crate) fn key(row: &SqliteRow, column: usize) -> EventKey {
    let mut bytes = [0; 32];
    let stored: Vec<u8> = row.get(column);
    let length = stored.len().min(32);
    bytes[..length].copy_from_slice(&stored[..length]);
    EventKey(bytes)
}

fn reading(row: &SqliteRow) -> StoredReading {
    let ring = |column: usize| {
        let value: Option<String> = row.get(column);
        let p: Option<f64> = row.get(column + 1);
        #[expect(clippy::cast_possible_truncation, reason = "a probability fits")]
        (value.map(ElementId::new), p.unwrap_or_default() as f32)
    };
    StoredReading {
        phase: ring(1),
        knapp: ring(3),
        kolb: ring(5),
    }
}
