//! What waits for editors in the knowledge base, as the daily notice tells it.

use articles::store::{Entry, Snapshot, Stage, Store};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use notices::{Digest, Line};

/// What waits on the day of `now`, in Oslo.
pub(crate) fn digest(store: &Store, now: Timestamp) -> Digest {
    let zone = TimeZone::get("Europe/Oslo").unwrap_or(TimeZone::UTC);
    let today = now.to_zoned(zone.clone()).date();
    let snapshot = store.now();
    let mut digest = Digest::new(today);
    let in_use = snapshot.entries().filter(|entry| !entry.archived);
    for entry in in_use {
        let changed = entry.changed.0.to_zoned(zone.clone()).date();
        if entry.stage == Stage::TilGjennomgang {
            digest.review.push(line(&snapshot, entry, Some(changed)));
        }
        if entry.open_reports > 0 {
            digest.reports.push(line(&snapshot, entry, None));
        }
        let due = Some(entry.due().day);
        if entry.overdue(today, store.rules()) {
            digest.overdue.push(line(&snapshot, entry, due));
        } else if entry.soon(today, store.rules()) {
            digest.soon.push(line(&snapshot, entry, due));
        }
    }
    digest
}

fn line(snapshot: &Snapshot, entry: &Entry, when: Option<jiff::civil::Date>) -> Line {
    let area = entry
        .facts
        .area
        .and_then(|area| snapshot.library().areas().of(area));
    let owner = &entry.facts.owner.0;
    Line {
        title: entry.facts.title.clone(),
        area: area.map(|of| of.name.nb.clone()).unwrap_or_default(),
        owner: (!owner.is_empty()).then(|| owner.trim_start_matches("dev:").to_owned()),
        when,
        url: format!("/ik#{}", entry.id),
    }
}
