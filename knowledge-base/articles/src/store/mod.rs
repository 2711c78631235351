//! `ik.db`: every file of the knowledge base with all its versions, and what editors do with it.
//!
//! Invariants
//! - What was acknowledged is on disk (WAL, `synchronous=FULL`); half a change is never seen.
//! - Versions and events are never changed or deleted; whatever somebody wrote can be had back.
//! - The published text of an article changes by being published and in no other way.
//! - Everybody reads one [`Snapshot`], exchanged whole after each commit.
//! - No clock: whoever changes something brings the time.

mod change;
mod confirming;
mod documents;
mod drafts;
mod entry;
mod error;
mod favourites;
mod history;
mod merging;
mod moving;
mod news;
mod open;
mod owning;
mod promoting;
mod prompt_file;
mod prompts;
mod proposals;
mod reports;
mod rules;
mod saving;
mod snapshot;
mod steps;
mod verify;
mod wording;

pub use confirming::{As, Receipts};
pub use documents::{DocumentRow, DocumentText};
pub use drafts::Draft;
pub use entry::{Due, DueBecause, Entry, Facts, Freshness, Stage, State};
pub use error::StoreError;
pub use favourites::Favourite;
pub use history::{Comparison, Happened, VersionRow, VersionText};
pub use merging::{Clash, FieldMerge, MergeState};
pub use moving::{Import, Imported, Refused};
pub use news::News;
pub use owning::Owner;
pub use prompts::PromptFields;
pub use proposals::{Decision, Proposal};
pub use reports::{NewReport, Report, ReportChange, ReportFilter, Reports};
pub use rules::Rules;
pub use saving::{Tag, Whole, day};
pub use snapshot::Snapshot;
pub use steps::Step;
pub use verify::Verdict;
pub use wording::Wording;

use arc_swap::ArcSwap;
use change::Writing;
use jiff::Timestamp;
use sqlx::sqlite::SqlitePool;
use std::path::Path;
use std::sync::Arc;
use taxonomy::GuidanceModel;
use tokio::sync::{Mutex, Semaphore, watch};

/// Changes that may wait for the one that is being written; the next is refused.
const WAITING: usize = 256;

/// The knowledge base as it is kept; cheap to clone.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    writer: Arc<Mutex<Writing>>,
    waiting: Semaphore,
    readers: SqlitePool,
    snapshot: ArcSwap<Snapshot>,
    /// What everybody keeps for themselves.
    kept: ArcSwap<favourites::Kept>,
    changed: watch::Sender<u64>,
    model: Arc<GuidanceModel>,
    rules: Rules,
}

impl Store {
    /// Opens `ik.db` in a folder. If there is none it is made and takes `first`, the files that a
    /// service begins with.
    ///
    /// # Errors
    /// If it cannot be opened, is of a newer program, or cannot be read.
    pub async fn open<'f>(
        folder: &Path,
        model: Arc<GuidanceModel>,
        rules: Rules,
        first: impl Iterator<Item = (&'f str, &'f str)> + Send,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let mut connection = open::writer(folder).await?;
        moving::begin_with(&mut connection, first, &model, now).await?;
        let readers = open::readers(folder).await?;
        let mut writing = Writing::new(connection).await?;
        let snapshot = snapshot::read(writing.reading(), &model).await?;
        let kept = favourites::kept(writing.reading(), None).await?;
        let store = Self(Arc::new(Inner {
            kept: ArcSwap::from_pointee(kept),
            writer: Arc::new(Mutex::new(writing)),
            waiting: Semaphore::new(WAITING),
            readers,
            snapshot: ArcSwap::from_pointee(snapshot),
            changed: watch::Sender::new(0),
            model,
            rules,
        }));
        Ok(store)
    }

    /// The knowledge base of now; keep it for as long as one answer takes.
    pub fn now(&self) -> Arc<Snapshot> {
        self.0.snapshot.load_full()
    }

    /// Wakes whenever there is a new snapshot.
    pub fn changed(&self) -> watch::Receiver<u64> {
        self.0.changed.subscribe()
    }

    /// What this service has decided for itself.
    pub fn rules(&self) -> &Rules {
        &self.0.rules
    }

    /// The guidance model that articles are checked against.
    pub fn model(&self) -> &GuidanceModel {
        &self.0.model
    }
}
