//! How often something was refused or ignored, by source and by kind; never what it was.

use chat::SourceName;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Counts since the start, shared by whoever counts; its kinds are words of ours, so it stays small.
#[derive(Debug, Clone, Default)]
pub struct Tally(Arc<Mutex<BTreeMap<(SourceName, &'static str), u64>>>);

impl Tally {
    /// Counts one more.
    pub fn count(&self, source: &SourceName, kind: &'static str) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.entry((source.clone(), kind)).or_default() += 1;
    }

    /// All counts.
    pub fn all(&self) -> Vec<(SourceName, &'static str, u64)> {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let told = counts.iter();
        told.map(|((source, kind), count)| (source.clone(), *kind, *count))
            .collect()
    }
}
