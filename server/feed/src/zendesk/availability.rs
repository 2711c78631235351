//! What Zendesk tells of its agents: whether they take conversations.

use super::{Envelope, Id, ignored, moment};
use crate::{Accepted, Availability, Presence, Unaccepted};
use chat::CounsellorId;
use serde::Deserialize;

#[derive(Deserialize)]
struct Agent {
    agent_id: Id,
}

#[derive(Deserialize)]
struct OfChannel {
    new_state: String,
    channel: String,
    #[serde(default)]
    updated_at: Option<String>,
}

#[derive(Deserialize)]
struct OfAll {
    new_unified_state: State,
    #[serde(default)]
    updated_at: Option<String>,
}

#[derive(Deserialize)]
struct State {
    name: String,
}

/// `agent.state_changed`: of one channel. Only messaging is ours.
pub(super) fn of_channel(envelope: &Envelope<'_>) -> Result<Accepted, Unaccepted> {
    let event: OfChannel = envelope.event()?;
    match event.channel.as_str() {
        "messaging" => told(envelope, &event.new_state, event.updated_at),
        _ => Ok(ignored("other_channel")),
    }
}

/// `agent.unified_state_changed`: of all channels. A state that a service has made up itself says nothing
/// to us: what it means for messaging comes as the state of that channel.
pub(super) fn of_all(envelope: &Envelope<'_>) -> Result<Accepted, Unaccepted> {
    let event: OfAll = envelope.event()?;
    told(envelope, &event.new_unified_state.name, event.updated_at)
}

fn told(
    envelope: &Envelope<'_>,
    state: &str,
    updated_at: Option<String>,
) -> Result<Accepted, Unaccepted> {
    let agent: Agent = envelope.detail()?;
    let since = updated_at.as_deref().and_then(moment);
    let since = since
        .or_else(|| envelope.time())
        .ok_or(Unaccepted::Malformed("`time` is not as documented"))?;
    let state = match state.to_ascii_lowercase().replace([' ', '-'], "_").as_str() {
        "online" => Availability::Online,
        "away" | "transfers_only" => Availability::Away,
        "offline" | "invisible" => Availability::Offline,
        _ => return Ok(ignored("unknown_state")),
    };
    let Some(agent) = agent.agent_id.usable() else {
        return Ok(ignored("bad_id"));
    };
    Ok(Accepted {
        presences: vec![Presence {
            counsellor: CounsellorId::new(agent),
            state,
            since,
        }],
        ..Accepted::default()
    })
}
