//! How far the reading of one room's archive has come, and what was said live meanwhile.

use super::incoming::Said;
use super::outgoing::Since;
use chat::Timestamp;
use std::collections::VecDeque;

/// Entries asked for at a time.
pub(super) const PAGE: usize = 50;
/// Live messages held back while the archive is read.
const HELD: usize = 256;
/// Times that reading starts over because too much was said meanwhile.
const ROUNDS: u8 = 5;

/// The reading of a room's archive. Live messages wait until it is done, so that order is kept; if
/// too many wait they are let go, and the archive, which has them too, is read on from its end.
pub(super) struct Reading {
    /// The page asked for; none while it waits for room in the courier's queue.
    pub(super) page: Option<String>,
    /// Where the next page begins.
    pub(super) from: Since,
    held: VecDeque<(Said, Timestamp)>,
    overflown: bool,
    rounds: u8,
    /// The latest ids read, to leave out live copies of them.
    read: VecDeque<String>,
    fell_back: bool,
}

/// What follows a page.
#[derive(PartialEq, Eq, Debug)]
pub(super) enum After {
    /// Another page.
    More,
    /// Nothing: the archive has been read.
    Done,
    /// Reading never ends: more is said than can be read.
    TooMuch,
}

impl Reading {
    pub(super) fn starting(from: Since) -> Self {
        Self {
            page: None,
            from,
            held: VecDeque::new(),
            overflown: false,
            rounds: 0,
            read: VecDeque::new(),
            fell_back: false,
        }
    }

    /// Keeps a live message until the archive has been read.
    pub(super) fn hold(&mut self, said: Said, at: Timestamp) {
        let known = |id: &String| self.read.contains(id);
        if self.overflown || said.stanza_id.as_ref().is_some_and(known) {
            return;
        }
        if self.held.len() == HELD {
            self.held.clear();
            self.overflown = true;
            return;
        }
        self.held.push_back((said, at));
    }

    /// Notes an entry that was read; a live copy of it need not be delivered.
    pub(super) fn note(&mut self, id: &str) {
        self.held
            .retain(|(said, _)| said.stanza_id.as_deref() != Some(id));
        if self.read.len() == HELD {
            self.read.pop_front();
        }
        self.read.push_back(id.to_owned());
    }

    /// The page has ended; `last` is its last entry.
    pub(super) fn page_ended(&mut self, last: Option<String>, complete: bool) -> After {
        self.page = None;
        let moved = match (last, &self.from) {
            (Some(last), Since::After(before)) if last == *before => false,
            (Some(last), _) => {
                self.from = Since::After(last);
                true
            }
            (None, _) => false,
        };
        if !complete && moved {
            return After::More;
        }
        if !self.overflown {
            return After::Done;
        }
        self.overflown = false;
        self.rounds += 1;
        if self.rounds > ROUNDS {
            return After::TooMuch;
        }
        After::More
    }

    /// The archive does not know the entry to read on from, perhaps because it was kept too long
    /// ago: reads from a moment instead. False if that has been tried.
    pub(super) fn fall_back(&mut self, start: Timestamp) -> bool {
        self.page = None;
        if self.fell_back || matches!(self.from, Since::Start(_)) {
            return false;
        }
        self.fell_back = true;
        self.from = Since::Start(start);
        true
    }

    /// The live messages that waited, oldest first.
    pub(super) fn into_held(self) -> VecDeque<(Said, Timestamp)> {
        self.held
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xmpp::incoming::What;

    fn said(id: &str) -> Said {
        Said {
            room: "r@c".into(),
            nick: Some("Ola".into()),
            address: None,
            stanza_id: Some(id.into()),
            names: vec![],
            delayed: false,
            what: What::Nothing,
        }
    }

    fn reading() -> Reading {
        Reading::starting(Since::Start(Timestamp::from_millis(0)))
    }

    fn held(reading: Reading) -> Vec<String> {
        let all = reading.into_held().into_iter();
        all.filter_map(|(said, _)| said.stanza_id).collect()
    }

    #[test]
    fn pages_follow_until_the_last() {
        let mut reading = reading();
        assert_eq!(reading.page_ended(Some("a".into()), false), After::More);
        assert!(matches!(&reading.from, Since::After(last) if last == "a"));
        assert_eq!(reading.page_ended(Some("b".into()), true), After::Done);
    }

    #[test]
    fn a_server_that_goes_in_circles_does_not_keep_us() {
        let mut reading = reading();
        assert_eq!(reading.page_ended(Some("a".into()), false), After::More);
        assert_eq!(reading.page_ended(Some("a".into()), false), After::Done);
        assert_eq!(reading.page_ended(None, false), After::Done);
    }

    #[test]
    fn live_copies_of_what_was_read_are_left_out() {
        let mut reading = reading();
        let now = Timestamp::from_millis(0);
        reading.hold(said("a"), now);
        reading.note("a");
        reading.note("b");
        reading.hold(said("b"), now);
        reading.hold(said("c"), now);
        assert_eq!(held(reading), ["c"]);
    }

    #[test]
    fn when_too_much_is_said_meanwhile_the_archive_is_read_on() {
        let mut reading = reading();
        for n in 0..=HELD {
            reading.hold(said(&format!("n{n}")), Timestamp::from_millis(0));
        }
        assert_eq!(reading.page_ended(Some("a".into()), true), After::More);
        reading.hold(said("x"), Timestamp::from_millis(0));
        assert_eq!(reading.page_ended(Some("b".into()), true), After::Done);
        assert_eq!(held(reading), ["x"]);
    }

    #[test]
    fn a_forgotten_entry_is_replaced_by_a_moment_once() {
        let mut reading = Reading::starting(Since::After("a".into()));
        assert!(reading.fall_back(Timestamp::from_millis(5)));
        assert!(matches!(reading.from, Since::Start(at) if at.millis() == 5));
        assert!(!reading.fall_back(Timestamp::from_millis(5)));
    }
}
