//! What the counsellor has set by hand in one chat, and the corrections that the rings stand on.

use chat::Timestamp;
use journal::{CorrectionId, EventKey};
use taxonomy::{ElementId, Ring};

/// The rings set by hand.
#[derive(Debug, Clone, Default)]
pub(crate) struct Hands([Option<ByHand>; 3]);

/// A ring set by hand, and what the tracker said then: when the tracker changes its mind and is
/// sure, the chat has moved on and the hand's placing ends.
#[derive(Debug, Clone)]
pub(crate) struct ByHand {
    pub(crate) value: Option<ElementId>,
    pub(crate) tracked_then: Option<ElementId>,
    pub(crate) since: Timestamp,
    pub(crate) correction: Option<Held>,
    pub(crate) counted: Option<Counted>,
}

/// How a correction was counted beside the chat, so that it can be undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counted {
    /// The number of the message it was made on.
    pub(crate) message: usize,
    /// It says what the ring showed.
    pub(crate) confirmed: bool,
}

/// A correction that a ring stands on, given to the journal.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub(crate) id: CorrectionId,
    /// The messages it is learnt from.
    pub(crate) heard: Vec<EventKey>,
    pub(crate) durable: bool,
}

impl Hands {
    pub(crate) fn ring(&self, ring: Ring) -> Option<&ByHand> {
        self.0[ring.place()].as_ref()
    }

    pub(crate) fn set(&mut self, ring: Ring, hand: ByHand) {
        self.0[ring.place()] = Some(hand);
    }

    pub(crate) fn let_go(&mut self, ring: Ring) -> Option<ByHand> {
        self.0[ring.place()].take()
    }

    /// Notes how a ring's correction was counted.
    pub(crate) fn counted(&mut self, ring: Ring, counted: Counted) {
        if let Some(hand) = &mut self.0[ring.place()] {
            hand.counted = Some(counted);
        }
    }

    /// When a ring was last set.
    pub(crate) fn since(&self) -> Option<Timestamp> {
        self.0.iter().flatten().map(|hand| hand.since).max()
    }

    /// The rings that stand on a durable correction.
    pub(crate) fn kept(&self) -> Vec<Ring> {
        let durable = |ring: &Ring| {
            let held = self.ring(*ring).and_then(|hand| hand.correction.as_ref());
            held.is_some_and(|held| held.durable)
        };
        Ring::ALL.into_iter().filter(durable).collect()
    }

    /// A correction is durable.
    pub(crate) fn corrected(&mut self, id: CorrectionId) {
        let held = self.0.iter_mut().flatten();
        for held in held.filter_map(|hand| hand.correction.as_mut()) {
            held.durable |= held.id == id;
        }
    }

    /// A message was taken back: the rings stay, the corrections it had a part in are gone.
    pub(crate) fn withdraw(&mut self, event: EventKey) {
        for hand in self.0.iter_mut().flatten() {
            hand.correction.take_if(|held| held.heard.contains(&event));
        }
    }
}
