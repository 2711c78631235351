//! Puts the events of one conversation in order by the source's own count.
//!
//! Pure: the caller owns the clock and calls [`Sequencer::give_up`] when it has waited long enough.

use std::collections::BTreeMap;

/// How many events are held for one that is missing; beyond that the missing one is given up.
pub const MAX_HELD: usize = 64;

/// One conversation's place in the source's count.
#[derive(Debug)]
pub struct Sequencer<T> {
    next: Option<u64>,
    held: BTreeMap<u64, T>,
}

/// What may go on now.
#[derive(Debug, PartialEq, Eq)]
pub enum Ready<T> {
    /// This one is next (or came late, or is not counted).
    Event(T),
    /// So many are missing here and were given up.
    Missing(u64),
}

impl<T> Default for Sequencer<T> {
    fn default() -> Self {
        Self {
            next: None,
            held: BTreeMap::new(),
        }
    }
}

impl<T> From<Option<u64>> for Sequencer<T> {
    /// One in which this comes next, if that is known.
    fn from(next: Option<u64>) -> Self {
        Self {
            next,
            ..Self::default()
        }
    }
}

impl<T> Sequencer<T> {
    /// What comes next, once something came.
    pub fn next(&self) -> Option<u64> {
        self.next
    }

    /// Takes one event in; gives back what may go on, in order. An event without a count goes on at
    /// once, and so does one that comes after its place was given up: whoever hears it must put it
    /// where it belongs.
    pub fn accept(&mut self, order: Option<u64>, event: T) -> Vec<Ready<T>> {
        let Some(order) = order else {
            return vec![Ready::Event(event)];
        };
        let next = *self.next.get_or_insert(order);
        if order < next {
            return vec![Ready::Event(event)];
        }
        if order > next {
            self.held.entry(order).or_insert(event);
            return if self.held.len() > MAX_HELD {
                self.give_up()
            } else {
                Vec::new()
            };
        }
        self.next = Some(order + 1);
        let mut ready = vec![Ready::Event(event)];
        self.release(&mut ready);
        ready
    }

    /// Whether something is held back, so that the caller should keep a deadline.
    pub fn is_holding(&self) -> bool {
        !self.held.is_empty()
    }

    /// Stops waiting for what is missing before the first held event.
    pub fn give_up(&mut self) -> Vec<Ready<T>> {
        let mut ready = Vec::new();
        if let (Some(next), Some((&first, _))) = (self.next, self.held.first_key_value()) {
            ready.push(Ready::Missing(first - next));
            self.next = Some(first);
            self.release(&mut ready);
        }
        ready
    }

    fn release(&mut self, ready: &mut Vec<Ready<T>>) {
        while let Some(next) = self.next
            && let Some(event) = self.held.remove(&next)
        {
            ready.push(Ready::Event(event));
            self.next = Some(next + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Ready::*, *};

    #[test]
    fn an_event_that_overtook_another_waits_for_it() {
        let mut lane = Sequencer::default();
        assert_eq!(lane.accept(Some(0), "a"), [Event("a")]);
        assert_eq!(lane.accept(Some(2), "c"), []);
        assert!(lane.is_holding());
        assert_eq!(lane.accept(Some(1), "b"), [Event("b"), Event("c")]);
        assert!(!lane.is_holding());
    }

    #[test]
    fn what_never_comes_is_a_gap_and_what_comes_late_still_goes_on() {
        let mut lane = Sequencer::default();
        lane.accept(Some(4), "e");
        lane.accept(Some(7), "h");
        lane.accept(Some(9), "j");
        assert_eq!(lane.give_up(), [Missing(2), Event("h")]);
        assert_eq!(lane.give_up(), [Missing(1), Event("j")]);
        assert_eq!(lane.accept(Some(5), "f"), [Event("f")]);
    }

    #[test]
    fn what_was_missed_before_the_first_is_missed_too_where_the_count_is_known() {
        let mut lane = Sequencer::from(Some(4));
        assert_eq!(lane.accept(Some(3), "d"), [Event("d")], "sent again");
        assert_eq!(lane.accept(Some(6), "g"), []);
        assert_eq!(lane.give_up(), [Missing(2), Event("g")]);
        assert_eq!(lane.next(), Some(7));
    }

    #[test]
    fn a_lane_holds_no_more_than_its_bound() {
        let mut lane = Sequencer::default();
        lane.accept(Some(0), 0);
        let mut released = 0;
        for n in 0..=MAX_HELD as u64 {
            released = lane.accept(Some(n + 2), 1).len();
        }
        assert_eq!(released, MAX_HELD + 2, "the gap and everything held");
    }
}
