//! The task that owns one live chat: what wakes it, and when it ends.

mod answering;
mod correcting;
mod counting;
mod hearing;
mod noting;
mod pacing;
mod withdrawing;

use crate::beside::{Beside, Note};
use crate::course::{Course, Steering};
use crate::news::{Change, Heard};
use crate::offering::{Offering, day};
use crate::pins::Pins;
use crate::reading::{NotOpened, OpenText, Reader, Reading};
use crate::rhythm::Pace;
use crate::settings::{Rooms, Settings};
use crate::transcript::Transcript;
use crate::twins::Twins;
use crate::vectors::Patience;
use crate::view::{Gap, Showing, State, View};
use crate::watchwords;
use chat::{
    ChatEvent, CounsellorId, EventKind, GapReason, SessionId, SourceName, Speaker, Timestamp,
};
use correcting::Draft;
use journal::{Confirmation, CorrectionId, Ended, EventKey, OpenSession, Record};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use taxonomy::Ring;
use tokio::sync::{broadcast, mpsc, oneshot, watch};
use tokio::task::JoinSet;
use tokio::time::Instant;

/// "Somebody is typing" is believed for so long without a new sign of it.
const TYPING_LASTS: std::time::Duration = std::time::Duration::from_secs(10);

/// What can wake the task, besides time.
#[derive(Debug)]
pub(crate) enum Wake {
    /// Something happened in the chat.
    Event {
        event: ChatEvent,
        key: EventKey,
        answer: oneshot::Sender<(Heard, Confirmation)>,
    },
    /// The counsellor set something by hand.
    Steer(Steering),
    /// The counsellor put something beside the chat.
    Note(Note),
    /// Somebody else wants to read along for a while.
    Read {
        reader: Reader,
        answer: oneshot::Sender<Result<OpenText, NotOpened>>,
    },
    /// The counsellor has been shown who reads along.
    Told,
}

/// What the counsellor's hand leaves to be written down.
enum Wish {
    Keep(Box<Draft>),
    TakeBack(CorrectionId),
}

/// Where the task shows what its chat looks like.
pub(crate) struct Outlets {
    pub(crate) views: watch::Sender<Arc<View>>,
    pub(crate) changes: broadcast::Sender<Change>,
}

/// What is left of a chat that is over.
pub(crate) struct Closing {
    pub(crate) how: Ended,
    pub(crate) at: Timestamp,
    pub(crate) counsellor: Option<CounsellorId>,
    pub(crate) events: HashSet<EventKey>,
}

pub(crate) struct Task {
    id: SessionId,
    conversation: EventKey,
    opened: Timestamp,
    number: u16,
    source: Option<SourceName>,
    counsellor: Option<CounsellorId>,
    state: State,
    left_at: Option<Timestamp>,
    rooms: Rooms,
    settings: Settings,
    transcript: Transcript,
    /// With the encoder.
    patience: Patience,
    course: Course,
    offering: Offering,
    seen: HashSet<EventKey>,
    /// Messages that were taken back; one that comes after that is not heard.
    withdrawn: HashSet<EventKey>,
    /// From before a restart: what was read and is not heard again yet, and what was never read.
    known: HashMap<EventKey, bool>,
    twins: Twins,
    gaps: Vec<Gap>,
    beside: Beside,
    pins: Pins,
    pace: Pace,
    typing: Vec<(Speaker, Instant)>,
    /// What was listened for.
    heard: watchwords::Heard,
    /// Who reads along.
    reading: Option<Reading>,
    /// Corrections that the journal has not confirmed yet; it confirms in order, and soon.
    keeping: JoinSet<Option<CorrectionId>>,
    /// Until when the veisøker may come back.
    grace: Option<Instant>,
    idle: Instant,
}

