//! A message comes in: every source is turned into [`chat::ChatEvent`]s and handed to one [`Inlet`].
//!
//! Invariants
//! - Protocols, not HTTP: a source is a reader of text frames, or a connector that goes out itself.
//! - We only listen. No source can write to a chat.
//! - An event is acknowledged to its source only when the inlet says that it was read.

pub mod client;
pub mod incoming;
mod inlet;
mod sequencer;
mod status;
pub mod xmpp;

pub use inlet::{Inlet, Outcome, Refusal};
pub use sequencer::Sequencer;
pub use status::{FeedStatus, LostReason};
