//! What an XMPP feed is told: where, as whom, which rooms, and how patient to be.

use crate::LostReason;
use crate::asking::is_this_machine;
use serde::Deserialize;
use std::path::PathBuf;
use std::time::Duration;
use tokio_tungstenite::tungstenite::http::Uri;

/// One XMPP server whose group chats are followed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct XmppConfig {
    /// The name of this source in events, logs and metrics.
    pub name: String,
    /// The server's WebSocket address: `wss://…`, or `ws://…` on this machine.
    pub url: String,
    /// Allows `ws://` to another machine, which sends the password readable over the network.
    #[serde(default)]
    pub allow_cleartext: bool,
    /// The account we listen with, as `name@domain`.
    pub jid: String,
    /// A file with the account's password and nothing else; one trailing line break is left out.
    pub password_file: PathBuf,
    /// The domain of the group chat service, such as `chat.example.no`.
    pub service: String,
    /// The nick we are seen with in rooms. What somebody says under it is not heard.
    #[serde(default = "default_nick")]
    pub nick: String,
    /// Which rooms are joined, and who is who there. The first rule that matches counts.
    pub rooms: Vec<RoomRule>,
    /// Seconds between two looks for new rooms: a new chat is followed at the latest after this.
    #[serde(default = "default_discover_every")]
    pub discover_every_seconds: u64,
    /// Seconds after which we leave a room in which nobody else is, so that the server can close a
    /// temporary one. A room that is still there afterwards is joined again and not left any more.
    #[serde(default = "default_leave_empty_after")]
    pub leave_empty_after_seconds: u64,
    /// Seconds to wait for the network connection and its handshakes.
    #[serde(default = "default_timeout")]
    pub connect_timeout_seconds: u64,
    /// Seconds to wait for the answer to anything we ask, and for a frame to be sent.
    #[serde(default = "default_timeout")]
    pub request_timeout_seconds: u64,
    /// Milliseconds of the first pause before trying again; it doubles from there.
    #[serde(default = "default_backoff_min")]
    pub backoff_min_ms: u64,
    /// Seconds of the longest pause before trying again.
    #[serde(default = "default_backoff_max")]
    pub backoff_max_seconds: u64,
    /// Hours of a room's archive to hear when it is joined for the first time.
    #[serde(default = "default_history")]
    pub history_hours: u32,
    /// Bytes of the largest frame that is accepted. The list of rooms comes in one frame of about
    /// 100 bytes a room.
    #[serde(default = "default_max_stanza")]
    pub max_stanza_bytes: usize,
}

/// Which rooms a rule is for, and who in them is a counsellor. Everyone else is the veisøker.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoomRule {
    /// The room's address; `*` stands for any number of characters. Rooms that the service does
    /// not list are found only by an address without `*`.
    pub jid: String,
    /// Addresses (`name@domain`) of counsellors. Known only where the room shows real addresses to
    /// us: the room is not anonymous, or our account is a moderator.
    #[serde(default)]
    pub counsellors: Vec<String>,
    /// The nicks that counsellors have, `*` for any number of characters, upper and lower case
    /// told apart. Use it only where a veisøker cannot choose such a nick.
    #[serde(default)]
    pub counsellor_nicks: Option<String>,
}

fn default_nick() -> String {
    "ledsager".into()
}
fn default_discover_every() -> u64 {
    5
}
fn default_leave_empty_after() -> u64 {
    300
}
fn default_timeout() -> u64 {
    10
}
fn default_backoff_min() -> u64 {
    500
}
fn default_backoff_max() -> u64 {
    60
}
fn default_history() -> u32 {
    2
}
fn default_max_stanza() -> usize {
    65_536
}

