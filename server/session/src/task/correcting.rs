//! What is kept when the counsellor corrects a ring.

use super::Task;
use crate::by_hand::{Held, slot};
use crate::offering::day;
use crate::settings::Keep;
use chat::{Message, Speaker, Timestamp, Words};
use journal::{Correction, CorrectionId, LessonBytes, Month, Record};
use taxonomy::{ElementId, Ring};
use tracker::Lesson;

/// A lesson is made of so many messages, the corrected one last.
const WINDOW: usize = 12;

impl Task {
    /// Moves the ring; gives back what is to be kept, if anything is.
    pub(super) fn correct(
        &mut self,
        message: usize,
        ring: Ring,
        value: Option<ElementId>,
        now: Timestamp,
    ) -> Option<Record> {
        let record = self.correction(message, ring, value.as_ref(), now);
        let held = match &record {
            Some(Record::Corrected { id, heard, .. }) => Some(Held {
                id: *id,
                heard: heard.clone(),
                durable: false,
            }),
            _ => None,
        };
        self.course.place_by_hand(ring, value, now, held);
        record
    }

    /// Writes down what the counsellor did; a correction counts as kept when it is durable.
    pub(super) async fn write_down(&mut self, record: Record) {
        let corrected = match &record {
            Record::Corrected { id, .. } => Some(*id),
            _ => None,
        };
        let confirmation = self.rooms.journal.write(record).await;
        if corrected.is_some() {
            self.keeping.spawn(async move {
                if confirmation.durable().await {
                    corrected
                } else {
                    None
                }
            });
        }
    }

    /// The record of a correction; none if nothing is to be kept, or there is no reading to compare.
    fn correction(
        &self,
        number: usize,
        ring: Ring,
        value: Option<&ElementId>,
        now: Timestamp,
    ) -> Option<Record> {
        let keep = self.settings.keep;
        let model = self
            .rooms
            .model
            .as_ref()
            .filter(|_| keep != Keep::Nothing)?;
        let source = self.source.as_ref()?;
        let window = self.transcript.window(number, WINDOW)?;
        let was = window.said?[slot(ring)].clone();

        let keys = self.rooms.journal.keys();
        let heard: Vec<_> = window
            .messages
            .iter()
            .map(|message| keys.event(source, &message.id))
            .collect();
        let masked: Vec<Message> = window
            .messages
            .iter()
            .map(|message| masked(message))
            .collect();
        let lines: Vec<_> = masked.iter().map(|message| (message, None)).collect();
        let lesson = Lesson::take(model, &lines, window.before, ring, value);
        let today = day(now);
        Some(Record::Corrected {
            id: CorrectionId::from_random(rand::random()),
            session: self.id,
            event: *heard.last()?,
            heard,
            correction: Box::new(Correction {
                month: Month {
                    year: today.year(),
                    month: today.month(),
                },
                ring,
                value: value.cloned(),
                was,
                model: model.id().clone(),
                shadow: self.settings.shadow,
                lesson: lesson.map(|lesson| LessonBytes::new(lesson.as_bytes())),
                words: (keep == Keep::Text).then(|| written_out(&masked)),
            }),
        })
    }
}

/// A message without what could identify somebody.
fn masked(message: &Message) -> Message {
    Message {
        words: Words::new(language::mask(message.words.as_str())),
        ..message.clone()
    }
}

/// One message a line, with who wrote it.
fn written_out(messages: &[Message]) -> Words {
    let mut text = String::new();
    for message in messages {
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
