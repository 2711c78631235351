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
    /// The score that the words alone must reach; 1 is one word that no other article holds.
    pub floor: f32,
    /// Areas whose articles are for the counsellor to look up, not answers to what somebody wrote.
    pub not_pushed: &'static [Area],
    /// Added if the article helps in the phase.
    pub for_phase: f32,
    /// Added if the article's matter often touches the knapp.
    pub for_knapp: f32,
    /// Added if the article is written in the standard asked for.
    pub for_standard: f32,
    /// Taken off if the article's review is due.
    pub for_review_due: f32,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            prompts: 3,
            prompts_unsure: 1,
            articles: 3,
            floor: 0.55,
            not_pushed: &[Area::Metode],
            for_phase: 0.1,
            for_knapp: 0.1,
            for_standard: 0.05,
            for_review_due: 0.1,
        }
    }
}
