//! What something in a Matrix room means to us, as events.

use super::MatrixConfig;
use super::edits::Edits;
use super::incoming::{Ephemeral, Event, Membership, Redaction, Said, Typing};
use super::typing::Typists;
use crate::webhook::Accepted;
use chat::{
    ChatEvent, ConversationId, CounsellorId, EventKind, GapReason, SourceId, SourceName, Speaker,
    Timestamp, Words,
};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::sync::{Mutex, PoisonError};

/// The longest id of a room, an event or a user.
const LONGEST_ID: usize = 200;

/// Reads what happens in rooms; one for what is sent to us and for what is asked of the archive, so that
/// both tell a message's corrections in the same way.
pub(super) struct Reading {
    config: MatrixConfig,
    source: SourceName,
    max_message_bytes: usize,
    edits: Mutex<Edits>,
    typists: Mutex<Typists>,
}

/// One event read: what it means, or one word for why it means nothing.
type Read = Result<Vec<ChatEvent>, &'static str>;

impl Reading {
    pub(super) fn new(config: MatrixConfig, source: SourceName, max_message_bytes: usize) -> Self {
        Self {
            config,
            source,
            max_message_bytes,
            edits: Mutex::default(),
            typists: Mutex::default(),
        }
    }

    /// Reads an event of a room.
    pub(super) fn event(&self, raw: &RawValue) -> Read {
        let event: Event<'_> = inside(raw)?;
        if !is_id(&event.room_id, '!') || !is_id(&event.event_id, '$') || !is_id(&event.sender, '@')
        {
            return Err("bad_id");
        }
        match (&*event.kind, event.state_key.as_deref()) {
            ("m.room.message", None) => self.said(event),
            ("m.sticker", None) => self.message(&event, "[bilde]".to_owned(), None),
            ("m.room.redaction", None) => self.taken_back(&event),
            ("m.room.encrypted", None) => self.unreadable(&event),
            ("m.room.member", Some(user)) => self.member(&event, user),
            ("m.room.tombstone", Some("")) => Ok(vec![self.heard(&event, EventKind::End)]),
            _ => Err("unknown_type"),
        }
    }

    fn said(&self, event: Event<'_>) -> Read {
        let mut said: Said = inside(event.content)?;
        let (corrects, said) = match said.correction() {
            Some((of, now)) => (Some(of), now),
            None => (None, said),
        };
        let notice = said.msgtype == "m.notice";
        let text = said.text().ok_or("taken_back")?;
        let speaker = notice.then_some(Speaker::System);
        let Some(of) = corrects else {
            return self.message(&event, text, speaker);
        };
        if !is_id(&of, '$') {
            return Err("bad_id");
        }
        let (of, id) = (SourceId::new(of), SourceId::new(&*event.event_id));
        let replaced = self.edits().corrected(&of, &id, &event.sender);
        let message = replaced.ok_or("not_theirs")?;
        let mut events = self.message(&event, text, speaker)?;
        let redact = ChatEvent {
            // Its own id, the same each time this correction is read.
            id: SourceId::new(format!("{}/replaces", event.event_id)),
            ..self.heard(&event, EventKind::Redact { message })
        };
        events.insert(0, redact);
        Ok(events)
    }

    fn message(&self, event: &Event<'_>, text: String, speaker: Option<Speaker>) -> Read {
        let who = self.config.who(&event.sender).ok_or("own")?;
        let words = Words::new(text);
        if words.as_str().trim().is_empty() {
            return Err("empty");
        }
        if words.as_str().len() > self.max_message_bytes {
            return Err("too_long");
        }
        let speaker = speaker.unwrap_or(who);
        let heard = self.heard(event, EventKind::Message { speaker, words });
        self.edits().said(&heard.id, &event.sender);
        Ok(vec![heard])
    }

