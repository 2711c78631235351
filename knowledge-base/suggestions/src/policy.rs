//! How much is offered, and from what strength: numbers, kept apart from the rules that use them.

use articles::Area;

/// The numbers of the offer. The rule of which phases offer articles is the guidance model's.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// Prompts offered at most.
    pub prompts: usize,
    /// Prompts offered at most while the phase is unsure; only those of no phase.
    pub prompts_unsure: usize,
    /// Articles offered at most.
    pub articles: usize,
    /// The scores that an article must reach while words alone speak for it.
    pub by_words: Floors,
    /// The same where meaning takes part.
    pub by_meaning: Floors,
    /// The share of the best article's score that another must reach to be offered beside it.
    pub beside_best: f32,
    /// Areas whose articles are for the counsellor to look up, not answers to what somebody wrote.
    pub not_pushed: &'static [Area],
    /// The only areas while a talk is being closed: whom to turn to next.
    pub at_the_close: &'static [Area],
    /// Added if the article helps in the phase.
    pub for_phase: f32,
    /// Added if the article's matter often touches the knapp.
    pub for_knapp: f32,
    /// Added if the article is written in the standard asked for.
    pub for_standard: f32,
    /// Days after which an article that is out of date is no longer offered.
    pub grace_days: u16,
    /// Taken off if the article's review is due or a fact in it holds no longer.
    pub for_review_due: f32,
    /// Messages of the one who seeks guidance in one phase from which prompts may challenge.
    pub bold_from: usize,
}

/// Scores in the measure of [`index::Topic::score`], for what is new and what stands. Chosen on the tuning
/// half of the moments, with the tracker's readings of chats held apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Floors {
    /// Of an article that nothing was asked for.
    pub told: f32,
    /// Of one that may answer what was asked just now.
    pub asked: f32,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            prompts: 3,
            prompts_unsure: 1,
            articles: 3,
            by_words: Floors {
                told: 3.5,
                asked: 1.5,
            },
            by_meaning: Floors {
                told: 4.0,
                asked: 1.5,
            },
            beside_best: 0.97,
            not_pushed: &[Area::Metode, Area::Tjenesten, Area::Kilder, Area::Etikk],
            at_the_close: &[Area::Henvisning],
            for_phase: 0.1,
            for_knapp: 0.1,
            for_standard: 0.05,
            grace_days: 30,
            for_review_due: 0.1,
            bold_from: 4,
        }
    }
}
