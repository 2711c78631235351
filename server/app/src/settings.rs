//! Every setting: the defaults are `config/default.toml`, compiled in; a file may differ from them.

mod fault;

pub use fault::SettingsError;

use serde::Deserialize;
use std::collections::{BTreeSet, HashMap};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// The defaults, with their reasons.
pub const DEFAULTS: &str = include_str!("../../../config/default.toml");

/// All settings, as in `config/default.toml`, where each is explained.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "every key is explained in config/default.toml")]
pub struct Settings {
    pub web: Web,
    pub store: Store,
    pub guidance: Guidance,
    pub knowledge_base: KnowledgeBase,
    pub tracker: Tracker,
    pub session: Session,
    pub suggestions: Suggestions,
    pub corrections: Corrections,
    pub cases: Cases,
    pub retention: Retention,
    pub feed: Feed,
    pub events: Events,
    pub access: Access,
    pub shift: Shift,
    pub notices: notices::Settings,
    #[serde(default)]
    pub zendesk: Option<Zendesk>,
    pub log: Log,
}

macro_rules! section {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[expect(missing_docs, reason = "every key is explained in config/default.toml")]
        pub struct $name { $(pub $field: $kind),* }
    };
}

section!(
    /// `[web]`
    Web {
        listen: SocketAddr,
        origins: Vec<String>,
        max_connections: usize,
        head_deadline_seconds: u64,
        stop_deadline_seconds: u64,
    }
);
section!(
    /// `[store]`
    Store { folder: PathBuf }
);
section!(
    /// `[guidance]`
    Guidance { model: PathBuf, services: PathBuf }
);
section!(
    /// `[knowledge_base]`
    KnowledgeBase {
        folder: PathBuf,
        review: bool,
        own_review: bool,
        soon_days: u16,
        grace_days: u16,
        max_promoted: usize,
        images: bool,
        dictionaries: PathBuf,
        moments: PathBuf,
        moment_chats: PathBuf,
        meaning: bool,
        keep_words_without_hits: bool,
        keep_days_without_hits: u32,
    }
);
section!(
    /// `[tracker]`
    Tracker {
        enabled: bool,
        shadow: bool,
        model: PathBuf,
        tier: TierWish,
        encoder_threads: usize,
        encoder_queue: usize,
        vector_deadline_milliseconds: u64,
    }
);
section!(
    /// `[session]`
    Session {
        max_live: usize,
        inbox: usize,
        deadline_seconds: u64,
        idle_minutes: u64,
        grace_seconds: u64,
        remember_hours: u64,
    }
);
section!(
    /// `[suggestions]`
    Suggestions { new_a_minute: usize }
);
section!(
    /// `[corrections]`
    Corrections { keep: Keep, keep_days: u32 }
);
section!(
    /// `[shift]`
    Shift {
        escalate_minutes: u64,
        keep_hours: u64,
        nobody_alarm_minutes: u64,
        read_texts: bool,
        read_minutes_max: u16,
        calendar: shift::Calendar,
        rules: Vec<shift::Rule>,
    }
);
section!(
    /// `[cases]`
    Cases { keep_days: u32 }
);
section!(
    /// `[retention]`
    Retention { aggregates_years: u32, text_readings_days: u32 }
);
section!(
    /// `[log]`
    Log { level: LogLevel, format: LogFormat }
);
/// `[[feed.incoming]]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "every key is explained in config/default.toml")]
pub struct Incoming {
    pub name: String,
    #[serde(default)]
    pub token_file: Option<PathBuf>,
    #[serde(default)]
    pub token_files: Vec<PathBuf>,
}

/// `[feed]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "every key is explained in config/default.toml")]
pub struct Feed {
    pub max_message_bytes: usize,
    pub max_frame_bytes: usize,
    pub max_clock_skew_seconds: u64,
    pub hold_milliseconds: u64,
    pub compare_seconds: u64,
    #[serde(default)]
    pub incoming: Vec<Incoming>,
    #[serde(default)]
    pub xmpp: Option<feed::xmpp::XmppConfig>,
    #[serde(default)]
    pub sunshine: Option<feed::sunshine::SunshineConfig>,
    #[serde(default)]
    pub zendesk: Option<feed::zendesk::ZendeskConfig>,
    #[serde(default)]
    pub matrix: Option<feed::matrix::MatrixConfig>,
}

section!(
    /// `[[events.subscriber]]`
    Subscriber { name: String, token_file: PathBuf }
);

/// `[events]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "every key is explained in config/default.toml")]
pub struct Events {
    pub keep: usize,
    pub queue: usize,
    #[serde(default)]
    pub subscriber: Vec<Subscriber>,
    #[serde(default)]
    pub webhook: Vec<notices::EventsWebhook>,
}

