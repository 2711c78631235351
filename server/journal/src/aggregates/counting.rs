//! A talk is counted when it ends, once, in the transaction that ends it; of phone talks and searches
//! without a hit the day's number alone is known, and counted as it comes.

use super::in_oslo;
use crate::open::number;
use crate::record::Ended;
use crate::traces::Trace;
use chat::{SessionId, Timestamp};
use jiff::civil::Date;
use sqlx::Row;
use sqlx::sqlite::SqliteConnection;

/// Seconds within which the first answer came; a longer wait is in the last.
pub(super) const WAITS: [u64; 9] = [15, 30, 60, 120, 180, 300, 600, 1200, 3600];

/// Everything that a talk was, each once: where the rings stood before the counsellor, and what was done.
const OF_A_TALK: &str = "
    INSERT INTO talk_counts (day, kind, what, talks)
    SELECT $2, kind, what, 1 FROM (
        SELECT 'phase' AS kind, phase_shown AS what FROM events
            WHERE session = $1 AND message = 1 AND withdrawn = 0
        UNION SELECT 'knapp', knapp_shown FROM events WHERE session = $1 AND message = 1 AND withdrawn = 0
        UNION SELECT 'kolb', kolb_shown FROM events WHERE session = $1 AND message = 1 AND withdrawn = 0
        UNION SELECT 'referral', what FROM traces WHERE session = $1 AND kind = 'referral'
        UNION SELECT 'referred', '' FROM traces WHERE session = $1 AND kind = 'referral'
        UNION SELECT 'article', what FROM traces WHERE session = $1 AND kind = 'article_used'
        UNION SELECT 'prompt', what FROM traces WHERE session = $1 AND kind = 'prompt_copied'
        UNION SELECT 'corrected', ring FROM corrections WHERE session = $1 AND value IS NOT was
    ) WHERE what IS NOT NULL
    ON CONFLICT DO UPDATE SET talks = talks + 1";

/// Ends a session and counts it. One that has ended stays as it is: what is written twice counts once.
///
/// A talk in which nobody wrote is none. One that its counsellor marked as a prank is counted as that and
/// as nothing else, so that it neither is a talk nor can be found by taking one number from another.
pub(crate) async fn end(
    connection: &mut SqliteConnection,
    session: SessionId,
    at: Timestamp,
    how: Ended,
) -> Result<(), sqlx::Error> {
    let session = number(session);
    let ended = sqlx::query(
        "UPDATE sessions SET ended_at = $2, ended_how = $3 WHERE id = $1 AND ended_at IS NULL
         RETURNING opened_at, answered_after,
         EXISTS (SELECT 1 FROM traces WHERE session = $1 AND kind = 'prank'),
         EXISTS (SELECT 1 FROM events WHERE session = $1 AND message = 1)",
    )
    .bind(session)
    .bind(at.millis())
    .bind(how.name())
    .fetch_optional(&mut *connection)
    .await?;
    let Some(ended) = ended else {
        return Ok(()); // counted already, or never opened
    };
    let (opened, answered): (i64, Option<i64>) = (ended.get(0), ended.get(1));
    let (prank, wrote): (bool, bool) = (ended.get(2), ended.get(3));
    let day = in_oslo(at).date();
    if prank {
        return add(connection, day, "prank", "").await;
    }
    if !wrote {
        return Ok(());
    }
    add(connection, day, "talk", "").await?;
    add(connection, day, "how", how.name()).await?;
    let hour = in_oslo(Timestamp::from_millis(opened)).hour();
    add(connection, day, "hour", &format!("{hour:02}")).await?;
    if let Some(waited) = answered {
        add(connection, day, "first_answer", &bucket(waited).to_string()).await?;
    }
    sqlx::query(OF_A_TALK)
        .bind(session)
        .bind(day.to_string())
        .execute(connection)
        .await
        .map(drop)
}

/// The counsellor's first answer came; a later one is not the first.
pub(crate) async fn answered(
    connection: &mut SqliteConnection,
    session: SessionId,
    after_millis: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE sessions SET answered_after = $2 WHERE id = $1 AND answered_after IS NULL")
        .bind(number(session))
        .bind(after_millis)
        .execute(connection)
        .await
        .map(drop)
}

/// Somebody was told of a service on the phone; of the rest of a phone talk the reports say nothing.
pub(crate) async fn on_the_phone(
    connection: &mut SqliteConnection,
    day: Date,
    trace: &Trace,
) -> Result<(), sqlx::Error> {
    match trace {
        Trace::Referral(service) => add(connection, day, "phone", service).await,
        _ => Ok(()),
    }
}

/// A search found nothing.
pub(crate) async fn found_nothing(
    connection: &mut SqliteConnection,
    day: Date,
) -> Result<(), sqlx::Error> {
    add(connection, day, "search", "").await
}

async fn add(
    connection: &mut SqliteConnection,
    day: Date,
    kind: &'static str,
    what: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO talk_counts (day, kind, what, talks) VALUES ($1, $2, $3, 1)
         ON CONFLICT DO UPDATE SET talks = talks + 1",
    )
    .bind(day.to_string())
    .bind(kind)
    .bind(what.to_owned())
    .execute(connection)
    .await
    .map(drop)
}

/// The seconds within which an answer came.
fn bucket(millis: i64) -> u64 {
    let seconds = millis.max(0).unsigned_abs().div_ceil(1000);
    let within = WAITS.into_iter().find(|most| seconds <= *most);
    within.unwrap_or(WAITS[WAITS.len() - 1])
}
