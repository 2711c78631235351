//! When the next notice is due: once each weekday, by Oslo's clock.

use jiff::civil::{Date, Time, Weekday, time};
use jiff::tz::{self, TimeZone};
use jiff::{Span, Timestamp, Zoned};

/// Failures are tried again until then.
const NOON: Time = time(12, 0, 0, 0);
const QUARTER: i64 = 15 * 60;

static OSLO: TimeZone = tz::get!("Europe/Oslo");

/// This moment on Oslo's clock.
pub(crate) fn in_oslo(moment: Timestamp) -> Zoned {
    moment.to_zoned(OSLO.clone())
}

/// When to tell next, not before `now`. `told` says whether today is done; `tried` is the last attempt.
pub(crate) fn next(
    at: Time,
    now: &Zoned,
    told: impl Fn(Date) -> bool,
    tried: Option<Timestamp>,
) -> Timestamp {
    let today = now.date();
    let tried_today = tried.filter(|tried| in_oslo(*tried).date() == today);
    if is_working_day(today) && !told(today) {
        match tried_today {
            None => return moment(today, at).max(now.timestamp()),
            Some(tried) => {
                let again = next_quarter(tried);
                if again <= moment(today, NOON) {
                    return again.max(now.timestamp());
                }
            }
        }
    }
    let mut day = today;
    loop {
        // The last day that can be written is also the last one that is told.
        let Ok(tomorrow) = day.tomorrow() else {
            return Timestamp::MAX;
        };
        day = tomorrow;
        if is_working_day(day) {
            return moment(day, at);
        }
    }
}

fn is_working_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The hour that is left out in spring is read as the one after it.
fn moment(day: Date, at: Time) -> Timestamp {
    day.to_datetime(at)
        .to_zoned(OSLO.clone())
        .map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}

/// Oslo is whole hours from UTC, so quarters are the same there.
fn next_quarter(after: Timestamp) -> Timestamp {
    let ahead = QUARTER - after.as_second().rem_euclid(QUARTER);
    let whole = Timestamp::from_second(after.as_second()).unwrap_or(after);
    whole
        .checked_add(Span::new().seconds(ahead))
        .unwrap_or(Timestamp::MAX)
}

/// What Oslo's clock shows, for tests: `2026-11-02T07:30`.
#[cfg(test)]
pub(crate) fn oslo(text: &str) -> Zoned {
    let shown: jiff::civil::DateTime = text.parse().unwrap();
    shown.to_zoned(OSLO.clone()).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Time = time(7, 30, 0, 0);

    /// The next time, in Oslo, if it is now so much there.
    fn next_after(now: &str, told: bool, tried: Option<&str>) -> String {
        let tried = tried.map(|text| oslo(text).timestamp());
        let next = next(AT, &oslo(now), |_| told, tried);
        in_oslo(next).strftime("%A %F %R").to_string()
    }

    #[test]
    fn each_weekday_has_its_morning() {
        let cases = [
            ("2026-11-02T06:00", false, "Monday 2026-11-02 07:30"),
            ("2026-11-02T06:00", true, "Tuesday 2026-11-03 07:30"),
            ("2026-11-06T08:00", true, "Monday 2026-11-09 07:30"),
            ("2026-11-07T08:00", false, "Monday 2026-11-09 07:30"),
            // Summer time ends on a Sunday; the morning after is at half past seven all the same.
            ("2026-10-23T08:00", true, "Monday 2026-10-26 07:30"),
        ];
        for (now, told, expected) in cases {
            assert_eq!(next_after(now, told, None), expected, "{now}");
        }
    }

    #[test]
    fn who_starts_late_tells_at_once() {
        for now in ["2026-11-02T09:10", "2026-11-02T16:40"] {
            let expected = format!("Monday {}", now.replace('T', " "));
            assert_eq!(next_after(now, false, None), expected);
        }
    }

    #[test]
    fn a_failure_is_tried_again_each_quarter_until_noon() {
        let cases = [
            ("2026-11-02T07:30:20", "Monday 2026-11-02 07:45"),
            ("2026-11-02T07:45:00", "Monday 2026-11-02 08:00"),
            ("2026-11-02T11:50:00", "Monday 2026-11-02 12:00"),
            ("2026-11-02T12:00:00", "Tuesday 2026-11-03 07:30"),
            ("2026-11-02T16:40:00", "Tuesday 2026-11-03 07:30"),
        ];
        for (tried, expected) in cases {
            assert_eq!(next_after(tried, false, Some(tried)), expected, "{tried}");
        }
        let slept_over = next_after("2026-11-02T10:07", false, Some("2026-11-02T07:30"));
        assert_eq!(slept_over, "Monday 2026-11-02 10:07");
        let yesterday = next_after("2026-11-03T07:00", false, Some("2026-11-02T12:00"));
        assert_eq!(yesterday, "Tuesday 2026-11-03 07:30");
    }
}
