//! One rule: when it points at a chat, and at what. Judged by facts alone, and never an act by itself.

use super::phrases::{Phrases, Said};
use crate::Refused;
use chat::Timestamp;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;

/// No rule waits for longer, in minutes.
const MOST_MINUTES: u32 = 24 * 60;

/// A name in both written standards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Name {
    /// Bokmål.
    pub nb: String,
    /// Nynorsk.
    pub nn: String,
}

/// Where a rule is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shows {
    /// On the board.
    #[serde(rename = "board")]
    Board,
    /// On the board, and in the panel of the chat's counsellor.
    #[serde(rename = "board+panel")]
    BoardAndPanel,
}

/// What a rule asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Group {
    /// Somebody may need support.
    Support,
    /// Good to know.
    Know,
}

impl Group {
    /// The word for it on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Know => "know",
        }
    }
}

/// When a rule holds: everything that is named must.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct When {
    /// The chat is in this phase.
    pub phase: Option<String>,
    /// It has been in its phase for so long.
    pub minutes_in_phase: Option<u32>,
    /// Nobody has written for so long.
    pub silent_minutes: Option<u32>,
    /// The veisøker has waited for an answer for so long.
    pub waiting_minutes: Option<u32>,
    /// The veisøker has said one of these.
    pub phrases: Option<Phrases>,
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: Name,
    /// Whether it is looked at.
    pub on: bool,
    /// When it holds.
    pub when: When,
    /// Where it is shown.
    pub shows: Shows,
    /// The article it points at, by id.
    #[serde(default)]
    pub article: Option<String>,
    /// What it asks for.
    pub group: Group,
}

/// What is known of a chat, without a word of it.
#[derive(Debug, Clone, Default)]
pub struct Facts<'a> {
    /// The phase shown, and since when.
    pub phase: Option<(&'a str, Timestamp)>,
    /// Since when nobody has written.
    pub silent_since: Timestamp,
    /// Since when the veisøker has waited.
    pub waiting_since: Option<Timestamp>,
    /// The rules whose phrases were heard: id, when first, and in how many messages.
    pub heard: &'a [(Arc<str>, Timestamp, usize)],
}

impl Rule {
    /// Since when it holds of a chat, and how often it has been set off; `None` if it does not hold.
    pub fn holds(&self, of: &Facts<'_>, now: Timestamp) -> Option<(Timestamp, usize)> {
        let When {
            phase,
            minutes_in_phase,
            silent_minutes,
            waiting_minutes,
            phrases,
        } = &self.when;
        let mut held: Option<Timestamp> = None;
        let mut times = 1;
        let mut from = |moment: Timestamp| held = held.max(Some(moment));
        if phase.is_some() || minutes_in_phase.is_some() {
            let (stands, since) = of.phase?;
            if phase.as_ref().is_some_and(|phase| phase != stands) {
                return None;
            }
            from(since.plus(minutes(minutes_in_phase.unwrap_or_default())));
        }
        if let Some(wait) = silent_minutes {
            from(of.silent_since.plus(minutes(*wait)));
        }
        if let Some(wait) = waiting_minutes {
            from(of.waiting_since?.plus(minutes(*wait)));
        }
        if phrases.is_some() {
            let heard = of.heard.iter().find(|(rule, ..)| **rule == *self.id)?;
            from(heard.1);
            times = heard.2;
        }
        held.filter(|held| self.on && *held <= now)
            .map(|held| (held, times))
    }

    /// Whether a text sets it off.
    pub(super) fn hears(&self, said: &Said) -> bool {
        let phrases = self.when.phrases.as_ref();
        self.on && phrases.is_some_and(|phrases| phrases.said_in(said))
    }

    /// Whether it can be kept.
    pub(super) fn check(&self) -> Result<(), Refused> {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        if !(1..=40).contains(&self.id.len()) || !self.id.bytes().all(plain) {
            return Err(Refused(
                "the `id` of a rule takes 1 to 40 small letters, digits and `_`",
            ));
        }
        let named = |name: &String| (1..=80).contains(&name.trim().chars().count());
        if !named(&self.name.nb) || !named(&self.name.nn) {
            return Err(Refused("the `name` of a rule takes 1 to 80 characters"));
        }
        let when = &self.when;
        let waits = [
            when.minutes_in_phase,
            when.silent_minutes,
            when.waiting_minutes,
        ];
        let out_of = |minutes: &u32| !(1..=MOST_MINUTES).contains(minutes);
        if waits.iter().flatten().any(out_of) {
            return Err(Refused("minutes are from 1 to 1440"));
        }
        if !when.phrases.as_ref().is_none_or(Phrases::fit) {
            return Err(Refused(
                "a rule has at most 200 phrases of whole words, each at most 60 characters",
            ));
        }
        if *when == When::default() {
            return Err(Refused("a rule needs something in `when`"));
        }
        let short = |id: &String| id.len() <= 120;
        if !when.phase.as_ref().is_none_or(short) || !self.article.as_ref().is_none_or(short) {
            return Err(Refused("an id is longer than 120 bytes"));
        }
        Ok(())
    }
}

fn minutes(minutes: u32) -> Duration {
    Duration::from_secs(u64::from(minutes) * 60)
}
