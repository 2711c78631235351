//! What waits for a webhook, in bounded room: when it is full, older readings of a chat give way to the
//! newest, and what is lost all the same is counted.

use serde_json::Value;
use std::collections::{HashSet, VecDeque};

#[derive(Debug)]
struct Waiting {
    about: Option<Box<str>>,
    event: Value,
}

/// What waits.
#[derive(Debug)]
pub(super) struct Queue {
    waiting: VecDeque<Waiting>,
    room: usize,
    merged: u64,
    lost: u64,
    closed: bool,
}

/// What goes in one body.
#[derive(Debug)]
pub(super) struct Batch {
    pub(super) events: Vec<Value>,
    pub(super) merged: u64,
    pub(super) lost: u64,
}

impl Queue {
    pub(super) fn new(room: usize) -> Self {
        Self {
            waiting: VecDeque::new(),
            room: room.max(1),
            merged: 0,
            lost: 0,
            closed: false,
        }
    }

    pub(super) fn put(&mut self, about: Option<&str>, event: &Value) {
        if self.closed {
            return;
        }
        let (about, event) = (about.map(Into::into), event.clone());
        self.waiting.push_back(Waiting { about, event });
        if self.waiting.len() > self.room {
            self.merge();
        }
        while self.waiting.len() > self.room {
            // A reading sooner than that a chat began or ended.
            let oldest = self.waiting.iter().position(|one| one.about.is_some());
            self.waiting.remove(oldest.unwrap_or(0));
            self.lost += 1;
        }
    }

    /// Keeps of all that is about the same only the newest.
    fn merge(&mut self) {
        let mut newer = HashSet::new();
        let newest = |one: &Waiting| match &one.about {
            Some(about) => newer.insert(about.clone()),
            None => true,
        };
        let mut stays: Vec<bool> = self.waiting.iter().rev().map(newest).collect();
        let before = self.waiting.len();
        self.waiting.retain(|_| stays.pop().unwrap_or(true));
        self.merged += (before - self.waiting.len()) as u64;
    }

    /// The oldest events, if there are any, and what has been counted.
    pub(super) fn batch(&mut self, most: usize) -> Option<Batch> {
        let so_many = self.waiting.len().min(most.max(1));
        let taken = self.waiting.drain(..so_many);
        let events: Vec<_> = taken.map(|one| one.event).collect();
        (!events.is_empty()).then(|| Batch {
            events,
            merged: std::mem::take(&mut self.merged),
            lost: std::mem::take(&mut self.lost),
        })
    }

    /// A batch did not arrive: the next one says so.
    pub(super) fn lost(&mut self, batch: &Batch) {
        self.merged += batch.merged;
        self.lost += batch.lost + batch.events.len() as u64;
    }

    pub(super) fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Takes nothing more.
    pub(super) fn close(&mut self) {
        self.closed = true;
        self.waiting.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn filled(room: usize, events: &[(Option<&str>, u64)]) -> Batch {
        let mut queue = Queue::new(room);
        for (about, number) in events {
            queue.put(*about, &json!(number));
        }
        queue.batch(100).unwrap()
    }

    #[test]
    fn with_room_nothing_is_merged() {
        let batch = filled(3, &[(Some("a"), 1), (Some("a"), 2), (None, 3)]);
        assert_eq!(batch.events, [1, 2, 3]);
        assert_eq!((batch.merged, batch.lost), (0, 0));
    }

    #[test]
    fn when_it_is_full_the_newest_reading_of_each_chat_is_left_and_the_others_are_counted() {
        let events = [(None, 1), (Some("a"), 2), (Some("b"), 3), (Some("a"), 4)];
        let batch = filled(3, &events);
        assert_eq!(batch.events, [1, 3, 4]);
        assert_eq!((batch.merged, batch.lost), (1, 0));
    }

    #[test]
    fn that_chats_began_and_ended_is_lost_last_and_what_is_lost_is_counted() {
        let batch = filled(2, &[(None, 1), (Some("a"), 2), (None, 3), (None, 4)]);
        assert_eq!(batch.events, [3, 4]);
        assert_eq!(batch.lost, 2);
    }

    #[test]
    fn a_batch_that_did_not_arrive_is_counted_in_the_next() {
        let mut queue = Queue::new(9);
        queue.put(None, &json!(1));
        let batch = queue.batch(9).unwrap();
        queue.lost(&batch);
        queue.put(None, &json!(2));
        assert_eq!(queue.batch(9).unwrap().lost, 1);
    }
}
