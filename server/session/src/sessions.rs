//! The registry of live chats: finds a chat's task or opens one, and tells pages what changed.

use crate::beside::Note;
use crate::course::Steering;
use crate::news::{Change, Heard, NotHeard};
use crate::numbers::Numbers;
use crate::offering::day;
use crate::reading::{NotOpened, OpenText, Reader};
use crate::settings::{Rooms, Settings};
use crate::task::{Closing, Outlets, Task, Wake};
use crate::view::{FeedState, Showing, View};
use chat::{ChatEvent, ConversationId, EventKind, SessionId, SourceName, Speaker, Timestamp};
use journal::{Confirmation, EventKey, Month, OpenSession, Record, Remembered};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{broadcast, mpsc, oneshot, watch};
use tokio_util::task::TaskTracker;
use tracker::{Model, Tier};

/// So many changes may wait for a page; one that falls further behind gets a new snapshot.
const CHANGES: usize = 1024;

/// A handle to all live chats; cheap to clone.
#[derive(Clone)]
pub struct Sessions(Arc<Inner>);

struct Inner {
    rooms: Rooms,
    settings: Settings,
    changes: broadcast::Sender<Change>,
    live: Mutex<Live>,
    tasks: TaskTracker,
}

#[derive(Default)]
struct Live {
    stopping: bool,
    by_conversation: HashMap<EventKey, SessionId>,
    sessions: HashMap<SessionId, Handle>,
    ended: HashMap<EventKey, EndedConversation>,
    feeds: HashMap<SourceName, FeedState>,
    numbers: Numbers,
}

struct EndedConversation {
    events: Vec<EventKey>,
    at: Timestamp,
}

impl Live {
    /// What the next chat is called by.
    fn number(&mut self, now: Timestamp) -> u16 {
        let taken: HashSet<u16> = self
            .sessions
            .values()
            .map(|handle| handle.view.borrow().number)
            .collect();
        self.numbers.next(now, |number| taken.contains(&number))
    }
}

#[derive(Clone)]
struct Handle {
    inbox: mpsc::Sender<Wake>,
    view: watch::Receiver<Arc<View>>,
}

impl Sessions {
    /// Opens the registry, and again every session that was open when the journal was last written.
    pub fn start(mut rooms: Rooms, settings: Settings, remembered: Remembered) -> Self {
        let now = rooms.clock.now();
        let large = |model: &Arc<Model>| model.large_id().is_some();
        if !rooms.model.as_ref().is_some_and(large) {
            rooms.vectors = None; // nobody reads them
        }
        let inner = Inner {
            rooms,
            settings,
            changes: broadcast::channel(CHANGES).0,
            live: Mutex::default(),
            tasks: TaskTracker::new(),
        };
        let sessions = Self(Arc::new(inner));
        {
            let mut live = sessions.live();
            for (conversation, events) in remembered.ended {
                live.ended
                    .insert(conversation, EndedConversation { events, at: now });
            }
            live.numbers = Numbers::after(remembered.newest_number);
            for open in remembered.open {
                let (id, conversation, opened) = (open.id, open.conversation, open.opened);
                let number = open.number.unwrap_or_else(|| live.number(now));
                sessions.open(&mut live, id, conversation, (opened, number), Some(open));
            }
        }
        sessions
    }

