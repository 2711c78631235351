//! Which event holds the words of a message as they are now.

use chat::SourceId;
use std::collections::{HashMap, VecDeque};

/// Messages that are remembered: those of all live chats, so that each can be corrected or taken back.
const MESSAGES: usize = 50_000;
/// Corrections of one message that are told apart.
const CORRECTIONS: usize = 64;

/// Messages and their corrections by their ids, in the order they came. Holds no words.
#[derive(Default)]
pub(super) struct Edits {
    by_first: HashMap<SourceId, Message>,
    oldest: VecDeque<SourceId>,
}

struct Message {
    /// The user who wrote it: nobody else can correct it.
    by: Box<str>,
    corrections: Vec<SourceId>,
}

impl Edits {
    /// Remembers a message.
    pub(super) fn said(&mut self, id: &SourceId, by: &str) {
        if self.by_first.contains_key(id) {
            return;
        }
        if self.oldest.len() == MESSAGES
            && let Some(oldest) = self.oldest.pop_front()
        {
            self.by_first.remove(&oldest);
        }
        self.oldest.push_back(id.clone());
        let message = Message {
            by: by.into(),
            corrections: Vec::new(),
        };
        self.by_first.insert(id.clone(), message);
    }

    /// `correction` corrects the message `first`: the event it replaces, the same each time it is read;
    /// nothing if somebody else wrote that. A message from before our start is taken to be theirs.
    pub(super) fn corrected(
        &mut self,
        first: &SourceId,
        correction: &SourceId,
        by: &str,
    ) -> Option<SourceId> {
        self.said(first, by);
        let message = self.by_first.get_mut(first)?;
        if *message.by != *by {
            return None;
        }
        let known = &mut message.corrections;
        let at = known.iter().position(|one| one == correction);
        let at = at.unwrap_or_else(|| {
            if known.len() == CORRECTIONS {
                known.remove(0);
            }
            known.push(correction.clone());
            known.len() - 1
        });
        Some(match at.checked_sub(1) {
            Some(before) => known[before].clone(),
            None => first.clone(),
        })
    }

    /// The event that holds the words of a message as they are now.
    pub(super) fn now(&self, id: &SourceId) -> SourceId {
        let message = self.by_first.get(id);
        let last = message.and_then(|message| message.corrections.last());
        last.unwrap_or(id).clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: &str) -> SourceId {
        SourceId::new(name)
    }

    #[test]
    fn each_correction_replaces_the_one_before_however_often_it_is_read() {
        let mut edits = Edits::default();
        edits.said(&id("a"), "kari");
        for _ in 0..2 {
            assert_eq!(edits.corrected(&id("a"), &id("b"), "kari"), Some(id("a")));
            assert_eq!(edits.corrected(&id("a"), &id("c"), "kari"), Some(id("b")));
        }
        assert_eq!(edits.now(&id("a")), id("c"));
        assert_eq!(edits.now(&id("c")), id("c"));
    }

    #[test]
    fn nobody_corrects_anothers_words() {
        let mut edits = Edits::default();
        edits.said(&id("a"), "kari");
        assert_eq!(edits.corrected(&id("a"), &id("b"), "gjest"), None);
        assert_eq!(edits.now(&id("a")), id("a"));
        // From before our start: there is nobody to ask, and forgetting is the safer mistake.
        assert_eq!(edits.corrected(&id("x"), &id("y"), "gjest"), Some(id("x")));
    }

    #[test]
    fn the_oldest_are_forgotten() {
        let mut edits = Edits::default();
        for n in 0..=MESSAGES {
            edits.said(&id(&n.to_string()), "kari");
        }
        assert_eq!(
            (edits.by_first.len(), edits.oldest.len()),
            (MESSAGES, MESSAGES)
        );
        for n in 0..=CORRECTIONS {
            edits.corrected(&id("7"), &id(&format!("7-{n}")), "kari");
        }
        assert_eq!(edits.by_first[&id("7")].corrections.len(), CORRECTIONS);
    }
}
