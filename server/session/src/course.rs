//! The course of one chat: everything that follows from its messages and the counsellor's own
//! placing, and nothing that does not. Hearing all messages again gives the same course.

use crate::view::{Place, Step};
use chat::{Message, Speaker, Timestamp};
use journal::StoredReading;
use language::{StandardTally, Written};
use std::sync::Arc;
use taxonomy::{ElementId, Ring};
use tracker::{Judgement, Model, Reading, Sureness, Tracker, Why};

/// A value beside the leading one is worth naming as "kanskje" from this probability on.
const MAYBE: f32 = 0.15;

/// What the counsellor sets by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Steering {
    /// "Nei, vi er her": a ring stands here; `None` means the class "none".
    Place {
        /// The ring.
        ring: Ring,
        /// The value.
        value: Option<ElementId>,
    },
    /// The tracker's own reading shows again.
    Release {
        /// The ring.
        ring: Ring,
    },
    /// Other prompts, please.
    More,
}

/// A ring set by hand, and what the tracker said then: when the tracker changes its mind and is
/// sure, the chat has moved on and the hand's placing ends.
#[derive(Debug, Clone)]
pub(crate) struct ByHand {
    value: Option<ElementId>,
    tracked_then: Option<ElementId>,
    since: Timestamp,
}

pub(crate) struct Course {
    tracker: Option<Tracker>,
    tally: StandardTally,
    places: [Place; 3],
    by_hand: [Option<ByHand>; 3],
    pub(crate) why: Option<Why>,
    pub(crate) trail: Vec<Step>,
    pub(crate) last_message: Option<Timestamp>,
    pub(crate) waiting_since: Option<Timestamp>,
}

impl Course {
    pub(crate) fn new(model: Option<&Arc<Model>>) -> Self {
        Self {
            tracker: model.map(|model| Tracker::new(Arc::clone(model))),
            tally: StandardTally::default(),
            places: [Place::unknown(), Place::unknown(), Place::unknown()],
            by_hand: [const { None }; 3],
            why: None,
            trail: Vec::new(),
            last_message: None,
            waiting_since: None,
        }
    }

    /// Hears all messages anew, keeping what was set by hand.
    pub(crate) fn heard_again<'m>(
        &self,
        model: Option<&Arc<Model>>,
        messages: impl Iterator<Item = &'m Message>,
    ) -> (Self, Vec<Option<StoredReading>>) {
        let mut course = Self {
            by_hand: self.by_hand.clone(),
            ..Self::new(model)
        };
        let readings = messages.map(|message| course.hear(message)).collect();
        (course, readings)
    }

    pub(crate) fn hear(&mut self, message: &Message) -> Option<StoredReading> {
        self.last_message = Some(message.at);
        match message.speaker {
            Speaker::Veisoker => {
                self.tally.hear(message.words.as_str());
                self.waiting_since.get_or_insert(message.at);
            }
            Speaker::Veileder => self.waiting_since = None,
            Speaker::System => {}
        }
        let reading = self.tracker.as_mut()?.hear(message, None);
        for ring in Ring::ALL {
            self.settle(ring, reading.judgement(ring), message.at);
        }
        self.leave_trail(message.at);
        let stored = stored(&reading);
        self.why = Some(reading.why);
        Some(stored)
    }

    fn settle(&mut self, ring: Ring, judgement: &Judgement, at: Timestamp) {
        let place = &mut self.places[slot(ring)];
        if place.value != judgement.value || place.since.is_none() {
            place.since = Some(at);
        }
        place.value.clone_from(&judgement.value);
        place.sureness = judgement.sureness;
        place.silent = judgement.silent;
        if !judgement.silent && judgement.value.is_some() {
            place.last_sure.clone_from(&judgement.value);
        }
        let mut others: Vec<_> = judgement
            .distribution
            .iter()
            .filter(|(_, p)| *p >= MAYBE)
            .collect();
        others.sort_by(|a, b| b.1.total_cmp(&a.1));
        place.maybe = others
            .into_iter()
            .filter_map(|(value, _)| value.clone())
            .collect();
        let hand = &mut self.by_hand[slot(ring)];
        let moved_on = |set: &ByHand| {
            judgement.sureness == Sureness::Sure
                && !judgement.silent
                && judgement.value != set.tracked_then
        };
        if hand.as_ref().is_some_and(moved_on) {
            *hand = None;
        }
    }

    fn leave_trail(&mut self, at: Timestamp) {
        let (phase, knapp) = (self.place(Ring::Phase), self.place(Ring::Knapp));
        let Some(value) = phase.value.filter(|_| !phase.silent) else {
            return;
        };
        let knapp = knapp.value.filter(|_| !knapp.silent);
        match self.trail.last_mut() {
            Some(last) if last.phase == value => {
                if knapp.is_some() {
                    last.knapp = knapp;
                }
            }
            _ => self.trail.push(Step {
                phase: value,
                knapp,
                at,
            }),
        }
    }

    /// Where a ring stands: by hand if set so, else as tracked.
    pub(crate) fn place(&self, ring: Ring) -> Place {
        let tracked = &self.places[slot(ring)];
        match &self.by_hand[slot(ring)] {
            None => tracked.clone(),
            Some(hand) => Place {
                value: hand.value.clone(),
                sureness: Sureness::Sure,
                silent: false,
                last_sure: hand.value.clone().or_else(|| tracked.last_sure.clone()),
                maybe: Vec::new(),
                by_hand: true,
                since: Some(hand.since),
            },
        }
    }

    pub(crate) fn place_by_hand(&mut self, ring: Ring, value: Option<ElementId>, since: Timestamp) {
        let tracked_then = self.places[slot(ring)].value.clone();
        self.by_hand[slot(ring)] = Some(ByHand {
            value,
            tracked_then,
            since,
        });
        self.leave_trail(since);
    }

    pub(crate) fn release(&mut self, ring: Ring, at: Timestamp) {
        self.by_hand[slot(ring)] = None;
        self.leave_trail(at);
    }

    /// Shows the last durable reading until the words are back.
    pub(crate) fn resume_from(&mut self, at: Timestamp, reading: StoredReading) {
        for (ring, (value, _)) in
            Ring::ALL
                .into_iter()
                .zip([reading.phase, reading.knapp, reading.kolb])
        {
            let place = &mut self.places[slot(ring)];
            *place = Place {
                last_sure: value.clone(),
                value,
                since: Some(at),
                ..Place::unknown()
            };
        }
    }

    pub(crate) fn standard(&self) -> Written {
        self.tally.standard()
    }
}

fn slot(ring: Ring) -> usize {
    match ring {
        Ring::Phase => 0,
        Ring::Knapp => 1,
        Ring::Kolb => 2,
    }
}

fn stored(reading: &Reading) -> StoredReading {
    let ring = |judgement: &Judgement| (judgement.value.clone(), judgement.p);
    StoredReading {
        phase: ring(&reading.phase),
        knapp: ring(&reading.knapp),
        kolb: ring(&reading.kolb),
    }
}
