//! When the service is open: weeks of each season and days on which it is closed all the same.

use crate::Refused;
use chat::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::{self, TimeZone};
use jiff::{SignedDuration, Zoned};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

const OSLO: &str = "Europe/Oslo";
static ZONE: TimeZone = tz::get!("Europe/Oslo");

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/// So many seasons a year has, and so many days are named, at most.
const MOST_SEASONS: usize = 12;
const MOST_CLOSED: usize = 400;
/// The next opening is looked for so far ahead, in days.
const AHEAD: i64 = 120;

/// The opening hours, as in `[shift.calendar]` of the configuration and as the page sends them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// Whose clock: `Europe/Oslo`.
    pub zone: String,
    /// The seasons; the first that a day is in holds.
    pub weeks: Vec<Season>,
    /// Days on which the service is closed all the same.
    pub closed: BTreeSet<Date>,
}

/// A part of the year and its week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Season {
    /// What it is called.
    pub season: String,
    /// Its first day, `MM-DD`.
    pub from: String,
    /// Its last day, `MM-DD`; before the first, it goes over the new year.
    pub to: String,
    /// From when to when it is open on each day of the week; a day that is null or lacking is closed.
    pub days: BTreeMap<String, Option<[String; 2]>>,
}

/// Whether it is open now, and what comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours {
    /// Open now.
    pub open: bool,
    /// When it opens next, while it is closed.
    pub opens: Option<Timestamp>,
    /// When it closes, while it is open.
    pub closes: Option<Timestamp>,
    /// The season of today.
    pub season: Option<String>,
}

impl Calendar {
    /// Whether everything in it can be understood.
    ///
    /// # Errors
    /// What is wrong.
    pub fn check(&self) -> Result<(), Refused> {
        if self.zone != OSLO {
            return Err(Refused("`zone` must be Europe/Oslo"));
        }
        if self.weeks.len() > MOST_SEASONS || self.closed.len() > MOST_CLOSED {
            return Err(Refused("at most 12 seasons and 400 closed days"));
        }
        for season in &self.weeks {
            if season.season.chars().count() > 60 {
                return Err(Refused("the name of a season is longer than 60 characters"));
            }
            if month_and_day(&season.from).is_none() || month_and_day(&season.to).is_none() {
                return Err(Refused(
                    "`from` and `to` of a season are days, as \"01-31\"",
                ));
            }
            for (day, hours) in &season.days {
                if !WEEKDAYS.contains(&day.as_str()) {
                    return Err(Refused(
                        "a day of the week is mon, tue, wed, thu, fri, sat or sun",
                    ));
                }
                let readable = hours.as_ref().is_none_or(|hours| times(hours).is_some());
                if !readable {
                    return Err(Refused(
                        "opening hours are two times, the earlier first, as \"08:00\"",
                    ));
                }
            }
        }
        Ok(())
    }

    /// How it stands at a moment.
    pub fn hours(&self, now: Timestamp) -> Hours {
        let now = in_oslo(now);
        let today = now.date();
        let (season, week) = match self.season(today) {
            Some(season) => (Some(season.season.clone()), self.on(today)),
            None => (None, None),
        };
        let time = now.time();
        let closes = week
            .filter(|(from, to)| *from <= time && time < *to)
            .and_then(|(_, to)| moment(today, to));
        let opens = || {
            (0..=AHEAD).find_map(|ahead| {
                let day = today
                    .checked_add(SignedDuration::from_hours(24 * ahead))
                    .ok()?;
                let (from, _) = self.on(day)?;
                (ahead > 0 || from > time).then(|| moment(day, from))?
            })
        };
        Hours {
            open: closes.is_some(),
            opens: if closes.is_some() { None } else { opens() },
            closes,
            season,
        }
    }

    fn season(&self, day: Date) -> Option<&Season> {
        let at = (day.month(), day.day());
        self.weeks.iter().find(|season| {
            let (from, to) = (month_and_day(&season.from), month_and_day(&season.to));
            match (from, to) {
                (Some(from), Some(to)) if from <= to => from <= at && at <= to,
                (Some(from), Some(to)) => from <= at || at <= to,
                _ => false,
            }
        })
    }

    fn on(&self, day: Date) -> Option<(Time, Time)> {
        if self.closed.contains(&day) {
            return None;
        }
        let weekday = usize::try_from(day.weekday().to_monday_zero_offset()).ok()?;
        let hours = self.season(day)?.days.get(*WEEKDAYS.get(weekday)?)?;
        times(hours.as_ref()?)
    }
}

