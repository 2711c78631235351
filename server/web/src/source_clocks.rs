//! How far the clocks of sources are from ours, as far as what they send tells.

use chat::SourceName;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// So many of the newest events are looked at: the one that took least time tells most.
const LOOKED_AT: usize = 32;
/// Clocks that differ by less are right.
const RIGHT_MS: i64 = 2_000;

/// What is known of each source's clock; cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct SourceClocks(Arc<Mutex<HashMap<SourceName, Known>>>);

#[derive(Debug, Default)]
struct Known {
    newest: VecDeque<i64>,
    off: i64,
}

impl SourceClocks {
    pub(crate) fn heard(&self, source: &SourceName, by_ms: i64) {
        let mut all = self.all();
        if !all.contains_key(source) {
            all.insert(source.clone(), Known::default());
        }
        let Some(known) = all.get_mut(source) else {
            return;
        };
        if known.newest.len() == LOOKED_AT {
            known.newest.pop_front();
        }
        known.newest.push_back(by_ms);
        let best = known.newest.iter().copied().max().unwrap_or_default();
        let best = if best.abs() < RIGHT_MS { 0 } else { best };
        // It is shown beside every chat: a few milliseconds are no news.
        if (best - known.off).abs() >= RIGHT_MS || best == 0 {
            known.off = best;
        }
    }

    /// By how much a source's clock is fast, or slow if negative; 0 if it is right or unknown.
    pub(crate) fn off(&self, source: Option<&SourceName>) -> i64 {
        let all = self.all();
        let known = source.and_then(|source| all.get(source));
        known.map_or(0, |known| known.off)
    }

    fn all(&self) -> MutexGuard<'_, HashMap<SourceName, Known>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_took_its_time_is_no_wrong_clock_once_something_came_at_once() {
        let (clocks, source) = (SourceClocks::default(), SourceName::new("a"));
        let off = || clocks.off(Some(&source));
        clocks.heard(&source, -240_000);
        assert_eq!(off(), -240_000);
        clocks.heard(&source, -40);
        assert_eq!(off(), 0);
        clocks.heard(&source, 90_000);
        clocks.heard(&source, 90_400);
        assert_eq!(off(), 90_000);
        for _ in 0..LOOKED_AT {
            clocks.heard(&source, -50);
        }
        assert_eq!((off(), clocks.off(None)), (0, 0));
    }
}
