//! The messages of one chat to come back to. A pin is of a message and not of a number: numbers move when
//! a message comes late or is taken back, and after a restart a pin waits for its message.

use crate::beside::Pin;
use crate::transcript::Transcript;
use chat::{SourceId, Timestamp};
use journal::EventKey;

/// The pins of a chat.
#[derive(Default)]
pub(crate) struct Pins(Vec<Pinned>);

struct Pinned {
    key: EventKey,
    /// Unknown after a restart, until the message is heard again.
    id: Option<SourceId>,
    /// As it was when it was put there.
    pin: Pin,
}

impl Pins {
    /// Pins a message that is here.
    pub(crate) fn put(&mut self, key: EventKey, id: SourceId, message: usize, at: Timestamp) {
        let pin = Pin { message, at };
        let id = Some(id);
        self.0.push(Pinned { key, id, pin });
    }

    /// Pins a message from before a restart.
    pub(crate) fn remember(&mut self, key: EventKey, message: usize, at: Timestamp) {
        let pin = Pin { message, at };
        let id = None;
        self.0.push(Pinned { key, id, pin });
    }

    /// A message is here: a pin that waited for it has it.
    pub(crate) fn heard(&mut self, key: EventKey, id: &SourceId) {
        let waiting = self.0.iter_mut().find(|pinned| pinned.key == key);
        if let Some(pinned) = waiting {
            pinned.id.get_or_insert_with(|| id.clone());
        }
    }

    /// Takes the pin away that shows this number; gives back whose it was.
    pub(crate) fn take_away(&mut self, message: usize, among: &Transcript) -> Option<EventKey> {
        let shows = |pinned: &Pinned| {
            pinned
                .shown(among)
                .is_some_and(|pin| pin.message == message)
        };
        let place = self.0.iter().position(shows)?;
        Some(self.0.remove(place).key)
    }

    /// A message was taken back.
    pub(crate) fn withdraw(&mut self, key: EventKey) {
        self.0.retain(|pinned| pinned.key != key);
    }

    /// The pins as messages are numbered now, in their order.
    pub(crate) fn shown(&self, among: &Transcript) -> Vec<Pin> {
        let shown = self.0.iter().filter_map(|pinned| pinned.shown(among));
        let mut shown: Vec<_> = shown.collect();
        shown.sort_by_key(|pin| pin.message);
        shown
    }
}

impl Pinned {
    /// `None` when the message is no longer kept.
    fn shown(&self, among: &Transcript) -> Option<Pin> {
        let Some(id) = &self.id else {
            return Some(self.pin);
        };
        let before = among.messages().position(|message| &message.id == id)?;
        let message = before + 1;
        Some(Pin {
            message,
            ..self.pin
        })
    }
}
