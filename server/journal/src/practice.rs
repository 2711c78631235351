//! Chats to practise on that the staff has constructed.

use crate::acts::{Denied, Done};
use crate::error::JournalError;
use crate::keys::OwnerKey;
use crate::open::connect_to_read;
use chat::Words;
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{Connection, Row};
use std::path::Path;

/// Chats that are kept at once.
const MOST: i64 = 200;

/// A chat to practise on.
#[derive(Debug, Clone)]
pub struct PracticeChat {
    /// Its number, drawn by lot.
    pub id: u64,
    /// Who may delete it.
    pub owner: OwnerKey,
    /// What it is called, masked.
    pub title: Words,
    /// What the veisøker writes.
    pub language: String,
    /// How it ends, where that is known.
    pub ending: Option<String>,
    /// Its messages as JSON, masked; how they are written is up to whoever asks for them.
    pub turns: Words,
}

pub(crate) async fn add(
    connection: &mut SqliteConnection,
    chat: &PracticeChat,
) -> Result<Done, sqlx::Error> {
    let kept: i64 = sqlx::query_scalar("SELECT count(*) FROM practice_chats")
        .fetch_one(&mut *connection)
        .await?;
    if kept >= MOST {
        return Ok(Err(Denied::Full));
    }
    sqlx::query(
        "INSERT INTO practice_chats (id, owner, title, language, ending, turns)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(chat.id.cast_signed())
    .bind(chat.owner.0.to_vec())
    .bind(chat.title.as_str().to_owned())
    .bind(chat.language.clone())
    .bind(chat.ending.clone())
    .bind(chat.turns.as_str().to_owned())
    .execute(connection)
    .await?;
    Ok(Ok(0))
}

/// All chats by what they are called, or the one of a number.
pub(crate) async fn read(
    folder: &Path,
    id: Option<u64>,
) -> Result<Vec<PracticeChat>, JournalError> {
    let path = folder.join("journal.db");
    let (mut connection, _) = connect_to_read(&path).await?;
    let rows = sqlx::query(
        "SELECT id, owner, title, language, ending, turns FROM practice_chats
         WHERE $1 IS NULL OR id = $1 ORDER BY title, id",
    )
    .bind(id.map(u64::cast_signed))
    .fetch_all(&mut connection)
    .await
    .map_err(|error| JournalError::Database(path.display().to_string(), error))?;
    // Nothing was written, so nothing can be lost here.
    let _ = connection.close().await;
    let chat = |row: &SqliteRow| {
        Some(PracticeChat {
            id: row.get::<i64, _>(0).unsigned_abs(),
            owner: OwnerKey(row.get::<Vec<u8>, _>(1).try_into().ok()?),
            title: Words::new(row.get::<String, _>(2)),
            language: row.get(3),
            ending: row.get(4),
            turns: Words::new(row.get::<String, _>(5)),
        })
    };
    // A row that no version of this program has written is left out.
    Ok(rows.iter().filter_map(chat).collect())
}
