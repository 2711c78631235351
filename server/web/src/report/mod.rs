//! The doors of what talks add up to: today, the half-year report, before and after a date, what is kept
//! and for how long, and the message of the shift. Figures come from the journal, which alone knows what
//! may be told; nothing here is about a counsellor or a chat, but who opened the text of which.

mod csv;
mod definitions;
mod figures;
mod message;
mod readings;
mod retention;
mod today;
mod trend;

pub use message::{NotPosted, Post, ShiftMessage};
pub use retention::Keeping;

use crate::asker::Anybody;
use crate::problem::{Answer, Refusal};
use crate::rooms::Rooms;
use access::User;
use axum::Router;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::routing::{get, post};
use chat::Clock;
use jiff::civil::Date;
use journal::{Journal, day_in_oslo};

pub(crate) fn routes() -> Router<Rooms> {
    Router::new()
        .route("/api/shift/today", get(today::today))
        .route("/api/report", get(figures::told))
        .route("/api/report.csv", get(csv::told))
        .route("/api/report/trend", get(trend::told))
        .route("/api/report/retention", get(retention::told))
        .route("/api/report/readings", get(readings::told))
        .route("/api/shift/message/draft", post(message::draft))
        .route("/api/shift/message/send", post(message::send))
}

/// What stands behind these doors; cheap to clone.
#[derive(Clone)]
pub struct Reports {
    journal: Journal,
    clock: Clock,
    keeping: Keeping,
    post: Option<Post>,
}

impl Reports {
    /// Tells from a journal; what is older than `keeping` allows goes when [`Reports::sweep`] is called.
    /// With `post` the message of the shift can be sent.
    pub fn new(journal: Journal, clock: Clock, keeping: Keeping, post: Option<Post>) -> Self {
        Self {
            journal,
            clock,
            keeping,
            post,
        }
    }

    /// The day in Oslo.
    fn today(&self) -> Date {
        day_in_oslo(self.clock.now())
    }
}

/// Somebody who may read reports: whoever leads the shift, or the service.
pub(crate) struct Reader(pub(crate) Anybody);

impl FromRequestParts<Rooms> for Reader {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, rooms: &Rooms) -> Answer<Self> {
        Anybody::who_may(parts, rooms, User::may_read_reports).map(Self)
    }
}

/// Whoever leads the shift.
struct ShiftLead(Anybody);

impl FromRequestParts<Rooms> for ShiftLead {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, rooms: &Rooms) -> Answer<Self> {
        Anybody::who_may(parts, rooms, User::may_lead_shift).map(Self)
    }
}
