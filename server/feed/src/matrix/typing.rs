//! Who types in which room, so that a list of all who type becomes who began and who stopped.

use chat::Speaker;
use std::collections::HashMap;

/// Rooms in which somebody types at once; more are told of and not remembered.
const ROOMS: usize = 10_000;

/// The rooms in which somebody types.
pub(super) struct Typists {
    by_room: HashMap<Box<str>, Vec<Speaker>>,
    /// Sets apart our ids from those of any other start.
    nonce: u64,
    count: u64,
}

/// Somebody began to type, or stopped.
pub(super) struct Change {
    /// Nobody gives such a thing an id.
    pub(super) id: String,
    pub(super) speaker: Speaker,
    pub(super) on: bool,
}

impl Default for Typists {
    fn default() -> Self {
        Self {
            by_room: HashMap::new(),
            nonce: rand::random(),
            count: 0,
        }
    }
}

impl Typists {
    /// These are all who type in a room now.
    pub(super) fn now_typing(&mut self, room: &str, now: Vec<Speaker>) -> Vec<Change> {
        let before = self.by_room.remove(room).unwrap_or_default();
        let mut changes = Vec::new();
        for speaker in [Speaker::Veisoker, Speaker::Veileder] {
            let on = now.contains(&speaker);
            if on != before.contains(&speaker) {
                self.count += 1;
                changes.push(Change {
                    id: format!("typing-{:x}-{}", self.nonce, self.count),
                    speaker,
                    on,
                });
            }
        }
        if !now.is_empty() && self.by_room.len() < ROOMS {
            self.by_room.insert(room.into(), now);
        }
        changes
    }
}