impl XmppConfig {
    /// Checks what can be checked without the network; the message names the setting.
    ///
    /// # Errors
    /// A sentence for whoever wrote the configuration.
    pub fn check(&self) -> Result<(), String> {
        let url: Uri = (self.url.parse()).map_err(|_| "url is not an address".to_owned())?;
        let host = url.host().ok_or("url names no host")?;
        match url.scheme_str() {
            Some("wss") => {}
            Some("ws") if self.allow_cleartext || is_this_machine(host) => {}
            Some("ws") => {
                return Err(
                    "url is ws:// to another machine, which shows the password: use wss:// \
                     or set allow_cleartext"
                        .into(),
                );
            }
            _ => return Err("url must begin with wss:// or ws://".into()),
        }
        if self.account().is_none() {
            return Err("jid must be name@domain".into());
        }
        for (setting, value) in [
            ("name", &self.name),
            ("service", &self.service),
            ("nick", &self.nick),
        ] {
            if value.trim().is_empty() {
                return Err(format!("{setting} is empty"));
            }
        }
        if self.rooms.is_empty() {
            return Err("rooms is empty: no room would ever be followed".into());
        }
        for (setting, value) in [
            ("discover_every_seconds", self.discover_every_seconds),
            ("connect_timeout_seconds", self.connect_timeout_seconds),
            ("request_timeout_seconds", self.request_timeout_seconds),
            ("backoff_min_ms", self.backoff_min_ms),
        ] {
            if value == 0 {
                return Err(format!("{setting} must be at least 1"));
            }
        }
        if self.max_stanza_bytes < 4096 {
            return Err("max_stanza_bytes must be at least 4096".into());
        }
        Ok(())
    }

    /// Name and domain of our account.
    pub(super) fn account(&self) -> Option<(&str, &str)> {
        let bare = self.jid.split('/').next()?;
        let (name, domain) = bare.split_once('@')?;
        (!name.is_empty() && !domain.is_empty()).then_some((name, domain))
    }

    /// Reads the password; it is kept no longer than the login lasts.
    pub(super) fn password(&self) -> Result<String, LostReason> {
        match std::fs::read_to_string(&self.password_file) {
            Ok(text) => Ok(text.trim_end_matches(['\r', '\n']).to_owned()),
            Err(error) => {
                tracing::error!(
                    source = self.name.as_str(),
                    kind = %error.kind(),
                    "password_file cannot be read"
                );
                Err(LostReason::Misconfigured)
            }
        }
    }

    pub(super) fn connect_timeout(&self) -> Duration {
        Duration::from_secs(self.connect_timeout_seconds)
    }
    pub(super) fn request_timeout(&self) -> Duration {
        Duration::from_secs(self.request_timeout_seconds)
    }
    pub(super) fn backoff_min(&self) -> Duration {
        Duration::from_millis(self.backoff_min_ms)
    }
    pub(super) fn backoff_max(&self) -> Duration {
        Duration::from_secs(self.backoff_max_seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(extra: &str) -> Result<XmppConfig, toml::de::Error> {
        toml::from_str(&format!(
            "name = 'xmpp'\nurl = 'wss://chat.example.no/ws'\njid = 'ledsager@example.no'\n\
             password_file = '/nowhere'\nservice = 'chat.example.no'\n{extra}\n\
             [[rooms]]\njid = '*@chat.example.no'"
        ))
    }

    #[test]
    fn what_is_not_said_has_a_default() {
        let config = config("").unwrap();
        assert_eq!(config.check(), Ok(()));
        assert_eq!(config.nick, "ledsager");
        assert_eq!(config.connect_timeout_seconds, 10);
        assert_eq!(config.backoff_min_ms, 500);
        assert_eq!(config.backoff_max_seconds, 60);
        assert_eq!(config.history_hours, 2);
        assert_eq!(config.max_stanza_bytes, 65_536);
    }

    #[test]
    fn a_misspelt_setting_is_an_error() {
        assert!(config("nikk = 'x'").is_err());
    }

    #[test]
    fn a_password_is_not_sent_readable_to_another_machine() {
        let mut config = config("").unwrap();
        for (url, ok) in [
            ("ws://127.0.0.1:5280/ws", true),
            ("ws://[::1]:5280/ws", true),
            ("ws://localhost/ws", true),
            ("ws://chat.example.no/ws", false),
            ("https://chat.example.no/ws", false),
            ("", false),
        ] {
            config.url = url.into();
            assert_eq!(config.check().is_ok(), ok, "{url}");
        }
        config.url = "ws://chat.example.no/ws".into();
        config.allow_cleartext = true;
        assert_eq!(config.check(), Ok(()));
    }
}