    /// Hands an event to its chat; the answer comes when its reading is durable.
    ///
    /// # Errors
    /// If the conversation is over, there is no room, or it was not read in time.
    pub async fn deliver(&self, event: ChatEvent) -> Result<Heard, NotHeard> {
        let keys = self.0.rooms.journal.keys();
        let conversation = keys.conversation(&event.source, &event.conversation);
        let key = keys.event(&event.source, &event.id);
        let hearing = async {
            let (answer, answered) = oneshot::channel();
            let mut wake = Wake::Event { event, key, answer };
            // A task that ended between being found and being told: look again, once more.
            for _ in 0..2 {
                let Wake::Event { event, .. } = &wake else {
                    unreachable!("made above")
                };
                let handle = match self.find_or_open(conversation, event, key).await? {
                    Found::Task(handle) => handle,
                    Found::Nothing(heard, confirmation) => return Ok((heard, confirmation)),
                };
                match handle.inbox.send(wake).await {
                    Ok(()) => return answered.await.map_err(|_| NotHeard::Busy),
                    Err(mpsc::error::SendError(back)) => wake = back,
                }
            }
            Err(NotHeard::Busy)
        };
        let durable = async {
            let (heard, confirmation) = hearing.await?;
            if confirmation.durable().await {
                Ok(heard)
            } else {
                Err(NotHeard::Busy)
            }
        };
        tokio::time::timeout(self.0.settings.deadline, durable)
            .await
            .unwrap_or(Err(NotHeard::Busy))
    }

    /// Notes that an event came, before it is heard: the answer comes when that is durable, and opens its
    /// chat if there is none. It must be delivered after that.
    ///
    /// # Errors
    /// As [`Sessions::deliver`].
    pub async fn receive(&self, event: &ChatEvent) -> Result<(), NotHeard> {
        let Inner {
            rooms, settings, ..
        } = &*self.0;
        let conversation = rooms
            .journal
            .keys()
            .conversation(&event.source, &event.conversation);
        let key = rooms.journal.keys().event(&event.source, &event.id);
        let durable = async {
            let confirmation = match self.find_or_open(conversation, event, key).await? {
                Found::Nothing(_, confirmation) => confirmation,
                Found::Task(handle) => {
                    let session = handle.view.borrow().id;
                    let at = rooms.clock.now();
                    let came = Record::Received {
                        session,
                        event: key,
                        at,
                    };
                    rooms.journal.write(came).await
                }
            };
            confirmation
                .durable()
                .await
                .then_some(())
                .ok_or(NotHeard::Busy)
        };
        tokio::time::timeout(settings.deadline, durable)
            .await
            .unwrap_or(Err(NotHeard::Busy))
    }

    /// Sets something by hand in a chat; false if there is no such chat. Whose chat it is must be
    /// checked before.
    pub async fn steer(&self, id: SessionId, steering: Steering) -> bool {
        self.wake(id, Wake::Steer(steering)).await
    }

    /// Puts something beside a chat, as far as [`Beside::takes`](crate::Beside::takes) it; false if there
    /// is no such chat. Whose chat it is must be checked before.
    pub async fn note(&self, id: SessionId, note: Note) -> bool {
        self.wake(id, Wake::Note(note)).await
    }

    /// Opens the words of a chat to somebody else than its counsellor, who is shown it first. That they
    /// may, and that it is written down, must be seen to before.
    ///
    /// # Errors
    /// Why it is not opened.
    pub async fn open_text(&self, id: SessionId, reader: Reader) -> Result<OpenText, NotOpened> {
        let (answer, opened) = oneshot::channel();
        if !self.wake(id, Wake::Read { reader, answer }).await {
            return Err(NotOpened::Over);
        }
        opened.await.unwrap_or(Err(NotOpened::Over))
    }

    /// The counsellor of a chat has been shown who reads it.
    pub async fn told_of_reader(&self, id: SessionId) {
        // A chat that is over is read by nobody.
        self.wake(id, Wake::Told).await;
    }

    async fn wake(&self, id: SessionId, wake: Wake) -> bool {
        let handle = self.live().sessions.get(&id).cloned();
        let deadline = self.0.settings.deadline;
        match handle {
            Some(handle) => handle.inbox.send_timeout(wake, deadline).await.is_ok(),
            None => false,
        }
    }

    /// Whether the tracker's readings show.
    pub fn showing(&self) -> Showing {
        Showing::of(&self.0.rooms, &self.0.settings)
    }

