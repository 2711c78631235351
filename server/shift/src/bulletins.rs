//! Notices to all panels: for your information, a warning, or stop; each with its end.

use crate::kept::{Keeper, Kept};
use crate::refused::text;
use crate::tidings::{Tidings, Topic};
use crate::{Person, Refused};
use chat::{Clock, Timestamp};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;

/// So many stand at once; more would not be read.
const MOST: usize = 5;
const MOST_CHARACTERS: usize = 300;
const LONGEST: Duration = Duration::from_secs(14 * 86_400);

/// How much a notice asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Stop what you do.
    Stop,
    /// Look out.
    Warning,
    /// For your information.
    Info,
}

/// A notice to all panels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bulletin {
    /// Its number.
    pub id: u64,
    /// How much it asks for.
    pub level: Level,
    /// What it says.
    pub text: String,
    /// Since when it stands, in milliseconds since 1970.
    pub at: i64,
    /// Until when.
    pub until: i64,
    /// Who wrote it, by name.
    pub by: String,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct All {
    newest: u64,
    stand: Vec<Bulletin>,
}

/// The notices that stand; cheap to clone.
#[derive(Debug, Clone)]
pub struct Bulletins {
    clock: Clock,
    all: Arc<Kept<All>>,
}

impl Bulletins {
    pub(crate) fn new(clock: Clock, keeper: &Keeper, tidings: &Tidings) -> Self {
        let told = (tidings, Topic::Bulletins);
        Self {
            clock,
            all: Arc::new(Kept::new("bulletins", keeper, told, All::default)),
        }
    }

    /// A notice goes to all panels. Gives its number.
    ///
    /// # Errors
    /// A text that is empty or too long, an end that has passed or is too far off, and too many.
    pub async fn put(
        &self,
        by: &Person,
        level: Level,
        said: &str,
        until: Timestamp,
    ) -> Result<u64, Refused> {
        let said = text(
            said,
            MOST_CHARACTERS,
            "the text is longer than 300 characters",
        )?;
        let said = said.ok_or(Refused("the text is empty"))?;
        let now = self.clock.now();
        if until <= now || until > now.plus(LONGEST) {
            return Err(Refused("`until` must be within the next fourteen days"));
        }
        let change = |all: &mut All| {
            all.stand.retain(|one| one.until > now.millis());
            if all.stand.len() >= MOST {
                return Err(Refused("five notices stand already: end one first"));
            }
            all.newest += 1;
            all.stand.push(Bulletin {
                id: all.newest,
                level,
                text: said,
                at: now.millis(),
                until: until.millis(),
                by: by.name.to_string(),
            });
            Ok(all.newest)
        };
        self.all.change(change).await
    }

    /// A notice goes before its time.
    ///
    /// # Errors
    /// No such notice.
    pub async fn end(&self, id: u64) -> Result<(), Refused> {
        let change = |all: &mut All| {
            let before = all.stand.len();
            all.stand.retain(|one| one.id != id);
            let gone = all.stand.len() < before;
            gone.then_some(()).ok_or(Refused("no such notice stands"))
        };
        self.all.change(change).await
    }

    /// Those that stand now: what asks for most first, then the newest.
    pub fn stand(&self) -> Vec<Bulletin> {
        let now = self.clock.now().millis();
        let all = self.all.now();
        let mut stand: Vec<_> = all.stand.iter().filter(|one| one.until > now).collect();
        stand.sort_by_key(|one| (one.level, std::cmp::Reverse(one.id)));
        stand.into_iter().cloned().collect()
    }

    /// What has come to its end goes.
    pub(crate) async fn look_at_the_clock(&self, now: Timestamp) {
        let over = |one: &Bulletin| one.until <= now.millis();
        if self.all.now().stand.iter().any(over) {
            let change = |all: &mut All| {
                all.stand.retain(|one| !over(one));
                Ok::<_, Refused>(())
            };
            // It cannot be refused.
            let _ = self.all.change(change).await;
        }
    }
}
