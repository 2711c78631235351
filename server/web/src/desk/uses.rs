//! How each article has fared lately, read from the journal at most once a minute.

use super::asking::Staff;
use crate::moments::told;
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::Mutex;

/// So long what was read is told.
const FRESH: SignedDuration = SignedDuration::from_secs(60);

/// What was read, and when.
#[derive(Debug, Default)]
pub(crate) struct Uses(Mutex<Option<(Timestamp, Arc<Told>)>>);

/// How each article has fared, by its id.
#[derive(Debug, Default)]
pub(crate) struct Told(HashMap<String, journal::Uses>);

impl Told {
    /// How often it was of use; `None` under five.
    pub(crate) fn used(&self, article: &str) -> Option<u64> {
        self.0.get(article).and_then(|uses| told(uses.used))
    }

    /// In how many chats it was offered; `None` under five.
    pub(crate) fn shown(&self, article: &str) -> Option<u64> {
        self.0.get(article).and_then(|uses| told(uses.shown))
    }
}

impl Staff {
    /// How articles have fared. A journal that cannot be read tells of none; lists go on.
    pub(crate) async fn uses(&self) -> Arc<Told> {
        let mut known = self.rooms.desk.0.uses.0.lock().await;
        if let Some((at, told)) = &*known
            && self.now.duration_since(*at).abs() < FRESH
        {
            return Arc::clone(told);
        }
        let read = self.rooms.moments.uses().await;
        let told = Arc::new(Told(read.unwrap_or_else(|problem| {
            tracing::warn!(%problem, "how articles fare is not told");
            HashMap::new()
        })));
        *known = Some((self.now, Arc::clone(&told)));
        told
    }
}