impl Task {
    pub(crate) fn new(
        id: SessionId,
        conversation: EventKey,
        (opened, number): (Timestamp, u16),
        rooms: Rooms,
        settings: Settings,
    ) -> Self {
        Self {
            id,
            conversation,
            opened,
            number,
            source: None,
            counsellor: None,
            state: State::Live,
            left_at: None,
            course: Course::new(rooms.model.as_ref(), settings.shadow),
            offering: Offering::new(
                Arc::clone(&rooms.suggestions),
                Arc::clone(&rooms.own),
                settings.new_a_minute,
            ),
            idle: Instant::now() + settings.idle,
            rooms,
            settings,
            transcript: Transcript::default(),
            patience: Patience::new(),
            seen: HashSet::new(),
            withdrawn: HashSet::new(),
            known: HashMap::new(),
            twins: Twins::default(),
            gaps: Vec::new(),
            beside: Beside::default(),
            pins: Pins::default(),
            pace: Pace::default(),
            typing: Vec::new(),
            heard: watchwords::Heard::default(),
            reading: None,
            keeping: JoinSet::new(),
            grace: None,
        }
    }

    /// Goes on with a session that was open when we stopped: the last durable reading shows, and
    /// the panel is told that the words are missing until the source sends them again.
    pub(crate) fn reopened(mut self, open: OpenSession) -> Self {
        self.counsellor = open.counsellor;
        if let Some(counsellor) = &self.counsellor {
            self.offering.is_of(counsellor);
        }
        let unread = open.events.values().filter(|read| !**read).count();
        if let Some((at, reading)) = open.last {
            self.course.resume_from(at, reading);
        }
        self.known = open.events;
        for (one, other) in open.twins {
            self.twins.pair(one, other);
        }
        self.remember(open.traces);
        let missing = u32::try_from(unread).ok();
        self.gaps.push(Gap {
            at: self.rooms.clock.now(),
            missing,
            reason: GapReason::Restarted,
            numbers: None,
        });
        self
    }

    /// Runs until the chat ends, or until the registry lets go (then `None`: it is open again after
    /// the next start). The words are wiped when this returns.
    pub(crate) async fn run(
        mut self,
        mut inbox: mpsc::Receiver<Wake>,
        outlets: Outlets,
    ) -> Option<Closing> {
        self.publish(&outlets);
        let how = loop {
            let deadline = self.next_deadline();
            tokio::select! {
                // something happened, or the registry let go
                wake = inbox.recv() => match wake? {
                    Wake::Event { event, key, answer } => {
                        let over = matches!(event.kind, EventKind::End);
                        let (heard, confirmation) = self.hear(event, key, &outlets).await;
                        // Nobody waits any more if the deadline has passed; the source sends it again.
                        let _ = answer.send((heard, confirmation));
                        if over {
                            break Ended::Closed;
                        }
                    }
                    Wake::Steer(steering) => {
                        let wish = self.steer(steering);
                        self.count_offers(false);
                        self.keep_pace();
                        self.count_offers(false);
                        self.publish(&outlets);
                        match wish {
                            Some(Wish::Keep(draft)) => self.keep(*draft).await,
                            Some(Wish::TakeBack(id)) => self.take_back(id).await,
                            None => {}
                        }
                    }
                    Wake::Note(note) => {
                        let records = self.note(note).into_iter().collect();
                        self.keep_pace();
                        self.count_offers(false);
                        self.publish(&outlets);
                        // Nobody is told that it is kept, so nobody waits for it.
                        drop(self.write_all(records).await);
                    }
                    Wake::Read { reader, answer } => {
                        let opened = self.let_read(&reader);
                        self.publish(&outlets);
                        // Nobody who waits for it any more drops it, and that closes it.
                        let _ = answer.send(opened);
                    }
                    Wake::Told => if let Some(reading) = &mut self.reading
                        && !reading.read_by.told
                    {
                        reading.read_by.told = true;
                        self.publish(&outlets);
                    },
                },
                // the journal has confirmed a correction, or could not write it
                Some(kept) = self.keeping.join_next() => {
                    if let Ok(Some(id)) = kept {
                        self.course.by_hand.corrected(id);
                        self.publish(&outlets);
                    }
                }
                // who read along has gone
                () = Reading::left(self.reading.as_ref()) => {
                    self.reading = None;
                    self.publish(&outlets);
                }
                // the grace time is over, nothing has happened for long, or a sign of typing is old
                () = tokio::time::sleep_until(deadline) => {
                    let now = Instant::now();
                    if self.grace.is_some_and(|grace| grace <= now) {
                        break Ended::Left;
                    }
                    if self.idle <= now {
                        break Ended::Idle;
                    }
                    self.typing.retain(|(_, until)| *until > now);
                    if self.reading.as_mut().is_some_and(|reading| reading.is_over(now)) {
                        self.reading = None;
                    }
                    self.publish(&outlets);
                }
            }
        };
        let at = self.rooms.clock.now();
        drop(
            self.rooms
                .journal
                .write(Record::Ended {
                    session: self.id,
                    at,
                    how,
                })
                .await,
        );
        Some(Closing {
            how,
            at,
            counsellor: self.counsellor.take(),
            events: std::mem::take(&mut self.seen),
        })
    }