/// `[access]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "every key is explained in config/default.toml")]
pub struct Access {
    pub login: Login,
    #[serde(default)]
    pub known_as: HashMap<String, String>,
}

/// `[zendesk]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "every key is explained in config/default.toml")]
pub struct Zendesk {
    pub subdomain: String,
    pub audience: String,
    pub public_key_file: PathBuf,
    pub source: String,
    #[serde(default = "yes")]
    pub forward: bool,
    #[serde(default)]
    pub agents: Vec<Agent>,
}

fn yes() -> bool {
    true
}

section!(
    /// `[[zendesk.agents]]`
    Agent { id: String, name: String, roles: BTreeSet<access::Role> }
);

/// What is kept of a correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Keep {
    /// Nothing.
    Nothing,
    /// What the tracker learns from.
    Features,
    /// That, and the masked words.
    Text,
}

/// How much a tracker shall go by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum TierWish {
    /// The large tier if the weights of the encoder are here and right, else the small one.
    Auto,
    /// Words only.
    Small,
    /// Words and sentence vectors; an error without the weights.
    Large,
}

/// How people log in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Login {
    /// Choose name and role; loopback only.
    Development,
    /// Nobody logs in at a page of ours: only those whom Zendesk signs in.
    Closed,
}

/// How much is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the usual levels")]
pub enum LogLevel {
    Error,
    Warn,
    Info,
    Debug,
    Trace,
}

impl LogLevel {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Info => "info",
            Self::Debug => "debug",
            Self::Trace => "trace",
        }
    }
}

/// How logs are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}

impl Settings {
    /// The defaults.
    pub fn defaults() -> Self {
        Self::from_text(Path::new("config/default.toml"), "")
            .expect("a test holds the defaults to this")
    }

    /// The defaults, changed by a file if one is named.
    ///
    /// # Errors
    /// As [`Settings::read`].
    pub fn read_or_defaults(path: Option<&Path>) -> Result<Self, SettingsError> {
        path.map_or_else(|| Ok(Self::defaults()), Self::read)
    }

    /// The defaults, changed by a file.
    ///
    /// # Errors
    /// One sentence naming the file, the line and the key.
    pub fn read(path: &Path) -> Result<Self, SettingsError> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| SettingsError::new(path, None, format!("cannot be read: {error}")))?;
        Self::from_text(path, &text)
    }

    /// The defaults, changed by the text of a file of this name.
    ///
    /// # Errors
    /// As [`Settings::read`].
    pub fn from_text(path: &Path, text: &str) -> Result<Self, SettingsError> {
        let own: toml::Table = text
            .parse()
            .map_err(|error| fault::in_toml(path, text, &error))?;
        let mut all: toml::Table = DEFAULTS.parse().expect("a test holds the defaults to this");
        lay_over(&mut all, own);
        all.try_into()
            .map_err(|error| fault::in_value(path, text, &error))
    }
}

/// Puts `own` over `all`, table by table, so that a file names only what differs.
fn lay_over(all: &mut toml::Table, own: toml::Table) {
    for (key, value) in own {
        match (all.get_mut(&key), value) {
            (Some(toml::Value::Table(below)), toml::Value::Table(above)) => lay_over(below, above),
            (_, value) => {
                all.insert(key, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        Settings::from_text(Path::new("my.toml"), text)
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn the_shipped_defaults_are_settings() {
        assert_eq!(Settings::defaults().session.grace_seconds, 120);
    }

    #[test]
    fn a_file_changes_only_what_it_names() {
        let settings =
            Settings::from_text(Path::new("my.toml"), "[session]\ngrace_seconds = 5\n").unwrap();
        assert_eq!(
            (settings.session.grace_seconds, settings.session.inbox),
            (5, 64)
        );
    }

    #[test]
    fn an_unknown_key_is_refused_with_file_line_and_the_nearest_known_key() {
        let said = refused("[session]\n\ngrace_second = 5\n");
        assert_eq!(
            said,
            "my.toml, line 3: unknown key `grace_second`; did you mean `grace_seconds`?"
        );
        assert!(refused("[sesion]\ninbox = 1\n").contains("did you mean `session`?"));
    }

    #[test]
    fn a_wrong_value_is_refused_with_its_line() {
        let said = refused("[web]\nmax_connections = \"many\"\n");
        assert!(
            said.starts_with("my.toml, line 2:") && said.contains("max_connections"),
            "{said}"
        );
        assert!(refused("[web\n").starts_with("my.toml, line 1:"));
    }
}
