//! Whether a feed hears its chats at present, as the panel says it: "kan ikke følge samtalen nå".

/// What a connector reports each time its hearing changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedStatus {
    /// The source is connected and its chats are being looked for.
    Connected,
    /// Nothing is heard at present; the connector tries again by itself.
    Lost {
        /// Why, for the panel and the log.
        reason: LostReason,
    },
}

/// Why a source is not heard. Says nothing of any chat, so it may be logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum LostReason {
    /// Nobody answers at the address.
    #[error("the chat server cannot be reached")]
    Unreachable,
    /// Something answers, but it does not speak the protocol or does not want us.
    #[error("the address does not offer what is expected of a chat server")]
    Refused,
    /// The certificate of the server was not accepted.
    #[error("the chat server's certificate was not accepted")]
    Certificate,
    /// The user name or password is wrong.
    #[error("the chat server refuses the user name or password")]
    WrongPassword,
    /// The configuration cannot work; the log says which setting.
    #[error("the configuration of the feed is wrong")]
    Misconfigured,
    /// The server sent something that is not valid or not expected here.
    #[error("the chat server sent something that cannot be understood")]
    Nonsense,
    /// The server sent more in one piece than `max_stanza_bytes`.
    #[error("the chat server sent more in one piece than is allowed")]
    TooLong,
    /// The server did not answer within its deadline.
    #[error("the chat server does not answer")]
    Silent,
    /// The server, or the network, closed the connection.
    #[error("the connection was closed")]
    Closed,
    /// Events were not taken in time here; they are fetched from the archive on the next connection.
    #[error("events could not be taken in time")]
    Behind,
}

impl LostReason {
    /// The word for it in logs, metrics and frames.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Refused => "refused",
            Self::Certificate => "certificate",
            Self::WrongPassword => "wrong_password",
            Self::Misconfigured => "misconfigured",
            Self::Nonsense => "nonsense",
            Self::TooLong => "too_long",
            Self::Silent => "silent",
            Self::Closed => "closed",
            Self::Behind => "behind",
        }
    }

    /// Whether somebody must change a setting before it can work.
    pub fn needs_a_person(self) -> bool {
        matches!(
            self,
            Self::Refused | Self::Certificate | Self::WrongPassword | Self::Misconfigured
        )
    }
}
