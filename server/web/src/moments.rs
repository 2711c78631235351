//! Where talks stood and which articles were of use: what editors may be told of it, and for how long.

use crate::present;
use crate::without_hits::before;
use articles::ArticleId;
use chat::Clock;
use jiff::civil::Date;
use journal::{Journal, JournalError, Place, Record, Trace, Uses};
use std::collections::HashMap;

/// The days that are told of, today among them.
pub(crate) const DAYS: u32 = 30;
/// A number below this is not told.
pub(crate) const AT_LEAST: u64 = 5;

/// The counts of places and articles; cheap to clone.
#[derive(Debug, Clone)]
pub struct Moments {
    journal: Journal,
    clock: Clock,
    keep_days: u32,
}

impl Moments {
    /// Counts in a journal; what is older than `keep_days` goes when [`Moments::forget_old`] is called.
    pub fn new(journal: Journal, clock: Clock, keep_days: u32) -> Self {
        Self {
            journal,
            clock,
            keep_days,
        }
    }

    /// Counts that a counsellor opened an article or copied something of it. There must be such an
    /// article: what a page sends is not written down for its own sake. The panel does not wait for
    /// it; with the journal's queue full it is lost.
    pub(crate) fn used(&self, article: &ArticleId) {
        let record = Record::Used {
            day: present::today(&self.clock),
            article: article.to_string(),
        };
        if !self.journal.write_if_room(record) {
            tracing::warn!("the use of an article is not counted: the journal is busy");
        }
    }

    /// Counts what was done in a phone talk, as above.
    pub(crate) fn on_the_phone(&self, trace: Trace) {
        let day = present::today(&self.clock);
        let record = Record::OnThePhone { day, trace };
        if !self.journal.write_if_room(record) {
            tracing::warn!("what was done on the phone is not counted: the journal is busy");
        }
    }

    /// Where talks have stood in the days that are told of.
    pub(crate) async fn places(&self) -> Result<Vec<Place>, JournalError> {
        self.journal.places(self.since()).await
    }

    /// How each article has fared in the days that are told of.
    pub(crate) async fn uses(&self) -> Result<HashMap<String, Uses>, JournalError> {
        self.journal.uses(self.since()).await
    }

    /// Deletes what is old.
    pub async fn forget_old(&self) {
        let until = before(present::today(&self.clock), self.keep_days);
        drop(self.journal.write(Record::ForgetMoments { until }).await);
    }

    fn since(&self) -> Date {
        before(present::today(&self.clock), DAYS - 1)
    }
}

/// A number, if it may be told.
pub(crate) fn told(count: u64) -> Option<u64> {
    (count >= AT_LEAST).then_some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_told_is_of_the_last_days_and_goes_after_its_time() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let opened = Journal::open(folder.path()).await;
        let (journal, _, _) = opened.expect("a new journal");
        let day = |number: i64| chat::Timestamp::from_millis(number * 86_400_000);
        let clock = Clock::fixed(day(20_000));
        let moments = Moments::new(journal.clone(), clock.clone(), 90);
        let kept = async || {
            // Written last, and deletes nothing: all that was queued before it is written then.
            let last = Record::ForgetMoments { until: Date::MIN };
            assert!(journal.write(last).await.durable().await);
            let uses = journal.uses(Date::MIN).await.expect("the journal is read");
            (
                moments.places().await.expect("it is read").len(),
                uses.len(),
            )
        };
        journal.write_if_room(Record::Stood {
            day: present::today(&clock),
            phase: None,
            knapp: None,
            silent: false,
        });
        moments.used(&ArticleId::new("fagbrev"));
        assert_eq!(kept().await, (1, 1));
        clock.set(day(20_029));
        assert_eq!(kept().await, (1, 1), "the thirtieth day is today");
        clock.set(day(20_089));
        moments.forget_old().await;
        assert_eq!(kept().await, (0, 1), "90 days are not over");
        clock.set(day(20_090));
        moments.forget_old().await;
        assert_eq!(kept().await, (0, 0));
    }
}
