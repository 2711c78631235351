//! One change: a transaction of the one connection that writes, and a new snapshot after it.

use super::error::StoreError;
use super::{Store, favourites, snapshot};
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
    /// Changes when another process writes to the database.
    others: i64,
}

impl Writing {
    /// Takes the connection before anything is read for the first snapshot.
    pub(crate) async fn new(mut connection: SqliteConnection) -> Result<Self, StoreError> {
        Ok(Self {
            others: data_version(&mut connection).await?,
            connection,
            begun: false,
            stale: false,
        })
    }

    /// The connection, where nothing is changed.
    pub(crate) fn reading(&mut self) -> &mut SqliteConnection {
        &mut self.connection
    }

    /// Undoes a change that nobody has committed. SQLite may have done so itself, when the disk was full
    /// or could not be read; then there is nothing left to undo, and that it says so is no fault.
    async fn undo(&mut self) {
        if std::mem::take(&mut self.begun)
            && let Err(problem) = run(&mut self.connection, "ROLLBACK").await
        {
            tracing::debug!(%problem, "a change was undone already");
        }
    }

    async fn start(&mut self) -> Result<(), StoreError> {
        self.undo().await;
        // If it fails because the one before is there still, that one is undone the next time.
        self.begun = true;
        run(&mut self.connection, "BEGIN IMMEDIATE").await
    }
}

/// A change under way. Dropped without [`Change::commit`], nothing of it happens.
pub(crate) struct Change<'s> {
    store: &'s Store,
    /// There until it is dropped.
    writing: Option<OwnedMutexGuard<Writing>>,
    touched: BTreeSet<String>,
    regrouped: bool,
    /// Whose favourites are changed by this.
    keeps_for: Option<String>,
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
        writing.start().await?;
        self.see_others(&mut writing).await?;
        Ok(Change {
            store: self,
            writing: Some(writing),
            touched: BTreeSet::new(),
            regrouped: false,
            keeps_for: None,
            _seat: seat,
        })
    }
}

impl Store {
    /// Shows what another process has written, such as `ledsager ik import`.
    ///
    /// # Errors
    /// If it cannot be read.
    pub async fn refresh(&self) -> Result<(), StoreError> {
        // Beginning a change is all it takes; nothing is changed.
        self.begin().await.map(drop)
    }

    async fn see_others(&self, writing: &mut Writing) -> Result<(), StoreError> {
        let others = data_version(&mut writing.connection).await?;
        let before = std::mem::replace(&mut writing.others, others);
        if writing.stale || before != others {
            let next = snapshot::read(&mut writing.connection, &self.0.model).await?;
            let kept = favourites::kept(&mut writing.connection, None).await?;
            writing.stale = false;
            self.0.kept.store(Arc::new(kept));
            self.show(next);
        }
        Ok(())
    }

    pub(crate) fn show(&self, next: super::Snapshot) {
        self.0.snapshot.store(Arc::new(next));
        self.0.changed.send_modify(|number| *number += 1);
    }
}

impl Change<'_> {
    /// The connection, inside the transaction.
    pub(crate) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.writing().connection
    }

    fn writing(&mut self) -> &mut Writing {
        self.writing
            .as_mut()
            .expect("it is there until it is dropped")
    }

    /// The snapshot that this change starts from.
    pub(crate) fn before(&self) -> Arc<super::Snapshot> {
        self.store.now()
    }

    /// Says that a document is changed by this, so that the snapshot shows it.
    pub(crate) fn touches(&mut self, document: &str) {
        self.touched.insert(document.to_owned());
    }

    /// Says that this changes who is in a role, so that the snapshot shows it.
    pub(crate) fn regroups(&mut self) {
        self.regrouped = true;
    }

    /// Says that this changes what somebody keeps for themselves.
    pub(crate) fn keeps_for(&mut self, who: &str) {
        self.keeps_for = Some(who.to_owned());
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
        .execute(self.connection())
        .await
        .map(drop)
        .map_err(StoreError::writing)
    }

    /// Makes it durable and shows it to everybody. What no snapshot holds, such as a draft, costs none.
    pub(crate) async fn commit(mut self) -> Result<(), StoreError> {
        let (store, touched) = (self.store, std::mem::take(&mut self.touched));
        let shows = self.regrouped || !touched.is_empty();
        let keeps_for = self.keeps_for.take();
        let writing = self.writing();
        run(&mut writing.connection, "COMMIT").await?;
        writing.begun = false;
        if let Some(who) = keeps_for {
            match favourites::kept(&mut writing.connection, Some(&who)).await {
                Ok(theirs) => {
                    let mut kept = favourites::Kept::clone(&store.0.kept.load());
                    kept.remove(&who);
                    kept.extend(theirs);
                    store.0.kept.store(Arc::new(kept));
                }
                Err(problem) => {
                    writing.stale = true;
                    tracing::error!(%problem, "a favourite is kept but not offered yet");
                }
            }
        }
        if !shows {
            return Ok(());
        }
        let (before, model) = (store.now(), &store.0.model);
        match snapshot::renew(&mut writing.connection, &before, &touched, model).await {
            Ok(next) => store.show(next),
            Err(problem) => {
                // It is kept, and shown with the next change.
                writing.stale = true;
                tracing::error!(%problem, "a change of the knowledge base is kept but not shown yet");
            }
        }
        Ok(())
    }
}

impl Drop for Change<'_> {
    /// Undoes what was not committed, at once, so that another process may write.
    fn drop(&mut self) {
        let Some(mut writing) = self.writing.take().filter(|writing| writing.begun) else {
            return;
        };
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move { writing.undo().await });
        }
    }
}

/// A number that another process's commit changes, and this connection's do not.
async fn data_version(connection: &mut SqliteConnection) -> Result<i64, StoreError> {
    sqlx::query_scalar("PRAGMA data_version")
        .fetch_one(connection)
        .await
        .map_err(StoreError::reading)
}

async fn run(connection: &mut SqliteConnection, sql: &'static str) -> Result<(), StoreError> {
    sqlx::raw_sql(sql)
        .execute(connection)
        .await
        .map(drop)
        .map_err(StoreError::writing)
}
