//! Reflection logs: ciphers that only their owners can open, and the locks that the owners open them by.

use crate::acts::{Denied, Done, InsteadOf};
use crate::error::JournalError;
use crate::keys::OwnerKey;
use crate::open::connect_to_read;
use jiff::civil::Date;
use sqlx::sqlite::SqliteConnection;
use sqlx::{Connection, Row};
use std::fmt;
use std::path::Path;

/// Entries that one log holds.
pub const MOST_ENTRIES: i64 = 2_000;
/// Bytes that the entries of one log hold together: a log is read whole.
pub const LARGEST_LOG: i64 = 16 * 1024 * 1024;

/// The locks of a log as JSON: what they are is the browser's affair.
#[derive(Clone, PartialEq, Eq)]
pub struct Locks(pub String);

impl fmt::Debug for Locks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Locks([secret])")
    }
}

/// An entry to write.
#[derive(Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// Its id, drawn in the browser.
    pub id: [u8; 16],
    /// The day; an entry that is there keeps its own.
    pub day: Date,
    /// The nonce of its cipher.
    pub nonce: [u8; 12],
    /// The cipher.
    pub cipher: Vec<u8>,
}

impl fmt::Debug for NewEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[entry; {} bytes]", self.cipher.len())
    }
}

/// An entry as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its version.
    pub version: u32,
    /// What was written.
    pub entry: NewEntry,
}

async fn version(
    connection: &mut SqliteConnection,
    owner: OwnerKey,
    entry: Option<[u8; 16]>,
) -> Result<Option<u32>, sqlx::Error> {
    let found: Option<i64> = match entry {
        None => {
            let locks = sqlx::query_scalar("SELECT version FROM log_keys WHERE owner = $1");
            let locks = locks.bind(owner.0.to_vec());
            locks.fetch_optional(connection).await?
        }
        Some(id) => {
            let entry =
                sqlx::query_scalar("SELECT version FROM log_entries WHERE owner = $1 AND id = $2");
            let entry = entry.bind(owner.0.to_vec()).bind(id.to_vec());
            entry.fetch_optional(connection).await?
        }
    };
    Ok(found.and_then(|version| u32::try_from(version).ok()))
}

/// The version that follows, if the change was made from what is there.
fn next(instead_of: InsteadOf, there: Option<u32>, first: u32) -> Done {
    match (instead_of, there) {
        (InsteadOf::Nothing, None) => Ok(first),
        (InsteadOf::Version(from), Some(there)) if from == there => Ok(there.saturating_add(1)),
        (_, there) => Err(Denied::Changed(there)),
    }
}

pub(crate) async fn keep_locks(
    connection: &mut SqliteConnection,
    owner: OwnerKey,
    instead_of: InsteadOf,
    locks: &Locks,
) -> Result<Done, sqlx::Error> {
    let there = version(connection, owner, None).await?;
    // Drawn, so that a page which still holds the locks of a log that was deleted cannot put them in the
    // place of those of the log that came after it.
    let first = 1 + (rand::random::<u32>() >> 8);
    let Ok(next) = next(instead_of, there, first) else {
        return Ok(Err(Denied::Changed(there)));
    };
    sqlx::query(
        "INSERT INTO log_keys (owner, version, locks) VALUES ($1, $2, $3)
         ON CONFLICT DO UPDATE SET version = $2, locks = $3",
    )
    .bind(owner.0.to_vec())
    .bind(i64::from(next))
    .bind(locks.0.clone())
    .execute(connection)
    .await?;
    Ok(Ok(next))
}

pub(crate) async fn keep_entry(
    connection: &mut SqliteConnection,
    owner: OwnerKey,
    instead_of: InsteadOf,
    entry: &NewEntry,
) -> Result<Done, sqlx::Error> {
    if version(connection, owner, None).await?.is_none() {
        return Ok(Err(Denied::NoLocks));
    }
    let there = version(connection, owner, Some(entry.id)).await?;
    let Ok(next) = next(instead_of, there, 1) else {
        return Ok(Err(Denied::Changed(there)));
    };
    let others = sqlx::query(
        "SELECT count(*), coalesce(sum(length(cipher)), 0) FROM log_entries WHERE owner = $1 AND id <> $2",
    )
    .bind(owner.0.to_vec())
    .bind(entry.id.to_vec())
    .fetch_one(&mut *connection)
    .await?;
    let (entries, bytes): (i64, i64) = (others.get(0), others.get(1));
    let length = i64::try_from(entry.cipher.len()).unwrap_or(i64::MAX);
    if entries >= MOST_ENTRIES || bytes.saturating_add(length) > LARGEST_LOG {
        return Ok(Err(Denied::Full));
    }
    sqlx::query(
        "INSERT INTO log_entries (owner, id, day, version, nonce, cipher) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT DO UPDATE SET version = $4, nonce = $5, cipher = $6",
    )
    .bind(owner.0.to_vec())
    .bind(entry.id.to_vec())
    .bind(entry.day.to_string())
    .bind(i64::from(next))
    .bind(entry.nonce.to_vec())
    .bind(entry.cipher.clone())
    .execute(connection)
    .await?;
    Ok(Ok(next))
}

pub(crate) async fn drop_all(
    connection: &mut SqliteConnection,
    owner: OwnerKey,
) -> Result<Done, sqlx::Error> {
    for table in [
        "DELETE FROM log_entries WHERE owner = $1",
        "DELETE FROM log_keys WHERE owner = $1",
    ] {
        let gone = sqlx::query(table).bind(owner.0.to_vec());
        gone.execute(&mut *connection).await?;
    }
    Ok(Ok(0))
}

/// The locks of a log with their version, if there is a log.
pub(crate) async fn locks(
    folder: &Path,
    owner: OwnerKey,
) -> Result<Option<(u32, Locks)>, JournalError> {
    let path = folder.join("journal.db");
    let (mut connection, _) = connect_to_read(&path).await?;
    let found = sqlx::query("SELECT version, locks FROM log_keys WHERE owner = $1")
        .bind(owner.0.to_vec())
        .fetch_optional(&mut connection)
        .await
        .map_err(|error| JournalError::Database(path.display().to_string(), error))?;
    // Nothing was written, so nothing can be lost here.
    let _ = connection.close().await;
    Ok(found.and_then(|row| {
        let version = u32::try_from(row.get::<i64, _>(0)).ok()?;
        Some((version, Locks(row.get(1))))
    }))
}

/// The entries of a log, the newest day first.
pub(crate) async fn entries(folder: &Path, owner: OwnerKey) -> Result<Vec<Entry>, JournalError> {
    let path = folder.join("journal.db");
    let (mut connection, _) = connect_to_read(&path).await?;
    let rows = sqlx::query(
        "SELECT id, day, version, nonce, cipher FROM log_entries WHERE owner = $1 ORDER BY day DESC, id",
    )
    .bind(owner.0.to_vec())
    .fetch_all(&mut connection)
    .await
    .map_err(|error| JournalError::Database(path.display().to_string(), error))?;
    // Nothing was written, so nothing can be lost here.
    let _ = connection.close().await;
    let entry = |row: &sqlx::sqlite::SqliteRow| {
        Some(Entry {
            version: u32::try_from(row.get::<i64, _>(2)).ok()?,
            entry: NewEntry {
                id: row.get::<Vec<u8>, _>(0).try_into().ok()?,
                day: row.get::<String, _>(1).parse().ok()?,
                nonce: row.get::<Vec<u8>, _>(3).try_into().ok()?,
                cipher: row.get(4),
            },
        })
    };
    // A row that no version of this program has written is left out.
    Ok(rows.iter().filter_map(entry).collect())
}
