//! One change: a transaction of the one connection that writes, and a new snapshot after it.

use super::error::StoreError;
use super::{Store, snapshot};
use jiff::Timestamp;
use sqlx::sqlite::SqliteConnection;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedMutexGuard, SemaphorePermit};

/// So long a change waits for those before it.
const FOR_OTHERS: Duration = Duration::from_secs(10);

/// The connection that writes.
pub(crate) struct Writing {
    connection: SqliteConnection,
    /// A change was begun and neither committed nor undone: whoever made it went away.
    begun: bool,
    /// A commit could not be read back; the next snapshot is made from everything.
    stale: bool,
}

impl Writing {
    pub(crate) fn new(connection: SqliteConnection) -> Self {
        Self {
            connection,
            begun: false,
            stale: false,
        }
    }
}

/// A change under way. Dropped without [`Change::commit`], nothing of it happens.
pub(crate) struct Change<'s> {
    store: &'s Store,
    writing: OwnedMutexGuard<Writing>,
    touched: BTreeSet<String>,
    _seat: SemaphorePermit<'s>,
}

impl Store {
    /// Begins a change once those before it are done.
    pub(crate) async fn begin(&self) -> Result<Change<'_>, StoreError> {
        let seat = self.0.waiting.try_acquire();
        let seat = seat.map_err(|_| StoreError::Busy)?;
        let writer = Arc::clone(&self.0.writer).lock_owned();
        let mut writing = tokio::time::timeout(FOR_OTHERS, writer)
            .await
            .map_err(|_| StoreError::Busy)?;
        if writing.begun {
            run(&mut writing.connection, "ROLLBACK").await?;
            writing.begun = false;
        }
        run(&mut writing.connection, "BEGIN IMMEDIATE").await?;
        writing.begun = true;
        Ok(Change {
            store: self,
            writing,
            touched: BTreeSet::new(),
            _seat: seat,
        })
    }
}

impl Change<'_> {
    /// The connection, inside the transaction.
    pub(crate) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.writing.connection
    }

    /// The snapshot that this change starts from.
    pub(crate) fn before(&self) -> Arc<super::Snapshot> {
        self.store.now()
    }

    /// Says that a document is changed by this, so that the snapshot shows it.
    pub(crate) fn touches(&mut self, document: &str) {
        self.touched.insert(document.to_owned());
    }

    /// Notes what happened to a document.
    pub(crate) async fn happened(
        &mut self,
        document: &str,
        what: &str,
        version: Option<u32>,
        reason: &str,
        (who, now): (&str, Timestamp),
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO events (document, at, who, what, version, reason) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(document)
        .bind(now.as_millisecond())
        .bind(who)
        .bind(what)
        .bind(version)
        .bind(reason)
        .execute(&mut self.writing.connection)
        .await
        .map(drop)
        .map_err(StoreError::writing)
    }

    /// Makes it durable and shows it to everybody.
    pub(crate) async fn commit(mut self) -> Result<(), StoreError> {
        let writing = &mut *self.writing;
        run(&mut writing.connection, "COMMIT").await?;
        writing.begun = false;
        let inner = &self.store.0;
        let before = self.store.now();
        let next = if writing.stale {
            snapshot::read(&mut writing.connection, &inner.model).await
        } else {
            let touched = std::mem::take(&mut self.touched);
            snapshot::renew(&mut writing.connection, &before, &touched, &inner.model).await
        };
        match next {
            Ok(next) => {
                writing.stale = false;
                inner.snapshot.store(Arc::new(next));
                inner.changed.send_modify(|number| *number += 1);
            }
            Err(problem) => {
                // It is kept, and shown with the next change.
                writing.stale = true;
                tracing::error!(%problem, "a change of the knowledge base is kept but not shown yet");
            }
        }
        Ok(())
    }
}

async fn run(connection: &mut SqliteConnection, sql: &'static str) -> Result<(), StoreError> {
    sqlx::raw_sql(sql)
        .execute(connection)
        .await
        .map(drop)
        .map_err(StoreError::writing)
}
