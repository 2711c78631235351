//! Zendesk messaging: the event webhook `messaging_ticket.message_added`, and what Zendesk tells of agents.
//!
//! Shapes: <https://developer.zendesk.com/api-reference/webhooks/event-types/messaging-events> and
//! <https://developer.zendesk.com/api-reference/webhooks/event-types/agent-availability-events/>; signature:
//! <https://developer.zendesk.com/documentation/webhooks/verifying/>.
//!
//! Invariants
//! - Nothing is read before the signature over the raw body is compared, in constant time. A request that was
//!   caught and is played again within the window is heard again, which changes nothing: an event is known by
//!   its message's id, for as long as its conversation is remembered. So no list of webhook ids is kept.
//! - A conversation is a ticket. Its `conversation_id` may be missing and is not needed.
//! - Names, and whatever else is not listed here, have no field, so they are never taken out of the JSON.
//! - Zendesk keeps nothing that we could read here: what it gives up on after its last try is lost, and no
//!   count tells. Where that matters, `sunshine` reads the same conversations with an archive behind it.

mod agents;
mod availability;
mod config;
mod message;
mod signature;
mod words;

pub use config::ZendeskConfig;

use crate::{Accepted, Unaccepted, Webhook};
use agents::Agents;
use chat::{SourceName, Timestamp};
use http::HeaderMap;
use serde::Deserialize;
use serde_json::value::RawValue;
use signature::Signatures;
use std::borrow::Cow;

/// Ids and names of longer than this, in bytes, are nobody's.
const LONGEST_ID: usize = 200;
const NOT_AN_EVENT: Unaccepted = Unaccepted::Malformed("not an event as Zendesk sends them");
const MESSAGE_ADDED: &str = "messaging_ticket.message_added";

/// One account at Zendesk.
pub struct Zendesk {
    source: SourceName,
    signatures: Signatures,
    agents: Agents,
    max_message_bytes: usize,
}

/// What every event has; what it is about is read once its type is known.
#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow, rename = "type")]
    kind: Cow<'a, str>,
    #[serde(borrow, default)]
    time: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    detail: Option<&'a RawValue>,
    #[serde(borrow, default)]
    event: Option<&'a RawValue>,
}

/// An id, which some events write as a number.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(u64),
}

impl Zendesk {
    /// Makes it of its settings. Longer messages than `max_message_bytes` are not heard.
    ///
    /// # Errors
    /// One sentence on the setting that cannot work.
    pub fn new(config: &ZendeskConfig, max_message_bytes: usize) -> Result<Self, String> {
        config.check()?;
        Ok(Self {
            source: SourceName::new(config.name.as_str()),
            signatures: Signatures::open(&config.secret_files, config.window())?,
            agents: Agents::default(),
            max_message_bytes,
        })
    }
}

impl Webhook for Zendesk {
    fn name(&self) -> &SourceName {
        &self.source
    }

    fn accept(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        now: Timestamp,
    ) -> Result<Accepted, Unaccepted> {
        self.signatures.judge(headers, body, now)?;
        let body: &RawValue = serde_json::from_slice(body).map_err(|_| NOT_AN_EVENT)?;
        let envelope: Envelope<'_> = object(body).ok_or(NOT_AN_EVENT)?;
        let kind = envelope.kind.strip_prefix("zen:event-type:");
        match kind.unwrap_or_default() {
            MESSAGE_ADDED => self.message_added(&envelope, now),
            "agent.state_changed" => availability::of_channel(&envelope),
            "agent.unified_state_changed" => availability::of_all(&envelope),
            other => Ok(ignored(class(other))),
        }
    }
}

impl Envelope<'_> {
    fn detail<'d, T: Deserialize<'d>>(&'d self) -> Result<T, Unaccepted> {
        part(self.detail, "`detail` is not as documented")
    }

    fn event<'d, T: Deserialize<'d>>(&'d self) -> Result<T, Unaccepted> {
        part(self.event, "`event` is not as documented")
    }

    fn time(&self) -> Option<Timestamp> {
        moment(self.time.as_deref()?)
    }
}

impl Id {
    /// The id, if it can be one.
    fn usable(self) -> Option<String> {
        let id = match self {
            Self::Text(text) => text,
            Self::Number(number) => number.to_string(),
        };
        (!id.is_empty() && id.len() <= LONGEST_ID).then_some(id)
    }
}

fn part<'d, T: Deserialize<'d>>(
    raw: Option<&'d RawValue>,
    fault: &'static str,
) -> Result<T, Unaccepted> {
    raw.and_then(object).ok_or(Unaccepted::Malformed(fault))
}

/// Serde would take a list for a struct, too.
fn object<'d, T: Deserialize<'d>>(raw: &'d RawValue) -> Option<T> {
    let json = raw.get();
    let is_object = json.starts_with('{');
    is_object.then(|| serde_json::from_str(json).ok())?
}

/// A moment as RFC 3339 writes it.
fn moment(text: &str) -> Option<Timestamp> {
    let moment: jiff::Timestamp = text.parse().ok()?;
    Some(Timestamp::from_millis(moment.as_millisecond()))
}

/// The kind of an event that is of no weight here; only words of ours, so that counts stay few.
fn class(kind: &str) -> &'static str {
    match kind.split('.').next().unwrap_or_default() {
        "agent" => "other_of_agents",
        "messaging_ticket" => "other_of_messaging",
        "ticket" => "other_of_tickets",
        "article" => "other_of_articles",
        "user" | "organization" => "other_of_people",
        _ => "unknown_type",
    }
}

fn ignored(word: &'static str) -> Accepted {
    Accepted {
        ignored: vec![word],
        ..Accepted::default()
    }
}

#[cfg(test)]
mod tests;
