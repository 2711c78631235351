//! Where a source keeps what was said, so that what did not reach us can be asked for.

use crate::LostReason;
use chat::{ChatEvent, ConversationId};
use futures_util::future::BoxFuture;

/// A source's memory of its own conversations.
pub trait Archive: Send + Sync + 'static {
    /// The messages of a conversation that the source still holds, oldest first, under the same ids as
    /// when they are sent; of a very long one its end. Keeps its own deadlines.
    ///
    /// # Errors
    /// Why it cannot be read at present.
    fn messages<'a>(
        &'a self,
        conversation: &'a ConversationId,
    ) -> BoxFuture<'a, Result<Vec<ChatEvent>, LostReason>>;
}
