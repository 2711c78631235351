//! One article as lists show it: where it stands in the workflow, and whether it is due.

use super::rules::Rules;
use crate::article::Promotion;
use crate::document::article_in;
use crate::ids::ArticleId;
use crate::library::Library;
use crate::manuscript::Manuscript;
use crate::standing::Standing;
use crate::values::Area;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;
use taxonomy::Standard;

/// What lies on top of the published version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Nothing.
    None,
    /// Somebody is writing.
    Utkast,
    /// It waits for somebody to go through it.
    TilGjennomgang,
    /// It may be published.
    Klar,
}

impl Stage {
    /// The word for it in the store and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Utkast => "utkast",
            Self::TilGjennomgang => "til_gjennomgang",
            Self::Klar => "klar",
        }
    }

    fn named(name: &str) -> Self {
        let all = [Self::Utkast, Self::TilGjennomgang, Self::Klar];
        all.into_iter()
            .find(|stage| stage.name() == name)
            .unwrap_or(Self::None)
    }
}

/// What an article is to those who read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Read and searched; there may be a stage on top.
    Publisert,
    /// Not yet: the stage says how far it is.
    Staged(Stage),
    /// Taken out of use.
    Arkivert,
}

impl State {
    /// The word for it on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Publisert => "publisert",
            Self::Staged(stage) => stage.name(),
            Self::Arkivert => "arkivert",
        }
    }
}

/// Whether an article may be relied on, as editors see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Freshness {
    /// Reviewed in time.
    InOrder,
    /// Not reviewed yet, or something is still to be checked.
    Unchecked,
    /// Its day comes soon.
    Soon,
    /// Its day has passed: marked and moved down.
    Overdue,
    /// So long ago that it is not offered unasked.
    HeldBack,
}

impl Freshness {
    /// The word for it on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::InOrder => "in_order",
            Self::Unchecked => "unchecked",
            Self::Soon => "soon",
            Self::Overdue => "overdue",
            Self::HeldBack => "held_back",
        }
    }
}

/// The day by which somebody must look at an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The last day on which it is in order.
    pub day: Date,
    /// What makes it so.
    pub because: DueBecause,
}

/// What makes an article due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueBecause {
    /// Its review.
    Review,
    /// A fact that holds no longer.
    Fact,
}

/// What lists show of the text: of the published version, else of the newest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The title; the id where there is none yet.
    pub title: String,
    /// The short answer.
    pub short: String,
    /// The område.
    pub area: Option<Area>,
    /// Who owns it, and whether by its område.
    pub owner: (String, bool),
    /// Months between reviews, and whether of its område.
    pub review_months: (u8, bool),
    /// The standard it is written in.
    pub language: Standard,
    /// The phases.
    pub phases: Vec<String>,
    /// The knapper.
    pub knapper: Vec<String>,
    /// The standards that lack a phrase.
    pub share_missing: Vec<Standard>,
    /// When it was written.
    pub written: Option<Date>,
    /// The last day that a fact in it holds.
    pub valid_until: Option<Date>,
    /// What is to be checked.
    pub needs_check: Option<String>,
    /// Whether everybody should see its changes.
    pub routine: bool,
}

/// One article, published or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: ArticleId,
    /// The newest version.
    pub head: u32,
    /// The version that is read.
    pub published: Option<u32>,
    /// What lies on top of that.
    pub stage: Stage,
    /// When it is to be published.
    pub publish_at: Option<Timestamp>,
    /// Whether it is out of use.
    pub archived: bool,
    /// Raised by every change.
    pub revision: u32,
    /// Reviewed, promoted.
    pub standing: Standing,
    /// The last change.
    pub changed: (Timestamp, String),
    /// How many have said «fortsatt riktig» since its last review.
    pub confirmed: u32,
    /// How many reports of it nobody has closed.
    pub open_reports: u32,
    /// What lists show of the text.
    pub facts: Facts,
}

impl Entry {
    /// What it is to those who read.
    pub fn state(&self) -> State {
        match (self.archived, self.published) {
            (true, _) => State::Arkivert,
            (false, Some(_)) => State::Publisert,
            (false, None) => State::Staged(self.stage),
        }
    }

    /// When somebody must look at it: when its review is due or a fact expires, whichever is first.
    pub fn due(&self) -> Due {
        let written = Some(self.facts.written.unwrap_or(Date::MIN));
        let seen = self.standing.reviewed.or(written).unwrap_or(Date::MIN);
        let months = i64::from(self.facts.review_months.0);
        let review = seen.saturating_add(months.months());
        match self.facts.valid_until.filter(|last| *last < review) {
            Some(day) => Due {
                day,
                because: DueBecause::Fact,
            },
            None => Due {
                day: review,
                because: DueBecause::Review,
            },
        }
    }

