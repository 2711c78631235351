//! The course of one chat: everything that follows from its messages and the counsellor's own
//! placing, and nothing that does not. Hearing all messages again gives the same course.

use crate::by_hand::{ByHand, Hands, Held};
use crate::transcript::{Heard, Judged};
use crate::view::{Place, Step};
use chat::{Message, Speaker, Timestamp};
use journal::{CorrectionId, Said, StoredReading};
use language::{Embedding, StandardTally, Written};
use std::sync::Arc;
use taxonomy::{ElementId, Ring};
use tracker::{Event, Judgement, Model, Reading, Sureness, Tier, Tracker, Why};

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
    /// The same, said of a message: it may be kept to learn from. A value that the tracker says too
    /// confirms it.
    Correct {
        /// The number of the message, the first being 1.
        message: usize,
        /// The ring.
        ring: Ring,
        /// The value.
        value: Option<ElementId>,
    },
    /// The tracker's own reading shows again, and a correction that the ring stands on is taken back.
    Release {
        /// The ring.
        ring: Ring,
    },
    /// Other prompts, please.
    More,
}

pub(crate) struct Course {
    tracker: Option<Tracker>,
    /// What the tracker says is not shown.
    shadow: bool,
    /// A ring shows from this probability on; `None` from the one that was measured in training.
    pub(crate) shown_from: Option<f32>,
    tally: StandardTally,
    places: [Place; 3],
    pub(crate) by_hand: Hands,
    pub(crate) why: Option<Why>,
    /// What the newest reading shown went by.
    pub(crate) tier: Option<Tier>,
    /// The model that made it.
    pub(crate) model: Option<Arc<str>>,
    pub(crate) trail: Vec<Step>,
    /// So many messages have been heard.
    pub(crate) heard: usize,
    /// When the talk last went back to a phase it had left, as far as that shows.
    pub(crate) renewed: Option<Renewed>,
    pub(crate) last_message: Option<Timestamp>,
    pub(crate) waiting_since: Option<Timestamp>,
}

/// The talk went back to a phase that it had left.
pub(crate) struct Renewed {
    /// With the message of this number, counted as they were heard.
    pub(crate) message: usize,
    /// The phase it was in.
    pub(crate) from: ElementId,
    /// The phase it went back to.
    pub(crate) to: ElementId,
}

impl Course {
    pub(crate) fn new(model: Option<&Arc<Model>>, shadow: bool) -> Self {
        Self {
            shadow,
            shown_from: None,
            tracker: model.map(|model| Tracker::new(Arc::clone(model))),
            tally: StandardTally::default(),
            places: [Place::unknown(), Place::unknown(), Place::unknown()],
            by_hand: Hands::default(),
            why: None,
            tier: None,
            model: None,
            trail: Vec::new(),
            heard: 0,
            renewed: None,
            last_message: None,
            waiting_since: None,
        }
    }

