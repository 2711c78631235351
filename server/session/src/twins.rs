//! One message that comes by two roads, under the platform's own id and under one that was made up: heard
//! once, and known by both.

use crate::transcript::Transcript;
use chat::{ChatEvent, EventKind, SourceId};
use journal::EventKey;
use std::collections::HashMap;
use std::time::Duration;

/// The clocks of the two roads, and what each takes, differ by no more.
const APART: Duration = Duration::from_secs(120);

/// The messages of a chat that came twice, and those that may still.
#[derive(Debug, Default)]
pub(crate) struct Twins {
    /// From each of the two to the other.
    pairs: HashMap<EventKey, EventKey>,
    /// Messages that came once, and whether their id was made up.
    alone: HashMap<SourceId, bool>,
    /// How many of these were.
    derived: usize,
}

impl Twins {
    /// Two ids are one message.
    pub(crate) fn pair(&mut self, one: EventKey, other: EventKey) {
        self.pairs.insert(one, other);
        self.pairs.insert(other, one);
    }

    /// The other id of a message.
    pub(crate) fn of(&self, key: EventKey) -> Option<EventKey> {
        self.pairs.get(&key).copied()
    }

    /// A message is heard that has not come twice yet.
    pub(crate) fn heard(&mut self, id: &SourceId, derived: bool) {
        self.alone.insert(id.clone(), derived);
        self.derived += usize::from(derived);
    }

    /// The message that this one is, if it came by the other road: the nearest in time of those that say the
    /// same, so that each of two short answers finds its own. It is not alone any more.
    pub(crate) fn find(&mut self, event: &ChatEvent, among: &Transcript) -> Option<SourceId> {
        let EventKind::Message { speaker, words } = &event.kind else {
            return None;
        };
        let by_the_other_road = match event.derived {
            true => self.alone.len() - self.derived,
            false => self.derived,
        };
        if by_the_other_road == 0 {
            return None;
        }
        // White space is written otherwise by each.
        let same = |said: &str| {
            said.split_whitespace()
                .eq(words.as_str().split_whitespace())
        };
        let found = among
            .messages()
            .filter(|one| one.at.distance(event.at) <= APART && one.speaker == *speaker)
            .filter(|one| self.alone.get(&one.id) == Some(&!event.derived))
            .filter(|one| same(one.words.as_str()))
            .min_by_key(|one| one.at.distance(event.at))?;
        let id = found.id.clone();
        self.alone.remove(&id);
        self.derived -= usize::from(!event.derived);
        Some(id)
    }
}