    /// The day from which it is no longer offered unasked, if nobody looks at it.
    pub fn held_back_from(&self, rules: &Rules) -> Date {
        let grace = i64::from(rules.grace_days) + 1;
        self.due().day.saturating_add(grace.days())
    }

    /// Whether it may be relied on at `today`.
    pub fn freshness(&self, today: Date, rules: &Rules) -> Freshness {
        let due = self.due().day;
        let soon = today.saturating_add(i64::from(rules.soon_days).days());
        if self.held_back_from(rules) <= today {
            Freshness::HeldBack
        } else if due < today {
            Freshness::Overdue
        } else if self.standing.reviewed.is_none() || self.facts.needs_check.is_some() {
            Freshness::Unchecked
        } else if due <= soon {
            Freshness::Soon
        } else {
            Freshness::InOrder
        }
    }

    /// Whether it is published and not out of use.
    pub fn in_use(&self) -> bool {
        self.state() == State::Publisert
    }

    /// Whether it is in use and past its day.
    pub fn overdue(&self, today: Date, rules: &Rules) -> bool {
        let past = [Freshness::Overdue, Freshness::HeldBack];
        self.in_use() && past.contains(&self.freshness(today, rules))
    }

    /// Whether it is in use and its day comes soon.
    pub fn soon(&self, today: Date, rules: &Rules) -> bool {
        self.in_use() && self.freshness(today, rules) == Freshness::Soon
    }

    /// The promotion that holds at `today`.
    pub fn promotion(&self, today: Date) -> Option<&Promotion> {
        let promoted = self.standing.promoted.as_ref();
        promoted.filter(|promoted| today <= promoted.until)
    }

    pub(crate) fn read(row: &SqliteRow, text: &str, beside: &Library) -> Option<Self> {
        let name: String = row.get("name");
        let id = article_in(&name)?;
        let (until, reason): (Option<String>, Option<String>) =
            (row.get("promoted_until"), row.get("promoted_reason"));
        let date = |text: Option<String>| text.and_then(|text| text.parse().ok());
        let standing = Standing {
            reviewed: date(row.get("reviewed")),
            promoted: date(until)
                .zip(reason)
                .map(|(until, reason)| Promotion { until, reason }),
        };
        let stage: String = row.get("stage");
        Some(Self {
            facts: Facts::of(&id, &Manuscript::read(text), beside),
            id,
            head: row.get("head"),
            published: row.get("published"),
            stage: Stage::named(&stage),
            publish_at: row.get::<Option<i64>, _>("publish_at").map(time),
            archived: row.get("archived"),
            revision: row.get("revision"),
            standing,
            changed: (time(row.get("changed_at")), row.get("changed_by")),
            confirmed: row.get("confirmed"),
            open_reports: row.get("open_reports"),
        })
    }
}

impl Facts {
    fn of(id: &ArticleId, manuscript: &Manuscript, beside: &Library) -> Self {
        let area = manuscript.in_area();
        let of_area = area.and_then(|area| beside.areas().of(area));
        let title = Some(&manuscript.title).filter(|title| !title.is_empty());
        let share = &manuscript.share;
        let missing = [(Standard::Nb, &share.nb), (Standard::Nn, &share.nn)];
        Self {
            title: title.map_or_else(|| id.to_string(), Clone::clone),
            short: manuscript.short.clone(),
            area,
            owner: match &manuscript.owner {
                Some(owner) => (owner.clone(), false),
                None => (of_area.map(|of| of.owner.clone()).unwrap_or_default(), true),
            },
            review_months: match manuscript.review_months {
                Some(months) => (months, false),
                None => (of_area.map_or(12, |of| of.review_months), true),
            },
            language: match manuscript.language.as_str() {
                "nn" => Standard::Nn,
                _ => Standard::Nb,
            },
            phases: manuscript.phases.clone(),
            knapper: manuscript.knapper.clone(),
            share_missing: missing
                .into_iter()
                .filter(|(_, text)| text.trim().is_empty())
                .map(|(standard, _)| standard)
                .collect(),
            written: manuscript.written,
            valid_until: manuscript.valid_until,
            needs_check: manuscript.needs_check.clone(),
            routine: manuscript.routine,
        }
    }
}

/// A time as it is stored.
pub(crate) fn time(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::UNIX_EPOCH)
}
