//! One writer, any number of readers: a saved article can be found within a second, and nobody ever
//! sees half a change.

use crate::search::Index;
use crate::store::{Change, Store, StoreError, Wanting};
use crate::synonyms::Synonyms;
use articles::{Article, ArticleId, Library};
use language::Embedding;
use std::collections::HashSet;
use std::path::Path;
use std::sync::mpsc::{
    Receiver, RecvTimeoutError, SyncSender, TryRecvError, TrySendError, sync_channel,
};
use std::sync::{Arc, PoisonError, RwLock};
use std::thread::JoinHandle;
use std::time::Duration;
use taxonomy::GuidanceModel;

/// Saves that may wait; the next is refused at once and may be tried again.
const WAITING: usize = 64;
/// Saves that share one commit: a commit is some twenty waits for the disk however much is in it.
const TOGETHER: usize = 64;
/// So long a save waits for its commit before it is told that it is late.
const DEADLINE: Duration = Duration::from_secs(10);
/// The same for a whole library: ten thousand articles are read in well under a minute.
const DEADLINE_FOR_ALL: Duration = Duration::from_secs(600);

/// Why a change was not acknowledged.
#[derive(Debug, thiserror::Error)]
pub enum NotSaved {
    /// Too many changes are waiting.
    #[error("too many changes to the search index are waiting; try again")]
    Busy,
    /// It has not been written in time. It may still be.
    #[error("the search index did not take the change in time")]
    Late,
    /// It could not be written, or not be made searchable; what was there is searched still.
    #[error(transparent)]
    Failed(#[from] Arc<StoreError>),
    /// The writer has stopped.
    #[error("the search index takes no more changes")]
    Stopped,
}

/// Makes the vector of a passage or a card; blocks for as long as it takes.
pub type Embed = Box<dyn Fn(&str) -> Embedding + Send>;

/// Articles whose vectors are committed together.
const LEARNT_TOGETHER: usize = 32;

type Answer = Result<(), Arc<StoreError>>;

struct Job {
    changes: Vec<Change>,
    done: SyncSender<Answer>,
}

/// The only one that changes the index. Dropping it finishes what is waiting.
pub struct Writer {
    jobs: Option<SyncSender<Job>>,
    thread: Option<JoinHandle<()>>,
    reader: Reader,
}

/// What is searched: always the newest whole snapshot.
#[derive(Clone)]
pub struct Reader(Arc<RwLock<Arc<Index>>>);

impl Reader {
    /// A reader of one snapshot that never changes.
    pub fn of(index: Index) -> Self {
        Self(Arc::new(RwLock::new(Arc::new(index))))
    }

    /// The snapshot of now; keep it for as long as one answer takes.
    pub fn now(&self) -> Arc<Index> {
        let index = self.0.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&index)
    }

    fn publish(&self, index: Index) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(index);
    }
}

impl Writer {
    /// Opens the index in a folder, made if there is none; without a folder it lives in memory. With
    /// `embed` every article gets vectors as well, while nothing else is waiting; until then, and
    /// without it, it is found by its words.
    ///
    /// # Errors
    /// If the folder cannot be used, is of another version, or another process writes to it.
    pub fn open(
        folder: Option<&Path>,
        model: &GuidanceModel,
        embed: Option<Embed>,
    ) -> Result<Self, StoreError> {
        let store = Store::open(folder, model)?;
        let first = store
            .snapshot()
            .map_err(|error| StoreError::NotWritten(error.to_string()))?;
        let reader = Reader::of(first);
        let (jobs, waiting) = sync_channel(WAITING);
        let published = reader.clone();
        let thread = std::thread::Builder::new()
            .name("index-writer".to_owned())
            .spawn(move || write(store, &waiting, &published, embed.as_ref()))
            .map_err(|error| StoreError::NotWritten(error.to_string()))?;
        Ok(Self {
            jobs: Some(jobs),
            thread: Some(thread),
            reader,
        })
    }

    /// Where to search.
    pub fn reader(&self) -> Reader {
        self.reader.clone()
    }

    /// Saves an article in place of the one with its id. When this returns it is on disk and can be
    /// found. Blocks for about a tenth of a second.
    ///
    /// # Errors
    /// If it was not saved, or not in time.
    pub fn put(&self, article: Article) -> Result<(), NotSaved> {
        self.change(vec![Change::Put(Arc::new(article))], DEADLINE)
    }

