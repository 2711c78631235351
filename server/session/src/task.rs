//! The task that owns one live chat.

use crate::course::{Course, Steering};
use crate::offering::{Offering, day};
use crate::sessions::{Change, Heard, Rooms, Settings};
use crate::transcript::Transcript;
use crate::view::{Gap, State, View};
use chat::{
    ChatEvent, CounsellorId, EventKind, GapReason, Message, SessionId, SourceName, Speaker,
    Timestamp,
};
use journal::{Confirmation, Ended, EventKey, OpenSession, Record};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use taxonomy::Ring;
use tokio::sync::{broadcast, mpsc, oneshot, watch};
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
    opened: Timestamp,
    source: Option<SourceName>,
    counsellor: Option<CounsellorId>,
    state: State,
    rooms: Rooms,
    settings: Settings,
    transcript: Transcript,
    course: Course,
    offering: Offering,
    seen: HashSet<EventKey>,
    /// From before a restart: what was read and is not heard again yet, and what was never read.
    known: HashMap<EventKey, bool>,
    gaps: Vec<Gap>,
    typing: Vec<(Speaker, Instant)>,
    /// Until when the veisøker may come back.
    grace: Option<Instant>,
    idle: Instant,
}

impl Task {
    pub(crate) fn new(id: SessionId, opened: Timestamp, rooms: Rooms, settings: Settings) -> Self {
        Self {
            id,
            opened,
            source: None,
            counsellor: None,
            state: State::Live,
            course: Course::new(rooms.model.as_ref()),
            offering: Offering::new(Arc::clone(&rooms.suggestions)),
            idle: Instant::now() + settings.idle,
            rooms,
            settings,
            transcript: Transcript::default(),
            seen: HashSet::new(),
            known: HashMap::new(),
            gaps: Vec::new(),
            typing: Vec::new(),
            grace: None,
        }
    }

