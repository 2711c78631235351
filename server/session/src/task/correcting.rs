//! What is kept when the counsellor corrects a ring.

use super::Task;
use crate::by_hand::{Counted, Held};
use crate::offering::day;
use crate::settings::Keep;
use crate::vectors::Patience;
use chat::{Message, Speaker, Timestamp, Words};
use journal::{Correction, CorrectionId, EventKey, LessonBytes, Month, Record};
use language::Embedding;
use std::sync::Arc;
use taxonomy::{ElementId, Ring};
use tracker::Lesson;

/// A lesson is made of so many messages, the corrected one last.
const WINDOW: usize = 12;

/// A correction that is to be kept, but for its lesson.
pub(super) struct Draft {
    id: CorrectionId,
    heard: Vec<EventKey>,
    correction: Correction,
    messages: Vec<Masked>,
    /// So many messages came before them.
    before: usize,
}

/// A message without what could identify somebody, and its vector if that is known.
struct Masked {
    message: Message,
    vector: Option<Embedding>,
}

impl Task {
    /// Moves the ring; gives back what is to be kept, if anything is.
    pub(super) fn correct(
        &mut self,
        message: usize,
        ring: Ring,
        value: Option<ElementId>,
        now: Timestamp,
    ) -> Option<Draft> {
        let draft = self.draft(message, ring, value.as_ref(), now);
        let held = draft.as_ref().map(|draft| Held {
            id: draft.id,
            heard: draft.heard.clone(),
            durable: false,
        });
        let confirmed = self.shows(message, ring, value.as_ref());
        // A correction of the same message and ring makes way.
        self.uncount(ring, Some(message));
        self.course.place_by_hand(ring, value, now, held);
        let counted = Counted { message, confirmed };
        self.course.by_hand.counted(ring, counted);
        *self.beside.tally(confirmed) += 1;
        draft
    }

    /// What is undone was not said: the correction that a ring stands on, if of that message.
    pub(super) fn uncount(&mut self, ring: Ring, of: Option<usize>) {
        let counted = self.course.by_hand.ring(ring).and_then(|hand| hand.counted);
        let counted = counted.filter(|counted| of.is_none_or(|of| of == counted.message));
        if let Some(Counted { confirmed, .. }) = counted {
            let tally = self.beside.tally(confirmed);
            *tally = tally.saturating_sub(1);
        }
    }

    /// Whether a ring showed this value once a message was heard, or shows it now. In shadow nothing
    /// shows, so nothing is confirmed: the count must not tell what the tracker says.
    fn shows(&self, message: usize, ring: Ring, value: Option<&ElementId>) -> bool {
        if self.settings.shadow {
            return false;
        }
        let window = self.transcript.window(message, 1);
        let judged = window.and_then(|window| window.judged);
        let then = judged.map(|judged| judged.said[ring.place()].value.as_ref());
        then == Some(value) || self.course.tracked(ring) == Some(value)
    }

    /// Writes down a correction; it counts as kept when it is durable.
    pub(super) async fn keep(&mut self, mut draft: Draft) {
        self.encode(&mut draft.messages).await;
        let Draft {
            id,
            heard,
            mut correction,
            messages,
            before,
        } = draft;
        let lines = messages.iter();
        let lines: Vec<_> = lines
            .map(|masked| (&masked.message, masked.vector.as_ref()))
            .collect();
        let (ring, value) = (correction.ring, correction.value.as_ref());
        let model = self.rooms.model.as_ref();
        let lesson = model.and_then(|model| Lesson::take(model, &lines, before, ring, value));
        correction.lesson = lesson.map(|lesson| LessonBytes::new(lesson.as_bytes()));
        let Some(event) = heard.last().copied() else {
            return;
        };
        let record = Record::Corrected {
            id,
            session: self.id,
            event,
            heard,
            correction: Box::new(correction),
        };
        let confirmation = self.rooms.journal.write(record).await;
        self.keeping
            .spawn(async move { confirmation.durable().await.then_some(id) });
    }

    /// Takes a correction back.
    pub(super) async fn take_back(&mut self, id: CorrectionId) {
        drop(self.rooms.journal.write(Record::TakenBack { id }).await);
    }

    /// The draft of a correction; none if nothing is to be kept, or there is no reading to compare.
    fn draft(
        &self,
        number: usize,
        ring: Ring,
        value: Option<&ElementId>,
        now: Timestamp,
    ) -> Option<Draft> {
        let keep = self.settings.keep;
        if keep == Keep::Nothing {
            return None;
        }
        let source = self.source.as_ref()?;
        let window = self.transcript.window(number, WINDOW)?;
        let judged = window.judged?;
        let keys = self.rooms.journal.keys();
        let heard = window.messages.iter();
        let heard = heard.map(|(message, _)| keys.event(source, &message.id));
        let messages = window.messages.iter();
        let messages: Vec<_> = messages
            .map(|(message, vector)| masked(message, *vector))
            .collect();
        let today = day(now);
        Some(Draft {
            id: CorrectionId::from_random(rand::random()),
            heard: heard.collect(),
            correction: Correction {
                month: Month {
                    year: today.year(),
                    month: today.month(),
                },
                ring,
                value: value.cloned(),
                was: judged.said[ring.place()].clone(),
                model: Arc::clone(&judged.model),
                shadow: self.settings.shadow,
                lesson: None,
                words: (keep == Keep::Text).then(|| written_out(&messages)),
            },
            messages,
            before: window.before,
        })
    }

    /// Gets the vectors that are not known: of texts that masking has changed, and of messages whose
    /// own came too late. One deadline holds for all of them; a lesson without a vector is a lesson.
    async fn encode(&self, messages: &mut [Masked]) {
        let Some(vectors) = &self.rooms.vectors else {
            return;
        };
        let mut patience = Patience::new();
        // The corrected message is last, and matters most.
        for masked in messages.iter_mut().rev() {
            if masked.vector.is_none() && masked.message.speaker != Speaker::System {
                let text = masked.message.words.as_str();
                masked.vector = vectors.of(text, &mut patience).await;
            }
        }
    }
}

fn masked(message: &Message, vector: Option<&Embedding>) -> Masked {
    let words = message.words.as_str();
    let masked = Words::new(language::mask(words));
    let same = masked
        .as_str()
        .split_whitespace()
        .eq(words.split_whitespace());
    Masked {
        vector: vector.filter(|_| same).cloned(),
        message: Message {
            words: masked,
            ..message.clone()
        },
    }
}

/// One message a line, with who wrote it.
fn written_out(messages: &[Masked]) -> Words {
    let mut text = String::new();
    for Masked { message, .. } in messages {
        let who = match message.speaker {
            Speaker::Veisoker => "veisoker",
            Speaker::Veileder => "veileder",
            Speaker::System => "system",
        };
        // Masking has made one line of each message.
        text.push_str(who);
        text.push_str(": ");
        text.push_str(message.words.as_str());
        text.push('\n');
    }
    Words::new(text)
}
