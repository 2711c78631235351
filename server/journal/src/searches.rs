//! Searches that found nothing: counted by the day for editors, and nobody's.

use crate::error::JournalError;
use crate::open::connect_to_read;
use chat::Words;
use jiff::civil::Date;
use sqlx::sqlite::SqliteConnection;
use sqlx::{Connection, Row};
use std::path::Path;

/// So many different words are kept of one day at most: a program that searches must not fill the disk.
const MOST_WORDS_A_DAY: i64 = 500;
/// So many different words are told at most, those searched for most.
const MOST_WORDS_TOLD: i64 = 50;
/// Characters of what was searched for that are kept; the database refuses more.
const LONGEST: usize = 100;

/// What is known of searches without a hit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchesWithoutHits {
    /// How many there were.
    pub searches: u64,
    /// What was searched for and how often, the most first; empty where words are not kept.
    pub words: Vec<(Words, u64)>,
}

/// Adds one search to its day.
pub(crate) async fn count(
    connection: &mut SqliteConnection,
    day: Date,
    words: Option<&Words>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO searches_without_hits (day, searches) VALUES ($1, 1)
         ON CONFLICT DO UPDATE SET searches = searches + 1",
    )
    .bind(day.to_string())
    .execute(&mut *connection)
    .await?;
    let words = words.map(|words| words.as_str().chars().take(LONGEST).collect::<String>());
    let Some(words) = words.filter(|words| !words.is_empty()) else {
        return Ok(());
    };
    sqlx::query(
        "INSERT INTO words_without_hits (day, words, searches)
         SELECT $1, $2, 1 WHERE (SELECT count(*) FROM words_without_hits WHERE day = $1 AND words <> $2) < $3
         ON CONFLICT DO UPDATE SET searches = searches + 1",
    )
    .bind(day.to_string())
    .bind(words)
    .bind(MOST_WORDS_A_DAY)
    .execute(connection)
    .await
    .map(drop)
}

/// Deletes a day and those before it, and, if so wished, the words of all days.
pub(crate) async fn forget(
    connection: &mut SqliteConnection,
    until: Date,
    all_words: bool,
) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM searches_without_hits WHERE day <= $1")
        .bind(until.to_string())
        .execute(&mut *connection)
        .await?;
    sqlx::query("DELETE FROM words_without_hits WHERE day <= $1 OR $2")
        .bind(until.to_string())
        .bind(all_words)
        .execute(connection)
        .await
        .map(drop)
}

/// Reads what was counted since a day, with the words searched for at least so often.
pub(crate) async fn read(
    folder: &Path,
    since: Date,
    at_least: u32,
) -> Result<SearchesWithoutHits, JournalError> {
    let path = folder.join("journal.db");
    let failed = |error| JournalError::Database(path.display().to_string(), error);
    let (mut connection, _) = connect_to_read(&path).await?;
    let searches: i64 = sqlx::query_scalar(
        "SELECT coalesce(sum(searches), 0) FROM searches_without_hits WHERE day >= $1",
    )
    .bind(since.to_string())
    .fetch_one(&mut connection)
    .await
    .map_err(failed)?;
    let rows = sqlx::query(
        "SELECT words, sum(searches) FROM words_without_hits WHERE day >= $1
         GROUP BY words HAVING sum(searches) >= $2 ORDER BY 2 DESC, 1 LIMIT $3",
    )
    .bind(since.to_string())
    .bind(at_least)
    .bind(MOST_WORDS_TOLD)
    .fetch_all(&mut connection)
    .await
    .map_err(failed)?;
    // Nothing was written, so nothing can be lost here.
    let _ = connection.close().await;
    let words = rows.iter();
    Ok(SearchesWithoutHits {
        searches: searches.unsigned_abs(),
        words: words
            .map(|row| {
                let often: i64 = row.get(1);
                (Words::new(row.get::<String, _>(0)), often.unsigned_abs())
            })
            .collect(),
    })
}
