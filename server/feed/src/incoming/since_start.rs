//! What outlasts a feed's connections and not our own run: the epoch, and how far each conversation's count
//! has come.

use chat::{ConversationId, SourceName};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// So many conversations are known; then the one that was not heard for longest is forgotten, and with it
/// only that something may be missing between two of its connections.
const MOST: usize = 4_096;

/// Remembered since the program's start, by all connections; cheap to clone.
#[derive(Debug, Clone)]
pub struct SinceStart {
    epoch: Arc<str>,
    counts: Arc<Mutex<Counts>>,
}

type Name = (SourceName, ConversationId);

#[derive(Debug, Default)]
struct Counts {
    /// What comes next in each, and when that was noted.
    next: HashMap<Name, (u64, u64)>,
    noted: u64,
}

impl SinceStart {
    /// Nothing yet. `epoch` is drawn once at the program's start.
    pub fn new(epoch: &str) -> Self {
        Self {
            epoch: epoch.into(),
            counts: Arc::default(),
        }
    }

    pub(super) fn epoch(&self) -> &str {
        &self.epoch
    }

    /// What comes next in a conversation, if another connection brought some of it.
    pub(super) fn next(&self, name: &Name) -> Option<u64> {
        self.counts().next.get(name).map(|(next, _)| *next)
    }

    pub(super) fn note(&self, name: &Name, next: u64) {
        let mut counts = self.counts();
        counts.noted += 1;
        let noted = counts.noted;
        if let Some(known) = counts.next.get_mut(name) {
            *known = (next.max(known.0), noted);
            return;
        }
        if counts.next.len() >= MOST {
            let oldest = counts.next.iter().min_by_key(|(_, (_, noted))| *noted);
            if let Some(oldest) = oldest.map(|(name, _)| name.clone()) {
                counts.next.remove(&oldest);
            }
        }
        counts.next.insert(name.clone(), (next, noted));
    }

    /// The conversation is over: what comes after is another.
    pub(super) fn forget(&self, name: &Name) {
        self.counts().next.remove(name);
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(number: usize) -> Name {
        let conversation = ConversationId::new(number.to_string());
        (SourceName::new("chat"), conversation)
    }

    #[test]
    fn a_count_only_grows_until_the_conversation_is_over() {
        let since_start = SinceStart::new("1");
        since_start.note(&name(1), 7);
        since_start.note(&name(1), 3);
        assert_eq!(since_start.next(&name(1)), Some(7));
        since_start.forget(&name(1));
        assert_eq!(since_start.next(&name(1)), None);
    }

    #[test]
    fn no_more_are_known_than_the_bound_and_the_oldest_goes() {
        let since_start = SinceStart::new("1");
        for number in 0..MOST {
            since_start.note(&name(number), 1);
        }
        since_start.note(&name(0), 2);
        since_start.note(&name(MOST), 1);
        let known = [0, 1, MOST].map(|number| since_start.next(&name(number)));
        assert_eq!(known, [Some(2), None, Some(1)]);
    }
}
