//! What a chat is: people, messages, events. No IO, and nothing said can reach a log from here.
//!
//! Invariants
//! - [`Words`] is the only type that holds what somebody wrote. Its `Debug` shows a length, it has
//!   no `Display`, it is not `Serialize`, and it is wiped when dropped.
//! - Ids given by the source ([`SourceId`], [`ConversationId`]) could be used to find a person in
//!   the chat platform, so their `Debug` is redacted too.
//! - Time comes in from outside, as [`Timestamp`]; [`Clock`] is the one door to the wall clock.

mod event;
mod ids;
mod message;
mod time;
mod words;

pub use event::{ChatEvent, EventKind, GapReason};
pub use ids::{ConversationId, CounsellorId, SessionId, SourceId, SourceName};
pub use message::{Message, Speaker};
pub use time::{Clock, Timestamp};
pub use words::Words;
