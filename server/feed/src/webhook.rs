//! A source that knocks: one request at a time comes in, is judged whole, and becomes events.

use crate::Archive;
use chat::{ChatEvent, CounsellorId, SourceName, Timestamp};
use http::HeaderMap;
use std::sync::Arc;

/// A chat platform that posts to us what happens in its chats.
///
/// What is accepted is handed to [`Intake::take`](crate::Intake::take), and the platform is answered once that
/// says that it is received.
pub trait Webhook: Send + Sync + 'static {
    /// Its name in the configuration.
    fn name(&self) -> &SourceName;

    /// Judges a request, of which nothing is believed before its signature is: `body` is raw, as it came.
    ///
    /// # Errors
    /// Why the request as a whole is refused. What is wrong with one event of a batch is no error: it is
    /// ignored, and counted.
    fn accept(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        now: Timestamp,
    ) -> Result<Accepted, Unaccepted>;

    /// Where the platform keeps what was said, if it lets us read there.
    fn archive(&self) -> Option<Arc<dyn Archive>> {
        None
    }

    /// Whether a veisøker who writes in a conversation that was over opens it again. So where the
    /// platform does not tell that somebody comes in.
    fn writing_opens_again(&self) -> bool {
        true
    }
}

/// What a request holds.
#[derive(Debug, Default)]
pub struct Accepted {
    /// What happened in chats.
    pub events: Vec<ChatEvent>,
    /// What the platform says of those who answer.
    pub presences: Vec<Presence>,
    /// What else there was: one word for each, such as `delivery` or `unknown_type`.
    pub ignored: Vec<&'static str>,
}

/// Whether somebody of the staff takes chats, as the platform says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence {
    /// What the platform calls them.
    pub counsellor: CounsellorId,
    /// Whether they take chats.
    pub state: Availability,
    /// Since when.
    pub since: Timestamp,
}

/// Whether somebody takes chats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Availability {
    /// Takes chats.
    Online,
    /// There, but takes none at present.
    Away,
    /// Not there.
    Offline,
}

/// Why a request as a whole was refused. Says nothing of what was in it, so it may be logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unaccepted {
    /// No signature or key at all.
    #[error("the request carries no signature")]
    Unsigned,
    /// A signature or key that is not ours.
    #[error("the signature is wrong")]
    WrongSignature,
    /// Signed too long ago, or in the future: it may have been caught and played again.
    #[error("the request was signed at another time")]
    Stale,
    /// Not JSON, or not the shape that is documented.
    #[error("the request cannot be read: {0}")]
    Malformed(&'static str),
}

impl Unaccepted {
    /// The word for it in logs and counts.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unsigned => "unsigned",
            Self::WrongSignature => "wrong_signature",
            Self::Stale => "stale",
            Self::Malformed(_) => "malformed",
        }
    }
}
