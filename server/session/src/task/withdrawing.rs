//! A message is taken back: its words go at once, under whichever of its ids it came.

use super::Task;
use chat::{SourceId, SourceName};
use journal::Record;

impl Task {
    /// Wipes a message and whatever was made of it; gives back what must become durable.
    pub(super) fn withdraw(&mut self, source: &SourceName, message: SourceId) -> Vec<Record> {
        let keys = self.rooms.journal.keys().clone();
        let event = keys.event(source, &message);
        let twin = self.twins.of(event);
        // It may be here under its other id.
        let here = twin.and_then(|twin| {
            let mut messages = self.transcript.messages();
            let found = messages.find(|one| keys.event(source, &one.id) == twin)?;
            Some(found.id.clone())
        });
        let message = here.unwrap_or(message);
        let both: Vec<_> = [Some(event), twin].into_iter().flatten().collect();
        for event in &both {
            self.withdrawn.insert(*event);
            // After a restart it is not waited for: its source keeps it no more.
            self.known.remove(event);
            self.forget_beside(&message, *event);
            self.heard.withdraw(*event);
        }
        if self.transcript.redact(&message) {
            self.offering.forget();
            for event in &both {
                self.course.by_hand.withdraw(*event);
            }
            self.hear_again();
        }
        // After a restart the message may be known to the journal only.
        let conversation = self.conversation;
        let withdrawn = |event| Record::Withdrawn {
            conversation,
            event,
        };
        both.into_iter().map(withdrawn).collect()
    }
}
