//! Which features are worth learning.

use crate::features::Features;
use crate::vocabulary::Vocabulary;
use std::collections::BTreeMap;

/// A feature is learned if it occurs in at least this many chats.
const CHATS: u32 = 3;

#[derive(Default)]
struct Seen {
    chats: u32,
    messages: u32,
    last: Option<usize>,
}

/// The features that occur in enough of these chats.
pub(super) fn of(chats: &[Vec<Features>]) -> Vocabulary {
    let mut seen: BTreeMap<u32, Seen> = BTreeMap::new();
    let mut messages = 0_u32;
    for (at, chat) in chats.iter().enumerate() {
        for features in chat {
            messages += 1;
            for (hash, _) in &features.counts {
                let seen = seen.entry(*hash).or_default();
                seen.messages += 1;
                if seen.last.replace(at) != Some(at) {
                    seen.chats += 1;
                }
            }
        }
    }
    seen.retain(|_, seen| seen.chats >= CHATS);
    let rarity = |seen: &Seen| {
        let rarity = 1.0 + (f64::from(messages + 1) / f64::from(seen.messages + 1)).ln();
        (rarity * 16.0).round().min(255.0) as u8
    };
    let rarity = seen.values().map(rarity).collect();
    Vocabulary::new(seen.into_keys().collect(), rarity)
}
