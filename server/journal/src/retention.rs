//! What is deleted because its time is up, and the proof: how many rows went, and how many are still
//! there that should not be.

use crate::correction::Month;
use crate::error::JournalError;
use crate::open::connect_to_read;
use chat::Timestamp;
use jiff::civil::Date;
use sqlx::sqlite::SqliteConnection;
use sqlx::{Connection, Row};
use std::path::Path;

/// So long it is known what each sweep did: a month, in ms.
const KEPT: i64 = 31 * 86_400_000;
/// The sweeps of so long are added up when they are told: a day, in ms.
const A_DAY: i64 = 86_400_000;

/// Up to where the time of each kind is up.
#[derive(Debug, Clone)]
pub struct Ages {
    /// Chats that ended before this moment, with all that is kept of them.
    pub talks_before: Timestamp,
    /// Corrections of this month and of those before it.
    pub corrections_until: Month,
    /// Counts for editors, of this day and of those before it.
    pub moments_until: Date,
    /// Searches without a hit, as above.
    pub searches_until: Date,
    /// Cases, as above.
    pub cases_until: Date,
    /// Counts of talks for the reports, as above.
    pub counts_until: Date,
    /// Notes of who opened the text of a chat, of before this moment.
    pub readings_before: Timestamp,
}

/// What is kept of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its name: one of `talks`, `traces`, `corrections`, `moments`, `searches`, `cases`, `counts`,
    /// `text_readings`.
    pub kind: &'static str,
    /// Rows of it.
    pub rows: u64,
    /// The oldest: a day, or a month.
    pub oldest: Option<String>,
    /// Rows that went in the day up to the last sweep.
    pub deleted: u64,
    /// Rows that the last sweep should have deleted and that were there afterwards.
    pub overdue: u64,
}

/// What is kept, and when it was looked through last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retained {
    /// The last sweep.
    pub last_run: Option<Timestamp>,
    /// Each kind.
    pub kinds: Vec<Kept>,
}

/// A kind: where its rows are, and which of them have had their time.
struct Kind {
    name: &'static str,
    /// Each table with what holds for its old rows; `$1` is the age.
    tables: &'static [(&'static str, &'static str)],
    /// Rows that go with others, and are counted only.
    follows: bool,
    /// The day of a row, for the first of the tables.
    day: &'static str,
}

const KINDS: [Kind; 8] = [
    // Before the chats they go with.
    Kind {
        name: "traces",
        tables: &[(
            "traces",
            "session IN (SELECT id FROM sessions WHERE ended_at < $1)",
        )],
        follows: true,
        day: "CASE WHEN session IS NULL THEN NULL ELSE day END",
    },
    Kind {
        name: "talks",
        tables: &[("sessions", "ended_at < $1")],
        follows: false,
        day: "date(ended_at / 1000, 'unixepoch')",
    },
    Kind {
        name: "corrections",
        tables: &[("corrections", "month <= $1")],
        follows: false,
        day: "month",
    },
    Kind {
        name: "moments",
        tables: &[
            ("places_by_day", "day <= $1"),
            ("articles_by_day", "day <= $1"),
            ("traces", "session IS NULL AND day <= $1"),
        ],
        follows: false,
        day: "day",
    },
    Kind {
        name: "searches",
        tables: &[
            ("searches_without_hits", "day <= $1"),
            ("words_without_hits", "day <= $1"),
        ],
        follows: false,
        day: "day",
    },
    Kind {
        name: "cases",
        tables: &[("cases", "day <= $1")],
        follows: false,
        day: "day",
    },
    Kind {
        name: "counts",
        tables: &[("talk_counts", "day <= $1")],
        follows: false,
        day: "day",
    },
    Kind {
        name: "text_readings",
        tables: &[("readings_of_texts", "at < $1")],
        follows: false,
        day: "date(at / 1000, 'unixepoch')",
    },
];

/// The age of a kind as it is compared: a moment or the name of a day or month.
enum Age {
    Before(i64),
    Until(String),
}

impl Ages {
    fn of(&self, kind: &str) -> Age {
        match kind {
            "traces" | "talks" => Age::Before(self.talks_before.millis()),
            "text_readings" => Age::Before(self.readings_before.millis()),
            "corrections" => Age::Until(self.corrections_until.to_string()),
            "moments" => Age::Until(self.moments_until.to_string()),
            "searches" => Age::Until(self.searches_until.to_string()),
            "cases" => Age::Until(self.cases_until.to_string()),
            _ => Age::Until(self.counts_until.to_string()),
        }
    }
}

