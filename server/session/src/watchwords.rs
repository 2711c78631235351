//! What is listened for in a veisøker's words: only the name of what was heard leaves the chat's task.

use crate::view::Seen;
use chat::Timestamp;
use journal::EventKey;
use std::fmt;
use std::sync::Arc;

/// So many are remembered of a chat; what comes then is one of them already, or too much.
const MOST: usize = 500;

/// The ids of the rules that a text sets off.
type Hears = dyn Fn(&str) -> Vec<Arc<str>> + Send + Sync;

/// Finds the rules that a text sets off; cheap to clone.
#[derive(Clone)]
pub struct Watchwords(Arc<Hears>);

impl Watchwords {
    /// Asks a function, which must keep nothing of the text.
    pub fn new(hears: impl Fn(&str) -> Vec<Arc<str>> + Send + Sync + 'static) -> Self {
        Self(Arc::new(hears))
    }

    /// Listens for nothing.
    pub fn none() -> Self {
        Self::new(|_| Vec::new())
    }
}

impl fmt::Debug for Watchwords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Watchwords")
    }
}

/// What was heard in one chat: of which message, which rule, when.
#[derive(Default)]
pub(crate) struct Heard(Vec<(EventKey, Arc<str>, Timestamp)>);

impl Heard {
    pub(crate) fn listen(&mut self, by: &Watchwords, key: EventKey, words: &str, at: Timestamp) {
        for rule in (by.0)(words) {
            if self.0.len() < MOST {
                self.0.push((key, rule, at));
            }
        }
    }

    /// A message was taken back.
    pub(crate) fn withdraw(&mut self, key: EventKey) {
        self.0.retain(|(heard, ..)| *heard != key);
    }

    /// Each rule once.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        let mut seen: Vec<Seen> = Vec::new();
        for (_, rule, at) in &self.0 {
            match seen.iter_mut().find(|seen| seen.rule == *rule) {
                Some(seen) => {
                    seen.times += 1;
                    seen.since = seen.since.min(*at);
                }
                None => seen.push(Seen {
                    rule: Arc::clone(rule),
                    since: *at,
                    times: 1,
                }),
            }
        }
        seen
    }
}
