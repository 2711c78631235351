//! Names for things. What a source calls its own chats and events is redacted in `Debug`.

use std::fmt;
use std::sync::Arc;

macro_rules! redacted_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes the id as the source gave it.
            pub fn new(id: impl Into<Arc<str>>) -> Self {
                Self(id.into())
            }

            /// The id itself: for keying and for answering the source, never for a log.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "([redacted])"))
            }
        }
    };
}

redacted_id!(
    /// What the source calls one event; the key by which duplicates are found.
    SourceId
);
redacted_id!(
    /// What the source calls one conversation.
    ConversationId
);

/// Which feed an event came through: a name from the configuration, such as `demo` or `xmpp`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceName(Arc<str>);

impl SourceName {
    /// Takes a name from the configuration.
    pub fn new(name: impl Into<Arc<str>>) -> Self {
        Self(name.into())
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Our own name for a live chat: random, means nothing outside this process, safe to log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SessionId(u64);

impl SessionId {
    /// Makes an id of a random number drawn by the caller; 53 bits, so that a browser can hold it.
    pub fn from_random(random: u64) -> Self {
        Self(random >> 11)
    }

    /// Rebuilds an id that was stored or sent.
    pub fn from_number(number: u64) -> Self {
        Self(number)
    }

    /// The number, for storing and sending.
    pub fn number(self) -> u64 {
        self.0
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}", self.0)
    }
}

/// Who of the staff answers a chat: a user id of `access`, such as `dev:veileder 1`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CounsellorId(Arc<str>);

impl CounsellorId {
    /// Takes a user id.
    pub fn new(id: impl Into<Arc<str>>) -> Self {
        Self(id.into())
    }

    /// The user id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
