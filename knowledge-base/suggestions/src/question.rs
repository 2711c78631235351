//! What is asked of this room.

use crate::care::{Care, Signs};
use crate::own::OwnPrompt;
use articles::{ArticleId, Depth, PromptId};
use jiff::civil::Date;
use language::Embedding;
use std::fmt;
use taxonomy::{ElementId, Pole, Standard};

/// Who wrote a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// The one who seeks guidance.
    Veisoker,
    /// The counsellor.
    Veileder,
}

/// A message as this room hears it, borrowed from the caller who holds and wipes it.
#[derive(Clone, Copy)]
pub struct Heard<'m> {
    /// Who wrote it.
    pub voice: Voice,
    /// Its words, masked by the caller.
    pub words: &'m str,
    /// What it holds that asks for care; of its words as they were written.
    pub signs: Signs,
    /// Its sentence vector, where there is one.
    pub meaning: Option<&'m Embedding>,
}

/// A moment for which something fitting is wanted. `None` stands for "unsure" or "none".
#[derive(Clone)]
pub struct Question<'q> {
    /// The phase; `None` while it is unsure.
    pub phase: Option<ElementId>,
    /// The knapp; `None` while there is none or it is unsure.
    pub knapp: Option<ElementId>,
    /// The stage of the læringsepisode that is likeliest, sure or not. Prompts carry no stage, so it does
    /// not change the choice of them; articles keep out of most stages.
    pub kolb: Option<ElementId>,
    /// The standard that answers are wanted in.
    pub standard: Standard,
    /// The last messages, newest first.
    pub said: &'q [Heard<'q>],
    /// The prompts that have been offered before.
    pub shown: &'q [PromptId],
    /// The articles that stand before the counsellor now: they stay on less than a new one needs.
    pub standing: &'q [ArticleId],
    /// The articles that have been offered before and are gone.
    pub passed: &'q [ArticleId],
    /// The word of the knapp's pair that has been touched, where one has.
    pub touched: Option<Pole>,
    /// Whether something was written that asks for care.
    pub care: Care,
    /// How bold prompts are to be, where somebody has chosen it.
    pub wish_depth: Option<Depth>,
    /// The word of the knapp's pair that prompts are to open towards, where somebody has chosen one.
    pub wish_word: Option<Pole>,
    /// What the counsellor keeps for themselves: what fits the place comes first, in their words.
    pub own: &'q [OwnPrompt],
    /// Whether one of the prompts is to invite to learning.
    pub learn: bool,
    /// How many messages of the one who seeks guidance this phase has had: what is asked grows bolder.
    pub depth: usize,
    /// Any number that differs from talk to talk and from time to time: where in the bank of prompts
    /// the choice begins.
    pub turn: usize,
    /// The date by which articles are judged.
    pub today: Date,
}

impl Question<'_> {
    /// The messages of the one who seeks guidance, newest first.
    pub(crate) fn veisoker(&self) -> impl Iterator<Item = &str> {
        of_veisoker(self.said)
    }

    /// The question of a place alone, without anything said.
    pub fn of_place(
        phase: Option<ElementId>,
        knapp: Option<ElementId>,
        standard: Standard,
        today: Date,
    ) -> Self {
        Self {
            phase,
            knapp,
            kolb: None,
            standard,
            said: &[],
            shown: &[],
            standing: &[],
            passed: &[],
            touched: None,
            care: Care::default(),
            wish_depth: None,
            wish_word: None,
            own: &[],
            learn: false,
            depth: 0,
            turn: 0,
            today,
        }
    }
}

impl fmt::Debug for Question<'_> {
    /// Words are private: only their length is shown, and nothing of the care they ask for.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes: usize = self.said.iter().map(|heard| heard.words.len()).sum();
        f.debug_struct("Question")
            .field("phase", &self.phase)
            .field("knapp", &self.knapp)
            .field("kolb", &self.kolb)
            .field("standard", &self.standard)
            .field("said", &format_args!("[{bytes} bytes]"))
            .field("shown", &self.shown.len())
            .field("standing", &self.standing)
            .field("passed", &self.passed.len())
            .field("touched", &self.touched)
            .field("wish_depth", &self.wish_depth)
            .field("wish_word", &self.wish_word)
            .field("own", &self.own.len())
            .field("learn", &self.learn)
            .field("depth", &self.depth)
            .field("turn", &self.turn)
            .field("today", &self.today)
            .finish_non_exhaustive()
    }
}

/// The messages of the one who seeks guidance.
pub(crate) fn of_veisoker<'m>(said: &'m [Heard<'_>]) -> impl Iterator<Item = &'m str> {
    said.iter()
        .filter(|heard| heard.voice == Voice::Veisoker)
        .map(|heard| heard.words)
}
