//! The flow of all live chats, followed once for all boards: what changed is written once, and every board
//! is sent the same bytes.

use super::overview::{Besides, overview, silent_since};
use crate::present;
use crate::source_clocks::SourceClocks;
use crate::standing;
use crate::wire::{Feed, Overview, ToShiftLead};
use axum::extract::ws::Utf8Bytes;
use chat::{CounsellorId, SessionId, Timestamp};
use session::{Change, Sessions, State, View};
use shift::rules::Facts;
use shift::{Alert, Kind, Shift};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::broadcast::{self, error::RecvError};
use tokio::time::{Instant, sleep};

/// Frames that a board may lag behind before it is sent everything anew.
const FRAMES: usize = 4096;
/// It is looked so often at least: time alone changes something, too.
const BEAT: Duration = Duration::from_millis(250);
/// And no more often: what changes within it is sent once.
const BREATH: Duration = Duration::from_millis(50);
/// Between two beats that tell boards that they have everything: a board says when none has come for a
/// second, and one or two may be late before.
const TOLD_ALL: Duration = Duration::from_millis(300);

/// What a board is told.
#[derive(Debug, Clone)]
pub(super) enum Told {
    /// A frame, as it is sent.
    Frame(Utf8Bytes),
    /// Something went by unseen: look at everything.
    Anew,
}

/// All live chats as the boards see them; cheap to clone.
#[derive(Clone)]
pub struct Flow(Arc<Inner>);

struct Inner {
    sessions: Sessions,
    shift: Shift,
    clocks: SourceClocks,
    shown: Mutex<Shown>,
    told: broadcast::Sender<Told>,
}

/// What the boards have been told last.
#[derive(Default)]
struct Shown {
    chats: HashMap<SessionId, (Arc<View>, Besides)>,
    feeds: HashMap<String, (bool, i64)>,
    alerts: HashMap<SessionId, Vec<Alert>>,
}

impl Flow {
    /// The flow of these chats; nothing is followed before [`Flow::follow`] is.
    pub fn new(sessions: Sessions, shift: Shift, clocks: SourceClocks) -> Self {
        Self(Arc::new(Inner {
            sessions,
            shift,
            clocks,
            shown: Mutex::default(),
            told: broadcast::channel(FRAMES).0,
        }))
    }

    /// Follows the chats until they are gone.
    pub async fn follow(self) {
        let mut changes = self.0.sessions.changes();
        let mut help = self.0.shift.help.changes();
        let began = Instant::now();
        let mut told_all = began;
        loop {
            tokio::select! {
                // something changed in some chat
                change = changes.recv() => match change {
                    Ok(change) => self.gone(&change),
                    Err(RecvError::Lagged(_)) => self.tell(Told::Anew),
                    Err(RecvError::Closed) => return,
                },
                // somebody asks for help, or is helped
                _ = help.recv() => {}
                // time has passed
                () = sleep(BEAT) => {}
            }
            while let Ok(change) = changes.try_recv() {
                self.gone(&change);
            }
            while help.try_recv().is_ok() {}
            self.look();
            // From here, and not from a timer of its own: if this hangs, no board says that all is well.
            if told_all.elapsed() >= TOLD_ALL {
                told_all = Instant::now();
                let at = began.elapsed().as_millis().try_into().unwrap_or(u64::MAX);
                self.send(&ToShiftLead::Beat { at });
            }
            sleep(BREATH).await;
        }
    }

    /// What is told from now on. Ask first, then look at [`Flow::all`].
    pub(super) fn told(&self) -> broadcast::Receiver<Told> {
        self.0.told.subscribe()
    }

    /// All live chats, oldest first, and the feeds.
    pub(super) fn all(&self) -> (Vec<Overview>, Vec<Feed>) {
        let now = self.now(&self.shown().alerts);
        let chats = now.chats.iter();
        let overviews = chats.map(|(view, besides)| overview(view, besides));
        (overviews.collect(), now.feeds)
    }

    /// What points at some of the chats.
    pub(crate) fn alerts(
        &self,
        of: impl Iterator<Item = SessionId>,
    ) -> Vec<(SessionId, Vec<Alert>)> {
        let shown = self.shown();
        of.filter_map(|id| Some((id, shown.alerts.get(&id)?.clone())))
            .collect()
    }

    fn gone(&self, change: &Change) {
        if let Change::Gone { id, how, at, .. } = change {
            self.shown().chats.remove(id);
            self.send(&ToShiftLead::Gone {
                id: id.to_string(),
                how: how.name(),
                at: at.millis(),
            });
        }
    }

