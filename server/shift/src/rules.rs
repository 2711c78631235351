//! Small rules that point a human at a chat: judged by time, silence, waiting and phrases, edited on a
//! page, and silent by themselves when they point at too much.

mod phrases;
mod rule;
mod throttle;

pub use phrases::Phrases;
pub use rule::{Facts, Group, Name, Rule, Shows, When};
pub use throttle::Why;

use crate::Refused;
use crate::kept::{Keeper, Kept};
use crate::tidings::{Tidings, Topic};
use chat::{Clock, SessionId, Timestamp};
use phrases::Said;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use throttle::Throttle;

/// So many rules there are at most.
const MOST: usize = 50;

#[derive(Debug, Serialize, Deserialize)]
struct Edition {
    version: u32,
    /// `None` while the configuration's hold.
    own: Option<Arc<[Rule]>>,
}

/// A rule that points at a chat.
#[derive(Debug, Clone)]
pub struct Alert {
    /// The rule.
    pub rule: Arc<Rule>,
    /// Since when it holds.
    pub since: Timestamp,
}

/// A rule that is silent for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Muted {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: Name,
    /// Until when.
    pub until: Timestamp,
    /// Why.
    pub why: Why,
}

/// The rules that hold, and what they point at; cheap to clone.
#[derive(Debug, Clone)]
pub struct Rules(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    clock: Clock,
    tidings: Tidings,
    configured: Arc<[Rule]>,
    edition: Kept<Edition>,
    judged: Mutex<Judged>,
}

#[derive(Debug, Default)]
struct Judged {
    throttle: Throttle,
    muted: Vec<Muted>,
    /// What a panel is to be shown, to see whether it has changed.
    shown: BTreeSet<(SessionId, String)>,
}

impl Rules {
    pub(crate) fn new(
        clock: Clock,
        keeper: &Keeper,
        tidings: &Tidings,
        configured: Arc<[Rule]>,
    ) -> Self {
        let first = || Edition {
            version: 1,
            own: None,
        };
        Self(Arc::new(Inner {
            clock,
            tidings: tidings.clone(),
            configured,
            edition: Kept::new("rules", keeper, (tidings, Topic::Alerts), first),
            judged: Mutex::default(),
        }))
    }

    /// The rules, with their version.
    pub fn all(&self) -> (u32, Arc<[Rule]>) {
        let edition = self.0.edition.now();
        let own = edition.own.as_ref().unwrap_or(&self.0.configured);
        (edition.version, Arc::clone(own))
    }

    /// Puts other rules in place of those of a version; gives the new version. They are checked before.
    ///
    /// # Errors
    /// The version that is there, if it is another.
    pub async fn keep(&self, instead_of: u32, rules: Vec<Rule>) -> Result<u32, u32> {
        let change = |edition: &mut Edition| {
            if edition.version != instead_of {
                return Err(edition.version);
            }
            edition.version += 1;
            edition.own = Some(rules.into());
            Ok(edition.version)
        };
        self.0.edition.change(change).await
    }

    /// The ids of the rules that a text sets off. The text is read and dropped.
    pub fn heard_in(&self, text: &str) -> Vec<Arc<str>> {
        let (_, rules) = self.all();
        if rules.iter().all(|rule| rule.when.phrases.is_none()) {
            return Vec::new();
        }
        let said = Said::of(text);
        let heard = rules.iter().filter(|rule| rule.hears(&said));
        heard.map(|rule| rule.id.as_str().into()).collect()
    }

    /// Silences a rule for so many minutes; none lets it speak again.
    ///
    /// # Errors
    /// No such rule, and more than a day.
    pub fn mute(&self, rule: &str, minutes: u32) -> Result<(), Refused> {
        let (_, rules) = self.all();
        if !rules.iter().any(|known| known.id == rule) {
            return Err(Refused("no such rule"));
        }
        if minutes > 24 * 60 {
            return Err(Refused("a rule is muted for a day at most"));
        }
        let lasts = Duration::from_secs(u64::from(minutes) * 60);
        let until = (minutes > 0).then(|| self.0.clock.now().plus(lasts));
        self.judged().throttle.mute(rule, until);
        Ok(())
    }

    /// The rules that are silent now.
    pub fn muted(&self) -> Vec<Muted> {
        self.judged().muted.clone()
    }

    /// Judges all live chats; gives what points at each, and whether something is other than before.
    pub fn judge<'a>(
        &self,
        chats: impl Iterator<Item = (SessionId, Facts<'a>)>,
    ) -> (HashMap<SessionId, Vec<Alert>>, bool) {
        let now = self.0.clock.now();
        let (_, rules) = self.all();
        let chats: Vec<_> = chats.collect();
        let mut found: HashMap<SessionId, Vec<Alert>> = HashMap::new();
        let mut muted = Vec::new();
        let mut shown = BTreeSet::new();
        let mut judged = self.judged();
        judged
            .throttle
            .keep_only(|id| rules.iter().any(|rule| rule.id == id));
        for rule in rules.iter() {
            let holds: Vec<_> = chats
                .iter()
                .filter_map(|(id, facts)| {
                    let (since, times) = rule.holds(facts, now)?;
                    Some((*id, since, times))
                })
                .collect();
            if judged.throttle.lets(&rule.id, &holds, now) {
                let rule = Arc::new(rule.clone());
                for (id, since, _) in holds {
                    let rule = Arc::clone(&rule);
                    shown.insert((id, rule.id.clone()));
                    found.entry(id).or_default().push(Alert { rule, since });
                }
            } else if let Some((until, why)) = judged.throttle.muted(&rule.id, now) {
                muted.push(Muted {
                    id: rule.id.clone(),
                    name: rule.name.clone(),
                    until,
                    why,
                });
            }
        }
        let other = judged.muted != muted || judged.shown != shown;
        (judged.muted, judged.shown) = (muted, shown);
        (found, other)
    }

    /// Tells the pages that something is other than before, once they can see it.
    pub fn tell(&self) {
        self.0.tidings.tell(Topic::Alerts);
    }

    fn judged(&self) -> MutexGuard<'_, Judged> {
        self.0.judged.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether rules can be kept.
///
/// # Errors
/// What is wrong with them.
pub fn check(rules: &[Rule]) -> Result<(), Refused> {
    if rules.len() > MOST {
        return Err(Refused("there are at most 50 rules"));
    }
    let ids: BTreeSet<_> = rules.iter().map(|rule| &rule.id).collect();
    if ids.len() < rules.len() {
        return Err(Refused("two rules have the same `id`"));
    }
    rules.iter().try_for_each(Rule::check)
}

/// Whether a rule alone would hear a text: for a dry run.
pub fn would_hear(rule: &Rule, text: &str) -> bool {
    let rule = Rule {
        on: true,
        ..rule.clone()
    };
    rule.hears(&Said::of(text))
}

#[cfg(test)]
mod tests;
