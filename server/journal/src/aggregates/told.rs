//! The counts of talks as they may be told: the only way out of the table, and for fixed periods only, as
//! periods of the asker's choice could be taken from each other.
//!
//! A day that goes on and a half-year that is over are told as they are; a half-year that goes on and the
//! weeks around a date, which overlap with other answers, rounded down to fives.

use super::counting::WAITS;
use super::rule::{alone, part, rounded, total, whole};
use crate::error::JournalError;
use crate::open::connect_to_read;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use sqlx::sqlite::SqliteConnection;
use sqlx::{Connection, Row};
use std::collections::BTreeMap;
use std::path::Path;

/// Half a year, as the service's reports go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Half {
    year: i16,
    second: bool,
}

impl Half {
    /// Reads `2026-1` or `2026-2`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, half) = text.split_once('-')?;
        let digits = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        let year: i16 = year.parse().ok().filter(|_| digits)?;
        let second = match half {
            "1" => false,
            "2" => true,
            _ => return None,
        };
        (year >= 2000).then_some(Self { year, second })
    }

    /// The half-year of a day.
    pub fn of(day: Date) -> Self {
        let second = day.month() > 6;
        Self {
            year: day.year(),
            second,
        }
    }

    /// Its first and its last day.
    pub fn days(self) -> (Date, Date) {
        let date = jiff::civil::date;
        if self.second {
            (date(self.year, 7, 1), date(self.year, 12, 31))
        } else {
            (date(self.year, 1, 1), date(self.year, 6, 30))
        }
    }
}

impl std::fmt::Display for Half {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{}", self.year, if self.second { 2 } else { 1 })
    }
}

/// What may be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// The day that goes on.
    Today,
    /// Half a year.
    Half(Half),
    /// The four whole weeks before the week of a date.
    Before(Date),
    /// The four whole weeks after it.
    After(Date),
}

impl Period {
    /// Its first and last day, and whether it is told rounded.
    pub fn days(self, today: Date) -> (Date, Date, bool) {
        let monday = |day: Date| {
            let since = day.weekday().since(Weekday::Monday);
            day.saturating_sub(i64::from(since).days())
        };
        match self {
            Self::Today => (today, today, false),
            Self::Half(half) => {
                let (from, until) = half.days();
                (from, until, until >= today)
            }
            Self::Before(date) => {
                let week = monday(date);
                (
                    week.saturating_sub(28.days()),
                    week.saturating_sub(1.day()),
                    true,
                )
            }
            Self::After(date) => {
                let week = monday(date);
                (
                    week.saturating_add(7.days()),
                    week.saturating_add(34.days()),
                    true,
                )
            }
        }
    }
}

/// What a talk may have been part of. Parts overlap, and do not make up the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// It stood in a phase.
    Phase,
    /// It stood at a knapp.
    Knapp,
    /// It stood in a stage of the læringsepisode.
    Kolb,
    /// The veisøker was told of a service; not told of a day.
    Referral,
    /// Of any service; told of a day alone, since with single services beside it it would give away how
    /// many were told of the others.
    Referred,
    /// An article was used.
    Article,
    /// A prompt was copied.
    Prompt,
    /// The counsellor said that a ring stood elsewhere.
    Corrected,
    /// The veisøker left.
    Left,
}

/// What may be told of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub until: Date,
    /// Whether every number is rounded down to fives.
    pub rounded: bool,
    /// Talks that ended, but for pranks; `None` if they were too few to tell anything of them.
    pub talks: Option<u64>,
    /// Of these, how many began in each hour of the day; of a day alone.
    pub by_hour: Vec<Option<u64>>,
    /// Half of the first answers came within so many seconds.
    pub first_answer_seconds: Option<u64>,
    /// Talks that a counsellor marked as pranks.
    pub pranks: Option<u64>,
    /// Searches in the knowledge base that found nothing.
    pub searches: Option<u64>,
    /// What is not told of such a period at all.
    untold: Part,
    parts: BTreeMap<(Part, String), Option<u64>>,
    phone: BTreeMap<String, Option<u64>>,
}

impl Told {
    /// So many talks were this; `None` if that may not be told.
    pub fn part(&self, part: Part, what: &str) -> Option<u64> {
        if part == self.untold {
            return None;
        }
        let told = self.parts.get(&(part, what.to_owned()));
        told.map_or(self.talks.map(|_| 0), |told| *told)
    }

    /// The parts of a kind that may be told, the greatest first.
    pub fn greatest(&self, of: Part) -> Vec<(&str, u64)> {
        let parts = self.parts.iter().filter(|((part, _), _)| *part == of);
        let told = parts.filter_map(|((_, what), told)| Some((what.as_str(), (*told)?)));
        let mut told: Vec<_> = told.collect();
        told.sort_by_key(|(_, talks)| std::cmp::Reverse(*talks));
        told
    }

