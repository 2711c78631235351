//! From what the platform tells to what happened in a chat; what is nobody's words is named by one word.
//!
//! Of the switchboard only who holds a conversation is documented (`activeSwitchboardIntegration`), not that
//! the conversation is over when it is passed on, and not which counsellor has it: it is not followed. A
//! conversation ends when it is removed, or by silence.

use super::messages::{Author, Message, Source};
use crate::{Accepted, Unaccepted};
use chat::{
    ChatEvent, ConversationId, CounsellorId, EventKind, SourceId, SourceName, Speaker, Timestamp,
    Words,
};
use serde::Deserialize;
use serde_json::value::RawValue;

/// Ids are no longer than this, in bytes.
const LONGEST_ID: usize = 200;
/// Events of one batch. The platform sends 100 kB at most, and no event has less than 100 bytes.
const MOST_EVENTS: usize = 1_000;

/// What hearing goes by.
#[derive(Clone)]
pub(super) struct Hearing {
    pub(super) source: SourceName,
    pub(super) app_id: String,
    pub(super) bot_sources: Vec<String>,
    pub(super) max_message_bytes: usize,
}

#[derive(Deserialize)]
struct Batch {
    #[serde(default)]
    app: Option<Id>,
    events: Vec<Box<RawValue>>,
}

#[derive(Deserialize)]
struct Id {
    id: String,
}

/// One thing that happened; `payload` is read once its type is known.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Happened {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    created_at: Option<String>,
    #[serde(default)]
    payload: Option<Box<RawValue>>,
}

#[derive(Deserialize)]
struct OfConversation {
    conversation: Id,
}

#[derive(Deserialize)]
struct OfMessage {
    message: Message,
}

#[derive(Deserialize)]
struct OfDeleted {
    message: Id,
}

#[derive(Deserialize)]
struct OfTyping {
    activity: Activity,
}

#[derive(Deserialize)]
struct Activity {
    #[serde(rename = "type")]
    kind: String,
    author: Author,
    #[serde(default)]
    source: Option<Source>,
}

const MALFORMED: &str = "malformed";

impl Hearing {
    /// A whole request, whose key was right.
    pub(super) fn batch(&self, body: &[u8], now: Timestamp) -> Result<Accepted, Unaccepted> {
        let batch: Batch = serde_json::from_slice(body)
            .map_err(|_| Unaccepted::Malformed("not a batch of events"))?;
        if batch.app.is_some_and(|app| app.id != self.app_id) {
            return Err(Unaccepted::Malformed("it is of another app"));
        }
        if batch.events.len() > MOST_EVENTS {
            return Err(Unaccepted::Malformed("more events than a batch can hold"));
        }
        let mut accepted = Accepted::default();
        for event in &batch.events {
            match self.event(event, now) {
                Ok(events) => accepted.events.extend(events),
                Err(word) => accepted.ignored.push(word),
            }
        }
        Ok(accepted)
    }

