//! The doors under `/api/shift`: what a vaktleder sets on a page rather than on the board.

mod rules;

use crate::asker::{Anybody, MadeFrom, Private, Versioned};
use crate::problem::{Answer, Refusal};
use crate::rooms::Rooms;
use axum::Router;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::routing::{get, post};
use journal::InsteadOf;
use shift::Calendar;

/// The largest calendar that is sent, in bytes.
const MOST: usize = 32 * 1024;

pub(crate) fn routes() -> Router<Rooms> {
    Router::new()
        .route("/api/shift/calendar", get(read_calendar).put(keep_calendar))
        .route("/api/shift/rules", get(rules::read).put(rules::keep))
        .route("/api/shift/rules/dry-run", post(rules::dry_run))
}

/// Somebody who may lead the shift.
pub(crate) struct Leader(pub(crate) Anybody);

impl FromRequestParts<Rooms> for Leader {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, rooms: &Rooms) -> Answer<Self> {
        let somebody = Anybody::from_request_parts(parts, rooms).await?;
        if somebody.user.may_lead_shift() {
            Ok(Self(somebody))
        } else {
            Err(Refusal::not_allowed("your role does not allow this"))
        }
    }
}

/// `GET /api/shift/calendar`
async fn read_calendar(Leader(who): Leader) -> Versioned<Calendar> {
    let (version, calendar) = who.rooms.shift.hours.calendar();
    Versioned(version, calendar)
}

/// `PUT /api/shift/calendar`
async fn keep_calendar(
    Leader(who): Leader,
    MadeFrom(instead_of): MadeFrom,
    Private(calendar): Private<Calendar, MOST>,
) -> Answer<Versioned<Calendar>> {
    calendar
        .check()
        .map_err(|refused| Refusal::bad(refused.said()))?;
    let hours = &who.rooms.shift.hours;
    let kept = hours.keep(version(instead_of), calendar.clone()).await;
    let version = kept.map_err(|there| Refusal::changed_to(Some(there)))?;
    Ok(Versioned(version, calendar))
}

/// There is always something: what the configuration says is the first version.
fn version(instead_of: InsteadOf) -> u32 {
    match instead_of {
        InsteadOf::Nothing => 0,
        InsteadOf::Version(version) => version,
    }
}
