//! A message comes in: every source is turned into [`chat::ChatEvent`]s and handed to one [`Inlet`].
//!
//! Invariants
//! - Protocols, not HTTP: a source is a reader of text frames, a judge of requests ([`Webhook`]), or a
//!   connector that goes out itself.
//! - We only listen. No source can write to a chat.
//! - An event is acknowledged to its source when the inlet says that it was read; a webhook is answered
//!   when its event is received, and [`Intake`] sees to the reading.

mod archive;
mod asking;
pub mod client;
pub mod incoming;
mod inlet;
mod intake;
mod markup;
pub mod matrix;
mod secret;
mod sequencer;
mod status;
pub mod sunshine;
mod tally;
pub mod transcript;
mod webhook;
pub mod xmpp;
pub mod zendesk;

pub use archive::Archive;
pub use inlet::{Inlet, Outcome, Refusal};
pub use intake::{Intake, Taking};
pub use sequencer::Sequencer;
pub use status::{FeedStatus, LostReason};
pub use tally::Tally;
pub use webhook::{Accepted, Availability, Presence, Unaccepted, Webhook};
