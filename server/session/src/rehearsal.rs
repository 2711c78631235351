//! A chat heard outside any feed, to measure or to practise what a counsellor would be offered.

use crate::asking::{Asked, Need, Wish, ask};
use crate::course::Course;
use crate::offering::{Offering, day};
use crate::transcript::Transcript;
use chat::{Message, Timestamp};
use journal::Said;
use language::Embedding;
use std::sync::Arc;
use suggestions::{Offer, Suggestions};
use taxonomy::{ElementId, Ring};
use tracker::Model;

/// A chat that is played through the same tracker, question and offer as a live one.
pub struct Rehearsal {
    suggestions: Arc<Suggestions>,
    course: Course,
    transcript: Transcript,
    offering: Offering,
    need: Option<Need>,
    today: jiff::civil::Date,
}

impl Rehearsal {
    /// A chat in which nothing has been said; `budget` as in `[suggestions]`.
    pub fn new(
        model: &Arc<Model>,
        suggestions: Arc<Suggestions>,
        budget: usize,
        at: Timestamp,
    ) -> Self {
        Self {
            course: Course::new(Some(model), false),
            transcript: Transcript::default(),
            offering: Offering::new(Arc::clone(&suggestions), Arc::new(|_| Vec::new()), budget),
            need: None,
            today: day(at),
            suggestions,
        }
    }

    /// As if each ring were shown from this probability on, in place of the one measured in training.
    #[must_use]
    pub fn shown_from(mut self, p: f32) -> Self {
        self.course.shown_from = Some(p);
        self
    }

    /// Hears the next message; gives what the tracker says of phase, knapp and kolb after it, shown or
    /// not.
    pub fn hear(&mut self, message: Message, vector: Option<Embedding>) -> Option<[Said; 3]> {
        self.transcript.insert(None, message, vector);
        let newest = self.transcript.heard().next_back();
        let judged = newest.and_then(|(newest, vector)| self.course.hear(newest, vector));
        let need = self.need_now();
        self.need = Some(need);
        self.offering
            .follow(&self.course, &self.transcript, self.today);
        judged.map(|judged| judged.said)
    }

    /// The phase that the tracker says, if it is not silent.
    pub fn phase(&self) -> Option<ElementId> {
        let phase = self.course.place(Ring::Phase);
        phase.value.filter(|_| !phase.silent)
    }

    /// What stands before the counsellor after all that came before.
    pub fn standing(&self) -> &Offer {
        &self.offering.offer
    }

    /// What the moment by itself would bring, as if nothing had been shown; in the phase named, or
    /// where the tracker says.
    pub fn asked_afresh(&self, phase: Option<&ElementId>) -> Offer {
        let mut need = self.need_now();
        if let Some(phase) = phase {
            need.phase = Some(phase.clone());
        }
        let asked = Asked::default();
        ask(
            &self.suggestions,
            &need,
            &self.course,
            &self.transcript,
            &asked,
            self.today,
        )
    }

    fn need_now(&self) -> Need {
        let before = self.need.as_ref();
        Need::of(
            &self.course,
            &self.transcript,
            before,
            Wish::default(),
            self.suggestions.model(),
        )
    }
}
