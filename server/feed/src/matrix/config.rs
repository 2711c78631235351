//! What a Matrix feed is told: who asks us to listen, who is who, and where older messages are read.

use crate::asking::is_safe;
use crate::xmpp::matches;
use chat::Speaker;
use reqwest::Url;
use serde::Deserialize;
use std::path::PathBuf;
use std::time::Duration;

/// One Matrix homeserver that sends us what happens in the rooms of our registration.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatrixConfig {
    /// Files with the `hs_token`s by which we know the homeserver, each the first line of its file. One,
    /// or two while a token is replaced; read anew whenever somebody knocks.
    pub hs_token_files: Vec<PathBuf>,
    /// The user of our registration (`@` `sender_localpart` `:` server). What it says is not heard.
    pub user: String,
    /// The addresses of the rooms that are followed, such as `#veiledning-*:example.org`, for
    /// [`registration`](super::registration): it is the homeserver that keeps to them.
    pub aliases: Vec<String>,
    /// Users who are counsellors; `*` stands for any number of characters of the name, not of the server.
    pub counsellors: Vec<String>,
    /// Users who are programs, or make the rooms and leave them: what they say is nobody's words, and
    /// their coming and going means nothing. Everybody else is the veisøker.
    #[serde(default)]
    pub bots: Vec<String>,
    /// Where older messages are read. Without it a lost message stays lost.
    #[serde(default)]
    pub archive: Option<ArchiveConfig>,
}

/// How older messages are read: as the user of the registration, who has to be in the room.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArchiveConfig {
    /// The homeserver's address: `https://…`, or `http://…` on this machine.
    pub url: String,
    /// A file with the `as_token` as its first line; read anew for each question.
    pub as_token_file: PathBuf,
    /// Seconds that one answer may take.
    #[serde(default = "default_timeout")]
    pub request_timeout_seconds: u64,
}

fn default_timeout() -> u64 {
    10
}

impl MatrixConfig {
    /// Checks what can be checked without the network; the message names the setting.
    ///
    /// # Errors
    /// A sentence for whoever wrote the configuration.
    pub fn check(&self) -> Result<(), String> {
        if self.hs_token_files.is_empty() {
            return Err("hs_token_files is empty: nobody could ever be believed".into());
        }
        if self.user.contains('*') || server_of(&self.user, '@').is_none() {
            return Err("user must be @name:server".into());
        }
        if self.aliases.is_empty() {
            return Err("aliases is empty: no room would ever be followed".into());
        }
        for (setting, sign, patterns) in [
            ("aliases", '#', &self.aliases),
            ("counsellors", '@', &self.counsellors),
            ("bots", '@', &self.bots),
        ] {
            for pattern in patterns {
                // A name can be chosen on any server: a pattern holds for one only.
                if server_of(pattern, sign).is_none_or(|server| server.contains('*')) {
                    return Err(format!(
                        "{setting}: each must be {sign}name:server, with * in the name only"
                    ));
                }
            }
        }
        if self.counsellors.is_empty() {
            return Err("counsellors is empty: everybody would be the veisøker".into());
        }
        if let Some(archive) = &self.archive {
            archive.address()?;
            if archive.request_timeout_seconds == 0 {
                return Err("archive.request_timeout_seconds must be at least 1".into());
            }
        }
        Ok(())
    }

    /// What a user is to us; nothing if it is ourselves.
    pub(super) fn who(&self, user: &str) -> Option<Speaker> {
        let user = user.to_lowercase();
        let one_of = |patterns: &[String]| {
            let mut patterns = patterns.iter();
            patterns.any(|pattern| matches(&pattern.to_lowercase(), &user))
        };
        if user == self.user.to_lowercase() {
            None
        } else if one_of(&self.counsellors) {
            Some(Speaker::Veileder)
        } else if one_of(&self.bots) {
            Some(Speaker::System)
        } else {
            Some(Speaker::Veisoker)
        }
    }
}

impl ArchiveConfig {
    pub(super) fn address(&self) -> Result<Url, String> {
        let url: Url =
            (self.url.parse()).map_err(|_| "archive.url is not an address".to_owned())?;
        match is_safe(&url) {
            true => Ok(url),
            false => {
                Err("archive.url must begin with https://, or with http:// on this machine".into())
            }
        }
    }

    pub(super) fn timeout(&self) -> Duration {
        Duration::from_secs(self.request_timeout_seconds)
    }
}

/// The server in `@name:server` or `#name:server`, which may have a port.
fn server_of(id: &str, sign: char) -> Option<&str> {
    let (name, server) = id.strip_prefix(sign)?.split_once(':')?;
    (!name.is_empty() && !server.is_empty()).then_some(server)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(more: &str) -> MatrixConfig {
        toml::from_str(&format!(
            "hs_token_files = ['/nowhere']\nuser = '@ledsager:c.no'\naliases = ['#veiledning-*:c.no']\n{more}"
        ))
        .unwrap()
    }

    #[test]
    fn a_counsellor_is_known_by_name_and_server() {
        let config =
            config("counsellors = ['@veileder-*:c.no', '@Kari:c.no']\nbots = ['@bot:c.no']");
        assert_eq!(config.check(), Ok(()));
        for (user, who) in [
            ("@veileder-1:c.no", Some(Speaker::Veileder)),
            ("@kari:c.no", Some(Speaker::Veileder)),
            ("@veileder-1:annen.no", Some(Speaker::Veisoker)),
            ("@veileder-1:c.no.annen.no", Some(Speaker::Veisoker)),
            ("@gjest:c.no", Some(Speaker::Veisoker)),
            ("@bot:c.no", Some(Speaker::System)),
            ("@ledsager:c.no", None),
        ] {
            assert_eq!(config.who(user), who, "{user}");
        }
    }

    #[test]
    fn what_cannot_work_is_said_before_anything_starts() {
        for (more, about) in [
            ("counsellors = []", "counsellors"),
            ("counsellors = ['@veileder-*']", "counsellors"),
            ("counsellors = ['@veileder:*']", "counsellors"),
            ("counsellors = ['veileder:c.no']", "counsellors"),
            ("counsellors = ['@v:c.no']\nbots = ['*']", "bots"),
            (
                "counsellors = ['@v:c.no']\narchive = { url = 'http://matrix.c.no', as_token_file = '/x' }",
                "archive.url",
            ),
        ] {
            let refused = config(more).check().unwrap_err();
            assert!(refused.starts_with(about), "{more}: {refused}");
        }
        let local = "archive = { url = 'http://127.0.0.1:8008', as_token_file = '/x' }";
        assert_eq!(
            config(&format!("counsellors = ['@v:c.no']\n{local}")).check(),
            Ok(())
        );
    }
}
