//! What was done beside a chat, without a word of it; and the same of phone talks, as counts of a day.

use crate::error::JournalError;
use crate::keys::EventKey;
use crate::open::{connect_to_read, key, number};
use chat::{SessionId, Timestamp};
use jiff::civil::Date;
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{Connection, Row};
use std::collections::BTreeMap;
use std::path::Path;

/// One thing that was done, or that stood before the counsellor. The caller knows that there is such a
/// prompt, article or service: nothing else may get here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trace {
    /// A prompt came before the counsellor; in a chat only, and once.
    PromptOffered(String),
    /// An article did; in a chat only, and once.
    ArticleOffered(String),
    /// A prompt was copied; once in a chat.
    PromptCopied(String),
    /// An article was opened, or something of it copied; once in a chat.
    ArticleUsed(String),
    /// The veisøker was told of a service.
    Referral(String),
    /// A message to come back to; in a chat only.
    Pinned {
        /// Its number when it was pinned, the first message being 1.
        message: usize,
        /// Which message.
        event: EventKey,
    },
    /// The chat is to be taken along to kollegaveiledning; in a chat only.
    Bookmarked,
    /// Its counsellor marked it as not meant seriously; in a chat only.
    Prank,
}

impl Trace {
    fn kind(&self) -> &'static str {
        match self {
            Self::PromptOffered(_) => "prompt_offered",
            Self::ArticleOffered(_) => "article_offered",
            Self::PromptCopied(_) => "prompt_copied",
            Self::ArticleUsed(_) => "article_used",
            Self::Referral(_) => "referral",
            Self::Pinned { .. } => "pinned",
            Self::Bookmarked => "bookmarked",
            Self::Prank => "prank",
        }
    }

    fn what(&self) -> String {
        match self {
            Self::PromptOffered(id)
            | Self::ArticleOffered(id)
            | Self::PromptCopied(id)
            | Self::ArticleUsed(id)
            | Self::Referral(id) => id.clone(),
            Self::Pinned { message, .. } => message.to_string(),
            Self::Bookmarked | Self::Prank => String::new(),
        }
    }

    /// `None` for a row that no version of this program has written.
    fn of(row: &SqliteRow) -> Option<Self> {
        let (kind, what): (String, String) = (row.get(1), row.get(2));
        Some(match kind.as_str() {
            "prompt_offered" => Self::PromptOffered(what),
            "article_offered" => Self::ArticleOffered(what),
            "prompt_copied" => Self::PromptCopied(what),
            "article_used" => Self::ArticleUsed(what),
            "referral" => Self::Referral(what),
            "pinned" => Self::Pinned {
                message: what.parse().ok()?,
                event: key(row, 3),
            },
            "bookmarked" => Self::Bookmarked,
            "prank" => Self::Prank,
            _ => return None,
        })
    }
}

/// A trace of a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traced {
    /// When; of a pin, when its message was written.
    pub at: Timestamp,
    /// What.
    pub trace: Trace,
}

/// Leaves a trace in a chat.
pub(crate) async fn leave(
    connection: &mut SqliteConnection,
    session: SessionId,
    day: Date,
    traced: &Traced,
) -> Result<(), sqlx::Error> {
    let event = match &traced.trace {
        Trace::Pinned { event, .. } => Some(event.0.to_vec()),
        _ => None,
    };
    sqlx::query(
        "INSERT INTO traces (session, day, at, kind, what, event) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT DO NOTHING",
    )
    .bind(number(session))
    .bind(day.to_string())
    .bind(traced.at.millis())
    .bind(traced.trace.kind())
    .bind(traced.trace.what())
    .bind(event)
    .execute(connection)
    .await
    .map(drop)
}

/// Takes the newest of these back; of a pin, the message counts and not its number.
pub(crate) async fn take_back(
    connection: &mut SqliteConnection,
    session: SessionId,
    trace: &Trace,
) -> Result<(), sqlx::Error> {
    let query = match trace {
        Trace::Pinned { event, .. } => {
            sqlx::query("DELETE FROM traces WHERE session = $1 AND event = $2")
                .bind(number(session))
                .bind(event.0.to_vec())
        }
        other => sqlx::query(
            "DELETE FROM traces WHERE id =
             (SELECT max(id) FROM traces WHERE session = $1 AND kind = $2 AND what = $3)",
        )
        .bind(number(session))
        .bind(other.kind())
        .bind(other.what()),
    };
    query.execute(connection).await.map(drop)
}

/// Counts what was done in a phone talk.
pub(crate) async fn count(
    connection: &mut SqliteConnection,
    day: Date,
    trace: &Trace,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO traces (day, kind, what) VALUES ($1, $2, $3)
         ON CONFLICT DO UPDATE SET times = times + 1",
    )
    .bind(day.to_string())
    .bind(trace.kind())
    .bind(trace.what())
    .execute(connection)
    .await
    .map(drop)
}

/// A message was taken back: its pin goes.
pub(crate) async fn withdraw(
    connection: &mut SqliteConnection,
    conversation: EventKey,
    event: EventKey,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "DELETE FROM traces WHERE event = $2
         AND session IN (SELECT id FROM sessions WHERE conversation = $1)",
    )
    .bind(conversation.0.to_vec())
    .bind(event.0.to_vec())
    .execute(connection)
    .await
    .map(drop)
}

/// Deletes the counts of a day and of those before it; what belongs to a chat goes with the chat.
pub(crate) async fn forget(
    connection: &mut SqliteConnection,
    until: Date,
) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM traces WHERE session IS NULL AND day <= $1")
        .bind(until.to_string())
        .execute(connection)
        .await
        .map(drop)
}

/// The traces of one chat, oldest first.
pub(crate) async fn of_session(
    connection: &mut SqliteConnection,
    session: i64,
) -> Result<Vec<Traced>, sqlx::Error> {
    let rows =
        sqlx::query("SELECT at, kind, what, event FROM traces WHERE session = $1 ORDER BY id")
            .bind(session)
            .fetch_all(connection)
            .await?;
    let traced = |row: &SqliteRow| {
        Some(Traced {
            at: Timestamp::from_millis(row.get(0)),
            trace: Trace::of(row)?,
        })
    };
    Ok(rows.iter().filter_map(traced).collect())
}

/// The same, while the journal is open elsewhere.
pub(crate) async fn read(folder: &Path, session: SessionId) -> Result<Vec<Traced>, JournalError> {
    let path = folder.join("journal.db");
    let (mut connection, _) = connect_to_read(&path).await?;
    let traces = of_session(&mut connection, number(session))
        .await
        .map_err(|error| JournalError::Database(path.display().to_string(), error))?;
    // Nothing was written, so nothing can be lost here.
    let _ = connection.close().await;
    Ok(traces)
}

/// How often somebody was told of each service since a day, in chats and on the phone.
pub(crate) async fn referrals(
    folder: &Path,
    since: Date,
) -> Result<BTreeMap<String, u64>, JournalError> {
    let path = folder.join("journal.db");
    let (mut connection, _) = connect_to_read(&path).await?;
    let rows = sqlx::query(
        "SELECT what, sum(times) FROM traces WHERE kind = 'referral' AND day >= $1 GROUP BY what",
    )
    .bind(since.to_string())
    .fetch_all(&mut connection)
    .await
    .map_err(|error| JournalError::Database(path.display().to_string(), error))?;
    // Nothing was written, so nothing can be lost here.
    let _ = connection.close().await;
    let counted = |row: &SqliteRow| (row.get(0), row.get::<i64, _>(1).unsigned_abs());
    Ok(rows.iter().map(counted).collect())
}
