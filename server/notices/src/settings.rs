//! `[notices]`: when, in which words, and to whom. Secrets are named by file only.

use crate::{Courier, Language, Mail, Webhook};
use jiff::civil::Time;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

/// `[notices]`, as explained in `config/default.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// When on a weekday, by Oslo's clock.
    pub at: Time,
    /// Bokmål or nynorsk.
    pub language: Language,
    /// Where our own pages are for whoever reads the notice. Empty: no links.
    #[serde(default)]
    pub base_url: String,
    /// A webhook, if one is wanted.
    #[serde(default)]
    pub webhook: Option<WebhookFile>,
    /// A mail server, if one is wanted.
    #[serde(default)]
    pub smtp: Option<Smtp>,
    /// The channel of the shift, where the vaktleder posts a message.
    #[serde(default)]
    pub shift_webhook: Option<ShiftWebhook>,
}

/// `[notices.shift_webhook]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShiftWebhook {
    /// A file with the address on its first line, as above.
    pub url_file: PathBuf,
    /// So long it may take to answer; somebody waits.
    #[serde(default = "ten")]
    pub deadline_seconds: u64,
}

/// `[[events.webhook]]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventsWebhook {
    /// Where events are posted to.
    pub url: String,
    /// A file with the secret that they are signed by; two lines while it is exchanged.
    pub secret_file: PathBuf,
    /// So long it may take to answer.
    #[serde(default = "ten")]
    pub deadline_seconds: u64,
}

impl EventsWebhook {
    /// Checks what can be checked without the network; the sentence names the setting.
    ///
    /// # Errors
    /// A sentence for whoever wrote the settings, without any secret.
    pub fn check(&self) -> Result<(), String> {
        if !(1..=60).contains(&self.deadline_seconds) {
            return Err("events.webhook.deadline_seconds must be 1 to 60".into());
        }
        let opened = Courier::open(self, "", serde_json::Map::new());
        opened.map(drop).map_err(|failure| failure.to_string())
    }
}

fn ten() -> u64 {
    10
}

/// `[notices.webhook]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WebhookFile {
    /// A file with the address on its first line: whoever knows it can post there.
    pub url_file: PathBuf,
}

/// `[notices.smtp]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Smtp {
    /// The mail server.
    pub host: String,
    /// Its port; on 465 the connection is encrypted from the start, else by STARTTLS.
    #[serde(default = "submission")]
    pub port: u16,
    /// Whom we log in as. Absent: no login.
    #[serde(default)]
    pub user: Option<String>,
    /// A file with the password on its first line.
    #[serde(default)]
    pub password_file: Option<PathBuf>,
    /// A certificate (PEM) to trust beside the machine's own, such as that of an authority of the house.
    #[serde(default)]
    pub ca_file: Option<PathBuf>,
    /// The sender.
    pub from: String,
    /// Who gets everything.
    #[serde(default)]
    pub to: Vec<String>,
    /// Who gets what they own: the owner's name as in the articles, and their address.
    #[serde(default)]
    pub to_owner: BTreeMap<String, String>,
}

fn submission() -> u16 {
    587
}

impl Settings {
    /// Whether anybody is to be told anything.
    pub fn is_on(&self) -> bool {
        self.webhook.is_some() || self.smtp.is_some()
    }

    /// Checks what can be checked without the network; the sentence names the setting.
    ///
    /// # Errors
    /// A sentence for whoever wrote the settings, without any secret.
    pub fn check(&self) -> Result<(), String> {
        // A failure is tried again until noon, so the first time must lie before it.
        if self.at > jiff::civil::time(11, 45, 0, 0) {
            return Err("notices.at must be 11:45 at the latest".into());
        }
        if !self.base_url.is_empty() && !is_web(&self.base_url) {
            return Err("notices.base_url must begin with https:// or http://".into());
        }
        if let Some(webhook) = &self.webhook {
            Webhook::open(webhook).map_err(|failure| failure.to_string())?;
        }
        if let Some(webhook) = &self.shift_webhook {
            Webhook::of_the_shift(webhook).map_err(|failure| failure.to_string())?;
            if !(1..=60).contains(&webhook.deadline_seconds) {
                return Err("notices.shift_webhook.deadline_seconds must be 1 to 60".into());
            }
        }
        if let Some(smtp) = &self.smtp {
            if smtp.to.is_empty() && smtp.to_owner.is_empty() {
                return Err("notices.smtp.to and to_owner are empty: nobody would be told".into());
            }
            let mail = Mail::open(smtp).map_err(|failure| failure.to_string())?;
            for address in smtp.to.iter().chain(smtp.to_owner.values()) {
                mail.recipient(address)
                    .map_err(|failure| failure.to_string())?;
            }
        }
        Ok(())
    }
}