    /// Takes an article out.
    ///
    /// # Errors
    /// As [`Writer::put`].
    pub fn remove(&self, id: ArticleId) -> Result<(), NotSaved> {
        self.change(vec![Change::Remove(id)], DEADLINE)
    }

    /// Makes the index hold exactly the articles of a library and know its synonyms, all at once. Articles that it holds
    /// unchanged are not read again.
    ///
    /// # Errors
    /// As [`Writer::put`].
    pub fn hold(&self, library: &Library) -> Result<(), NotSaved> {
        let now = self.reader.now();
        let mut changes: Vec<Change> = library
            .articles()
            .filter(|article| now.article(&article.id).is_none_or(|held| held != *article))
            .map(|article| Change::Put(Arc::clone(article)))
            .collect();
        let wanted: HashSet<&ArticleId> = library.articles().map(|article| &article.id).collect();
        let gone = now.articles().filter(|held| !wanted.contains(&held.id));
        changes.extend(gone.map(|held| Change::Remove(held.id.clone())));
        if !now.engine.synonyms.are_of(library.synonyms()) {
            let synonyms = Synonyms::read(library.synonyms());
            changes.push(Change::Expand(Arc::new(synonyms)));
        }
        if changes.is_empty() {
            return Ok(());
        }
        self.change(changes, DEADLINE_FOR_ALL)
    }

    fn change(&self, changes: Vec<Change>, deadline: Duration) -> Result<(), NotSaved> {
        let (done, answer) = sync_channel(1);
        let jobs = self.jobs.as_ref().ok_or(NotSaved::Stopped)?;
        jobs.try_send(Job { changes, done })
            .map_err(|error| match error {
                TrySendError::Full(_) => NotSaved::Busy,
                TrySendError::Disconnected(_) => NotSaved::Stopped,
            })?;
        match answer.recv_timeout(deadline) {
            Ok(answer) => answer.map_err(NotSaved::Failed),
            Err(RecvTimeoutError::Timeout) => Err(NotSaved::Late),
            Err(RecvTimeoutError::Disconnected) => Err(NotSaved::Stopped),
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            // A writer that panicked has said so already.
            let _ = thread.join();
        }
    }
}

/// Takes jobs as they come, those that wait together in one commit; while none waits, makes vectors.
fn write(mut store: Store, waiting: &Receiver<Job>, published: &Reader, mut embed: Option<&Embed>) {
    let mut learnt: Vec<(Wanting, Vec<Embedding>)> = Vec::new();
    loop {
        let without: Vec<Wanting> = learnt.iter().map(|(one, _)| one.clone()).collect();
        let next = embed.and_then(|embed| Some((embed, store.wanting(&without)?)));
        let job = match &next {
            Some(_) => waiting
                .try_recv()
                .map_err(|error| error == TryRecvError::Disconnected),
            None if learnt.is_empty() => waiting.recv().map_err(|_| true),
            None => Err(false),
        };
        match (job, next) {
            (Ok(first), _) => {
                let more = waiting.try_iter().take(TOGETHER - 1);
                answer(std::iter::once(first).chain(more), &mut store, published);
            }
            (Err(true), _) => return,
            (Err(false), Some((embed, (one, passages)))) if learnt.len() < LEARNT_TOGETHER => {
                let vectors = passages.iter().map(|passage| embed(passage)).collect();
                learnt.push((one, vectors));
            }
            (Err(false), _) => {
                let learn = learnt
                    .drain(..)
                    .map(|(one, vectors)| Change::Learn(one, vectors));
                if let Ok(index) = store.change(&learn.collect::<Vec<_>>()) {
                    published.publish(index);
                } else {
                    // What cannot be written now will not be in a moment: words alone go on.
                    embed = None;
                }
            }
        }
    }
}

/// Makes the changes of some jobs in one commit and tells each of them.
fn answer(jobs: impl Iterator<Item = Job>, store: &mut Store, published: &Reader) {
    let (mut changes, mut done) = (Vec::new(), Vec::new());
    for job in jobs {
        changes.extend(job.changes);
        done.push(job.done);
    }
    let answer = match store.change(&changes) {
        Ok(index) => {
            published.publish(index);
            Ok(())
        }
        Err(error) => Err(Arc::new(error)),
    };
    for done in done {
        // Whoever asked may have stopped waiting.
        let _ = done.send(answer.clone());
    }
}
