//! What stays of talks for the reports of the service: counts of a day, made as each talk ends, and told
//! only as far as they are about nobody.
//!
//! `counting` makes them, `rule` says which may be told, `told` tells them: nothing else reads the table.

pub(crate) mod counting;
mod rule;
pub(crate) mod told;

pub use rule::AT_LEAST;
pub use told::{Half, Part, Period, Told};

use chat::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{self, TimeZone};

static OSLO: TimeZone = tz::get!("Europe/Oslo");

/// What Oslo's clock shows at a moment.
pub(crate) fn in_oslo(at: Timestamp) -> DateTime {
    jiff::Timestamp::from_millisecond(at.millis())
        .unwrap_or_default()
        .to_zoned(OSLO.clone())
        .datetime()
}

/// The day in Oslo: reports go by it, since the people they are about do.
pub fn day_in_oslo(at: Timestamp) -> Date {
    in_oslo(at).date()
}
