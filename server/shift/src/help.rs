//! The help desk: a counsellor asks, whoever leads the shift takes it and answers, either ends it.

mod doors;
mod refusal;
mod request;
#[cfg(test)]
mod tests;

pub use refusal::Refusal;
pub use request::{Kind, Request, Said, Taken};

use crate::Settings;
use chat::{Clock, CounsellorId, Timestamp};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::broadcast;

/// So many requests are open at once; 19 counsellors rarely have three.
const MAX_OPEN: usize = 200;
/// So many of one counsellor.
const MAX_OWN: usize = 5;
/// So many things are said about one request.
const MAX_SAID: usize = 100;
/// One thing said is no longer, in characters.
const MAX_CHARACTERS: usize = 500;
/// All open requests together, in bytes. A board is sent all of them in one frame, and writing them
/// as JSON can double them; a socket parks 512 KiB.
const MAX_BYTES: usize = 224 * 1024;
/// Changes that a page may lag behind before it has to look at everything anew.
const CHANGES: usize = 256;

/// The requests for help that are open; cheap to clone.
#[derive(Debug, Clone)]
pub struct HelpDesk(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    clock: Clock,
    escalate: Duration,
    keep: Duration,
    open: Mutex<Open>,
    changes: broadcast::Sender<CounsellorId>,
}

#[derive(Debug, Default)]
struct Open {
    /// The number of the newest.
    newest: u64,
    /// By number, so oldest first.
    requests: BTreeMap<u64, Arc<Request>>,
    /// What they weigh together.
    bytes: usize,
}

impl Open {
    /// Puts a request there; gives its number.
    fn put(&mut self, request: Request) -> Result<u64, Refusal> {
        let weight = request.weight();
        if self.requests.len() >= MAX_OPEN || self.bytes + weight > MAX_BYTES {
            return Err(Refusal::Full);
        }
        let id = request.id;
        self.newest = id;
        self.bytes += weight;
        self.requests.insert(id, Arc::new(request));
        Ok(id)
    }
}

impl HelpDesk {
    pub(crate) fn new(clock: Clock, settings: &Settings) -> Self {
        Self(Arc::new(Inner {
            clock,
            escalate: settings.escalate,
            keep: settings.keep,
            open: Mutex::default(),
            changes: broadcast::channel(CHANGES).0,
        }))
    }

    /// Whose requests have changed; read them anew then, for the newest is what holds.
    pub fn changes(&self) -> broadcast::Receiver<CounsellorId> {
        self.0.changes.subscribe()
    }

    /// A counsellor's own open requests, oldest first.
    pub fn of(&self, counsellor: &CounsellorId) -> Vec<Arc<Request>> {
        let open = self.open();
        let own = open.requests.values();
        own.filter(|request| request.from.id == *counsellor)
            .cloned()
            .collect()
    }

    /// What has waited too long for anybody, oldest first: for colleagues, who are not shown what is said.
    pub fn wanted(&self) -> Vec<Arc<Request>> {
        let open = self.open();
        let waiting = open.requests.values();
        waiting
            .filter(|request| request.escalated && request.taken().is_none())
            .cloned()
            .collect()
    }

    /// What somebody has taken of others, oldest first.
    pub fn taken_by(&self, who: &CounsellorId) -> Vec<Arc<Request>> {
        let open = self.open();
        let own = |request: &&Arc<Request>| {
            let taken = request.taken();
            taken.is_some_and(|taken| taken.by.id == *who) && request.from.id != *who
        };
        open.requests.values().filter(own).cloned().collect()
    }

    /// All open requests: sparring first, then wishes for a debrief, each oldest first.
    pub fn all(&self) -> Vec<Arc<Request>> {
        let mut all: Vec<_> = self.open().requests.values().cloned().collect();
        all.sort_by_key(|request| request.kind);
        all
    }

    /// Marks what has waited too long and ends what nobody speaks of any more.
    pub(crate) fn look_at_the_clock(&self) {
        let (now, escalate, keep) = (self.0.clock.now(), self.0.escalate, self.0.keep);
        let mut changed = Vec::new();
        let mut open = self.open();
        open.requests.retain(|_, request| {
            let forgotten = request.touched().plus(keep) <= now;
            let waits = match request.taken {
                Err(since) => request.kind == Kind::Sparring && since.plus(escalate) <= now,
                Ok(_) => false,
            };
            if forgotten || (waits && !request.escalated) {
                changed.push(request.from.id.clone());
                Arc::make_mut(request).escalated = true;
            }
            !forgotten
        });
        open.bytes = open.requests.values().map(|request| request.weight()).sum();
        drop(open);
        for whose in changed {
            self.tell(&whose);
        }
    }

    /// Changes one request, or leaves it as it was.
    fn change(
        &self,
        id: u64,
        work: impl FnOnce(&mut Request, Timestamp) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let at = self.0.clock.now();
        let mut open = self.open();
        let before = open.requests.get(&id).ok_or(Refusal::Over)?;
        let mut request = Request::clone(before);
        work(&mut request, at)?;
        if request.said.len() > MAX_SAID {
            return Err(Refusal::Talked);
        }
        let bytes = open.bytes - before.weight() + request.weight();
        if bytes > MAX_BYTES {
            return Err(Refusal::Full);
        }
        open.bytes = bytes;
        let whose = request.from.id.clone();
        open.requests.insert(id, Arc::new(request));
        drop(open);
        self.tell(&whose);
        Ok(())
    }

    fn end_if(
        &self,
        id: u64,
        may: impl FnOnce(&Request) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let mut open = self.open();
        may(open.requests.get(&id).ok_or(Refusal::Over)?)?;
        let ended = open.requests.remove(&id).ok_or(Refusal::Over)?;
        open.bytes -= ended.weight();
        drop(open);
        self.tell(&ended.from.id);
        Ok(())
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.0.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, whose: &CounsellorId) {
        let _ = self.0.changes.send(whose.clone()); // an error means that no page is open
    }
}
