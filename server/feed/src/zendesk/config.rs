//! What the webhook of a Zendesk account is told in the settings.

use serde::Deserialize;
use std::path::PathBuf;
use std::time::Duration;

/// `[feed.zendesk]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ZendeskConfig {
    /// The name of this source in events, logs and counts, and the end of its address `/hooks/v1/{name}`.
    #[serde(default = "usual_name")]
    pub name: String,
    /// Files with the webhook's signing secret; two while it is exchanged.
    pub secret_files: Vec<PathBuf>,
    /// A request that was signed longer ago, or so far in the future, is not believed.
    #[serde(default = "usual_window")]
    pub window_seconds: u64,
}

fn usual_name() -> String {
    "zendesk".to_owned()
}

fn usual_window() -> u64 {
    300
}

impl ZendeskConfig {
    /// Checks what can be checked without reading a file; the sentence names the setting.
    pub(super) fn check(&self) -> Result<(), String> {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if self.name.is_empty() || self.name.len() > 100 || !self.name.chars().all(plain) {
            return Err("name must be 1 to 100 letters, digits, `-` or `_`".to_owned());
        }
        if !(1..=3_600).contains(&self.window_seconds) {
            return Err("window_seconds must be 1 to 3600".to_owned());
        }
        Ok(())
    }

    pub(super) fn window(&self) -> Duration {
        Duration::from_secs(self.window_seconds)
    }
}