    fn next_deadline(&self) -> Instant {
        let typing = self.typing.iter().map(|(_, until)| *until);
        typing
            .chain(self.grace)
            .chain(self.reading.as_ref().map(Reading::deadline))
            .chain([self.idle])
            .min()
            .expect("idle is always there")
    }

    /// Does as the counsellor says; gives back what must become durable.
    fn steer(&mut self, steering: Steering) -> Option<Wish> {
        let now = self.rooms.clock.now();
        let wish = match steering {
            Steering::Place { ring, value } => {
                self.course.place_by_hand(ring, value, now, None);
                None
            }
            Steering::Correct {
                message,
                ring,
                value,
            } => {
                let draft = self.correct(message, ring, value, now);
                draft.map(|draft| Wish::Keep(Box::new(draft)))
            }
            Steering::Release { ring } => {
                self.uncount(ring, None);
                let taken_back = self.course.release(ring, now);
                taken_back.map(Wish::TakeBack)
            }
            Steering::More => {
                self.offering.more(&self.course, &self.transcript, day(now));
                return None;
            }
        };
        self.offering
            .follow(&self.course, &self.transcript, day(now));
        wish
    }

    /// Opens the words to somebody; they get the first once the counsellor has seen that.
    fn let_read(&mut self, reader: &Reader) -> Result<OpenText, NotOpened> {
        if self.counsellor.is_none() {
            return Err(NotOpened::Nobody);
        }
        if self.reading.is_some() {
            return Err(NotOpened::Taken);
        }
        let (reading, open) = Reading::open(self.id, reader, self.rooms.clock.now());
        self.reading = Some(reading);
        Ok(open)
    }

    fn publish(&self, outlets: &Outlets) {
        outlets.views.send_replace(Arc::new(self.view()));
        if let Some(reading) = &self.reading {
            reading.show(&self.transcript);
        }
        // No receiver means that no page is open.
        let _ = outlets.changes.send(Change::Session(self.id));
    }

    pub(crate) fn view(&self) -> View {
        View {
            id: self.id,
            number: self.number,
            source: self.source.clone(),
            counsellor: self.counsellor.clone(),
            opened: self.opened,
            state: self.state,
            left_at: self.left_at,
            last_message: self.course.last_message,
            waiting_since: self.course.waiting_since,
            typing: self.typing.iter().map(|(typist, _)| *typist).collect(),
            standard: self.course.standard(),
            phase: self.course.place(Ring::Phase),
            knapp: self.course.place(Ring::Knapp),
            kolb: self.course.place(Ring::Kolb),
            showing: Showing::of(&self.rooms, &self.settings),
            tier: self.course.tier,
            model: self.course.model.clone(),
            kept: self.course.by_hand.kept(),
            why: self.course.why.clone().filter(|_| !self.beside.muted),
            trail: self.course.trail.clone(),
            offer: Arc::clone(&self.offering.offer),
            gaps: self.gaps.clone(),
            messages: self.transcript.len(),
            beside: self.beside_now(),
            rhythm: self.pace.now.clone(),
            seen: self.heard.seen(),
            read_by: self.reading.as_ref().map(|reading| reading.read_by.clone()),
        }
    }
}
