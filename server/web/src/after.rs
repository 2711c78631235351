//! What counsellors do once a chat is over: their own talks and log, shared cases, practice.

use crate::practice::Stage;
use crate::present;
use crate::problem::{Answer, Refusal};
use crate::without_hits::before;
use chat::{Clock, CounsellorId};
use jiff::civil::Date;
use journal::{Act, Denied, Journal, Owned, OwnerKey, Record};
use std::time::Duration;

/// So long an act may take until it is durable.
const FOR_AN_ACT: Duration = Duration::from_secs(10);

/// What stands behind the doors of after the chat; cheap to clone.
#[derive(Clone)]
pub struct AfterTheChat {
    pub(crate) journal: Journal,
    pub(crate) stage: Stage,
    clock: Clock,
    keep_cases_days: u32,
}

impl AfterTheChat {
    /// Keeps in a journal; cases shared more than `keep_cases_days` ago go when
    /// [`AfterTheChat::forget_old`] is called. Chats are played on the stage.
    pub fn new(journal: Journal, clock: Clock, keep_cases_days: u32, stage: Stage) -> Self {
        Self {
            journal,
            stage,
            clock,
            keep_cases_days,
        }
    }

    /// Deletes cases that are old. They are gone when this returns, so that nobody is told of one after
    /// its time.
    pub async fn forget_old(&self) {
        let until = before(self.today(), self.keep_cases_days);
        let record = Record::ForgetCases { until };
        if !self.journal.write(record).await.durable().await {
            tracing::warn!("old cases are not deleted: the journal cannot be written");
        }
    }

    pub(crate) fn today(&self) -> Date {
        present::today(&self.clock)
    }

    pub(crate) fn owner(&self, of: Owned, who: &CounsellorId) -> OwnerKey {
        self.journal.keys().owner(of, who)
    }

    /// Does an act; gives the version it led to, once that is durable.
    pub(crate) async fn act(&self, act: Act) -> Answer<u32> {
        let done = tokio::time::timeout(FOR_AN_ACT, self.journal.act(act)).await;
        Ok(done.unwrap_or(Err(Denied::NotWritten))?)
    }
}

impl From<Denied> for Refusal {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::Changed(there) => Self::changed_to(there),
            Denied::NotThere => Self::not_found("such thing of yours"),
            Denied::NoLocks => Self::conflict("the log has no key: nobody could read the entry"),
            Denied::Full => Self::full("no more of these are kept; delete some first"),
            Denied::NotWritten => Self::busy("it cannot be written now; try again"),
        }
    }
}