/// This moment on Oslo's clock.
pub fn in_oslo(moment: Timestamp) -> Zoned {
    let moment = jiff::Timestamp::from_millisecond(moment.millis()).unwrap_or_default();
    moment.to_zoned(ZONE.clone())
}

fn moment(day: Date, time: Time) -> Option<Timestamp> {
    let at = day.to_datetime(time).to_zoned(ZONE.clone()).ok()?;
    Some(Timestamp::from_millis(at.timestamp().as_millisecond()))
}

/// A day of any year; the 29th of February is one.
fn month_and_day(text: &str) -> Option<(i8, i8)> {
    let day: Date = format!("2024-{text}").parse().ok()?;
    (text.len() == 5).then_some((day.month(), day.day()))
}

fn times([from, to]: &[String; 2]) -> Option<(Time, Time)> {
    let time = |text: &String| -> Option<Time> {
        let right = text.len() == 5;
        format!("{text}:00").parse().ok().filter(|_| right)
    };
    let (from, to) = (time(from)?, time(to)?);
    (from < to).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar() -> Calendar {
        let week = |days: &[&str]| {
            let hours = || Some(["08:00".to_owned(), "20:00".to_owned()]);
            days.iter()
                .map(|day| ((*day).to_owned(), hours()))
                .collect()
        };
        let season = |season: &str, from: &str, to: &str, days: &[&str]| Season {
            season: season.to_owned(),
            from: from.to_owned(),
            to: to.to_owned(),
            days: week(days),
        };
        Calendar {
            zone: OSLO.to_owned(),
            weeks: vec![
                season(
                    "høy",
                    "01-01",
                    "04-15",
                    &["mon", "tue", "wed", "thu", "fri"],
                ),
                season("lav", "04-16", "12-31", &["mon", "tue", "wed", "thu"]),
            ],
            closed: BTreeSet::from(["2026-12-24".parse().unwrap()]),
        }
    }

    fn at(text: &str) -> Timestamp {
        let zoned: Zoned = format!("{text}[Europe/Oslo]").parse().unwrap_or_else(|_| {
            let time: jiff::civil::DateTime = text.parse().unwrap();
            time.to_zoned(ZONE.clone()).unwrap()
        });
        Timestamp::from_millis(zoned.timestamp().as_millisecond())
    }

    #[test]
    fn fridays_are_closed_outside_the_high_season_and_summer_time_is_kept() {
        let calendar = calendar();
        calendar.check().unwrap();
        let friday_in_march = calendar.hours(at("2026-03-13T12:00:00"));
        assert!(friday_in_march.open);
        assert_eq!(friday_in_march.closes, Some(at("2026-03-13T20:00:00")));
        let friday_in_may = calendar.hours(at("2026-05-15T12:00:00"));
        assert!(!friday_in_may.open);
        assert_eq!(friday_in_may.opens, Some(at("2026-05-18T08:00:00")));
        assert_eq!(friday_in_may.season.as_deref(), Some("lav"));
        let before = calendar.hours(at("2026-12-24T07:00:00"));
        assert_eq!(
            before.opens,
            Some(at("2026-12-28T08:00:00")),
            "closed, and a weekend"
        );
        assert!(!calendar.hours(at("2026-03-16T20:00:00")).open);
        assert!(calendar.hours(at("2026-03-16T08:00:00")).open);
    }

    #[test]
    fn what_cannot_be_understood_is_refused() {
        let refused = |change: &dyn Fn(&mut Calendar)| {
            let mut calendar = calendar();
            change(&mut calendar);
            assert!(calendar.check().is_err());
        };
        refused(&|calendar| calendar.zone = "Europe/Paris".to_owned());
        refused(&|calendar| calendar.weeks[0].from = "13-01".to_owned());
        refused(&|calendar| {
            let late = Some(["20:00".to_owned(), "08:00".to_owned()]);
            calendar.weeks[0].days.insert("mon".to_owned(), late);
        });
        refused(&|calendar| {
            calendar.weeks[0].days.insert("monday".to_owned(), None);
        });
        let none = Calendar {
            weeks: Vec::new(),
            ..calendar()
        };
        assert_eq!(none.hours(at("2026-03-13T12:00:00")).opens, None);
    }
}
