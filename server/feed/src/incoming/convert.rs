//! From the sender's event to the canonical one; every fault is named with its field.

use super::frames::{FeedEvent, Kind, Role};
use chat::{
    ChatEvent, ConversationId, CounsellorId, EventKind, SourceId, SourceName, Speaker, Timestamp,
    Words,
};
use std::time::Duration;

/// What is accepted at the door; from `[feed]` of the configuration.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The longest text of one message, in bytes.
    pub max_message_bytes: usize,
    /// The longest frame, in bytes.
    pub max_frame_bytes: usize,
    /// A sender's clock further off than this is not believed: the time of arrival is used.
    pub max_clock_skew: Duration,
    /// How long an event that overtook another is held for it.
    pub hold: Duration,
}

/// Why an event could not be understood. Never quotes what was sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAnEvent {
    /// Not JSON, or not the shape of an event.
    #[error("the event cannot be read: {0}")]
    Shape(String),
    /// A field that this kind needs is missing.
    #[error("an event of this kind needs `{0}`")]
    Missing(&'static str),
    /// An id or a name is empty or longer than 200 bytes.
    #[error("`{0}` must be 1 to 200 bytes long")]
    BadId(&'static str),
    /// The text is longer than allowed.
    #[error("`text` is longer than the {0} bytes allowed")]
    TooLong(usize),
}

impl NotAnEvent {
    /// One word for it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLong(_) => "too_long",
            _ => "malformed",
        }
    }
}

/// An event understood, or one that is acknowledged and dropped.
pub(super) enum Understood {
    Event { event: ChatEvent, clock_off: bool },
    Dropped,
}

pub(super) fn convert(
    source: &SourceName,
    event: FeedEvent,
    now: Timestamp,
    limits: &Limits,
) -> Result<Understood, NotAnEvent> {
    check_id("id", &event.id)?;
    check_id("conversation", &event.conversation)?;
    let speaker = event.author.as_ref().map(|author| match author.role {
        Role::Client => Speaker::Veisoker,
        Role::Counsellor => Speaker::Veileder,
        Role::Bot | Role::System => Speaker::System,
    });
    let author = || speaker.ok_or(NotAnEvent::Missing("author"));
    let counsellor = || -> Result<Option<CounsellorId>, NotAnEvent> {
        let given = event
            .author
            .as_ref()
            .filter(|a| a.role == Role::Counsellor)
            .and_then(|a| a.id.as_deref());
        given
            .map(|id| check_id("author.id", id).map(|()| CounsellorId::new(id)))
            .transpose()
    };
    let kind = match event.kind {
        Kind::Message => {
            let words = Words::new(event.text.ok_or(NotAnEvent::Missing("text"))?);
            if words.bytes() > limits.max_message_bytes {
                return Err(NotAnEvent::TooLong(limits.max_message_bytes));
            }
            EventKind::Message {
                speaker: author()?,
                words,
            }
        }
        Kind::Typing => EventKind::Typing {
            speaker: author()?,
            on: event.on.ok_or(NotAnEvent::Missing("on"))?,
        },
        Kind::Join => EventKind::Join {
            speaker: author()?,
            counsellor: counsellor()?,
        },
        Kind::Leave => EventKind::Leave { speaker: author()? },
        Kind::Transfer => EventKind::Transfer {
            counsellor: counsellor()?.ok_or(NotAnEvent::Missing("author.id"))?,
        },
        Kind::End => EventKind::End,
        Kind::Redact => {
            let message = event.message.ok_or(NotAnEvent::Missing("message"))?;
            check_id("message", &message)?;
            EventKind::Redact {
                message: SourceId::new(message),
            }
        }
        Kind::Rating => return Ok(Understood::Dropped),
    };
    let said = Timestamp::from_millis(event.at);
    let clock_off = said.distance(now) > limits.max_clock_skew;
    Ok(Understood::Event {
        event: ChatEvent {
            source: source.clone(),
            id: SourceId::new(event.id),
            derived: event.derived,
            conversation: ConversationId::new(event.conversation),
            // Another road's events of the same conversation are ordered by the source's clock.
            order: match event.derived {
                true => u64::try_from(event.at).ok(),
                false => event.order,
            },
            at: if clock_off { now } else { said },
            kind,
        },
        clock_off,
    })
}

fn check_id(field: &'static str, id: &str) -> Result<(), NotAnEvent> {
    if id.is_empty() || id.len() > 200 {
        Err(NotAnEvent::BadId(field))
    } else {
        Ok(())
    }
}