fn is_web(address: &str) -> bool {
    reqwest::Url::parse(address)
        .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.query().is_none())
}

/// The first line of a file that holds a secret.
pub(crate) fn secret(setting: &str, file: &Path) -> Result<String, String> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| format!("{setting} cannot be read: {}", error.kind()))?;
    let line = text.lines().next().unwrap_or_default().trim();
    if line.is_empty() {
        return Err(format!("{setting} has nothing on its first line"));
    }
    Ok(line.to_owned())
}

pub(crate) fn is_this_machine(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare == "localhost" || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASIC: &str = "at = '07:30'\nlanguage = 'nb'\n";

    fn settings(extra: &str) -> Settings {
        toml::from_str(&format!("{BASIC}{extra}")).unwrap()
    }

    fn refused(extra: &str) -> String {
        let said = settings(extra).check().unwrap_err();
        assert!(!said.contains('\n'), "{said}");
        said
    }

    fn smtp(extra: &str) -> String {
        format!("[smtp]\nhost = 'mail.example.no'\nfrom = 'ik@example.no'\n{extra}")
    }

    #[test]
    fn nobody_is_told_anything_unless_it_is_asked_for() {
        let settings = settings("");
        assert!(!settings.is_on());
        assert_eq!(settings.check(), Ok(()));
    }

    #[test]
    fn a_misspelt_setting_is_an_error() {
        assert!(toml::from_str::<Settings>(&format!("{BASIC}att = 1")).is_err());
        let inner = format!("{BASIC}{}", smtp("pasword_file = '/x'"));
        assert!(toml::from_str::<Settings>(&inner).is_err());
    }

    #[test]
    fn mail_is_checked_before_the_first_morning() {
        let to = "to = ['redaksjon@example.no']\n";
        assert_eq!(settings(&smtp(to)).check(), Ok(()));
        assert_eq!(settings(&smtp(to)).smtp.unwrap().port, 587);
        assert!(refused(&smtp("")).contains("nobody would be told"));
        assert!(refused(&smtp("to = ['redaksjonen']")).contains("notices.smtp.to"));
        assert!(refused(&smtp("to_owner = { Kari = 'x' }")).contains("notices.smtp.to"));
        assert!(refused(&smtp(&format!("{to}user = 'ik'"))).contains("password_file"));
        let gone = refused(&smtp(&format!(
            "{to}user = 'ik'\npassword_file = '/nowhere/at/all'"
        )));
        assert_eq!(
            gone,
            "notices.smtp.password_file cannot be read: entity not found"
        );
    }

    #[test]
    fn a_webhook_is_reached_encrypted_or_on_this_machine() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("url");
        let with = |address: &str| {
            std::fs::write(&file, address).unwrap();
            settings(&format!("[webhook]\nurl_file = '{}'", file.display())).check()
        };
        for good in [
            "https://example.webhook.office.com/webhookb2/secret\n",
            "http://127.0.0.1:8080/secret",
            "http://[::1]:8080/secret",
        ] {
            assert_eq!(with(good), Ok(()), "{good}");
        }
        for bad in [
            "http://example.com/secret",
            "ftp://127.0.0.1/secret",
            "secret",
            "",
            "https://me:secret@example.com/secret",
        ] {
            let said = with(bad).unwrap_err();
            assert!(
                said.contains("url_file") && !said.contains("secret"),
                "{said}"
            );
        }
    }

    #[test]
    fn the_time_leaves_room_to_try_again() {
        let late = toml::from_str::<Settings>("at = '13:00'\nlanguage = 'nn'").unwrap();
        assert!(late.check().unwrap_err().contains("11:45"));
        let strange = settings("base_url = 'ik.example.no'").check();
        assert!(strange.unwrap_err().contains("base_url"));
    }
}
