//! How an event changes a chat, and what of it must become durable.

use super::{Outlets, TYPING_LASTS, Task};
use crate::news::Heard;
use crate::offering::day;
use crate::view::{Gap, State};
use chat::{ChatEvent, CounsellorId, EventKind, GapReason, Message, Speaker};
use journal::{Confirmation, EventKey, Record, Said, Shown, StoredReading};
use language::Embedding;
use taxonomy::Ring;
use tokio::time::Instant;

impl Task {
    pub(super) async fn hear(
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
            let twin = self.twins.of(key);
            if twin.is_some_and(|twin| !self.seen.insert(twin)) {
                return (Heard::Duplicate, received);
            }
            if twin.is_none()
                && let Some(confirmation) = self.came_by_another_road(&event, key, outlets).await
            {
                return (Heard::Duplicate, confirmation);
            }
        }
        let twin = self.twins.of(key);
        let twin_was_read = twin.is_some_and(|twin| self.known.remove(&twin) == Some(true));
        let rebuilt = self.known.remove(&key) == Some(true) || twin_was_read;
        if twin.is_none() && matches!(event.kind, EventKind::Message { .. }) {
            self.twins.heard(&event.id, event.derived);
        }
        self.narrow_gaps(&event);
        let vector = self.vector_of(&event.kind).await;
        let veisoker_wrote = matches!(
            event.kind,
            EventKind::Message {
                speaker: Speaker::Veisoker,
                ..
            }
        );
        let records = self.follow(event, key, rebuilt, vector);
        self.keep_pace();
        if veisoker_wrote && !rebuilt {
            self.count_place();
        }
        self.count_offers(rebuilt);
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

    /// If a message is here already, under another id: notes that it is that one.
    async fn came_by_another_road(
        &mut self,
        event: &ChatEvent,
        key: EventKey,
        outlets: &Outlets,
    ) -> Option<Confirmation> {
        let found = self.twins.find(event, &self.transcript)?;
        let of = self.rooms.journal.keys().event(&event.source, &found);
        self.twins.pair(key, of);
        let twin = Record::Twin {
            session: self.id,
            event: key,
            of,
            at: self.rooms.clock.now(),
        };
        let confirmation = self.rooms.journal.write(twin).await;
        if self.known.remove(&key).is_some() {
            self.close_restart_gap();
            self.publish(outlets);
        }
        Some(confirmation)
    }

