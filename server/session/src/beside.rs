//! What the counsellor puts beside one chat: what the two agreed on, what to come back to, how much is
//! to be offered. In memory only, and gone with the chat.

use chat::{Timestamp, Words};
use suggestions::{ArticleId, PromptId};
use taxonomy::Pole;

/// How bold prompts may be, where the counsellor has chosen.
pub use suggestions::Depth;

/// Everything the counsellor has put beside a chat.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// What the two agreed to talk about, in the order it was noted.
    pub matters: Vec<Matter>,
    /// Messages to come back to.
    pub pins: Vec<Pin>,
    /// Nothing new is to be offered.
    pub muted: bool,
    /// To be taken along to kollegaveiledning.
    pub bookmarked: bool,
    /// How bold prompts may be; `None` as the talk goes.
    pub depth: Option<Depth>,
    /// The word of the knapp's pair that prompts are to open towards; `None` as the talk goes.
    pub word: Option<Pole>,
    /// The prompts that were copied, each once.
    pub copied: Vec<PromptId>,
    /// The articles of which something was used, each once.
    pub used: Vec<ArticleId>,
    /// Other services that the veisøker was told of.
    pub referrals: Vec<Referral>,
    /// How often the counsellor said that a ring stands elsewhere.
    pub corrected: usize,
    /// How often the counsellor said that it stands right.
    pub confirmed: usize,
}

/// A matter of the contract.
#[derive(Debug, Clone)]
pub struct Matter {
    /// Its number within the chat, from 1; never used twice.
    pub id: u32,
    /// What it says.
    pub text: Words,
    /// Talked through.
    pub done: bool,
}

/// A message to come back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pin {
    /// The number of the message, the first being 1.
    pub message: usize,
    /// When it was written.
    pub at: Timestamp,
}

/// A service that the veisøker was told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referral {
    /// The kind of service: an id of the list in the configuration.
    pub service: String,
    /// When.
    pub at: Timestamp,
}