    /// Hears all messages anew, keeping what was set by hand.
    pub(crate) fn heard_again<'m>(
        &self,
        model: Option<&Arc<Model>>,
        messages: impl Iterator<Item = Heard<'m>>,
    ) -> (Self, Vec<Option<Judged>>) {
        let mut course = Self::new(model, self.shadow);
        course.shown_from = self.shown_from;
        let judged = messages
            .map(|(message, vector)| course.hear(message, vector))
            .collect();
        // Set only now: what was said before the placing must not end it.
        course.by_hand = self.by_hand.clone();
        if let Some(since) = course.by_hand.since() {
            course.leave_trail(since);
        }
        (course, judged)
    }

    /// Hears a message; gives back what the tracker says of each ring, shown or not.
    pub(crate) fn hear(&mut self, message: &Message, vector: Option<&Embedding>) -> Option<Judged> {
        self.heard += 1;
        self.last_message = Some(message.at);
        match message.speaker {
            Speaker::Veisoker => {
                self.tally.hear(message.words.as_str());
                self.waiting_since.get_or_insert(message.at);
            }
            Speaker::Veileder => self.waiting_since = None,
            Speaker::System => {}
        }
        let mut reading = self.tracker.as_mut()?.hear(message, vector);
        if let Some(p) = self.shown_from {
            reading = reading.shown_from(p);
        }
        let judged = Judged {
            said: Ring::ALL.map(|ring| said(reading.judgement(ring))),
            model: Arc::clone(&reading.model),
        };
        if !self.shadow {
            self.follow(reading, message.at);
        }
        Some(judged)
    }

    fn follow(&mut self, reading: Reading, at: Timestamp) {
        let from = self.places[Ring::Phase.place()].last_sure.clone();
        for event in &reading.events {
            if let (Event::Renewed { phase }, Some(from)) = (event, &from) {
                self.renewed = Some(Renewed {
                    message: self.heard,
                    from: from.clone(),
                    to: phase.clone(),
                });
            }
        }
        for ring in Ring::ALL {
            self.settle(ring, reading.judgement(ring), at);
        }
        self.leave_trail(at);
        self.why = Some(reading.why);
        self.tier = Some(reading.tier);
        self.model = Some(reading.model);
    }

    fn settle(&mut self, ring: Ring, judgement: &Judgement, at: Timestamp) {
        let place = &mut self.places[ring.place()];
        if place.value != judgement.value || place.since.is_none() {
            place.since = Some(at);
        }
        place.value.clone_from(&judgement.value);
        place.sureness = judgement.sureness;
        place.p = Some(judgement.p);
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
        let moved_on = |set: &ByHand| {
            judgement.sureness == Sureness::Sure
                && !judgement.silent
                && judgement.value != set.tracked_then
        };
        if self.by_hand.ring(ring).is_some_and(moved_on) {
            self.by_hand.let_go(ring);
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
        let tracked = &self.places[ring.place()];
        match self.by_hand.ring(ring) {
            None => tracked.clone(),
            Some(hand) => Place {
                value: hand.value.clone(),
                sureness: Sureness::Sure,
                p: None,
                silent: false,
                last_sure: hand.value.clone().or_else(|| tracked.last_sure.clone()),
                maybe: Vec::new(),
                by_hand: true,
                since: Some(hand.since),
            },
        }
    }

    pub(crate) fn place_by_hand(
        &mut self,
        ring: Ring,
        value: Option<ElementId>,
        since: Timestamp,
        correction: Option<Held>,
    ) {
        let tracked_then = self.places[ring.place()].value.clone();
        let hand = ByHand {
            value,
            tracked_then,
            since,
            correction,
            counted: None,
        };
        self.by_hand.set(ring, hand);
        self.leave_trail(since);
    }

    /// What the tracker says of a ring, as far as it shows; `None` while it says nothing.
    #[expect(
        clippy::option_option,
        reason = "none is a value of the ring, and silence is a third thing"
    )]
    pub(crate) fn tracked(&self, ring: Ring) -> Option<Option<&ElementId>> {
        let tracked = &self.places[ring.place()];
        tracked.since.map(|_| tracked.value.as_ref())
    }

    /// Lets go of a ring; gives back the correction that it stood on.
    pub(crate) fn release(&mut self, ring: Ring, at: Timestamp) -> Option<CorrectionId> {
        let hand = self.by_hand.let_go(ring);
        self.leave_trail(at);
        Some(hand?.correction?.id)
    }

    /// Shows the last durable reading until the words are back.
    pub(crate) fn resume_from(&mut self, at: Timestamp, reading: StoredReading) {
        if self.shadow {
            return;
        }
        for (ring, (value, _)) in
            Ring::ALL
                .into_iter()
                .zip([reading.phase, reading.knapp, reading.kolb])
        {
            let place = &mut self.places[ring.place()];
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

fn said(judgement: &Judgement) -> Said {
    Said {
        value: judgement.value.clone(),
        p: judgement.p,
        silent: judgement.silent,
    }
}