    /// Tells what is other than it was told last.
    fn look(&self) {
        let other = self.judge();
        let alerts = self.shown().alerts.clone();
        let now = self.now(&alerts);
        if other {
            self.0.shift.rules.tell();
        }
        self.0.shift.people.chats_are(&now.of_each);
        let mut shown = self.shown();
        for feed in now.feeds {
            let stands = (feed.connected, feed.since);
            if shown.feeds.insert(feed.name.clone(), stands) != Some(stands) {
                self.send(&ToShiftLead::Feed { feed });
            }
        }
        let live = now.chats.len();
        for (view, besides) in now.chats {
            let known = shown.chats.get(&view.id);
            if known.is_none_or(|(was, with)| !Arc::ptr_eq(was, &view) || *with != besides) {
                let session = Box::new(overview(&view, &besides));
                self.send(&ToShiftLead::Session { session });
                shown.chats.insert(view.id, (view, besides));
            }
        }
        // What went away without being heard of, as when this fell behind.
        if shown.chats.len() > live {
            let sessions = &self.0.sessions;
            shown.chats.retain(|id, _| sessions.view(*id).is_some());
            self.tell(Told::Anew);
        }
    }

    /// Lets the rules judge all chats; gives whether they say something else than before.
    fn judge(&self) -> bool {
        let feeds = self.0.sessions.feeds();
        let views = self.0.sessions.views();
        let now = self.0.shift.now();
        let heard: Vec<Vec<_>> = views.iter().map(|view| heard(view)).collect();
        let facts = views.iter().zip(&heard).map(|(view, heard)| {
            // While the veisøker or the feed is away, silence tells nothing.
            let there = view.state == State::Live && Besides::followed(view, &feeds);
            let phase = view.phase.value.as_ref().filter(|_| !view.phase.silent);
            let facts = Facts {
                phase: phase.and_then(|phase| Some((phase.as_str(), view.phase.since?))),
                silent_since: if there { silent_since(view) } else { now },
                waiting_since: view.waiting_since.filter(|_| there),
                heard,
            };
            (view.id, facts)
        });
        let (found, other) = self.0.shift.rules.judge(facts);
        self.shown().alerts = found;
        other
    }

    fn now(&self, alerts: &HashMap<SessionId, Vec<Alert>>) -> Now {
        let Inner {
            sessions,
            shift,
            clocks,
            ..
        } = &*self.0;
        let feeds = sessions.feeds();
        let views = sessions.views();
        let mut of_each: HashMap<CounsellorId, usize> = HashMap::new();
        for counsellor in views.iter().filter_map(|view| view.counsellor.as_ref()) {
            *of_each.entry(counsellor.clone()).or_default() += 1;
        }
        let requests = shift.help.all();
        let about = requests.iter().filter(|one| one.kind == Kind::Sparring);
        let help: HashMap<SessionId, bool> = about
            .filter_map(|one| Some((one.about?, one.taken().is_some())))
            .collect();
        let mut counted: HashMap<&CounsellorId, usize> = HashMap::new();
        let mut besides = Vec::with_capacity(views.len());
        for view in &views {
            let of = view.counsellor.as_ref().map(|counsellor| {
                let nth = counted.entry(counsellor).or_default();
                *nth += 1;
                [*nth, of_each.get(counsellor).copied().unwrap_or(*nth)]
            });
            besides.push(Besides {
                of,
                counsellor_there: view
                    .counsellor
                    .as_ref()
                    .is_some_and(|counsellor| shift.people.one(counsellor).is_some()),
                help: help
                    .get(&view.id)
                    .map(|taken| if *taken { "taken" } else { "asked" }),
                followed: Besides::followed(view, &feeds),
                clock_off_ms: clocks.off(view.source.as_ref()),
                alerts: alerts
                    .get(&view.id)
                    .map(|alerts| standing::chat_alerts(alerts))
                    .unwrap_or_default(),
            });
        }
        Now {
            chats: views.into_iter().zip(besides).collect(),
            feeds: present::feeds(&feeds),
            of_each,
        }
    }

    fn send(&self, frame: &ToShiftLead) {
        if self.0.told.receiver_count() == 0 {
            return; // no board is open
        }
        let text = serde_json::to_string(frame).expect("wire types are plain data");
        self.tell(Told::Frame(text.into()));
    }

    fn tell(&self, told: Told) {
        let _ = self.0.told.send(told); // an error means that no board is open
    }

    fn shown(&self) -> MutexGuard<'_, Shown> {
        self.0.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Now {
    /// Oldest first.
    chats: Vec<(Arc<View>, Besides)>,
    feeds: Vec<Feed>,
    /// How many each counsellor has.
    of_each: HashMap<CounsellorId, usize>,
}

fn heard(view: &View) -> Vec<(Arc<str>, Timestamp, usize)> {
    let seen = view.seen.iter();
    seen.map(|seen| (Arc::clone(&seen.rule), seen.since, seen.times))
        .collect()
}