    fn event(&self, event: &RawValue, now: Timestamp) -> Result<Vec<ChatEvent>, &'static str> {
        let happened: Happened = read(event)?;
        let kind = happened.kind.as_str();
        if let Some(word) = nobodys_words(kind) {
            return Err(word);
        }
        let payload = happened.payload.as_deref().ok_or(MALFORMED)?;
        let conversation = conversation_id(read::<OfConversation>(payload)?.conversation.id)?;
        let at = moment(happened.created_at.as_deref());
        let with = |kind| -> Result<Vec<ChatEvent>, &'static str> {
            let id = SourceId::new(checked(&happened.id)?);
            Ok(vec![self.happened(id, &conversation, at, now, kind)])
        };
        match kind {
            "conversation:message" => {
                let OfMessage { message } = read(payload)?;
                self.message(&message, &conversation, at, now)
            }
            "conversation:message:delete" | "conversation:message:deleted" => {
                let message = read::<OfDeleted>(payload)?.message.id;
                Ok(vec![self.deleted(&message, &conversation, at, now)?])
            }
            "conversation:typing" => {
                let OfTyping { activity } = read(payload)?;
                let on = match activity.kind.as_str() {
                    "typing:start" => true,
                    "typing:stop" => false,
                    _ => return Err("unknown_type"),
                };
                match self.speaker(&activity.author, activity.source.as_ref())? {
                    Speaker::System => Err("bot_typing"),
                    speaker => with(EventKind::Typing { speaker, on }),
                }
            }
            // Only a user can be added to a conversation or leave it: a counsellor is none of its members.
            "conversation:join" => with(EventKind::Join {
                speaker: Speaker::Veisoker,
                counsellor: None,
            }),
            "conversation:leave" => with(EventKind::Leave {
                speaker: Speaker::Veisoker,
            }),
            "conversation:remove" => with(EventKind::End),
            _ => Err("unknown_type"),
        }
    }

    /// A message, and before it that the counsellor who wrote it is there, if the platform says who.
    fn message(
        &self,
        message: &Message,
        conversation: &ConversationId,
        told: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<Vec<ChatEvent>, &'static str> {
        let heard = self.heard(message, conversation, told, now)?;
        let wrote = message.author.user_id.as_deref();
        let by_counsellor = matches!(
            &heard.kind,
            EventKind::Message {
                speaker: Speaker::Veileder,
                ..
            }
        );
        let Some(counsellor) = wrote.filter(|id| by_counsellor && checked(id).is_ok()) else {
            return Ok(vec![heard]);
        };
        let comes_in = ChatEvent {
            id: SourceId::new(format!("by-{}", message.id)),
            kind: EventKind::Join {
                speaker: Speaker::Veileder,
                counsellor: Some(CounsellorId::new(counsellor)),
            },
            ..heard.clone()
        };
        Ok(vec![comes_in, heard])
    }

    /// A message as it is heard, from the webhook or from the archive; where it was deleted, that.
    pub(super) fn heard(
        &self,
        message: &Message,
        conversation: &ConversationId,
        told: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<ChatEvent, &'static str> {
        let at = moment(message.received.as_deref()).or(told);
        if message.deleted {
            return self.deleted(&message.id, conversation, at, now);
        }
        let id = SourceId::new(checked(&message.id)?);
        let speaker = self.speaker(&message.author, message.source.as_ref())?;
        let words = Words::new(message.words());
        if words.bytes() > self.max_message_bytes {
            return Err("too_long");
        }
        let kind = EventKind::Message { speaker, words };
        Ok(self.happened(id, conversation, at, now, kind))
    }

    fn deleted(
        &self,
        message: &str,
        conversation: &ConversationId,
        at: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<ChatEvent, &'static str> {
        let message = checked(message)?;
        let kind = EventKind::Redact {
            message: SourceId::new(message),
        };
        let id = SourceId::new(format!("deleted-{message}"));
        Ok(self.happened(id, conversation, at, now, kind))
    }

    fn happened(
        &self,
        id: SourceId,
        conversation: &ConversationId,
        at: Option<Timestamp>,
        now: Timestamp,
        kind: EventKind,
    ) -> ChatEvent {
        ChatEvent {
            source: self.source.clone(),
            id,
            conversation: conversation.clone(),
            derived: false,
            order: at.and_then(|at| u64::try_from(at.millis()).ok()),
            at: at.unwrap_or(now),
            kind,
        }
    }

    /// Counsellors and bots are both `business`; they are told apart by what they write through.
    fn speaker(&self, author: &Author, source: Option<&Source>) -> Result<Speaker, &'static str> {
        let is_bots = |kind: &String| self.bot_sources.contains(kind);
        match author.kind.as_str() {
            "user" => Ok(Speaker::Veisoker),
            "business" => {
                let bot = source
                    .and_then(|source| source.kind.as_ref())
                    .is_some_and(is_bots);
                let made = |subtype: &String| {
                    subtype.eq_ignore_ascii_case("ai") || subtype.eq_ignore_ascii_case("activity")
                };
                let bot = bot || author.subtypes.iter().any(made);
                Ok(if bot {
                    Speaker::System
                } else {
                    Speaker::Veileder
                })
            }
            _ => Err("unknown_author"),
        }
    }
}

/// Types that are known, and in which nobody says anything.
fn nobodys_words(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "conversation:create" => "create",
        "conversation:read" => "read",
        "conversation:postback" => "postback",
        "conversation:referral" => "referral",
        _ if kind.starts_with("conversation:message:delivery:") => "delivery",
        _ if kind.starts_with("switchboard:") => "switchboard",
        _ if kind.starts_with("client:") || kind.starts_with("user:") => "profile",
        _ => return None,
    })
}

fn read<'a, T: Deserialize<'a>>(json: &'a RawValue) -> Result<T, &'static str> {
    serde_json::from_str(json.get()).map_err(|_| MALFORMED)
}

fn moment(written: Option<&str>) -> Option<Timestamp> {
    let moment: jiff::Timestamp = written?.parse().ok()?;
    Some(Timestamp::from_millis(moment.as_millisecond()))
}

fn checked(id: &str) -> Result<&str, &'static str> {
    (!id.is_empty() && id.len() <= LONGEST_ID)
        .then_some(id)
        .ok_or("bad_id")
}

/// Ids stand in the paths of the messages API, so nothing that could lead elsewhere is one.
fn conversation_id(id: String) -> Result<ConversationId, &'static str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let is_id = checked(&id)?.chars().all(plain);
    is_id.then(|| ConversationId::new(id)).ok_or("bad_id")
}
