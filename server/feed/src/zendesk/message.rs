//! A message that was added to a messaging ticket.

use super::{Envelope, Id, Zendesk, ignored, words};
use crate::{Accepted, Unaccepted};
use chat::{
    ChatEvent, ConversationId, CounsellorId, EventKind, SourceId, Speaker, Timestamp, Words,
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Ticket {
    id: Id,
}

#[derive(Deserialize)]
struct Added {
    actor: Actor,
    message: Message,
}

#[derive(Deserialize)]
struct Actor {
    #[serde(default)]
    id: Option<Id>,
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Deserialize)]
struct Message {
    id: Id,
    #[serde(default)]
    body: Option<String>,
}

impl Zendesk {
    pub(super) fn message_added(
        &self,
        envelope: &Envelope<'_>,
        now: Timestamp,
    ) -> Result<Accepted, Unaccepted> {
        let ticket: Ticket = envelope.detail()?;
        let Added { actor, message } = envelope.event()?;
        let at = envelope
            .time()
            .ok_or(Unaccepted::Malformed("`time` is not as documented"))?;
        let (Some(ticket), Some(id)) = (ticket.id.usable(), message.id.usable()) else {
            return Ok(ignored("bad_id"));
        };
        let mut accepted = Accepted::default();
        let speaker = match actor.kind.as_str() {
            "end_user" => Speaker::Veisoker,
            "agent" => Speaker::Veileder,
            "trigger" | "system" => Speaker::System,
            _ => {
                // Heard, but as nobody's words: it may be anybody's.
                accepted.ignored.push("unknown_actor");
                Speaker::System
            }
        };
        let said = words::plain(message.body.as_deref().unwrap_or_default());
        let said = match (said.trim().is_empty(), speaker) {
            (false, _) => said,
            (true, Speaker::System) => return Ok(ignored("empty")),
            // The event has no field for what is no text.
            (true, _) => "[fil]".to_owned(),
        };
        if said.len() > self.max_message_bytes {
            return Ok(ignored("too_long"));
        }
        let happened = ChatEvent {
            source: self.source.clone(),
            id: SourceId::new(id),
            derived: false,
            conversation: ConversationId::new(ticket),
            order: u64::try_from(at.millis()).ok(),
            at,
            kind: EventKind::Message {
                speaker,
                words: Words::new(said),
            },
        };
        match (speaker, actor.id.and_then(Id::usable)) {
            (Speaker::Veisoker, _) => self.agents.veisoker_writes(&happened.conversation),
            (Speaker::Veileder, Some(agent)) => {
                let agent = CounsellorId::new(agent);
                let comes = self.agents.comes(&happened, agent, now);
                accepted.events.extend(comes);
            }
            _ => {}
        }
        accepted.events.push(happened);
        Ok(accepted)
    }
}
