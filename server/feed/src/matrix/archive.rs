//! What a room's homeserver keeps, read backwards as the user of our registration, who has to be in it.

use super::config::ArchiveConfig;
use super::reading::Reading;
use crate::asking::{client, refusal, unreachable, whole};
use crate::secret::secret;
use crate::{Archive, LostReason};
use chat::{ChatEvent, ConversationId, EventKind, SourceId};
use futures_util::future::BoxFuture;
use reqwest::{Client, StatusCode, Url};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::HashSet;
use std::sync::Arc;

/// Events of a page; few chats have more.
const PAGE: &str = "100";
/// Pages of one reading: a very long conversation is read from its end.
const PAGES: usize = 10;
/// The largest page, in bytes: an event is at most 64 KiB.
const PAGE_BYTES: usize = 8 * 1024 * 1024;
/// Only what we would read of it.
const FILTER: &str =
    r#"{"types":["m.room.message","m.sticker","m.room.redaction","m.room.member"]}"#;

/// `GET /_matrix/client/v3/rooms/{room}/messages`
/// (<https://spec.matrix.org/v1.15/client-server-api/#get_matrixclientv3roomsroomidmessages>).
pub(super) struct RoomHistory {
    config: ArchiveConfig,
    url: Url,
    client: Client,
    reading: Arc<Reading>,
}

#[derive(Deserialize)]
struct Page {
    #[serde(default)]
    chunk: Vec<Box<RawValue>>,
    /// Where the page before begins; none at the beginning of the room.
    end: Option<String>,
}

impl RoomHistory {
    pub(super) fn open(config: ArchiveConfig, reading: Arc<Reading>) -> Result<Self, String> {
        let url = config.address()?;
        secret(&config.as_token_file)?;
        let client = client(&url, config.timeout())?;
        Ok(Self {
            config,
            url,
            client,
            reading,
        })
    }

    async fn read(&self, room: &ConversationId) -> Result<Vec<ChatEvent>, LostReason> {
        let mut newest_first = Vec::new();
        let mut from = None;
        for _ in 0..PAGES {
            let page = self.page(room, from.as_deref()).await?;
            newest_first.extend(page.chunk);
            if page.end.is_none() || page.end == from {
                break;
            }
            from = page.end;
        }
        let oldest_first = newest_first.iter().rev();
        let read = oldest_first.filter_map(|raw| self.reading.event(raw).ok());
        Ok(as_it_is_now(read.flatten().collect()))
    }

    async fn page(&self, room: &ConversationId, from: Option<&str>) -> Result<Page, LostReason> {
        let token = secret(&self.config.as_token_file).map_err(|problem| {
            tracing::error!("[feed.matrix.archive]: {problem}");
            LostReason::Misconfigured
        })?;
        let mut url = self.url.clone();
        (url.path_segments_mut()
            .map_err(|()| LostReason::Misconfigured)?)
        .pop_if_empty()
        .extend([
            "_matrix",
            "client",
            "v3",
            "rooms",
            room.as_str(),
            "messages",
        ]);
        url.query_pairs_mut()
            .append_pair("dir", "b")
            .append_pair("limit", PAGE)
            .append_pair("filter", FILTER)
            .extend_pairs(from.map(|from| ("from", from)));
        let asked = self.client.get(url).bearer_auth(token).send().await;
        let answer = asked.map_err(|error| unreachable(&error))?;
        let body = match answer.status() {
            StatusCode::OK => whole(answer, PAGE_BYTES).await?,
            // Not in the room, most likely.
            StatusCode::FORBIDDEN => return Err(LostReason::Refused),
            status => return Err(refusal(status)),
        };
        serde_json::from_slice(&body).map_err(|_| LostReason::Nonsense)
    }
}

impl Archive for RoomHistory {
    fn messages<'a>(
        &'a self,
        conversation: &'a ConversationId,
    ) -> BoxFuture<'a, Result<Vec<ChatEvent>, LostReason>> {
        Box::pin(self.read(conversation))
    }
}

/// Without the words that were corrected or taken back since, so that they are not heard once more; and
/// of comings and goings only which counsellors came: who is gone since is known by what was sent to us.
fn as_it_is_now(mut events: Vec<ChatEvent>) -> Vec<ChatEvent> {
    let gone: HashSet<SourceId> = (events.iter())
        .filter_map(|event| match &event.kind {
            EventKind::Redact { message } => Some(message.clone()),
            _ => None,
        })
        .collect();
    events.retain(|event| match &event.kind {
        EventKind::Message { .. } => !gone.contains(&event.id),
        EventKind::Redact { .. } => true,
        EventKind::Join { counsellor, .. } => counsellor.is_some(),
        _ => false,
    });
    events
}
