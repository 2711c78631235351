//! What the chat platform says of those on shift: beside what they say themselves, and never in its place.

use chat::{CounsellorId, Timestamp};
use std::collections::HashMap;
use std::time::Duration;

/// People of whom something is known, at most.
const MOST: usize = 1_000;
/// The platform may tell of one change twice, in different words, within so long.
const ONE_CHANGE: Duration = Duration::from_secs(2);

/// Whether somebody takes chats, by the platform's account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnPlatform {
    /// Takes chats.
    Online,
    /// There, but takes none.
    Away,
    /// Not there.
    Offline,
}

impl OnPlatform {
    /// The word for it on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::Away => "away",
            Self::Offline => "offline",
        }
    }
}

/// What was said last of each.
#[derive(Debug, Default)]
pub(crate) struct Platform(HashMap<CounsellorId, (OnPlatform, Timestamp)>);

impl Platform {
    /// The platform says so; gives back whether that is news.
    pub(crate) fn says(&mut self, who: CounsellorId, state: OnPlatform, since: Timestamp) -> bool {
        if let Some((known, at)) = self.0.get(&who).copied() {
            let same_change = at.distance(since) <= ONE_CHANGE;
            // "Away" says more than that no chats are taken.
            let says_less = (known, state) == (OnPlatform::Away, OnPlatform::Offline);
            let older = since < at && !same_change;
            if older || known == state || (same_change && says_less) {
                return false;
            }
        } else if self.0.len() >= MOST {
            let oldest = self.0.iter().min_by_key(|(_, (_, since))| *since);
            if let Some(oldest) = oldest.map(|(who, _)| who.clone()) {
                self.0.remove(&oldest);
            }
        }
        self.0.insert(who, (state, since));
        true
    }

    /// What it says of somebody.
    pub(crate) fn of(&self, who: &CounsellorId) -> Option<OnPlatform> {
        self.0.get(who).map(|(state, _)| *state)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_account_holds_whenever_it_comes_and_of_two_of_one_change_the_one_that_says_more()
    {
        let mut platform = Platform::default();
        let who = CounsellorId::new("dev:Kari");
        let mut says = |state, seconds: i64| {
            platform.says(who.clone(), state, Timestamp::from_millis(seconds * 1000))
        };
        assert!(says(OnPlatform::Online, 100));
        assert!(!says(OnPlatform::Online, 100), "sent again");
        assert!(!says(OnPlatform::Offline, 50), "sent late");
        assert!(says(OnPlatform::Offline, 200) && says(OnPlatform::Away, 201));
        assert!(!says(OnPlatform::Offline, 201));
        assert!(says(OnPlatform::Offline, 300));
    }

    #[test]
    fn of_many_people_the_newest_are_known() {
        let mut platform = Platform::default();
        for n in 0..5_000_i64 {
            let at = Timestamp::from_millis(n);
            platform.says(CounsellorId::new(n.to_string()), OnPlatform::Online, at);
        }
        assert_eq!(platform.0.len(), MOST);
        assert!(platform.of(&CounsellorId::new("4999")).is_some());
    }
}
