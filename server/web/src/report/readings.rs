//! `/api/report/readings`: who opened the text of a chat that was not theirs, when, and for which reason. Not
//! a word of the chat, nor of what the reader wrote of it.

use super::Reader;
use super::retention::days;
use crate::problem::{Answer, Asked, Refusal};
use axum::Json;
use chat::Timestamp;
use jiff::civil::Date;
use journal::{TextReading, day_in_oslo};
use serde::Deserialize;
use serde_json::{Value, json};
use std::time::Duration;

/// Days that are told of when no day is asked for.
const LATELY: u32 = 30;
/// Oslo is so far before UTC at most, and a minute more.
const BEFORE_UTC: Duration = Duration::from_secs(2 * 3600 + 60);

/// Which day; none: the last thirty.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Of {
    day: Option<String>,
}

/// `GET /api/report/readings`
pub(super) async fn told(Reader(who): Reader, Asked(of): Asked<Of>) -> Answer<Json<Value>> {
    let reports = &who.rooms.reports;
    let bad = |_| Refusal::bad_field("day", "`day` is a day such as 2026-10-14");
    let day: Option<Date> = of.day.as_deref().map(str::parse).transpose().map_err(bad)?;
    let now = reports.clock.now();
    let when = match day {
        Some(day) => around(day).ok_or_else(|| Refusal::bad_field("day", "no such day"))?,
        None => now.minus(days(LATELY))..now.plus(Duration::from_secs(1)),
    };
    let readings = reports.journal.text_readings(when).await?;
    let of_day = |one: &&TextReading| day.is_none_or(|day| day_in_oslo(one.at) == day);
    let readings = readings.iter().filter(of_day).map(|one| {
        json!({
            "at": one.at.millis(),
            "by": one.reader.as_str().trim_start_matches("dev:"),
            "reason": one.reason,
            "number": one.session,
            "minutes": one.minutes,
        })
    });
    Ok(Json(json!({
        "day": day,
        "days": LATELY,
        "keep_days": reports.keeping.text_readings,
        "readings": readings.collect::<Vec<_>>(),
    })))
}

/// A time that a day in Oslo lies in.
fn around(day: Date) -> Option<std::ops::Range<Timestamp>> {
    let start = day.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp();
    let start = Timestamp::from_millis(start.as_millisecond());
    Some(start.minus(BEFORE_UTC)..start.plus(days(1)))
}