    /// What readings go by here, if they show.
    pub fn tier(&self) -> Option<Tier> {
        (self.showing() == Showing::Shown).then_some(match self.0.rooms.vectors {
            Some(_) => Tier::Large,
            None => Tier::Small,
        })
    }

    /// What changes from now on. Subscribe first, then read the views.
    pub fn changes(&self) -> broadcast::Receiver<Change> {
        self.0.changes.subscribe()
    }

    /// The newest view of one chat.
    pub fn view(&self, id: SessionId) -> Option<Arc<View>> {
        self.live()
            .sessions
            .get(&id)
            .map(|handle| Arc::clone(&handle.view.borrow()))
    }

    /// The newest view of the live chat that is a source's conversation, if there is one.
    pub fn of_conversation(
        &self,
        source: &SourceName,
        conversation: &ConversationId,
    ) -> Option<Arc<View>> {
        let keys = self.0.rooms.journal.keys();
        let key = keys.conversation(source, conversation);
        let id = self.live().by_conversation.get(&key).copied();
        self.view(id?)
    }

    /// The newest view of every chat, oldest chat first.
    pub fn views(&self) -> Vec<Arc<View>> {
        let mut views: Vec<_> = self
            .live()
            .sessions
            .values()
            .map(|h| Arc::clone(&h.view.borrow()))
            .collect();
        views.sort_by_key(|view| (view.opened, view.number, view.id));
        views
    }

    /// Says whether a feed is there.
    pub fn feed_is(&self, source: &SourceName, connected: bool) {
        let state = FeedState {
            connected,
            since: self.0.rooms.clock.now(),
        };
        let mut live = self.live();
        let before = live.feeds.insert(source.clone(), state);
        if let Some(same) = before.filter(|before| before.connected == connected) {
            live.feeds.insert(source.clone(), same);
            return;
        }
        drop(live);
        let _ = self.0.changes.send(Change::Feed(source.clone()));
    }

    /// Every feed that has been there.
    pub fn feeds(&self) -> HashMap<SourceName, FeedState> {
        self.live().feeds.clone()
    }

    /// Forgets ended conversations and corrections whose time is up; to be called now and then.
    pub async fn forget_old(&self) {
        let Inner {
            rooms, settings, ..
        } = &*self.0;
        let now = rooms.clock.now();
        let before = now.minus(settings.remember);
        self.live().ended.retain(|_, ended| ended.at >= before);
        drop(rooms.journal.write(Record::Forget { before }).await);
        // A month goes when its first day is old enough, so that nothing is kept for too long.
        let oldest = day(now.minus(settings.keep_corrections));
        let until = Month {
            year: oldest.year(),
            month: oldest.month(),
        };
        drop(
            rooms
                .journal
                .write(Record::ForgetCorrections { until })
                .await,
        );
    }

    /// Stops all chats without ending them, and closes the journal: after the next start they are
    /// open again.
    pub async fn stop(&self) {
        {
            let mut live = self.live();
            live.stopping = true;
            live.sessions.clear();
            live.by_conversation.clear();
        }
        self.0.tasks.close();
        self.0.tasks.wait().await;
        self.0.rooms.journal.close().await;
    }

