//! Corrections in `journal.db`: written, taken back, and read to learn from.

use crate::correction::{Correction, CorrectionId, LessonBytes, Month, Said};
use crate::error::JournalError;
use crate::keys::EventKey;
use crate::open::{connect_to_read, number, text_of};
use chat::{SessionId, Words};
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{Connection, Row};
use std::path::Path;
use taxonomy::{ElementId, Ring};

/// The first version of the database that keeps corrections.
const SINCE: i64 = 2;

/// Keeps a correction; one of the same message and ring makes way.
pub(crate) async fn keep(
    connection: &mut SqliteConnection,
    id: CorrectionId,
    session: SessionId,
    event: EventKey,
    heard: &[EventKey],
    correction: &Correction,
) -> Result<(), sqlx::Error> {
    let ring = correction.ring.name();
    sqlx::query("DELETE FROM corrections WHERE session = $1 AND event = $2 AND ring = $3")
        .bind(number(session))
        .bind(event.0.to_vec())
        .bind(ring)
        .execute(&mut *connection)
        .await?;
    sqlx::query(
        "INSERT INTO corrections (id, month, ring, value, was, was_p, was_silent, model, shadow, lesson, words, session, event)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(id.0)
    .bind(correction.month.to_string())
    .bind(ring)
    .bind(text_of(correction.value.as_ref()))
    .bind(text_of(correction.was.value.as_ref()))
    .bind(f64::from(correction.was.p))
    .bind(correction.was.silent)
    .bind(correction.model.to_string())
    .bind(correction.shadow)
    .bind(correction.lesson.as_ref().map(|lesson| lesson.as_slice().to_vec()))
    .bind(correction.words.as_ref().map(|words| words.as_str().to_owned()))
    .bind(number(session))
    .bind(event.0.to_vec())
    .execute(&mut *connection)
    .await?;
    for event in heard {
        sqlx::query("INSERT INTO corrections_heard (correction, event) VALUES ($1, $2) ON CONFLICT DO NOTHING")
            .bind(id.0)
            .bind(event.0.to_vec())
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Deletes every correction of a conversation that a message had a part in.
pub(crate) async fn withdraw(
    connection: &mut SqliteConnection,
    conversation: EventKey,
    event: EventKey,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "DELETE FROM corrections WHERE session IN (SELECT id FROM sessions WHERE conversation = $1)
         AND id IN (SELECT correction FROM corrections_heard WHERE event = $2)",
    )
    .bind(conversation.0.to_vec())
    .bind(event.0.to_vec())
    .execute(connection)
    .await
    .map(drop)
}

/// Reads all corrections of the journal in a folder, in no order that means anything. Nothing is
/// written, and a sidecar may be running on the folder meanwhile.
pub(crate) async fn read(folder: &Path) -> Result<Vec<Correction>, JournalError> {
    let path = folder.join("journal.db");
    let (mut connection, version) = connect_to_read(&path).await?;
    if version < SINCE {
        return Ok(Vec::new());
    }
    let rows = sqlx::query(
        "SELECT month, ring, value, was, was_p, was_silent, model, shadow, lesson, words FROM corrections ORDER BY id",
    )
    .fetch_all(&mut connection)
    .await
    .map_err(|error| JournalError::Database(path.display().to_string(), error))?;
    // Nothing was written, so nothing can be lost here.
    let _ = connection.close().await;
    Ok(rows.iter().filter_map(correction).collect())
}

/// `None` for a row that no version of this program has written.
fn correction(row: &SqliteRow) -> Option<Correction> {
    let element = |column: usize| row.get::<Option<String>, _>(column).map(ElementId::new);
    let ring: String = row.get(1);
    #[expect(clippy::cast_possible_truncation, reason = "a probability fits")]
    let p = row.get::<f64, _>(4) as f32;
    Some(Correction {
        month: Month::parse(row.get(0))?,
        ring: Ring::ALL.into_iter().find(|one| one.name() == ring)?,
        value: element(2),
        was: Said {
            value: element(3),
            p,
            silent: row.get(5),
        },
        model: row.get::<String, _>(6).into(),
        shadow: row.get(7),
        lesson: row.get::<Option<Vec<u8>>, _>(8).map(LessonBytes::new),
        words: row.get::<Option<String>, _>(9).map(Words::new),
    })
}
