//! `/api/report/trend`: the use of the knapper in the four weeks before a date and in those after it.

use super::{Reader, Reports};
use crate::problem::{Answer, Asked, Refusal};
use axum::Json;
use jiff::civil::Date;
use journal::{AT_LEAST, Part, Period};
use serde::Deserialize;
use serde_json::{Value, json};
use taxonomy::{GuidanceModel, Ring};

/// Days of each window.
const DAYS: u32 = 28;

/// The date, such as that of a fagdag.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Around {
    date: String,
    /// Windows have one length, so that no two answers can be taken from each other.
    days: Option<u32>,
}

pub(super) async fn told(Reader(who): Reader, Asked(around): Asked<Around>) -> Answer<Json<Value>> {
    let date: Date = around
        .date
        .parse()
        .map_err(|_| Refusal::bad_field("date", "`date` is a day such as 2026-10-14"))?;
    if around.days.is_some_and(|days| days != DAYS) {
        return Err(Refusal::bad_field("days", "each window has 28 days"));
    }
    let (reports, model) = (&who.rooms.reports, &who.rooms.model);
    Ok(Json(json!({
        "date": date,
        "days": DAYS,
        "at_least": AT_LEAST,
        "rounded": true,
        "before": window(reports, model, Period::Before(date)).await?,
        "after": window(reports, model, Period::After(date)).await?,
    })))
}

async fn window(reports: &Reports, model: &GuidanceModel, of: Period) -> Answer<Value> {
    let today = reports.today();
    let told = reports.journal.told(of, today).await?;
    let knapper = model
        .ids(Ring::Knapp)
        .map(|id| json!({ "knapp": id.as_str(), "sessions": told.part(Part::Knapp, id.as_str()) }));
    Ok(json!({
        "from": told.from,
        "to": told.until,
        "complete": told.until < today,
        "sessions": told.talks,
        "knapper": knapper.collect::<Vec<_>>(),
    }))
}
