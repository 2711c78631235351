//! What is asked of this room.

use articles::PromptId;
use jiff::civil::Date;
use std::fmt;
use taxonomy::{ElementId, Pole, Standard};

/// A moment for which something fitting is wanted. `None` stands for "unsure" or "none".
#[derive(Clone, PartialEq, Eq)]
pub struct Question<'q> {
    /// The phase; `None` while it is unsure.
    pub phase: Option<ElementId>,
    /// The knapp; `None` while there is none or it is unsure.
    pub knapp: Option<ElementId>,
    /// The stage of the læringsepisode. Prompts carry no stage, so it does not change the choice.
    pub kolb: Option<ElementId>,
    /// The standard that answers are wanted in.
    pub standard: Standard,
    /// The recent words of the one who seeks guidance, masked by the caller.
    pub words: &'q str,
    /// The prompts that have been offered before.
    pub shown: &'q [PromptId],
    /// The word of the knapp's pair that has been touched, where one has.
    pub touched: Option<Pole>,
    /// The date by which articles are judged.
    pub today: Date,
}

impl fmt::Debug for Question<'_> {
    /// Words are private: only their length is shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Question")
            .field("phase", &self.phase)
            .field("knapp", &self.knapp)
            .field("kolb", &self.kolb)
            .field("standard", &self.standard)
            .field("words", &format_args!("[{} bytes]", self.words.len()))
            .field("shown", &self.shown.len())
            .field("touched", &self.touched)
            .field("today", &self.today)
            .finish()
    }
}
