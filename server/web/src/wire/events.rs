//! What other programs are told over `/events/v1` and by webhook: where chats stand, never a word of one.
//!
//! The conversation on the wire
//! 1. The subscriber's first frame is [`FromSubscriber::Hello`], with its token, within the deadline; where
//!    it comes back, with the `epoch` it knew and the last `seq` it got.
//! 2. We answer the welcome of `/events/v1`. Where all that came since is still kept, it follows; else
//!    [`ToSubscriber::Snapshot`] does, and says why.
//! 3. From then on every [`Event`] comes once and in order: its `seq` is one more than that of the one before.
//! 4. A subscriber that reads more slowly than events come is told [`ToSubscriber::Anew`], and gets a
//!    snapshot in place of what it missed.
//!
//! A chat is called by an id that we drew: it says nothing of the source's own, is not used again, and
//! nothing is told of it once it is over. Who the counsellor is, is told nobody here.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The version of the protocol that these types describe.
pub const VERSION: u32 = 1;

/// The type of the body that a webhook gets.
pub const BATCH: &str = "ledsager.events";

/// From a subscriber.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum FromSubscriber {
    /// The first frame of a connection, and the only one.
    Hello {
        /// The protocol version the subscriber speaks.
        version: u32,
        /// Its name in Ledsager's configuration.
        name: String,
        /// The token that goes with the name.
        token: String,
        /// Where it was when it lost the connection.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<After>,
    },
}

/// How far a subscriber had come.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct After {
    /// The epoch of its last welcome.
    pub epoch: String,
    /// The number of the last event it got, or of its snapshot.
    pub seq: u64,
}

/// To a subscriber, besides each [`Event`].
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ToSubscriber {
    /// Answer to a good hello.
    Welcome {
        /// The version spoken.
        version: u32,
        /// Drawn at our start: numbers of another epoch mean nothing in this one.
        epoch: String,
        /// The number of the newest event.
        seq: u64,
        /// Whether what was missed follows; else a snapshot does.
        resumed: bool,
    },
    /// All live chats, as they stand after the event of this number.
    Snapshot {
        /// Why it is sent.
        why: Why,
        /// The number of the newest event in it.
        seq: u64,
        /// Our clock, in milliseconds since 1970-01-01T00:00:00Z.
        clock: i64,
        /// The chats, oldest first.
        sessions: Vec<Live>,
    },
    /// Events went by unread; a snapshot follows.
    Anew {
        /// So many.
        missed: u64,
    },
    /// A frame could not be read, or the hello was refused (then the connection is closed).
    Error {
        /// One word for the reason.
        code: String,
        /// The reason.
        reason: String,
    },
}

/// Something that happened.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// A chat began.
    SessionStarted {
        /// The number of the event.
        seq: u64,
        /// When, in milliseconds since 1970-01-01T00:00:00Z.
        at: i64,
        /// Our id of the chat.
        session: String,
    },
    /// Where a chat stands is other than it was told last.
    ReadingChanged {
        /// The number of the event.
        seq: u64,
        /// When, in milliseconds since 1970-01-01T00:00:00Z.
        at: i64,
        /// Our id of the chat.
        session: String,
        /// All of where it stands now.
        reading: Box<Reading>,
    },
    /// A chat is over; nothing more is told of it.
    SessionEnded {
        /// The number of the event.
        seq: u64,
        /// When, in milliseconds since 1970-01-01T00:00:00Z.
        at: i64,
        /// Our id of the chat.
        session: String,
        /// How.
        how: How,
    },
}

/// Why a snapshot is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The subscriber asked for nothing else.
    First,
    /// It knew another epoch: we were started again.
    OtherEpoch,
    /// What it missed is kept no more.
    TooOld,
    /// It read too slowly.
    Lagged,
}

/// How a chat ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// The platform closed it.
    Ended,
    /// The veisøker left and did not come back.
    Left,
    /// Nothing happened for long.
    Idle,
    /// It went by unseen.
    Unseen,
}

/// A live chat.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Live {
    /// Our id of it.
    pub session: String,
    /// When it began, in milliseconds since 1970-01-01T00:00:00Z.
    pub started: i64,
    /// Where it stands; null while nothing of it is read, or nothing of that shows.
    pub reading: Option<Reading>,
}

/// Where a chat stands in the guidance model, as far as its counsellor is shown it.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Reading {
    /// The id of the phase; null while it is unsure.
    pub phase: Option<String>,
    /// How probable that is, in hundredths, from 0 to 1; null while unsure, or set by hand.
    pub phase_p: Option<f64>,
    /// The id of the knapp; null while it is unsure, and where there is none.
    pub knapp: Option<String>,
    /// As for the phase.
    pub knapp_p: Option<f64>,
    /// The id of the stage of the læringsepisode; null as for the knapp.
    pub kolb: Option<String>,
    /// As for the phase.
    pub kolb_p: Option<f64>,
    /// Which of `phase`, `knapp` and `kolb` are too unsure to be told.
    pub silent: Vec<String>,
    /// Which of them the counsellor set.
    pub by_hand: Vec<String>,
    /// What the newest message was read by: `small` (words) or `large` (meaning too); null before one was.
    pub tier: Option<String>,
    /// The id of the tracker's model that read it.
    pub model: Option<String>,
}

/// The body of one call to a webhook.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
pub struct Batch {
    /// Always `ledsager.events`.
    pub r#type: String,
    /// When the batch was put together, as in `2026-11-22T12:00:00Z`.
    pub timestamp: String,
    /// What happened.
    pub data: BatchData,
}

/// What happened, in order.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
pub struct BatchData {
    /// The version of the protocol.
    pub version: u32,
    /// As in the welcome of `/events/v1`.
    pub epoch: String,
    /// As over `/events/v1`; numbers are left out where readings were merged, or events lost.
    pub events: Vec<Event>,
    /// So many readings since the last batch gave way to a newer one of the same chat, for want of room.
    pub merged: u64,
    /// So many events since the last batch that arrived are lost.
    pub lost: u64,
}
