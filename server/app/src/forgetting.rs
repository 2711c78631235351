//! What has had its time goes: at the start, and every hour.

use session::Sessions;
use std::time::Duration;
use web::{AfterTheChat, Moments, Reports, WithoutHits};

/// Everybody who keeps something for a time.
pub(crate) struct Forgetting {
    pub(crate) reports: Reports,
    pub(crate) sessions: Sessions,
    pub(crate) without_hits: WithoutHits,
    pub(crate) moments: Moments,
    pub(crate) after: AfterTheChat,
}

impl Forgetting {
    /// Lets each forget. The reports come first, so that they know how much was forgotten.
    pub(crate) async fn all_that_is_old(&self) {
        self.reports.sweep().await;
        self.sessions.forget_old().await;
        self.without_hits.forget_old().await;
        self.moments.forget_old().await;
        self.after.forget_old().await;
    }

    /// The same every hour, for ever.
    pub(crate) async fn hourly(self) {
        loop {
            tokio::time::sleep(Duration::from_secs(3600)).await;
            self.all_that_is_old().await;
        }
    }
}
