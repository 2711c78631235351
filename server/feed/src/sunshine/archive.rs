//! What a conversation holds, read from the messages API: from the newest page backwards, as far as is needed.
//!
//! `GET /v2/apps/{appId}/conversations/{conversationId}/messages`, 100 a page, the newest page first;
//! `page[before]` goes back, and `meta.hasMore` says whether there is more that way (docs/MessagesApi.md of
//! sunshine-conversations-python).

use super::config::SunshineConfig;
use super::events::Hearing;
use super::messages::Message;
use crate::asking::{client, is_safe, refusal, unreachable, whole};
use crate::secret::secret;
use crate::{Archive, LostReason};
use chat::{ChatEvent, ConversationId, Timestamp};
use futures_util::future::BoxFuture;
use reqwest::header::RETRY_AFTER;
use reqwest::{Client, Response, StatusCode, Url};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::HashSet;
use std::path::PathBuf;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};

/// So long may one page take.
const PAGE: Duration = Duration::from_secs(5);
/// So long may a conversation take, waiting for others included.
const WHOLE: Duration = Duration::from_secs(20);
/// Conversations that are read at once.
const AT_ONCE: usize = 8;
/// Pages of one conversation at most: 2 000 messages.
const PAGES: usize = 20;
/// Bytes of one page at most. The platform takes no message of more than 100 kB, and mostly has far shorter ones.
const LARGEST: usize = 4_000_000;
/// Whoever asks for a longer pause than this is asked another time.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

pub(super) struct MessagesApi {
    client: Client,
    /// Ends before the id of the conversation.
    conversations: Url,
    /// The files with the id and the secret of the key.
    login: [PathBuf; 2],
    hearing: Hearing,
    reach: Duration,
    at_once: Semaphore,
}

#[derive(Deserialize)]
struct Page {
    #[serde(default)]
    messages: Vec<Box<RawValue>>,
    #[serde(default)]
    meta: Meta,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Meta {
    #[serde(default)]
    has_more: bool,
    #[serde(default)]
    before_cursor: Option<String>,
}

impl MessagesApi {
    /// As the settings say; `None` where they name none.
    pub(super) fn of(
        config: &SunshineConfig,
        hearing: Hearing,
        reach: Duration,
    ) -> Result<Option<Self>, String> {
        let (Some(api), Some(key_id), Some(secret_file)) = (
            &config.api,
            &config.api_key_id_file,
            &config.api_secret_file,
        ) else {
            return Ok(None);
        };
        let base = address(api)?;
        for (setting, file) in [
            ("api_key_id_file", key_id),
            ("api_secret_file", secret_file),
        ] {
            secret(file).map_err(|problem| format!("{setting}: {problem}"))?;
        }
        let mut conversations = base.clone();
        conversations
            .path_segments_mut()
            .map_err(|()| "api is no address".to_owned())?
            .pop_if_empty()
            .extend(["v2", "apps", &config.app_id, "conversations"]);
        Ok(Some(Self {
            client: client(&base, PAGE)?,
            conversations,
            login: [key_id.clone(), secret_file.clone()],
            hearing,
            reach,
            at_once: Semaphore::new(AT_ONCE),
        }))
    }

    async fn read(&self, conversation: &ConversationId) -> Result<Vec<ChatEvent>, LostReason> {
        let _place = self.at_once.acquire().await;
        let mut url = self.messages_of(conversation)?;
        let mut heard: Vec<ChatEvent> = Vec::new();
        let mut read = HashSet::new();
        for _ in 0..PAGES {
            let text = self.text(&url).await?;
            let page: Page = serde_json::from_slice(&text).map_err(|_| LostReason::Nonsense)?;
            let before = heard.len();
            for message in &page.messages {
                // One that is not as documented is left out: the others are heard all the same.
                let Ok(message) = serde_json::from_str::<Message>(message.get()) else {
                    continue;
                };
                let moment = Timestamp::default();
                if let Ok(event) = self.hearing.heard(&message, conversation, None, moment)
                    && event.order.is_some()
                    && read.insert(event.id.clone())
                {
                    heard.push(event);
                }
            }
            let older = &heard[before..];
            let newest = heard.iter().map(|event| event.at).max();
            let enough = newest.map(|newest| newest.minus(self.reach));
            let back_enough = older.iter().any(|event| Some(event.at) < enough);
            let next = page.meta.before_cursor.filter(|_| page.meta.has_more);
            // A page that brings nothing new is the end, whatever it says of more.
            let Some(next) = next.filter(|_| !older.is_empty() && !back_enough) else {
                break;
            };
            url.query_pairs_mut()
                .clear()
                .append_pair("page[before]", &next);
        }
        heard.sort_by_key(|event| event.order);
        Ok(heard)
    }

    /// The conversation's address; an id that could lead elsewhere has none.
    fn messages_of(&self, conversation: &ConversationId) -> Result<Url, LostReason> {
        let id = conversation.as_str();
        if id.is_empty() || id.contains(['/', '\\', '.', '%', '?', '#']) {
            return Err(LostReason::Misconfigured);
        }
        let mut url = self.conversations.clone();
        let segments = url.path_segments_mut();
        segments
            .map_err(|()| LostReason::Misconfigured)?
            .extend([id, "messages"]);
        Ok(url)
    }

    /// One page. One that is asked for too early is asked for once more, after the pause that is wanted.
    async fn text(&self, url: &Url) -> Result<Vec<u8>, LostReason> {
        let mut waited = false;
        loop {
            let request = self.client.get(url.clone());
            let [id, key] = self
                .login
                .each_ref()
                .map(|file| secret(file).unwrap_or_default());
            let request = request.basic_auth(id, Some(key));
            let response = request.send().await.map_err(|error| unreachable(&error))?;
            let status = response.status();
            if status.is_success() {
                return whole(response, LARGEST).await;
            }
            let pause = asked_pause(&response).filter(|_| !waited);
            match pause {
                Some(pause)
                    if status == StatusCode::TOO_MANY_REQUESTS && pause <= LONGEST_PAUSE =>
                {
                    sleep(pause).await;
                    waited = true;
                }
                _ => return Err(refusal(status)),
            }
        }
    }
}

impl Archive for MessagesApi {
    fn messages<'a>(
        &'a self,
        conversation: &'a ConversationId,
    ) -> BoxFuture<'a, Result<Vec<ChatEvent>, LostReason>> {
        let reading = timeout(WHOLE, self.read(conversation));
        Box::pin(async { reading.await.unwrap_or(Err(LostReason::Silent)) })
    }
}

fn address(api: &str) -> Result<Url, String> {
    let url = Url::parse(api).map_err(|_| "api is no address".to_owned())?;
    if !is_safe(&url) {
        return Err("api must begin with https://, or the key could be read on the way".to_owned());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("api must be without a login in it; that stands in the files".to_owned());
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err("api must end with its path, as in https://name.zendesk.com/sc".to_owned());
    }
    Ok(url)
}

/// The pause it asks for, in seconds; a date there is not read.
fn asked_pause(response: &Response) -> Option<Duration> {
    let asked = response.headers().get(RETRY_AFTER)?.to_str().ok()?;
    asked.trim().parse().ok().map(Duration::from_secs)
}