/// Deletes what has had its time, and notes what came of it.
pub(crate) async fn sweep(
    connection: &mut SqliteConnection,
    at: Timestamp,
    ages: &Ages,
) -> Result<(), sqlx::Error> {
    let mut deleted = Vec::with_capacity(KINDS.len());
    for kind in &KINDS {
        let mut rows = 0;
        for (table, old) in kind.tables {
            rows += if kind.follows {
                count(connection, table, old, ages.of(kind.name)).await?
            } else {
                delete(connection, table, old, ages.of(kind.name)).await?
            };
        }
        deleted.push(rows);
    }
    // Only now: what follows others has gone with them.
    for (kind, deleted) in KINDS.iter().zip(deleted) {
        let mut overdue = 0;
        for (table, old) in kind.tables {
            overdue += count(connection, table, old, ages.of(kind.name)).await?;
        }
        sqlx::query(
            "INSERT INTO sweeps (at, kind, deleted, overdue) VALUES ($1, $2, $3, $4)
             ON CONFLICT DO UPDATE SET deleted = deleted + excluded.deleted, overdue = excluded.overdue",
        )
        .bind(at.millis())
        .bind(kind.name)
        .bind(deleted)
        .bind(overdue)
        .execute(&mut *connection)
        .await?;
    }
    sqlx::query("DELETE FROM sweeps WHERE at < $1")
        .bind(at.millis() - KEPT)
        .execute(connection)
        .await
        .map(drop)
}

async fn delete(
    connection: &mut SqliteConnection,
    table: &str,
    old: &str,
    age: Age,
) -> Result<i64, sqlx::Error> {
    // Table and condition are this file's own.
    let text = sqlx::AssertSqlSafe(format!("DELETE FROM {table} WHERE {old}"));
    let query = match age {
        Age::Before(moment) => sqlx::query(text).bind(moment),
        Age::Until(day) => sqlx::query(text).bind(day),
    };
    let done = query.execute(connection).await?;
    Ok(done.rows_affected().cast_signed())
}

async fn count(
    connection: &mut SqliteConnection,
    table: &str,
    old: &str,
    age: Age,
) -> Result<i64, sqlx::Error> {
    let text = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table} WHERE {old}"));
    let query = match age {
        Age::Before(moment) => sqlx::query_scalar(text).bind(moment),
        Age::Until(day) => sqlx::query_scalar(text).bind(day),
    };
    query.fetch_one(connection).await
}

/// What is kept now, and what was deleted lately.
pub(crate) async fn read(folder: &Path) -> Result<Retained, JournalError> {
    let path = folder.join("journal.db");
    let (mut connection, _) = connect_to_read(&path).await?;
    let retained = retained(&mut connection).await;
    // Nothing was written, so nothing can be lost here.
    let _ = connection.close().await;
    retained.map_err(|error| JournalError::Database(path.display().to_string(), error))
}

async fn retained(connection: &mut SqliteConnection) -> Result<Retained, sqlx::Error> {
    let last: Option<i64> = sqlx::query_scalar("SELECT max(at) FROM sweeps")
        .fetch_one(&mut *connection)
        .await?;
    let mut kinds = Vec::with_capacity(KINDS.len());
    for kind in &KINDS {
        let (first, _) = kind.tables[0];
        let day = kind.day;
        let text = format!("SELECT min({day}), count({day}) FROM {first}");
        let row = sqlx::query(sqlx::AssertSqlSafe(text))
            .fetch_one(&mut *connection)
            .await?;
        let (oldest, mut rows): (Option<String>, i64) = (row.get(0), row.get(1));
        for (table, old) in &kind.tables[1..] {
            let text = match old.split_once(" AND ") {
                Some((own, _)) => format!("SELECT count(*) FROM {table} WHERE {own}"),
                None => format!("SELECT count(*) FROM {table}"),
            };
            rows += sqlx::query_scalar::<_, i64>(sqlx::AssertSqlSafe(text))
                .fetch_one(&mut *connection)
                .await?;
        }
        let row = sqlx::query(
            "SELECT coalesce(sum(deleted) FILTER (WHERE at > $2), 0),
             coalesce(sum(overdue) FILTER (WHERE at = $3), 0) FROM sweeps WHERE kind = $1",
        )
        .bind(kind.name)
        .bind(last.unwrap_or_default() - A_DAY)
        .bind(last)
        .fetch_one(&mut *connection)
        .await?;
        kinds.push(Kept {
            kind: kind.name,
            rows: rows.unsigned_abs(),
            oldest,
            deleted: row.get::<i64, _>(0).unsigned_abs(),
            overdue: row.get::<i64, _>(1).unsigned_abs(),
        });
    }
    Ok(Retained {
        last_run: last.map(Timestamp::from_millis),
        kinds,
    })
}
