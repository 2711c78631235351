//! Short-lived passes: who a page is that may hold no cookie, as inside another program's page.

use crate::drawn::drawn;
use crate::user::User;
use chat::Timestamp;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// So long a pass lets its page in.
const LIFE: Duration = Duration::from_secs(15 * 60);
/// A pass that was renewed still lets in requests that were on their way.
const GRACE: Duration = Duration::from_secs(30);
/// So long passes can be renewed after the entry; then the page is opened anew. Longer than a shift.
const MOST: Duration = Duration::from_secs(12 * 3600);
/// So many passes are kept; when it is full the one that ends first goes.
const MAX_PASSES: usize = 2_000;

drawn! {
    /// What a page shows to say who it is.
    Pass
}

#[derive(Debug, Clone)]
struct Held {
    user: User,
    until: Timestamp,
    /// When it can be renewed no more.
    last: Timestamp,
}

/// The passes of this process: kept in memory, gone at a restart.
#[derive(Debug, Default)]
pub struct Passes(Mutex<HashMap<Pass, Held>>);

impl Passes {
    /// How long a new pass lets its page in.
    pub const LIFE: Duration = LIFE;

    /// Lets a user in.
    pub fn issue(&self, user: User, now: Timestamp) -> Pass {
        self.keep(user, now, now.plus(MOST))
    }

    fn keep(&self, user: User, now: Timestamp, last: Timestamp) -> Pass {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if held.len() >= MAX_PASSES {
            held.retain(|_, one| one.until > now);
        }
        if held.len() >= MAX_PASSES {
            let first = held.iter().min_by_key(|(_, one)| one.until);
            let first = first.map(|(pass, _)| pass.clone());
            first.and_then(|pass| held.remove(&pass));
        }
        let pass = Pass::draw();
        let until = now.plus(LIFE).min(last);
        held.insert(pass.clone(), Held { user, until, last });
        pass
    }

    /// Who shows this pass.
    pub fn who(&self, pass: &Pass, now: Timestamp) -> Option<User> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let one = held.get(pass).filter(|one| one.until > now)?;
        Some(one.user.clone())
    }

    /// A new pass for an old one, which then ends.
    pub fn renew(&self, pass: &Pass, now: Timestamp) -> Option<Pass> {
        let old = {
            let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let one = held.get_mut(pass).filter(|one| one.until > now)?;
            let old = one.clone();
            one.until = one.until.min(now.plus(GRACE));
            old
        };
        (old.last > now).then(|| self.keep(old.user, now, old.last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::user::Role;
    use chat::CounsellorId;

    fn user(id: &str) -> User {
        User {
            id: CounsellorId::new(id),
            name: "Veileder".to_owned(),
            roles: [Role::Veileder].into(),
        }
    }

    fn minutes(count: u64) -> Timestamp {
        Timestamp::from_millis(0).plus(Duration::from_secs(count * 60))
    }

    #[test]
    fn a_pass_ends_and_can_be_renewed_for_a_shift() {
        let passes = Passes::default();
        let first = passes.issue(user("a"), minutes(0));
        assert_eq!(passes.who(&first, minutes(14)), Some(user("a")));
        assert_eq!(passes.who(&first, minutes(15)), None);
        assert!(passes.renew(&first, minutes(15)).is_none());

        let mut pass = passes.issue(user("a"), minutes(0));
        let mut now = 0;
        while now < 12 * 60 - 10 {
            now += 10;
            let next = passes.renew(&pass, minutes(now)).unwrap();
            assert!(
                passes.who(&pass, minutes(now + 1)).is_none(),
                "the old one ends"
            );
            pass = next;
        }
        assert!(
            passes.who(&pass, minutes(12 * 60)).is_none(),
            "the shift is over"
        );
        assert!(!format!("{passes:?}").contains(pass.as_str()));
    }

    #[test]
    fn passes_are_bounded() {
        let passes = Passes::default();
        let first = passes.issue(user("a"), minutes(0));
        for _ in 0..MAX_PASSES {
            passes.issue(user("b"), minutes(1));
        }
        assert!(passes.who(&first, minutes(1)).is_none());
        assert_eq!(passes.0.lock().unwrap().len(), MAX_PASSES);
    }
}
