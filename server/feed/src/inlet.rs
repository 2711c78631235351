//! Where every source hands over what it heard.

use chat::{ChatEvent, SourceName};
use std::future::Future;

/// The one place all sources deliver to; `session` stands behind it.
pub trait Inlet: Clone + Send + Sync + 'static {
    /// Hands over one event. The answer comes when its reading is durable, so awaiting it is what
    /// allows an acknowledgement. Events of one conversation must be handed over in order; to be
    /// quick, start the next before the last has answered.
    fn deliver(&self, event: ChatEvent) -> impl Future<Output = Result<Outcome, Refusal>> + Send;

    /// Says that an event came, before it is read: the answer comes when its id is durable. What was
    /// received must be delivered after that.
    fn receive(&self, event: &ChatEvent) -> impl Future<Output = Result<(), Refusal>> + Send;

    /// By how much the time that a source gave an event, or said that it is, differs from the time it came
    /// here: negative by the time it took, and by whatever its clock is slow.
    fn clock_is_off(&self, _source: &SourceName, _by_ms: i64) {}
}

/// What became of an event that was accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Heard for the first time.
    Read,
    /// Known already; nothing changed.
    Duplicate,
    /// Known from before a restart: heard silently, to have the words again.
    Rebuilt,
}

/// Why an event was not accepted. The session goes on; the sender is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The conversation has ended; only a veisøker who joins opens a new one.
    #[error("the conversation has ended")]
    Ended,
    /// A counsellor's own page speaks for a chat of somebody else.
    #[error("the chat is another counsellor's")]
    NotYours,
    /// The text is longer than `feed.max_message_bytes`.
    #[error("the message is longer than the {limit} bytes allowed")]
    TooLong {
        /// The limit, in bytes.
        limit: usize,
    },
    /// As many chats as `session.max_live` are followed already.
    #[error("no room for another live chat")]
    Full,
    /// The inbox stayed full until the deadline, or the journal did not answer: send it again.
    #[error("not read in time; send it again")]
    Busy,
    /// Ledsager is stopping: send it again later.
    #[error("stopping")]
    Stopping,
}

impl Refusal {
    /// The word for it in frames and metrics.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ended => "ended",
            Self::NotYours => "not_yours",
            Self::TooLong { .. } => "too_long",
            Self::Full => "full",
            Self::Busy => "busy",
            Self::Stopping => "stopping",
        }
    }

    /// Whether sending the same event again can help.
    pub fn is_passing(self) -> bool {
        matches!(self, Self::Full | Self::Busy | Self::Stopping)
    }
}