    /// Goes on with a session that was open when we stopped: the last durable reading shows, and
    /// the panel is told that the words are missing until the source sends them again.
    pub(crate) fn reopened(mut self, open: OpenSession) -> Self {
        self.counsellor = open.counsellor;
        let unread = open.events.values().filter(|read| !**read).count();
        if let Some((at, reading)) = open.last {
            self.course.resume_from(at, reading);
        }
        self.known = open.events;
        let missing = u32::try_from(unread).ok();
        self.gaps.push(Gap {
            at: self.rooms.clock.now(),
            missing,
            reason: GapReason::Restarted,
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
                        self.steer(steering);
                        self.publish(&outlets);
                    }
                },
                // the grace time is over, nothing has happened for long, or a sign of typing is old
                () = tokio::time::sleep_until(self.next_deadline()) => {
                    let now = Instant::now();
                    if self.grace.is_some_and(|grace| grace <= now) {
                        break Ended::Left;
                    }
                    if self.idle <= now {
                        break Ended::Idle;
                    }
                    self.typing.retain(|(_, until)| *until > now);
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
            .chain([self.idle])
            .min()
            .expect("idle is always there")
    }

    async fn hear(
        &mut self,
        event: ChatEvent,
        key: EventKey,
        outlets: &Outlets,
    ) -> (Heard, Confirmation) {
        self.idle = Instant::now() + self.settings.idle;
        self.source.get_or_insert_with(|| event.source.clone());
        let (session, at) = (self.id, self.rooms.clock.now());
        if !matches!(event.kind, EventKind::Typing { .. }) {
            let received = self
                .rooms
                .journal
                .write(Record::Received {
                    session,
                    event: key,
                    at,
                })
                .await;
            if !self.seen.insert(key) {
                // Written again rather than skipped: the first try may not have become durable.
                return (Heard::Duplicate, received);
            }
        }
        let rebuilt = self.known.remove(&key) == Some(true);
        let records = self.follow(event, key, rebuilt);
        let confirmation = self.write_all(records).await;
        // While the source tells what was read before a restart, the last durable reading shows.
        if !(rebuilt && self.known.values().any(|read| *read)) {
            self.close_restart_gap();
            self.publish(outlets);
        }
        (
            if rebuilt { Heard::Rebuilt } else { Heard::New },
            confirmation,
        )
    }

    /// After a restart: once all that was read is heard again, only what was never read is missing.
    fn close_restart_gap(&mut self) {
        if self.known.values().any(|read| *read) {
            return;
        }
        let unread = self.known.len();
        self.gaps.retain_mut(|gap| {
            if gap.reason == GapReason::Restarted {
                gap.missing = u32::try_from(unread).ok();
            }
            gap.reason != GapReason::Restarted || unread > 0
        });
    }

    /// Lets the event change the chat; gives back what must become durable.
    fn follow(&mut self, event: ChatEvent, key: EventKey, rebuilt: bool) -> Vec<Record> {
        let (session, at) = (self.id, self.rooms.clock.now());
        let read = |reading| Record::Read {
            session,
            event: key,
            at,
            reading,
        };
        match event.kind {
            EventKind::Message { speaker, words } => {
                self.typing.retain(|(typist, _)| *typist != speaker);
                let message = Message {
                    id: event.id,
                    speaker,
                    words,
                    at: event.at,
                };
                let reading = self.hear_message(event.order, message);
                if rebuilt {
                    Vec::new()
                } else {
                    vec![read(reading)]
                }
            }
            EventKind::Typing { speaker, on } => {
                self.typing.retain(|(typist, _)| *typist != speaker);
                if on {
                    self.typing.push((speaker, Instant::now() + TYPING_LASTS));
                }
                Vec::new()
            }
            EventKind::Join {
                speaker,
                counsellor,
            } => {
                if speaker == Speaker::Veisoker {
                    self.state = State::Live;
                    self.grace = None;
                }
                counsellor
                    .map(|counsellor| self.assign(counsellor))
                    .into_iter()
                    .chain([read(None)])
                    .collect()
            }
            EventKind::Transfer { counsellor } => vec![self.assign(counsellor), read(None)],
            EventKind::Leave { speaker } => {
                if speaker == Speaker::Veisoker {
                    self.state = State::Left;
                    self.grace = Some(Instant::now() + self.settings.grace);
                }
                vec![read(None)]
            }
            EventKind::End => vec![read(None)],
            EventKind::Gap { missing, reason } => {
                self.gaps.push(Gap {
                    at: event.at,
                    missing,
                    reason,
                });
                vec![read(None)]
            }
            EventKind::Redact { message } => {
                let mut records = vec![read(None)];
                if self.transcript.redact(&message) {
                    self.offering.forget();
                    self.hear_again();
                    if let Some(source) = &self.source {
                        let event = self.rooms.journal.keys().event(source, &message);
                        records.push(Record::Withdrawn { session, event });
                    }
                }
                records
            }
        }
    }

    fn hear_message(
        &mut self,
        order: Option<u64>,
        message: Message,
    ) -> Option<journal::StoredReading> {
        let id = message.id.clone();
        if self.transcript.insert(order, message) {
            let newest = self
                .transcript
                .messages()
                .next_back()
                .expect("it was put in");
            let reading = self.course.hear(newest);
            self.offering
                .follow(&self.course, &self.transcript, day(self.rooms.clock.now()));
            return reading;
        }
        let readings = self.hear_again();
        let place = self
            .transcript
            .messages()
            .position(|message| message.id == id)?;
        readings.into_iter().nth(place)?
    }

    fn hear_again(&mut self) -> Vec<Option<journal::StoredReading>> {
        let (course, readings) = self
            .course
            .heard_again(self.rooms.model.as_ref(), self.transcript.messages());
        self.course = course;
        self.offering
            .follow(&self.course, &self.transcript, day(self.rooms.clock.now()));
        readings
    }

    fn assign(&mut self, counsellor: CounsellorId) -> Record {
        self.counsellor = Some(counsellor.clone());
        Record::Assigned {
            session: self.id,
            counsellor,
        }
    }

    fn steer(&mut self, steering: Steering) {
        let now = self.rooms.clock.now();
        match steering {
            Steering::Place { ring, value } => self.course.place_by_hand(ring, value, now),
            Steering::Release { ring } => self.course.release(ring, now),
            Steering::More => self.offering.more(&self.course, &self.transcript, day(now)),
        }
        self.offering
            .follow(&self.course, &self.transcript, day(now));
    }

    /// Queues records; the confirmation of the last stands for all, as the journal keeps order.
    async fn write_all(&self, records: Vec<Record>) -> Confirmation {
        let mut last = None;
        for record in records {
            last = Some(self.rooms.journal.write(record).await);
        }
        last.unwrap_or_else(Confirmation::nothing_to_write)
    }

    fn publish(&self, outlets: &Outlets) {
        outlets.views.send_replace(Arc::new(self.view()));
        // No receiver means that no page is open.
        let _ = outlets.changes.send(Change::Session(self.id));
    }

    pub(crate) fn view(&self) -> View {
        View {
            id: self.id,
            source: self.source.clone(),
            counsellor: self.counsellor.clone(),
            opened: self.opened,
            state: self.state,
            last_message: self.course.last_message,
            waiting_since: self.course.waiting_since,
            typing: self.typing.iter().map(|(typist, _)| *typist).collect(),
            standard: self.course.standard(),
            phase: self.course.place(Ring::Phase),
            knapp: self.course.place(Ring::Knapp),
            kolb: self.course.place(Ring::Kolb),
            why: self.course.why.clone(),
            trail: self.course.trail.clone(),
            offer: Arc::clone(&self.offering.offer),
            gaps: self.gaps.clone(),
            messages: self.transcript.len(),
        }
    }
}
