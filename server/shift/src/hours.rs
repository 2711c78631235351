//! The opening hours that hold: those of the configuration until others are kept on the page.

use crate::calendar::{Calendar, Hours};
use crate::kept::{Keeper, Kept};
use crate::tidings::{Tidings, Topic};
use chat::{Clock, Timestamp};
use serde::{Deserialize, Serialize};
use std::sync::{Arc, Mutex, PoisonError};

#[derive(Debug, Serialize, Deserialize)]
struct Edition {
    version: u32,
    /// `None` while the configuration's holds.
    own: Option<Calendar>,
}

/// The opening hours; cheap to clone.
#[derive(Debug, Clone)]
pub struct OpeningHours {
    clock: Clock,
    tidings: Tidings,
    configured: Arc<Calendar>,
    edition: Arc<Kept<Edition>>,
    /// As they were told last.
    told: Arc<Mutex<Option<Hours>>>,
}

impl OpeningHours {
    pub(crate) fn new(
        clock: Clock,
        keeper: &Keeper,
        tidings: &Tidings,
        configured: &Calendar,
    ) -> Self {
        let first = || Edition {
            version: 1,
            own: None,
        };
        Self {
            clock,
            tidings: tidings.clone(),
            configured: Arc::new(configured.clone()),
            edition: Arc::new(Kept::new(
                "calendar",
                keeper,
                (tidings, Topic::Shift),
                first,
            )),
            told: Arc::default(),
        }
    }

    /// The calendar, with its version.
    pub fn calendar(&self) -> (u32, Calendar) {
        let edition = self.edition.now();
        let own = edition.own.clone();
        (
            edition.version,
            own.unwrap_or_else(|| (*self.configured).clone()),
        )
    }

    /// Puts another calendar in place of the one of a version; gives the new version.
    ///
    /// # Errors
    /// The version that is there, if it is another.
    pub async fn keep(&self, instead_of: u32, calendar: Calendar) -> Result<u32, u32> {
        let change = |edition: &mut Edition| {
            if edition.version != instead_of {
                return Err(edition.version);
            }
            edition.version += 1;
            edition.own = Some(calendar);
            Ok(edition.version)
        };
        self.edition.change(change).await
    }

    /// How it stands now.
    pub fn now(&self) -> Hours {
        self.calendar().1.hours(self.clock.now())
    }

    /// Tells when it opens or closes.
    pub(crate) fn look_at_the_clock(&self, now: Timestamp) -> Hours {
        let hours = self.calendar().1.hours(now);
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.as_ref() != Some(&hours) {
            *told = Some(hours.clone());
            self.tidings.tell(Topic::Shift);
        }
        hours
    }
}
