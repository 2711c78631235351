//! All live chats, followed once for all who are told: each event is written once, numbered, kept for a
//! while for those who come back, and handed to everybody.

use super::telling::{how, live};
use crate::wire::events::{After, Event, How, Live, Why};
use axum::extract::ws::Utf8Bytes;
use chat::{Clock, SessionId, Timestamp};
use session::{Change, Sessions, View};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::broadcast::{self, error::RecvError};

/// Hears every event, in order, with the lock held: it must not wait.
pub type Outlet = Arc<dyn Fn(&Event) + Send + Sync>;

/// What other programs are told of the live chats; cheap to clone.
#[derive(Clone)]
pub struct Events(Arc<Inner>);

struct Inner {
    sessions: Sessions,
    clock: Clock,
    epoch: Arc<str>,
    keep: usize,
    outlets: Vec<Outlet>,
    /// Taken before the follower is started.
    changes: Mutex<Option<broadcast::Receiver<Change>>>,
    told: Mutex<Told>,
    frames: broadcast::Sender<Utf8Bytes>,
}

#[derive(Default)]
struct Told {
    /// The number of the newest event.
    seq: u64,
    /// The newest events, the last of this number.
    kept: VecDeque<Utf8Bytes>,
    /// The live chats as they have been told.
    live: BTreeMap<SessionId, (Timestamp, Live)>,
}

/// How a subscriber begins.
pub(super) struct Beginning {
    /// The number of the newest event.
    pub(super) seq: u64,
    pub(super) first: First,
    /// Everything after it.
    pub(super) frames: broadcast::Receiver<Utf8Bytes>,
}

/// What a subscriber gets first.
pub(super) enum First {
    Missed(Vec<Utf8Bytes>),
    Snapshot(Why, Vec<Live>),
}

impl Events {
    /// What is told of these chats: those that are live now are known, and no event tells of them.
    /// `queue` events at most wait for a subscriber, and `keep` for one that comes back. Nothing is
    /// followed before [`Events::follow`] is.
    pub fn new(
        sessions: Sessions,
        clock: Clock,
        epoch: Arc<str>,
        (keep, queue): (usize, usize),
        outlets: Vec<Outlet>,
    ) -> Self {
        let changes = sessions.changes();
        let known = sessions.views().into_iter();
        let told = Told {
            live: known
                .map(|view| (view.id, (view.opened, live(&view))))
                .collect(),
            ..Told::default()
        };
        Self(Arc::new(Inner {
            sessions,
            clock,
            epoch,
            keep,
            outlets,
            changes: Mutex::new(Some(changes)),
            told: Mutex::new(told),
            frames: broadcast::channel(queue.max(1)).0,
        }))
    }

    /// Follows the chats until they are gone.
    pub async fn follow(self) {
        let taken = self.0.changes.lock();
        let taken = taken.unwrap_or_else(PoisonError::into_inner).take();
        let Some(mut changes) = taken else { return };
        loop {
            match changes.recv().await {
                Ok(Change::Session(id)) => {
                    if let Some(view) = self.0.sessions.view(id) {
                        self.look(&mut self.told(), &view);
                    }
                }
                Ok(Change::Gone {
                    id, how: ended, at, ..
                }) => self.gone(id, how(ended), at),
                Ok(Change::Feed(_)) => {}
                Err(RecvError::Lagged(_)) => self.look_at_all(),
                Err(RecvError::Closed) => return,
            }
        }
    }

    /// Our epoch.
    pub(super) fn epoch(&self) -> String {
        self.0.epoch.as_ref().to_owned()
    }

    /// Our clock.
    pub(super) fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// Where a subscriber begins that had come so far, if it had been here before.
    pub(super) fn begin(&self, after: Option<&After>) -> Beginning {
        let told = self.told();
        // Under the same lock as the first frames, so that nothing falls between the two.
        let frames = self.0.frames.subscribe();
        let first = match after {
            None => Err(Why::First),
            Some(after) if *after.epoch != *self.0.epoch => Err(Why::OtherEpoch),
            Some(after) => told.since(after.seq).ok_or(Why::TooOld),
        };
        let first = match first {
            Ok(missed) => First::Missed(missed),
            Err(why) => First::Snapshot(why, told.all()),
        };
        let seq = told.seq;
        Beginning { seq, first, frames }
    }

    fn look_at_all(&self) {
        let views = self.0.sessions.views();
        let mut told = self.told();
        let gone: Vec<_> = told.live.keys().copied().collect();
        let gone = gone.into_iter();
        for id in gone.filter(|id| !views.iter().any(|view| view.id == *id)) {
            self.end(&mut told, id, How::Unseen, self.now());
        }
        for view in views {
            self.look(&mut told, &view);
        }
    }

    /// Tells what of a chat is other than it was told.
    fn look(&self, told: &mut Told, view: &View) {
        let now = live(view);
        let session = now.session.clone();
        let reading = now.reading.clone();
        let was = told.live.insert(view.id, (view.opened, now));
        if was.is_none() {
            let session = session.clone();
            let at = view.opened.millis();
            self.tell(told, |seq| Event::SessionStarted { seq, at, session });
        }
        let other = was.and_then(|(_, was)| was.reading) != reading;
        if let Some(reading) = reading.filter(|_| other) {
            let (at, reading) = (self.now().millis(), Box::new(reading));
            self.tell(told, |seq| Event::ReadingChanged {
                seq,
                at,
                session,
                reading,
            });
        }
    }

    fn gone(&self, id: SessionId, how: How, at: Timestamp) {
        self.end(&mut self.told(), id, how, at);
    }

    fn end(&self, told: &mut Told, id: SessionId, how: How, at: Timestamp) {
        // A chat that came and went unseen is not told of.
        let Some((_, Live { session, .. })) = told.live.remove(&id) else {
            return;
        };
        let at = at.millis();
        self.tell(told, |seq| Event::SessionEnded {
            seq,
            at,
            session,
            how,
        });
    }

    fn tell(&self, told: &mut Told, event: impl FnOnce(u64) -> Event) {
        told.seq += 1;
        let event = event(told.seq);
        let text = serde_json::to_string(&event).expect("wire types are plain data");
        let frame = Utf8Bytes::from(text);
        told.kept.push_back(frame.clone());
        if told.kept.len() > self.0.keep {
            told.kept.pop_front();
        }
        for outlet in &self.0.outlets {
            outlet(&event);
        }
        let _ = self.0.frames.send(frame); // an error means that nobody is there
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        self.0.told.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Told {
    /// The events after this one; none if some of them are kept no more, or it never was.
    fn since(&self, seq: u64) -> Option<Vec<Utf8Bytes>> {
        let missed = usize::try_from(self.seq.checked_sub(seq)?).ok()?;
        let from = self.kept.len().checked_sub(missed)?;
        Some(self.kept.range(from..).cloned().collect())
    }

    /// All live chats, oldest first.
    fn all(&self) -> Vec<Live> {
        let mut all: Vec<_> = self.live.values().collect();
        all.sort_by_key(|(opened, _)| *opened);
        all.into_iter().map(|(_, live)| live.clone()).collect()
    }
}
