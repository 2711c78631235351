//! The knapp of the day: pinned in all panels until its time is up.

use crate::Refused;
use crate::kept::{Keeper, Kept};
use crate::tidings::{Tidings, Topic};
use chat::{Clock, Timestamp};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;

const LONGEST: Duration = Duration::from_secs(14 * 86_400);

/// The knapp of the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pinned {
    /// The id of the knapp.
    pub knapp: String,
    /// Until when, in milliseconds since 1970.
    pub until: i64,
}

/// Where it is pinned; cheap to clone.
#[derive(Debug, Clone)]
pub struct KnappOfDay {
    clock: Clock,
    pinned: Arc<Kept<Option<Pinned>>>,
}

impl KnappOfDay {
    pub(crate) fn new(clock: Clock, keeper: &Keeper, tidings: &Tidings) -> Self {
        let told = (tidings, Topic::Shift);
        Self {
            clock,
            pinned: Arc::new(Kept::new("knapp_of_day", keeper, told, || None)),
        }
    }

    /// Pins a knapp, or none. The caller knows that there is such a knapp.
    ///
    /// # Errors
    /// An end that has passed or is too far off.
    pub async fn pin(&self, knapp: Option<&str>, until: Timestamp) -> Result<(), Refused> {
        let now = self.clock.now();
        let in_time = until > now && until <= now.plus(LONGEST);
        if knapp.is_some() && !in_time {
            return Err(Refused("`until` must be within the next fourteen days"));
        }
        let pinned = knapp.map(|knapp| Pinned {
            knapp: knapp.to_owned(),
            until: until.millis(),
        });
        let change = |now: &mut Option<Pinned>| {
            *now = pinned;
            Ok(())
        };
        self.pinned.change(change).await
    }

    /// The one that is pinned now.
    pub fn now(&self) -> Option<Pinned> {
        let now = self.clock.now().millis();
        let pinned = self.pinned.now().clone();
        pinned.filter(|pinned| pinned.until > now)
    }

    pub(crate) async fn look_at_the_clock(&self, now: Timestamp) {
        let over = |pinned: &Pinned| pinned.until <= now.millis();
        if self.pinned.now().as_ref().is_some_and(over) {
            let change = |pinned: &mut Option<Pinned>| {
                *pinned = pinned.take().filter(|pinned| !over(pinned));
                Ok::<_, Refused>(())
            };
            // It cannot be refused.
            let _ = self.pinned.change(change).await;
        }
    }
}
