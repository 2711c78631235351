//! `/api/shift/today`: what the talks that ended today add up to.

use super::Reader;
use crate::problem::Answer;
use axum::Json;
use journal::{AT_LEAST, Part, Period};
use serde_json::{Value, json};
use taxonomy::Ring;

/// To whom does not lead the shift a day is told rounded, and of live chats nothing: whoever asks again and
/// again would else see what each talk that ends adds.
pub(super) async fn today(Reader(who): Reader) -> Answer<Json<Value>> {
    let reports = &who.rooms.reports;
    let day = reports.today();
    let mut told = reports.journal.told(Period::Today, day).await?;
    let leads = who.user.may_lead_shift();
    if !leads {
        told = told.rounded();
    }
    let each = |ring: Ring, part: Part, key: &str| -> Vec<Value> {
        let ids = who.rooms.model.ids(ring);
        ids.map(|id| json!({ key: id.as_str(), "sessions": told.part(part, id.as_str()) }))
            .collect()
    };
    let hours = told.by_hour.iter().enumerate();
    let hours = hours
        .filter(|(_, started)| told.talks.is_some() && **started != Some(0))
        .map(|(hour, started)| json!({ "hour": hour, "started": started }));
    Ok(Json(json!({
        "day": day,
        "sessions": told.talks,
        "live": leads.then(|| who.rooms.sessions.views().len()),
        "waiting_first": { "median_ms": told.first_answer_seconds.map(|seconds| seconds * 1000) },
        "phases": each(Ring::Phase, Part::Phase, "phase"),
        "knapper": each(Ring::Knapp, Part::Knapp, "knapp"),
        "by_hour": hours.collect::<Vec<_>>(),
        "left": told.part(Part::Left, ""),
        "referrals": told.part(Part::Referred, ""),
        "pranks": told.pranks,
        "at_least": AT_LEAST,
        "rounded": told.rounded,
    })))
}
