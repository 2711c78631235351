//! The one writer: a bounded queue, and one commit for all that waits in it.

use crate::acts::{Act, Denied, Done, act};
use crate::aggregates::told::{self, Period, Told};
use crate::cases::{self, Case};
use crate::correction::Correction;
use crate::corrections;
use crate::error::JournalError;
use crate::keys::{EventKey, Keys, OwnerKey};
use crate::log::{self, Entry, Locks};
use crate::moments::{self, Place, Uses};
use crate::open::{OpenSession, connect, ended_conversations, open_sessions};
use crate::practice::{self, PracticeChat};
use crate::record::Record;
use crate::retention::{self, Retained};
use crate::searches::{self, SearchesWithoutHits};
use crate::shift::{self, TextReading};
use crate::statements::write;
use crate::talks::{self, Talk, TalkPath};
use crate::traces::{self, Traced};
use chat::{CounsellorId, SessionId, Timestamp, Words};
use jiff::civil::Date;
use sqlx::Connection;
use sqlx::sqlite::SqliteConnection;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot};

/// So many records wait for the writer; then callers wait.
const QUEUE: usize = 1024;
/// So many records share a commit at most, so that the first is not kept waiting for the last.
const BATCH: usize = 256;

/// A handle to the journal; cheap to clone.
#[derive(Debug, Clone)]
pub struct Journal {
    queue: mpsc::Sender<Wish>,
    keys: Keys,
    folder: Arc<Path>,
}

/// Resolves to `true` when the record is durable, to `false` when it could not be written.
#[derive(Debug)]
pub struct Confirmation(oneshot::Receiver<bool>);

impl Confirmation {
    /// For what needs no writing: durable at once.
    pub fn nothing_to_write() -> Self {
        let (confirm, confirmation) = oneshot::channel();
        let _ = confirm.send(true);
        Self(confirmation)
    }

    /// Waits for the commit.
    pub async fn durable(self) -> bool {
        self.0.await.unwrap_or(false)
    }
}

/// What can be asked of the writer.
#[derive(Debug)]
enum Wish {
    Write(Written),
    Act(Asked),
    Close,
}

#[derive(Debug)]
struct Written {
    record: Record,
    confirm: oneshot::Sender<bool>,
}

#[derive(Debug)]
struct Asked {
    act: Act,
    answer: oneshot::Sender<Done>,
}

/// What the journal remembers at a start.
#[derive(Debug, Default)]
pub struct Remembered {
    /// Sessions that had not ended.
    pub open: Vec<OpenSession>,
    /// Conversations that have, with the events that were heard in them.
    pub ended: HashMap<EventKey, Vec<EventKey>>,
    /// The newest number that a session was called by, and when that session began.
    pub newest_number: Option<(Timestamp, u16)>,
    /// What those on shift go by, as JSON by its name.
    pub shift: BTreeMap<String, Words>,
}

impl Journal {
    /// Opens or makes `journal.db` and the installation key in `folder`, and starts the writer. The
    /// task returned ends when every handle is dropped and all that was queued is written.
    ///
    /// # Errors
    /// If the folder, the key or the database cannot be used.
    pub async fn open(
        folder: &Path,
    ) -> Result<(Self, Remembered, tokio::task::JoinHandle<()>), JournalError> {
        let name = folder.join("journal.db");
        let keys = Keys::open(folder)?;
        let mut connection = connect(&name).await?;
        let failed = |error| JournalError::Database(name.display().to_string(), error);
        let remembered = Remembered {
            open: open_sessions(&mut connection).await.map_err(failed)?,
            ended: ended_conversations(&mut connection).await.map_err(failed)?,
            newest_number: shift::newest_number(&mut connection)
                .await
                .map_err(failed)?,
            shift: shift::kept(&mut connection).await.map_err(failed)?,
        };
        let (queue, waiting) = mpsc::channel(QUEUE);
        let writer = tokio::spawn(Writer { connection }.run(waiting));
        let journal = Self {
            queue,
            keys,
            folder: folder.into(),
        };
        Ok((journal, remembered, writer))
    }

