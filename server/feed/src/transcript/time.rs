//! When a message was said, as exactly as a file tells.

use jiff::civil::{Date, DateTime, Time};
use jiff::{Timestamp, tz::TimeZone};
use serde::{Serialize, Serializer};
use std::fmt;

/// A time with a zone, one without, or one whose day is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// `2026-03-01T09:30:00Z`
    At(Timestamp),
    /// `2026-03-01T10:30:00`
    On(DateTime),
    /// `10:30:00`
    Clock(Time),
}

impl Said {
    /// Reads what [`fmt::Display`] writes, and any other ISO 8601 time.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let at = text.parse().map(Self::At).ok();
        at.or_else(|| text.parse().map(Self::On).ok())
            .or_else(|| text.parse().map(Self::Clock).ok())
    }

    /// A moment of an export; without a zone it is UTC, as Zendesk writes it.
    pub(super) fn moment(text: &str) -> Option<Timestamp> {
        match Self::parse(text)? {
            Self::At(at) => Some(at),
            Self::On(on) => on
                .to_zoned(TimeZone::UTC)
                .ok()
                .map(|zoned| zoned.timestamp()),
            Self::Clock(_) => None,
        }
    }

    fn of(date: Option<Date>, time: Time) -> Self {
        match date {
            Some(date) => Self::On(date.to_datetime(time)),
            None => Self::Clock(time),
        }
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(at) => at.fmt(f),
            Self::On(on) => on.fmt(f),
            Self::Clock(time) => time.fmt(f),
        }
    }
}

impl Serialize for Said {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// A time at the beginning of a text as people and programs write it, "[10:32]", "01.03.2026, kl. 10.32 –",
/// and the rest. Without one the text is given back as it is.
pub(super) fn leading(text: &str) -> (Option<Said>, &str) {
    let (mut date, mut time, mut rest) = (None, None, text);
    loop {
        let begun = |c: char| c.is_whitespace() || matches!(c, '[' | '(' | ',');
        let begun = rest.trim_start_matches(begun);
        let clocked = begun.strip_prefix("kl");
        let begun = clocked.map_or(begun, |at| at.trim_start_matches(['.', ' ']));
        let end = begun.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.' | '-' | '/'));
        let token = begun[..end.unwrap_or(begun.len())].trim_end_matches([':', '.', '-']);
        let after = &begun[token.len()..];
        if let Some(day) = day(token).filter(|_| date.is_none()) {
            (date, rest) = (Some(day), after.strip_prefix('T').unwrap_or(after));
        } else if let Some(clock) = clock(token).filter(|_| time.is_none()) {
            let (clock, after) = half(clock, after);
            (time, rest) = (Some(clock), after);
        } else {
            break;
        }
    }
    let Some(time) = time else {
        return (None, text);
    };
    let marks = |c: char| c.is_whitespace() || matches!(c, ']' | ')' | '-' | '–' | '|' | ',');
    (Some(Said::of(date, time)), rest.trim_start_matches(marks))
}

/// `2026-03-01`, `01.03.2026`, `1/3/2026`
fn day(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split(['-', '.', '/']).collect();
    let [a, b, c] = parts[..] else {
        return None;
    };
    let (year, month, day) = if a.len() == 4 { (a, b, c) } else { (c, b, a) };
    if year.len() != 4 || text.contains(':') {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// `10:32`, `10.32`, `10:32:05`
fn clock(text: &str) -> Option<Time> {
    let parts: Vec<&str> = text.split([':', '.']).collect();
    let (hour, minute, second) = match parts[..] {
        [hour, minute] => (hour, minute, "0"),
        [hour, minute, second] => (hour, minute, second),
        _ => return None,
    };
    let short = hour.len() <= 2 && minute.len() == 2 && second.len() <= 2;
    let part = |text: &str| text.parse::<i8>().ok();
    short.then(|| Time::new(part(hour)?, part(minute)?, part(second)?, 0).ok())?
}

/// The hour that is meant where morning and afternoon are told apart, and what follows.
fn half(time: Time, after: &str) -> (Time, &str) {
    let begun = after.trim_start();
    let half = begun.get(..2).unwrap_or_default().to_lowercase();
    let ends = !begun.chars().nth(2).is_some_and(char::is_alphanumeric);
    let hour = match (half.as_str(), time.hour()) {
        _ if !ends => return (time, after),
        ("am", 12) => 0,
        ("pm", hour @ 1..12) => hour + 12,
        ("am" | "pm", hour) => hour,
        _ => return (time, after.strip_prefix('Z').unwrap_or(after)),
    };
    let time = Time::new(hour, time.minute(), time.second(), 0).unwrap_or(time);
    (time, &begun[2..])
}

#[cfg(test)]
mod tests {
    use super::leading;

    #[test]
    fn times_are_read_as_they_are_written() {
        for (text, at, rest) in [
            ("10:32 Veileder: hei", "10:32:00", "Veileder: hei"),
            ("[10:32:05] a", "10:32:05", "a"),
            ("(10:32:05 PM) a", "22:32:05", "a"),
            ("kl. 9.05 – a", "09:05:00", "a"),
            ("2026-03-01T10:32:00 a", "2026-03-01T10:32:00", "a"),
            ("01.03.2026, 10:32 - a", "2026-03-01T10:32:00", "a"),
            ("[10:32, 1.3.2026] a", "2026-03-01T10:32:00", "a"),
            ("10:32: a", "10:32:00", ": a"),
        ] {
            let (said, left) = leading(text);
            assert_eq!(
                said.map(|said| said.to_string()).as_deref(),
                Some(at),
                "{text}"
            );
            assert_eq!(left, rest, "{text}");
        }
        for text in [
            "Veileder: 10:32",
            "",
            "41.2 poeng",
            "25:10 a",
            "1.3.2026 a",
            "2026",
            "[",
            "kl",
            "13:60",
        ] {
            let none = (None, text);
            assert_eq!(leading(text), none, "{text}");
        }
    }
}