    /// The sentence vector of what somebody says; the chat's other events wait meanwhile, in order.
    async fn vector_of(&mut self, kind: &EventKind) -> Option<Embedding> {
        match kind {
            EventKind::Message { speaker, words } if *speaker != Speaker::System => {
                let vectors = self.rooms.vectors.as_ref()?;
                vectors.of(words.as_str(), &mut self.patience).await
            }
            _ => None,
        }
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

    /// What was missing and comes after all is missing no more.
    fn narrow_gaps(&mut self, event: &ChatEvent) {
        let (Some(order), false) = (event.order, matches!(event.kind, EventKind::Gap { .. }))
        else {
            return;
        };
        self.gaps.retain_mut(|gap| {
            let (Some(numbers), Some(missing)) = (&gap.numbers, &mut gap.missing) else {
                return true;
            };
            if numbers.contains(&order) {
                *missing = missing.saturating_sub(1);
            }
            *missing > 0
        });
    }

    /// Lets the event change the chat; gives back what must become durable.
    fn follow(
        &mut self,
        event: ChatEvent,
        key: EventKey,
        rebuilt: bool,
        vector: Option<Embedding>,
    ) -> Vec<Record> {
        let (session, at) = (self.id, self.rooms.clock.now());
        let read = |reading| Record::Read {
            session,
            event: key,
            at,
            reading,
            shown: None,
        };
        match event.kind {
            // What takes it back may have overtaken it on the way.
            EventKind::Message { .. } if self.withdrawn.contains(&key) => vec![read(None)],
            EventKind::Message { speaker, words } => {
                self.typing.retain(|(typist, _)| *typist != speaker);
                self.pins.heard(key, &event.id);
                if speaker == Speaker::Veisoker {
                    let listens = &self.rooms.watchwords;
                    self.heard.listen(listens, key, words.as_str(), at);
                }
                let message = Message {
                    id: event.id,
                    speaker,
                    words,
                    at: event.at,
                };
                let said = self.hear_message(event.order, message, vector);
                if rebuilt {
                    Vec::new()
                } else {
                    let read = Record::Read {
                        session,
                        event: key,
                        at,
                        reading: said.map(stored),
                        shown: Some(self.shown()),
                    };
                    // The reading comes last: its confirmation stands for both.
                    let answered = self.first_answer(speaker);
                    answered.into_iter().chain([read]).collect()
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
                    self.left_at = None;
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
                    self.left_at = Some(at);
                    self.grace = Some(Instant::now() + self.settings.grace);
                }
                vec![read(None)]
            }
            EventKind::End => vec![read(None)],
            EventKind::Gap { missing, reason } => {
                if missing == Some(0) {
                    self.gaps.retain(|gap| gap.reason != reason);
                } else {
                    let count = |missing| event.order?.checked_sub(u64::from(missing));
                    let first = missing.and_then(count);
                    self.gaps.push(Gap {
                        at: event.at,
                        missing,
                        reason,
                        numbers: first.zip(event.order).map(|(first, next)| first..next),
                    });
                }
                vec![read(None)]
            }
            EventKind::Redact { message } => {
                let withdrawn = self.withdraw(&event.source, message);
                [read(None)].into_iter().chain(withdrawn).collect()
            }
        }
    }

    fn hear_message(
        &mut self,
        order: Option<u64>,
        message: Message,
        vector: Option<Embedding>,
    ) -> Option<[Said; 3]> {
        let id = message.id.clone();
        if self.transcript.insert(order, message, vector) {
            let (newest, vector) = self.transcript.heard().next_back().expect("it was put in");
            let judged = self.course.hear(newest, vector);
            self.transcript.note(judged);
            self.offering
                .follow(&self.course, &self.transcript, day(self.rooms.clock.now()));
        } else {
            self.hear_again();
        }
        self.transcript.said(&id).cloned()
    }

    /// Where the rings stand before the counsellor: what the way of the talk is told by afterwards.
    fn shown(&self) -> Shown {
        let [phase, knapp, kolb] = Ring::ALL.map(|ring| {
            let place = self.course.place(ring);
            place.value.filter(|_| !place.silent)
        });
        Shown { phase, knapp, kolb }
    }

    pub(super) fn hear_again(&mut self) {
        let (course, judged) = self
            .course
            .heard_again(self.rooms.model.as_ref(), self.transcript.heard());
        self.course = course;
        self.transcript.note_all(judged);
        self.offering
            .follow(&self.course, &self.transcript, day(self.rooms.clock.now()));
    }

    fn assign(&mut self, counsellor: CounsellorId) -> Record {
        self.offering.is_of(&counsellor);
        let before = self.counsellor.replace(counsellor.clone());
        if before.is_some_and(|before| before != counsellor) {
            self.hand_over();
            // Who had leave to read had it while another could see it.
            self.reading = None;
        }
        Record::Assigned {
            session: self.id,
            counsellor,
        }
    }

    /// Queues records; the confirmation of the last stands for all, as the journal keeps order.
    pub(super) async fn write_all(&self, records: Vec<Record>) -> Confirmation {
        let mut last = None;
        for record in records {
            last = Some(self.rooms.journal.write(record).await);
        }
        last.unwrap_or_else(Confirmation::nothing_to_write)
    }
}

fn stored(said: [Said; 3]) -> StoredReading {
    let [phase, knapp, kolb] = said.map(|said| (said.value, said.p));
    StoredReading { phase, knapp, kolb }
}
