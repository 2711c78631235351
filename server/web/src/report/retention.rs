//! What is kept and for how long: deleted by a job that looks back at its own work, and told by
//! `/api/report/retention`.

use super::{Reader, Reports};
use crate::problem::Answer;
use crate::without_hits::before;
use axum::Json;
use jiff::ToSpan;
use jiff::civil::Date;
use journal::{AT_LEAST, Ages, Kept, Month, Record};
use serde_json::{Value, json};
use std::time::Duration;

/// For how long each kind is kept; from the configuration.
#[derive(Debug, Clone, Copy)]
pub struct Keeping {
    /// Chats that have ended, with their readings and traces.
    pub talks: Duration,
    /// Corrections, in days.
    pub corrections: u32,
    /// Counts for editors and searches without a hit, in days.
    pub editors: u32,
    /// Cases, in days.
    pub cases: u32,
    /// Counts of talks for the reports, in years.
    pub aggregates: u32,
    /// Who opened the text of a chat, in days.
    pub text_readings: u32,
}

impl Keeping {
    /// The days that a kind of the journal is kept, and its name on the wire.
    fn of(self, kind: &str) -> (f64, &'static str) {
        let talks = self.talks.as_secs_f64() / 86_400.0;
        match kind {
            "traces" => (talks, "session_traces"),
            "talks" => (talks, "readings"),
            "corrections" => (self.corrections.into(), "corrections"),
            "moments" => (self.editors.into(), "day_counts"),
            "searches" => (self.editors.into(), "searches"),
            "cases" => (self.cases.into(), "cases"),
            "text_readings" => (self.text_readings.into(), "text_readings"),
            _ => (f64::from(self.aggregates) * 365.25, "aggregates"),
        }
    }
}

impl Reports {
    /// Deletes everything whose time is up, and notes how much that was and that nothing of it is left.
    pub async fn sweep(&self) {
        let (at, keeping) = (self.clock.now(), self.keeping);
        let today = session::day(at);
        // A month goes when its first day is old enough, so that nothing is kept for too long.
        let oldest = before(today, keeping.corrections);
        let ages = Ages {
            talks_before: at.minus(keeping.talks),
            corrections_until: Month {
                year: oldest.year(),
                month: oldest.month(),
            },
            moments_until: before(today, keeping.editors),
            searches_until: before(today, keeping.editors),
            cases_until: before(today, keeping.cases),
            counts_until: years_before(today, keeping.aggregates),
            readings_before: at.minus(days(keeping.text_readings)),
        };
        let ages = Box::new(ages);
        drop(self.journal.write(Record::Sweep { at, ages }).await);
    }
}

pub(super) fn days(count: u32) -> Duration {
    Duration::from_secs(u64::from(count) * 86_400)
}

fn years_before(day: Date, years: u32) -> Date {
    day.saturating_sub(i64::from(years.min(9_000)).years())
}

/// Rows are about talks, too: below five none are told, and above, how many fives there are.
fn rounded(rows: u64) -> Option<u64> {
    (rows == 0 || rows >= AT_LEAST).then_some(rows - rows % AT_LEAST)
}

/// `GET /api/report/retention`
pub(super) async fn told(Reader(who): Reader) -> Answer<Json<Value>> {
    let reports = &who.rooms.reports;
    let retained = reports.journal.retained().await?;
    let kinds = retained.kinds.iter().map(|kept: &Kept| {
        let (days, name) = reports.keeping.of(kept.kind);
        json!({
            "kind": name,
            "keep_days": days,
            "oldest": kept.oldest,
            "rows": rounded(kept.rows),
            "deleted": rounded(kept.deleted),
            "overdue": kept.overdue,
        })
    });
    let deleted = retained.kinds.iter().map(|kept| kept.deleted).sum();
    Ok(Json(json!({
        "kinds": kinds.collect::<Vec<_>>(),
        "last_run": retained.last_run.map(chat::Timestamp::millis),
        "deleted": rounded(deleted),
        "at_least": AT_LEAST,
    })))
}
