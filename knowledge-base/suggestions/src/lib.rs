//! What is offered when it fits: ranked prompts and articles for one question.
//!
//! Invariants
//! - This room does not know that chats exist: it gets a [`Question`] in its own words.
//! - Silence is an answer: below the floor nothing is offered, and at most three of each.
//! - No article where the guidance model says that the phase offers none.
//! - What has been offered is not offered again; what has expired is never pushed.
//! - A reason quotes no more of what was written than the words that matched.

mod offer;
mod policy;
mod pushed;
mod question;
mod ready;
mod reasons;

pub use articles::PromptId;
pub use offer::{Offer, OfferedArticle, OfferedPrompt, Suggestions};
pub use policy::Policy;
pub use question::Question;
