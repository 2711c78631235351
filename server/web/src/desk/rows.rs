//! From an entry of the store to a row of a list.

use super::asking::Staff;
use super::uses::Told;
use super::wire::{Promoted, Row, shown};
use articles::Value;
use articles::store::{DueBecause, Entry, Freshness, Rules, Snapshot, State};
use jiff::civil::Date;
use taxonomy::Standard;

/// What rows are made by.
pub(crate) struct Maker<'s> {
    pub(crate) snapshot: &'s Snapshot,
    pub(crate) rules: &'s Rules,
    pub(crate) today: Date,
    pub(crate) who: &'s str,
    pub(crate) uses: &'s Told,
}

impl Staff {
    /// Makes rows for them.
    pub(crate) fn maker<'s>(&'s self, snapshot: &'s Snapshot, uses: &'s Told) -> Maker<'s> {
        Maker {
            snapshot,
            rules: self.rooms.store.rules(),
            today: self.today(),
            who: self.who(),
            uses,
        }
    }
}

impl Maker<'_> {
    /// One row.
    pub(crate) fn row(&self, entry: &Entry) -> Row {
        let facts = &entry.facts;
        let freshness = freshness(entry, self.today, self.rules);
        let late = matches!(freshness, "due" | "expired" | "held_back");
        let due = entry.due();
        let promoted = entry.promotion(self.today);
        Row {
            id: entry.id.to_string(),
            title: facts.title.clone(),
            area: facts.area.map_or("", Value::name).to_owned(),
            owner: shown(&facts.owner.0),
            owner_inherited: facts.owner.1,
            state: state(entry),
            stage: entry.stage.name(),
            publish_at: entry.publish_at.map(|at| at.to_string()),
            language: facts.language.name(),
            phases: facts.phases.clone(),
            knapper: facts.knapper.clone(),
            share_missing: facts
                .share_missing
                .iter()
                .copied()
                .map(Standard::name)
                .collect(),
            freshness,
            due: day(due.day).to_string(),
            due_because: match due.because {
                DueBecause::Review => "review",
                DueBecause::Fact => "fact",
            },
            held_back_from: late.then(|| day(entry.held_back_from(self.rules)).to_string()),
            reviewed: entry.standing.reviewed.map(|day| day.to_string()),
            confirmed_by_users: entry.confirmed,
            promoted: promoted.map(|promoted| Promoted {
                until: promoted.until.to_string(),
                reason: promoted.reason.clone(),
            }),
            used_30: self.uses.used(entry.id.as_str()),
            open_reports: entry.open_reports,
            changed: entry.changed.0.to_string(),
            changed_by: shown(&entry.changed.1),
            mine: self.snapshot.is_own(self.who, &facts.owner.0),
        }
    }
}

/// What an article is to those who read.
pub(crate) fn state(entry: &Entry) -> &'static str {
    match entry.state() {
        State::Arkivert => "arkivert",
        State::Publisert => "publisert",
        State::Staged(stage) => stage.name(),
    }
}

/// Whether it may be relied on, in the words of the wire.
pub(crate) fn freshness(entry: &Entry, today: Date, rules: &Rules) -> &'static str {
    match (entry.freshness(today, rules), entry.due().because) {
        (Freshness::Overdue, DueBecause::Review) => "due",
        (Freshness::Overdue, DueBecause::Fact) => "expired",
        (other, _) => other.name(),
    }
}

/// A day as it is told: what was never dated is due since the beginning.
fn day(day: Date) -> Date {
    day.max(jiff::civil::date(1970, 1, 1))
}