    async fn find_or_open(
        &self,
        conversation: EventKey,
        event: &ChatEvent,
        key: EventKey,
    ) -> Result<Found, NotHeard> {
        let mut numbered = None;
        let (found, record) = {
            let mut live = self.live();
            if live.stopping {
                return Err(NotHeard::Stopping);
            }
            // Also where a new session of the conversation is live: what the last one heard is not its own.
            let heard_before = |ended: &EndedConversation| ended.events.contains(&key);
            if live.ended.get(&conversation).is_some_and(heard_before) {
                return Ok(Found::nothing(Heard::Duplicate));
            }
            let known = live
                .by_conversation
                .get(&conversation)
                .and_then(|id| live.sessions.get(id));
            if let Some(handle) = known.filter(|handle| !handle.inbox.is_closed()) {
                return Ok(Found::Task(handle.clone()));
            }
            let comes_in = matches!(
                event.kind,
                EventKind::Join {
                    speaker: Speaker::Veisoker,
                    ..
                }
            );
            if live.ended.contains_key(&conversation) && !comes_in {
                let EventKind::Redact { message } = &event.kind else {
                    return Err(NotHeard::Ended);
                };
                // The words are gone; what was kept of them goes too.
                let event = self.0.rooms.journal.keys().event(&event.source, message);
                let withdrawn = Record::Withdrawn {
                    conversation,
                    event,
                };
                (None, withdrawn)
            } else {
                let opens = matches!(
                    event.kind,
                    EventKind::Message { .. } | EventKind::Join { .. }
                );
                if !opens {
                    return Ok(Found::nothing(Heard::Ignored));
                }
                if live.sessions.len() >= self.0.settings.max_live {
                    return Err(NotHeard::Full);
                }
                let session = SessionId::from_random(rand::random());
                let at = self.0.rooms.clock.now();
                let number = live.number(at);
                let handle = self.open(&mut live, session, conversation, (at, number), None);
                let opened = Record::Opened {
                    session,
                    conversation,
                    at,
                };
                numbered = Some(Record::Numbered { session, number });
                (Some(handle), opened)
            }
        };
        let mut confirmation = self.0.rooms.journal.write(record).await;
        if let Some(numbered) = numbered {
            confirmation = self.0.rooms.journal.write(numbered).await;
        }
        Ok(match found {
            Some(handle) => Found::Task(handle),
            None => Found::Nothing(Heard::New, confirmation),
        })
    }

    fn open(
        &self,
        live: &mut Live,
        id: SessionId,
        conversation: EventKey,
        called: (Timestamp, u16),
        again: Option<OpenSession>,
    ) -> Handle {
        let Inner {
            rooms,
            settings,
            changes,
            tasks,
            ..
        } = &*self.0;
        let (inbox, waiting) = mpsc::channel(settings.inbox);
        let task = Task::new(id, conversation, called, rooms.clone(), *settings);
        let task = match again {
            Some(open) => task.reopened(open),
            None => task,
        };
        let (views, view) = watch::channel(Arc::new(task.view()));
        let outlets = Outlets {
            views,
            changes: changes.clone(),
        };
        let registry = self.clone();
        tasks.spawn(async move {
            if let Some(closing) = task.run(waiting, outlets).await {
                registry.closed(id, conversation, closing);
            }
        });
        let handle = Handle { inbox, view };
        live.by_conversation.insert(conversation, id);
        live.sessions.insert(id, handle.clone());
        handle
    }

    fn closed(&self, id: SessionId, conversation: EventKey, closing: Closing) {
        let Closing {
            how,
            at,
            counsellor,
            events,
        } = closing;
        {
            let mut live = self.live();
            live.sessions.remove(&id);
            // A new session of the same conversation may have begun already.
            if live.by_conversation.get(&conversation) == Some(&id) {
                live.by_conversation.remove(&conversation);
            }
            let ended = live
                .ended
                .entry(conversation)
                .or_insert_with(|| EndedConversation {
                    events: Vec::new(),
                    at,
                });
            ended.events.extend(events);
            ended.at = at;
        }
        // No receiver means that no page is open.
        let _ = self.0.changes.send(Change::Gone {
            id,
            counsellor,
            how,
            at,
        });
    }

    fn live(&self) -> std::sync::MutexGuard<'_, Live> {
        self.0.live.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

enum Found {
    Task(Handle),
    /// No task needs to hear of it.
    Nothing(Heard, Confirmation),
}

impl Found {
    fn nothing(heard: Heard) -> Self {
        Self::Nothing(heard, Confirmation::nothing_to_write())
    }
}