    /// Every correction that is kept, to learn from; in no order that means anything.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn corrections(&self) -> Result<Vec<Correction>, JournalError> {
        corrections::read(&self.folder).await
    }

    /// The same without opening the journal: nothing is written, and a sidecar may be running on
    /// the folder meanwhile.
    ///
    /// # Errors
    /// If there is no journal, or it cannot be read.
    pub async fn corrections_in(folder: &Path) -> Result<Vec<Correction>, JournalError> {
        corrections::read(folder).await
    }

    /// The searches that found nothing since a day, with the words searched for at least so often.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn searches_without_hits(
        &self,
        since: Date,
        at_least: u32,
    ) -> Result<SearchesWithoutHits, JournalError> {
        searches::read(&self.folder, since, at_least).await
    }

    /// Where talks have stood since a day, by phase and knapp.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn places(&self, since: Date) -> Result<Vec<Place>, JournalError> {
        moments::places(&self.folder, since).await
    }

    /// How each article has fared since a day, by its id.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn uses(&self, since: Date) -> Result<HashMap<String, Uses>, JournalError> {
        moments::uses(&self.folder, since).await
    }

    /// What was done beside a chat that is not forgotten, oldest first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn traces(&self, session: SessionId) -> Result<Vec<Traced>, JournalError> {
        traces::read(&self.folder, session).await
    }

    /// How often somebody was told of each service since a day, by its id: in chats and on the phone.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn referrals(&self, since: Date) -> Result<BTreeMap<String, u64>, JournalError> {
        traces::referrals(&self.folder, since).await
    }

    /// What may be told of the talks of a period.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn told(&self, period: Period, today: Date) -> Result<Told, JournalError> {
        told::read(&self.folder, period, today).await
    }

    /// What is kept of each kind, and what the last sweep deleted.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn retained(&self) -> Result<Retained, JournalError> {
        retention::read(&self.folder).await
    }

    /// The talks of a counsellor that are over and not forgotten, the newest first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn talks(&self, of: &CounsellorId) -> Result<Vec<Talk>, JournalError> {
        talks::all(&self.folder, of).await
    }

    /// The way of one of them; `None` for anybody else's, and for one that goes on or is forgotten.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn talk(
        &self,
        of: &CounsellorId,
        id: SessionId,
    ) -> Result<Option<TalkPath>, JournalError> {
        talks::one(&self.folder, of, id).await
    }

    /// The locks of a log with their version, if there is a log.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn log_locks(&self, of: OwnerKey) -> Result<Option<(u32, Locks)>, JournalError> {
        log::locks(&self.folder, of).await
    }

    /// The entries of a log, the newest day first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn log_entries(&self, of: OwnerKey) -> Result<Vec<Entry>, JournalError> {
        log::entries(&self.folder, of).await
    }

    /// The cases that are shared, the newest first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn cases(&self) -> Result<Vec<Case>, JournalError> {
        cases::all(&self.folder).await
    }

    /// Who has opened the text of a chat that was not theirs, from a moment until before another: the
    /// newest first, and of more than 500 the newest alone.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn text_readings(
        &self,
        when: Range<Timestamp>,
    ) -> Result<Vec<TextReading>, JournalError> {
        shift::readings(&self.folder, when).await
    }

    /// The chats to practise on, or the one of a number.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn practice_chats(&self, id: Option<u64>) -> Result<Vec<PracticeChat>, JournalError> {
        practice::read(&self.folder, id).await
    }

    /// Does an act, and tells what came of it once it is durable: the new version, or why not. It waits
    /// in the same queue and shares its commit with all that waits there.
    ///
    /// # Errors
    /// Why it was not done.
    pub async fn act(&self, act: Act) -> Result<u32, Denied> {
        let (answer, done) = oneshot::channel();
        // A writer that is gone drops `answer`, and the act was not written.
        let _ = self.queue.send(Wish::Act(Asked { act, answer })).await;
        done.await.unwrap_or(Err(Denied::NotWritten))
    }

    /// The keys of this installation.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Closes the journal once all that is queued is written; what comes later is not written.
    pub async fn close(&self) {
        // A writer that is gone has closed already.
        let _ = self.queue.send(Wish::Close).await;
    }

    /// Queues a record; waits while the queue is full.
    pub async fn write(&self, record: Record) -> Confirmation {
        let (confirm, confirmation) = oneshot::channel();
        // A writer that is gone drops `confirm`, and the confirmation says "not durable".
        let _ = self
            .queue
            .send(Wish::Write(Written { record, confirm }))
            .await;
        Confirmation(confirmation)
    }

    /// Queues a record that nobody waits for; with the queue full it is dropped, and `false` says so.
    pub fn write_if_room(&self, record: Record) -> bool {
        let (confirm, _) = oneshot::channel();
        let written = Written { record, confirm };
        self.queue.try_send(Wish::Write(written)).is_ok()
    }
}

struct Writer {
    connection: SqliteConnection,
}

impl Writer {
    async fn run(mut self, mut waiting: mpsc::Receiver<Wish>) {
        let mut wishes = Vec::with_capacity(BATCH);
        let mut closing = false;
        while !closing && waiting.recv_many(&mut wishes, BATCH).await > 0 {
            closing = wishes.iter().any(|wish| matches!(wish, Wish::Close));
            let done = match self.commit(&wishes).await {
                Ok(done) => Some(done),
                Err(error) => {
                    // sqlx errors name tables and codes, never bound values.
                    tracing::error!(
                        records = wishes.len(),
                        code = error_code(&error),
                        "the journal cannot be written"
                    );
                    let _ = sqlx::query("ROLLBACK").execute(&mut self.connection).await;
                    None
                }
            };
            let durable = done.is_some();
            let mut done = done.into_iter().flatten();
            for wish in wishes.drain(..) {
                match wish {
                    // Whoever asked may have left meanwhile.
                    Wish::Write(written) => {
                        let _ = written.confirm.send(durable);
                    }
                    Wish::Act(asked) => {
                        let done = done.next().unwrap_or(Err(Denied::NotWritten));
                        let _ = asked.answer.send(done);
                    }
                    Wish::Close => {}
                }
            }
        }
        // Closing brings everything from the write-ahead log into the database.
        let _ = self.connection.close().await;
    }

    /// Writes all of a batch or nothing; gives what came of each act in it.
    async fn commit(&mut self, batch: &[Wish]) -> Result<Vec<Done>, sqlx::Error> {
        let (mut done, mut deletes) = (Vec::new(), false);
        sqlx::query("BEGIN IMMEDIATE")
            .execute(&mut self.connection)
            .await?;
        for wish in batch {
            match wish {
                Wish::Write(written) => {
                    write(&mut self.connection, &written.record).await?;
                    deletes |= written.record.deletes();
                }
                Wish::Act(asked) => {
                    done.push(act(&mut self.connection, &asked.act).await?);
                    deletes |= asked.act.deletes();
                }
                Wish::Close => {}
            }
        }
        sqlx::query("COMMIT").execute(&mut self.connection).await?;
        if deletes {
            // What is deleted must not stay in the write-ahead log; if somebody reads just now, it
            // goes with the next deletion or at the end.
            let _ = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
                .execute(&mut self.connection)
                .await;
        }
        Ok(done)
    }
}

fn error_code(error: &sqlx::Error) -> String {
    error
        .as_database_error()
        .and_then(|e| e.code().map(Into::into))
        .unwrap_or_else(|| "unknown".to_owned())
}
