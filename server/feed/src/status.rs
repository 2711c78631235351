//! Whether a feed is there, as panel and board show it.

/// What a connector or a door says of its own connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedStatus {
    /// Events can come.
    Connected,
    /// They cannot; the reason is a fixed phrase, never anything of a chat.
    Lost {
        /// Why.
        reason: &'static str,
    },
}
