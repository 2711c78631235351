//! The one canonical event that every source is turned into.

use crate::{ConversationId, CounsellorId, SourceId, SourceName, Speaker, Timestamp, Words};

/// Something that happened in a chat, whatever platform it came from.
#[derive(Debug, Clone)]
pub struct ChatEvent {
    /// The feed it came through.
    pub source: SourceName,
    /// What the source calls this event; two events with the same id are one.
    pub id: SourceId,
    /// Whether that id was made up from what is known of a message, as the source gives it none: another
    /// road may bring the same message under the source's own id.
    pub derived: bool,
    /// What the source calls the conversation.
    pub conversation: ConversationId,
    /// A number that grows along the conversation, by the source's own account: its count from 0, or its
    /// time where it keeps no count. `None`: the place is the one it came in.
    pub order: Option<u64>,
    /// When it happened, by the source's clock.
    pub at: Timestamp,
    /// What happened.
    pub kind: EventKind,
}

/// What happened. A rating has no variant: it is dropped at the door.
#[derive(Debug, Clone)]
pub enum EventKind {
    /// Somebody wrote something.
    Message {
        /// Who wrote it.
        speaker: Speaker,
        /// What it says.
        words: Words,
    },
    /// Somebody began or stopped typing.
    Typing {
        /// Who types.
        speaker: Speaker,
        /// Began (true) or stopped.
        on: bool,
    },
    /// Somebody came in. A counsellor who comes in is the one whose panel shows the chat.
    Join {
        /// Who came.
        speaker: Speaker,
        /// Which counsellor, if it was one.
        counsellor: Option<CounsellorId>,
    },
    /// Somebody left. A veisøker who leaves ends the session after a grace time.
    Leave {
        /// Who left.
        speaker: Speaker,
    },
    /// The chat went over to another counsellor.
    Transfer {
        /// To whom.
        counsellor: CounsellorId,
    },
    /// The chat platform closed the conversation.
    End,
    /// A message is taken back: its words must be gone at once.
    Redact {
        /// Which message.
        message: SourceId,
    },
    /// Messages are missing here and could not be had; or, with 0, what was missing for this reason has come.
    Gap {
        /// How many, if known.
        missing: Option<u32>,
        /// Why.
        reason: GapReason,
    },
}

/// Why messages are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GapReason {
    /// The source skipped a number and did not send it within the time allowed.
    NeverCame,
    /// The connection was away and the archive could not be read.
    ArchiveUnavailable,
    /// Ledsager was restarted and the source does not keep what was said.
    Restarted,
}
