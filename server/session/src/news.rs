//! What the sessions tell: what became of an event, and what changed in a chat.

use chat::{CounsellorId, SessionId, SourceName, Timestamp};
use journal::Ended;

/// What became of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// Heard for the first time.
    New,
    /// Known already.
    Duplicate,
    /// Known from before a restart; heard silently.
    Rebuilt,
    /// Of a conversation that is not followed, and of no weight there.
    Ignored,
}

/// Why an event was not heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotHeard {
    /// The conversation is over.
    #[error("the conversation has ended")]
    Ended,
    /// Too many live chats.
    #[error("no room for another live chat")]
    Full,
    /// Not durable within the deadline.
    #[error("not read in time")]
    Busy,
    /// The program is stopping.
    #[error("stopping")]
    Stopping,
}

/// Something a page may want to know.
#[derive(Debug, Clone)]
pub enum Change {
    /// A chat is new or looks different: ask for its view.
    Session(SessionId),
    /// A chat is over.
    Gone {
        /// Which.
        id: SessionId,
        /// Whose it was.
        counsellor: Option<CounsellorId>,
        /// How it ended.
        how: Ended,
        /// When.
        at: Timestamp,
    },
    /// A feed came or went.
    Feed(SourceName),
}
