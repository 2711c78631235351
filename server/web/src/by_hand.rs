//! Prompts and articles for a place chosen by hand, with or without a chat: a phone call has them too.

use jiff::civil::Date;
use suggestions::{Offer, OwnPrompt, PromptId, Question, Suggestions};
use taxonomy::{ElementId, Standard};

/// A place in the model, and the standard to answer in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) phase: Option<ElementId>,
    pub(crate) knapp: Option<ElementId>,
    pub(crate) standard: Standard,
}

/// The place last asked for, and what was offered for it: asking again brings others.
#[derive(Default)]
pub(crate) struct ByHand {
    place: Option<Place>,
    shown: Vec<PromptId>,
}

impl ByHand {
    /// Prompts and articles for a place; what the counsellor keeps for themselves (`own`) comes first.
    pub(crate) fn offer(
        &mut self,
        suggestions: &Suggestions,
        place: Place,
        own: &[OwnPrompt],
        today: Date,
    ) -> Offer {
        if self.place.as_ref() != Some(&place) {
            self.shown.clear();
        }
        let ask = |shown: &[PromptId]| {
            let (phase, knapp) = (place.phase.clone(), place.knapp.clone());
            suggestions.ask(&Question {
                shown,
                own,
                ..Question::of_place(phase, knapp, place.standard, today)
            })
        };
        let mut offer = ask(&self.shown);
        if offer.prompts.is_empty() {
            // All have been shown: they begin again.
            self.shown.clear();
            offer = ask(&[]);
        }
        self.shown
            .extend(offer.prompts.iter().map(|prompt| prompt.id.clone()));
        self.place = Some(place);
        offer
    }
}
