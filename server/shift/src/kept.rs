//! What must survive a restart: held in memory, changed whole, and written to the journal as JSON.

use crate::tidings::{Tidings, Topic};
use chat::Words;
use journal::{Journal, Record};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// So long a change may take until it is durable.
const DEADLINE: Duration = Duration::from_secs(10);

/// Where it is kept; nowhere in some tests.
#[derive(Debug, Clone, Default)]
pub struct Keeper {
    journal: Option<Journal>,
    remembered: BTreeMap<String, Words>,
}

impl Keeper {
    /// Keeps in a journal, and begins with what it remembered.
    pub fn new(journal: Journal, remembered: BTreeMap<String, Words>) -> Self {
        Self {
            journal: Some(journal),
            remembered,
        }
    }

    fn remembered<T: DeserializeOwned>(&self, what: &str) -> Option<T> {
        let body = self.remembered.get(what)?;
        serde_json::from_str(body.as_str()).ok()
    }
}

/// One thing that is kept.
#[derive(Debug)]
pub(crate) struct Kept<T> {
    what: &'static str,
    journal: Option<Journal>,
    tidings: Tidings,
    topic: Topic,
    state: Mutex<T>,
    /// Held while it is written, so that the newest is written last.
    order: tokio::sync::Mutex<()>,
}

impl<T: Serialize + DeserializeOwned> Kept<T> {
    /// As it was when we stopped, or as given.
    pub(crate) fn new(
        what: &'static str,
        keeper: &Keeper,
        (tidings, topic): (&Tidings, Topic),
        first: impl FnOnce() -> T,
    ) -> Self {
        Self {
            what,
            journal: keeper.journal.clone(),
            tidings: tidings.clone(),
            topic,
            state: Mutex::new(keeper.remembered(what).unwrap_or_else(first)),
            order: tokio::sync::Mutex::default(),
        }
    }

    /// As it stands.
    pub(crate) fn now(&self) -> MutexGuard<'_, T> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes it, or leaves it as it was and says why; resolves when the change is durable. A change
    /// that cannot be written holds until the next restart.
    pub(crate) async fn change<R, E>(
        &self,
        work: impl FnOnce(&mut T) -> Result<R, E>,
    ) -> Result<R, E> {
        let done = work(&mut self.now())?;
        self.tidings.tell(self.topic);
        let _turn = self.order.lock().await;
        let body = serde_json::to_string(&*self.now());
        if let (Some(journal), Ok(body)) = (&self.journal, body) {
            let (what, body) = (self.what, Words::new(body));
            let written = async {
                let kept = journal.write(Record::ShiftKept { what, body }).await;
                kept.durable().await
            };
            // The journal logs what goes wrong with it.
            let _ = tokio::time::timeout(DEADLINE, written).await;
        }
        Ok(done)
    }
}
