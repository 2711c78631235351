//! Which of the latest messages somebody means who corrects or takes back one.

use chat::SourceId;
use std::collections::VecDeque;

/// Messages of a room that can still be corrected or taken back.
const REMEMBERED: usize = 512;

/// The latest messages of one room by all the names they have. Holds no words.
#[derive(Default)]
pub(super) struct Said(VecDeque<One>);

struct One {
    /// Nick of who wrote it; none for the room itself.
    by: Option<String>,
    /// The sender's own id, the room's id, and those of its corrections.
    names: Vec<String>,
    /// The event that holds the words as they are now.
    now: SourceId,
}

impl Said {
    /// Remembers a message; the oldest is forgotten when there are too many.
    pub(super) fn add(&mut self, by: Option<&str>, names: Vec<String>, event: &SourceId) {
        if self.find(by, event.as_str()).is_some() {
            return; // it came both live and from the archive
        }
        if self.0.len() == REMEMBERED {
            self.0.pop_front();
        }
        self.0.push_back(One {
            by: by.map(str::to_owned),
            names,
            now: event.clone(),
        });
    }

    /// Replaces the message that has this name: returns the event it was, if `by` wrote it.
    pub(super) fn correct(
        &mut self,
        by: Option<&str>,
        name: &str,
        names: Vec<String>,
        event: &SourceId,
    ) -> Option<SourceId> {
        let at = self.find(by, name)?;
        let one = &mut self.0[at];
        if one.names.iter().any(|known| known == event.as_str()) {
            return None; // this correction was heard before
        }
        one.names.extend(names);
        Some(std::mem::replace(&mut one.now, event.clone()))
    }

    /// The event that holds the words of the message with this name, if `by` may take it back: who
    /// wrote it, or the room itself on a moderator's word.
    ///
    /// A name that is not remembered is returned as it is: the words may have been heard before a
    /// restart, and forgetting is the safer mistake.
    pub(super) fn taken_back(&self, by: Option<&str>, name: &str) -> Option<SourceId> {
        let known = self.0.iter().rev().find(|one| one.has(name));
        match known {
            Some(one) if by.is_none() || one.by.as_deref() == by => Some(one.now.clone()),
            Some(_) => None,
            None => Some(SourceId::new(name)),
        }
    }

    fn find(&self, by: Option<&str>, name: &str) -> Option<usize> {
        let fits = |one: &One| one.by.as_deref() == by && one.has(name);
        self.0.iter().rposition(fits)
    }
}

impl One {
    fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: &str) -> SourceId {
        SourceId::new(name)
    }

    fn said() -> Said {
        let mut said = Said::default();
        said.add(Some("Kari"), vec!["k1".into(), "s1".into()], &id("s1"));
        said.add(Some("gjest"), vec!["k1".into(), "s2".into()], &id("s2"));
        said
    }

    #[test]
    fn only_who_wrote_it_corrects_it_and_the_latest_correction_counts() {
        let mut said = said();
        let names = || vec!["k3".into(), "s3".into()];
        assert_eq!(said.correct(Some("Ola"), "k1", names(), &id("s3")), None);
        let old = said.correct(Some("Kari"), "k1", names(), &id("s3"));
        assert_eq!(old, Some(id("s1")));
        let again = said.correct(Some("Kari"), "k1", names(), &id("s3"));
        assert_eq!(again, None, "heard twice");
        let old = said.correct(Some("Kari"), "k1", vec!["s4".into()], &id("s4"));
        assert_eq!(old, Some(id("s3")));
        assert_eq!(said.taken_back(Some("Kari"), "s1"), Some(id("s4")));
    }

    #[test]
    fn taking_back_is_for_who_wrote_it_and_for_the_room() {
        let said = said();
        assert_eq!(said.taken_back(Some("gjest"), "s2"), Some(id("s2")));
        assert_eq!(said.taken_back(None, "s1"), Some(id("s1")));
        assert_eq!(said.taken_back(Some("gjest"), "s1"), None);
        assert_eq!(said.taken_back(Some("gjest"), "s0"), Some(id("s0")));
    }

    #[test]
    fn the_oldest_is_forgotten() {
        let mut said = said();
        for n in 0..REMEMBERED {
            let name = format!("n{n}");
            said.add(Some("Kari"), vec![name.clone()], &id(&name));
        }
        let old = said.correct(Some("Kari"), "s1", vec![], &id("x"));
        assert_eq!(old, None);
    }
}
