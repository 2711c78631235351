//! A rule that points at too much is silent to the next hour; and so is one that somebody muted.

use chat::{SessionId, Timestamp};
use std::collections::{HashMap, VecDeque};
use std::time::Duration;

/// So often within the time below, and no more.
const MOST: usize = 40;
const WITHIN: Duration = Duration::from_secs(10 * 60);
const HOUR_MS: i64 = 3_600_000;

/// Why a rule is silent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It pointed at too much.
    Often,
    /// Somebody muted it.
    Hand,
}

impl Why {
    /// The word for it on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Often => "often",
            Self::Hand => "hand",
        }
    }
}

#[derive(Debug, Default)]
struct Counted {
    /// When it was set off, oldest first.
    set_off: VecDeque<Timestamp>,
    /// By which chats, and how often each.
    by: HashMap<SessionId, (Timestamp, usize)>,
    muted: Option<(Timestamp, Why)>,
}

/// How often each rule has been set off.
#[derive(Debug, Default)]
pub(super) struct Throttle(HashMap<String, Counted>);

impl Throttle {
    /// A rule holds of these chats now: since when, and how often it was set off. Gives whether it may
    /// be shown.
    pub(super) fn lets(
        &mut self,
        rule: &str,
        holds: &[(SessionId, Timestamp, usize)],
        now: Timestamp,
    ) -> bool {
        if !self.0.contains_key(rule) {
            self.0.insert(rule.to_owned(), Counted::default());
        }
        let Some(counted) = self.0.get_mut(rule) else {
            return true;
        };
        let mut by = HashMap::with_capacity(holds.len());
        for (session, since, times) in holds {
            let known = counted.by.get(session);
            let new = match known {
                Some((before, already)) if before == since => times.saturating_sub(*already),
                _ => *times,
            };
            for _ in 0..new.min(MOST + 1) {
                counted.set_off.push_back(now);
            }
            by.insert(*session, (*since, *times));
        }
        counted.by = by;
        let old = now.minus(WITHIN);
        while counted.set_off.front().is_some_and(|at| *at <= old) {
            counted.set_off.pop_front();
        }
        if counted.muted.is_some_and(|(until, _)| until <= now) {
            counted.muted = None;
        }
        if counted.set_off.len() > MOST {
            counted.set_off.clear();
            let next_hour = (now.millis().div_euclid(HOUR_MS) + 1) * HOUR_MS;
            let until = Timestamp::from_millis(next_hour);
            if counted.muted.is_none_or(|(already, _)| already < until) {
                counted.muted = Some((until, Why::Often));
            }
        }
        counted.muted.is_none()
    }

    pub(super) fn mute(&mut self, rule: &str, until: Option<Timestamp>) {
        let counted = self.0.entry(rule.to_owned()).or_default();
        counted.muted = until.map(|until| (until, Why::Hand));
    }

    /// Until when a rule is silent, and why.
    pub(super) fn muted(&self, rule: &str, now: Timestamp) -> Option<(Timestamp, Why)> {
        let counted = self.0.get(rule)?;
        counted.muted.filter(|(until, _)| *until > now)
    }

    /// Rules that are no more are forgotten.
    pub(super) fn keep_only(&mut self, known: impl Fn(&str) -> bool) {
        self.0.retain(|rule, _| known(rule));
    }
}
