//! Sunshine Conversations v2, Zendesk's platform under messaging: its webhook is judged by a shared key, and
//! what did not come is read from its messages API.
//!
//! Shapes: <https://developer.zendesk.com/documentation/conversations/messaging-platform/programmable-conversations/receiving-messages>
//! and the models of <https://github.com/zendesk/sunshine-conversations-python> (API 17.0.0).
//!
//! Invariants
//! - `X-API-Key` carries the key itself, no signature over the body: nothing is read before it is compared, in
//!   constant time, and several keys may be valid at once.
//! - Names, avatars, e-mail, profiles, devices and the addresses of files have no field here, so they are never
//!   taken out of the JSON.
//! - A message has the platform's own id and its `received` as order, in the webhook and in the archive, so that
//!   the two agree.

mod archive;
mod config;
mod events;
mod messages;

pub use config::SunshineConfig;

use crate::secret::Secrets;
use crate::{Accepted, Archive, Unaccepted, Webhook};
use archive::MessagesApi;
use chat::{SourceName, Timestamp};
use events::Hearing;
use http::HeaderMap;
use std::sync::Arc;
use std::time::Duration;
use subtle::ConstantTimeEq;

/// One app on Sunshine Conversations.
pub struct Sunshine {
    keys: Secrets,
    hearing: Hearing,
    archive: Option<Arc<MessagesApi>>,
}

impl Sunshine {
    /// Makes it of its settings. Longer messages than `max_message_bytes` are not heard, and the archive is
    /// read back no further than `reach` before its newest message.
    ///
    /// # Errors
    /// One sentence on the setting that cannot work.
    pub fn new(
        config: &SunshineConfig,
        max_message_bytes: usize,
        reach: Duration,
    ) -> Result<Self, String> {
        config.check()?;
        let hearing = Hearing {
            source: SourceName::new(config.name.as_str()),
            app_id: config.app_id.clone(),
            bot_sources: config.bot_sources.clone(),
            max_message_bytes,
        };
        let archive = MessagesApi::of(config, hearing.clone(), reach)?;
        Ok(Self {
            keys: Secrets::open("key_files", &config.key_files)?,
            hearing,
            archive: archive.map(Arc::new),
        })
    }
}

impl Webhook for Sunshine {
    fn name(&self) -> &SourceName {
        &self.hearing.source
    }

    fn accept(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        now: Timestamp,
    ) -> Result<Accepted, Unaccepted> {
        let key = headers.get("x-api-key").ok_or(Unaccepted::Unsigned)?;
        let given = |ours: &str| ours.as_bytes().ct_eq(key.as_bytes());
        if !self.keys.any(given) {
            return Err(Unaccepted::WrongSignature);
        }
        self.hearing.batch(body, now)
    }

    fn archive(&self) -> Option<Arc<dyn Archive>> {
        let archive = self.archive.clone()?;
        Some(archive)
    }
}

#[cfg(test)]
mod tests;
