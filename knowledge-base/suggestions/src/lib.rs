//! What is offered when it fits: ranked prompts and articles for one question.
//!
//! Invariants
//! - This room does not know that chats exist: it gets a [`Question`] in its own words.
//! - Silence is an answer: below the floor nothing is offered, and at most three of each.
//! - No article where the guidance model says that the phase offers none, but those that meet what
//!   asks for care.
//! - What has been offered and is gone is not offered again; what has expired is never pushed.
//! - While something that was written asks for care, only prompts that are safe; after it, none that
//!   could hurt. Nothing says that anything happened: the words are there for the counsellor to judge.
//! - A reason quotes no more of what was written than the words that matched.

mod care;
mod listening;
mod offer;
mod own;
mod phrase;
mod policy;
mod pushed;
mod question;
mod ready;
mod reasons;
mod tension;

pub use articles::{ArticleId, Depth, PromptId};
pub use care::{Care, Signs, care};
pub use offer::{Offer, OfferedArticle, OfferedPrompt, Suggestions};
pub use own::{OwnPrompt, is_own};
pub use policy::{Floors, Policy};
pub use question::{Heard, Question, Voice};