    /// Whoever may take a message back is for the homeserver to judge.
    fn taken_back(&self, event: &Event<'_>) -> Read {
        let inside: Redaction = inside(event.content)?;
        let of = inside.redacts.as_ref().or(event.redacts.as_ref());
        let of = of.filter(|of| is_id(of, '$')).ok_or("bad_id")?;
        let message = self.edits().now(&SourceId::new(&**of));
        Ok(vec![self.heard(event, EventKind::Redact { message })])
    }

    /// A room whose words we cannot read: the panel says so, once.
    fn unreadable(&self, event: &Event<'_>) -> Read {
        let gap = EventKind::Gap {
            missing: None,
            reason: GapReason::NeverCame,
        };
        Ok(vec![ChatEvent {
            id: SourceId::new(format!("encrypted/{}", event.room_id)),
            derived: false,
            order: None,
            ..self.heard(event, gap)
        }])
    }

    fn member(&self, event: &Event<'_>, user: &str) -> Read {
        let Membership { membership } = inside(event.content)?;
        let before = event.unsigned.prev_content.as_ref();
        let before = before.map(|before| &*before.membership);
        let speaker = self.config.who(user).ok_or("own")?;
        if speaker == Speaker::System {
            return Err("bot");
        }
        let kind = match (&*membership, before) {
            ("join", Some("join")) => return Err("profile"),
            ("join", _) => EventKind::Join {
                speaker,
                counsellor: (speaker == Speaker::Veileder)
                    .then(|| CounsellorId::new(user.to_lowercase())),
            },
            ("leave" | "ban", None | Some("join")) => EventKind::Leave { speaker },
            _ => return Err("membership"),
        };
        Ok(vec![self.heard(event, kind)])
    }

    fn heard(&self, event: &Event<'_>, kind: EventKind) -> ChatEvent {
        ChatEvent {
            source: self.source.clone(),
            id: SourceId::new(&*event.event_id),
            conversation: ConversationId::new(&*event.room_id),
            derived: false,
            order: u64::try_from(event.origin_server_ts).ok(),
            at: Timestamp::from_millis(event.origin_server_ts),
            kind,
        }
    }

    /// Reads something that is of the moment: who types now. Receipts and presence are nothing to us.
    pub(super) fn ephemeral(&self, raw: &RawValue, now: Timestamp, accepted: &mut Accepted) {
        match self.typing(raw, now) {
            Ok(events) => accepted.events.extend(events),
            Err(why) => accepted.ignored.push(why),
        }
    }

    fn typing(&self, raw: &RawValue, now: Timestamp) -> Read {
        let said: Ephemeral<'_> = inside(raw)?;
        match &*said.kind {
            "m.typing" => {}
            "m.receipt" => return Err("receipt"),
            "m.presence" => return Err("presence"),
            _ => return Err("unknown_type"),
        }
        if !is_id(&said.room_id, '!') {
            return Err("bad_id");
        }
        let Typing { user_ids } = inside(said.content)?;
        let typing = user_ids.iter().filter_map(|user| self.config.who(user));
        let mut typists = self.typists.lock().unwrap_or_else(PoisonError::into_inner);
        let changes = typists.now_typing(&said.room_id, typing.collect());
        let made = changes.into_iter().map(|change| ChatEvent {
            source: self.source.clone(),
            id: SourceId::new(change.id),
            conversation: ConversationId::new(&*said.room_id),
            derived: false,
            order: None,
            at: now,
            kind: EventKind::Typing {
                speaker: change.speaker,
                on: change.on,
            },
        });
        Ok(made.collect())
    }

    fn edits(&self) -> std::sync::MutexGuard<'_, Edits> {
        self.edits.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn inside<'a, T: Deserialize<'a>>(raw: &'a RawValue) -> Result<T, &'static str> {
    serde_json::from_str(raw.get()).map_err(|_| "malformed_event")
}

fn is_id(id: &str, sign: char) -> bool {
    id.len() > 1 && id.len() <= LONGEST_ID && id.starts_with(sign)
}
