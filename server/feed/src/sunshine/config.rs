//! What a Sunshine Conversations app is told in the settings.

use serde::Deserialize;
use std::path::PathBuf;

/// `[feed.sunshine]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SunshineConfig {
    /// The name of this source in events, logs and counts, and the end of its address `/hooks/v1/{name}`.
    pub name: String,
    /// Files with the shared secret of the webhook; two while it is exchanged.
    pub key_files: Vec<PathBuf>,
    /// The app whose conversations these are.
    pub app_id: String,
    /// Where its API is: `https://{subdomain}.zendesk.com/sc`, or `http://` on this machine.
    #[serde(default)]
    pub api: Option<String>,
    /// A file with the id of an API key of the app.
    #[serde(default)]
    pub api_key_id_file: Option<PathBuf>,
    /// A file with the secret of that key.
    #[serde(default)]
    pub api_secret_file: Option<PathBuf>,
    /// Kinds of `source` whose messages no human wrote, beside authors of the subtype `AI` or `activity`.
    #[serde(default = "bots_of_zendesk")]
    pub bot_sources: Vec<String>,
}

fn bots_of_zendesk() -> Vec<String> {
    vec!["zd:answerBot".to_owned()]
}

impl SunshineConfig {
    /// Checks what can be checked without reading a file; the sentence names the setting.
    pub(super) fn check(&self) -> Result<(), String> {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        for (setting, value) in [("name", &self.name), ("app_id", &self.app_id)] {
            if value.is_empty() || value.len() > 100 || !value.chars().all(plain) {
                return Err(format!(
                    "{setting} must be 1 to 100 letters, digits, `-` or `_`"
                ));
            }
        }
        let api = [
            self.api.is_some(),
            self.api_key_id_file.is_some(),
            self.api_secret_file.is_some(),
        ];
        if api.contains(&true) && api.contains(&false) {
            return Err(
                "api, api_key_id_file and api_secret_file go together: all, or none and what did \
                 not come is shown as missing"
                    .to_owned(),
            );
        }
        Ok(())
    }
}
