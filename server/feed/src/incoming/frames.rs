//! The frames of `/feed/v1`. Their JSON Schema is generated from these types (`ledsager schema`).

use schemars::JsonSchema;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

/// The version of the protocol that these types describe.
pub const VERSION: u32 = 1;

/// From the chat platform.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum FromSource {
    /// The first frame of a connection.
    Hello {
        /// The protocol version the sender speaks.
        version: u32,
        /// The sender's name in Ledsager's configuration.
        source: String,
        /// The token that goes with the name.
        token: String,
    },
    /// What happened, in order within each conversation. An event that cannot be read is refused
    /// alone; the others are heard.
    Events {
        /// The events.
        #[schemars(with = "Vec<FeedEvent>")]
        events: Vec<Box<RawValue>>,
    },
}

/// A frame as it is read: serde cannot keep an event's text apart inside a tagged enum.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Flat {
    r#type: FrameType,
    version: Option<u32>,
    source: Option<String>,
    token: Option<String>,
    events: Option<Vec<Box<RawValue>>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum FrameType {
    Hello,
    Events,
}

impl<'de> Deserialize<'de> for FromSource {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let flat = Flat::deserialize(from)?;
        let missing = D::Error::missing_field;
        match flat.r#type {
            FrameType::Hello => Ok(Self::Hello {
                version: flat.version.ok_or_else(|| missing("version"))?,
                source: flat.source.ok_or_else(|| missing("source"))?,
                token: flat.token.ok_or_else(|| missing("token"))?,
            }),
            FrameType::Events => Ok(Self::Events {
                events: flat.events.ok_or_else(|| missing("events"))?,
            }),
        }
    }
}

/// One event of a chat, as the sender writes it.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FeedEvent {
    /// The sender's id of this event; the same id twice is one event.
    pub id: String,
    /// Whether the sender made that id up, from what it knows of a message that the platform gives it no id
    /// of. Such an event is put in order by its time, and one that came by another road under the platform's
    /// own id is the same message.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub derived: bool,
    /// The sender's id of the conversation.
    pub conversation: String,
    /// When it happened, in milliseconds since 1970-01-01T00:00:00Z, by the sender's clock.
    pub at: i64,
    /// The place in the conversation, counted from 0 without holes, if the sender keeps count:
    /// events that overtake each other are put in order, and one that never comes is shown as a gap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<u64>,
    /// What happened.
    pub kind: Kind,
    /// Who did it; needed for `message`, `typing`, `join`, `leave`, and for `transfer`: to whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Author>,
    /// The text, for `message`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Began (true) or stopped (false), for `typing`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<bool>,
    /// The id of the message that is taken back, for `redact`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Somebody wrote.
    Message,
    /// Somebody began or stopped typing.
    Typing,
    /// Somebody came in.
    Join,
    /// Somebody left.
    Leave,
    /// Another counsellor takes over.
    Transfer,
    /// The conversation is closed.
    End,
    /// A message is taken back.
    Redact,
    /// The veisøker rated the talk: acknowledged and dropped, nothing of it is kept.
    Rating,
}

/// Who did something.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Author {
    /// What they are in this chat.
    pub role: Role,
    /// For a counsellor: the user id whose panel shows the chat. Never send one for the client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

/// What somebody is in a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The veisøker.
    Client,
    /// The veileder.
    Counsellor,
    /// An automatic answer.
    Bot,
    /// A notice of the platform.
    System,
}

/// To the chat platform.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ToSource {
    /// Answer to a good hello.
    Welcome {
        /// The version spoken.
        version: u32,
        /// Drawn at our start: see the module's step 2.
        epoch: String,
        /// The longest text of a message, in bytes.
        max_message_bytes: usize,
        /// The longest frame, in bytes.
        max_frame_bytes: usize,
    },
    /// These events are read, and their readings durable: forget them.
    Ack {
        /// The events.
        ids: Vec<String>,
    },
    /// One event was not accepted.
    Refused {
        /// The event, if its id could be read.
        id: Option<String>,
        /// One word for the reason.
        code: String,
        /// The reason.
        reason: String,
        /// Whether sending it again later can help.
        again: bool,
    },
    /// Something the sender should know; the event was accepted.
    Note {
        /// The event.
        id: String,
        /// One word.
        code: String,
        /// A sentence.
        reason: String,
    },
    /// A frame could not be read, or the hello was refused (then the connection is closed).
    Error {
        /// One word for the reason.
        code: String,
        /// The reason, naming the place in the frame.
        reason: String,
    },
}

/// The published JSON Schema of both directions.
pub fn schema() -> serde_json::Value {
    serde_json::json!({
        "title": "Ledsager /feed/v1",
        "version": VERSION,
        "from_source": schemars::schema_for!(FromSource),
        "to_source": schemars::schema_for!(ToSource),
    })
}