    /// So often somebody was told of a service on the phone.
    pub fn phone(&self, service: &str) -> Option<u64> {
        self.phone.get(service).map_or(Some(0), |told| *told)
    }

    /// The same rounded down to fives, for whoever may see a day only so.
    #[must_use]
    pub fn rounded(mut self) -> Self {
        let down = |told: &mut Option<u64>| *told = told.map(rounded);
        self.rounded = true;
        for told in [&mut self.talks, &mut self.pranks, &mut self.searches] {
            down(told);
        }
        self.by_hour.iter_mut().for_each(down);
        self.parts.values_mut().for_each(down);
        self.phone.values_mut().for_each(down);
        self
    }

    fn of(counts: &Counts, period: Period, (from, until, round): (Date, Date, bool)) -> Self {
        let of = |kind: &str| counts.get(kind).into_iter().flatten();
        let one = |kind: &str| of(kind).map(|(_, talks)| talks).sum::<u64>();
        let today = period == Period::Today;
        let all = one("talk");
        let (talks, by_hour) = if today {
            let hour = |hour: usize| {
                let name = format!("{hour:02}");
                of("hour")
                    .find(|(what, _)| **what == name)
                    .map_or(0, |(_, talks)| *talks)
            };
            whole(&(0..24).map(hour).collect::<Vec<_>>())
        } else {
            (total(all), Vec::new())
        };
        let untold = if today {
            Part::Referral
        } else {
            Part::Referred
        };
        let mut parts = BTreeMap::new();
        let mut add = |kind: Part, what: &str, count: u64| {
            let told = talks.and_then(|_| part(count, all));
            parts.insert((kind, what.to_owned()), told);
        };
        for (kind, name) in [
            (Part::Phase, "phase"),
            (Part::Knapp, "knapp"),
            (Part::Kolb, "kolb"),
            (Part::Article, "article"),
            (Part::Prompt, "prompt"),
            (Part::Corrected, "corrected"),
            (Part::Referral, "referral"),
            (Part::Referred, "referred"),
        ]
        .into_iter()
        .filter(|(part, _)| *part != untold)
        {
            of(name).for_each(|(what, count)| add(kind, what, *count));
        }
        let left = of("how").find(|(what, _)| **what == "left");
        add(Part::Left, "", left.map_or(0, |(_, count)| *count));
        let told = Self {
            from,
            until,
            rounded: false,
            talks,
            by_hour,
            first_answer_seconds: talks.and_then(|_| median(of("first_answer"))),
            pranks: alone(one("prank")),
            searches: alone(one("search")),
            untold,
            parts,
            phone: of("phone")
                .map(|(what, count)| (what.clone(), alone(*count)))
                .collect(),
        };
        if round { told.rounded() } else { told }
    }
}

/// Counts by kind and by what they are of.
type Counts = BTreeMap<String, BTreeMap<String, u64>>;

/// The seconds within which half of the answers came, if there were enough of them.
fn median<'c>(waits: impl Iterator<Item = (&'c String, &'c u64)>) -> Option<u64> {
    let mut of = BTreeMap::new();
    for (seconds, talks) in waits {
        *of.entry(seconds.parse::<u64>().ok()?).or_insert(0) += talks;
    }
    let all = total(of.values().sum())?;
    let mut so_far = 0;
    let half = of.into_iter().find(|(_, talks)| {
        so_far += talks;
        so_far * 2 >= all
    });
    half.map(|(seconds, _)| seconds.min(WAITS[WAITS.len() - 1]))
}

/// Reads a period's counts, and tells what may be told.
pub(crate) async fn read(folder: &Path, period: Period, today: Date) -> Result<Told, JournalError> {
    let path = folder.join("journal.db");
    let days = period.days(today);
    let (mut connection, _) = connect_to_read(&path).await?;
    let counts = counts(&mut connection, days.0, days.1).await;
    // Nothing was written, so nothing can be lost here.
    let _ = connection.close().await;
    let counts =
        counts.map_err(|error| JournalError::Database(path.display().to_string(), error))?;
    Ok(Told::of(&counts, period, days))
}

async fn counts(
    connection: &mut SqliteConnection,
    from: Date,
    until: Date,
) -> Result<Counts, sqlx::Error> {
    let rows = sqlx::query(
        "SELECT kind, what, sum(talks) FROM talk_counts WHERE day BETWEEN $1 AND $2 GROUP BY kind, what",
    )
    .bind(from.to_string())
    .bind(until.to_string())
    .fetch_all(connection)
    .await?;
    let mut counts = Counts::new();
    for row in rows {
        let of = counts.entry(row.get(0)).or_default();
        of.insert(row.get(1), row.get::<i64, _>(2).unsigned_abs());
    }
    Ok(counts)
}

#[cfg(test)]
mod tests;
