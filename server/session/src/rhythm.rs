//! What a chat's newest messages ask of the counsellor, besides an answer: questions that are open, a
//! farewell that comes early, a talk that has left what was agreed. Each may be silent, and mostly is.

use chat::{Timestamp, Words};
use taxonomy::{Pole, Standard};

/// What stands of this after the newest message.
#[derive(Debug, Clone, Default)]
pub struct Rhythm {
    /// What the veisøker asked and nobody has answered yet, oldest first.
    pub questions: Vec<Question>,
    /// What the talk seems to be about, in the veisøker's words; a proposal while nothing is agreed.
    pub proposed: Option<Words>,
    /// The talk seems to have left what was agreed.
    pub drifted: bool,
    /// A farewell has begun, and the talk has not been in the phase that closes it.
    pub closing_early: bool,
    /// The counsellor's newest message is in this standard, and the veisøker writes the other one.
    pub other_standard: Option<Standard>,
    /// The word of the knapp's pair that has been touched.
    pub touched: Option<Pole>,
}

/// Something the veisøker asked.
#[derive(Debug, Clone)]
pub struct Question {
    /// The sentence, as it was written.
    pub text: Words,
    /// The number of the message, the first being 1.
    pub message: usize,
    /// When it was written.
    pub at: Timestamp,
}
