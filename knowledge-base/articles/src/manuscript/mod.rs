//! An article while it is written: every field as the editor has it, also empty or wrong. What holds
//! for a published article is told by [`Manuscript::advice`], and holds for nothing here.

mod advice;
mod read;
mod write;

pub use advice::{Advice, Grounds, LARGEST, Weight};
pub(crate) use write::with_standing;

use crate::values::Area;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use taxonomy::{ElementId, GuidanceModel, Ring};

/// The fields of an article as they are edited.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Manuscript {
    /// The title.
    pub title: String,
    /// `nb` or `nn`.
    pub language: String,
    /// The område, as files spell it.
    pub area: String,
    /// Who owns it; `None` is whoever owns the område.
    pub owner: Option<String>,
    /// Months between reviews; `None` is the område's interval.
    pub review_months: Option<u8>,
    /// When it was first written.
    pub written: Option<Date>,
    /// The last day that a fact in it holds.
    pub valid_until: Option<Date>,
    /// What an editor has yet to check.
    pub needs_check: Option<String>,
    /// Whether everybody should have seen a change of it.
    pub routine: bool,
    /// The phases it helps in.
    pub phases: Vec<String>,
    /// The knapper its matter often touches.
    pub knapper: Vec<String>,
    /// Words that people use for it.
    pub keywords: Vec<String>,
    /// The short answer.
    pub short: String,
    /// How the veisøker finds it alone.
    pub find_it: String,
    /// The phrase that asks leave, in each standard.
    pub share: Share,
    /// Whom it is for.
    pub for_whom: Option<String>,
    /// The short answer in plain language.
    pub plain: Option<String>,
    /// Films, sound and pages that show it.
    pub media: Vec<ManuscriptMedia>,
    /// Where it is known from.
    pub sources: Vec<ManuscriptSource>,
    /// The body in Markdown.
    pub body: String,
}

/// A phrase in each standard; either may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Share {
    /// Bokmål.
    pub nb: String,
    /// Nynorsk.
    pub nn: String,
}

/// A source as it is edited.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ManuscriptSource {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// What it is.
    pub kind: String,
    /// Why it is used although the source policy does not list it.
    pub why: Option<String>,
}

/// A film, a sound or a page as it is edited.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ManuscriptMedia {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// `film`, `lyd` or `side`.
    pub kind: String,
}

impl Manuscript {
    /// Its område, where that is one.
    pub fn in_area(&self) -> Option<Area> {
        crate::values::Value::named(&self.area)
    }

    /// The names of the fields in which two manuscripts differ.
    pub fn differs(&self, other: &Self) -> Vec<&'static str> {
        FIELDS
            .iter()
            .filter(|field| self.field(field) != other.field(field))
            .copied()
            .collect()
    }

    /// One field as text, for a comparison that people read: a list has one item a line.
    pub fn field(&self, name: &str) -> String {
        let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
        let lines = |lines: Vec<String>| lines.join("\n");
        match name {
            "title" => self.title.clone(),
            "language" => self.language.clone(),
            "area" => self.area.clone(),
            "owner" => self.owner.clone().unwrap_or_default(),
            "review_months" => self
                .review_months
                .map(|n| n.to_string())
                .unwrap_or_default(),
            "valid_until" => date(self.valid_until),
            "needs_check" => self.needs_check.clone().unwrap_or_default(),
            "routine" => self.routine.to_string(),
            "phases" => self.phases.join("\n"),
            "knapper" => self.knapper.join("\n"),
            "keywords" => self.keywords.join("\n"),
            "short" => self.short.clone(),
            "find_it" => self.find_it.clone(),
            "share.nb" => self.share.nb.clone(),
            "share.nn" => self.share.nn.clone(),
            "for_whom" => self.for_whom.clone().unwrap_or_default(),
            "plain" => self.plain.clone().unwrap_or_default(),
            "media" => lines(
                self.media
                    .iter()
                    .map(|one| format!("{} {} ({})", one.title, one.url, one.kind))
                    .collect(),
            ),
            "sources" => lines(
                self.sources
                    .iter()
                    .map(|one| {
                        let why = one.why.as_deref().map(|why| format!(": {why}"));
                        let why = why.unwrap_or_default();
                        format!("{} {} ({}){why}", one.title, one.url, one.kind)
                    })
                    .collect(),
            ),
            "body" => self.body.clone(),
            _ => String::new(),
        }
    }

    /// Takes one field over from another manuscript.
    pub fn take(&mut self, name: &str, from: &Self) {
        match name {
            "title" => self.title.clone_from(&from.title),
            "language" => self.language.clone_from(&from.language),
            "area" => self.area.clone_from(&from.area),
            "owner" => self.owner.clone_from(&from.owner),
            "review_months" => self.review_months = from.review_months,
            "valid_until" => self.valid_until = from.valid_until,
            "needs_check" => self.needs_check.clone_from(&from.needs_check),
            "routine" => self.routine = from.routine,
            "phases" => self.phases.clone_from(&from.phases),
            "knapper" => self.knapper.clone_from(&from.knapper),
            "keywords" => self.keywords.clone_from(&from.keywords),
            "short" => self.short.clone_from(&from.short),
            "find_it" => self.find_it.clone_from(&from.find_it),
            "share.nb" => self.share.nb.clone_from(&from.share.nb),
            "share.nn" => self.share.nn.clone_from(&from.share.nn),
            "for_whom" => self.for_whom.clone_from(&from.for_whom),
            "plain" => self.plain.clone_from(&from.plain),
            "media" => self.media.clone_from(&from.media),
            "sources" => self.sources.clone_from(&from.sources),
            "body" => self.body.clone_from(&from.body),
            _ => {}
        }
    }

    /// Leaves out the phases and knapper that the guidance model does not have; gives each with its field.
    pub(crate) fn leave_out_gone(&mut self, model: &GuidanceModel) -> Vec<(&'static str, String)> {
        let mut gone = Vec::new();
        for (field, ring, ids) in [
            ("phases", Ring::Phase, &mut self.phases),
            ("knapper", Ring::Knapp, &mut self.knapper),
        ] {
            ids.retain(|id| {
                let known = model.find(ring, &ElementId::new(id.as_str())).is_some();
                if !known {
                    gone.push((field, id.clone()));
                }
                known
            });
        }
        gone
    }

    /// Puts running text in place of one that is running text; other fields are left as they are.
    pub fn put_text(&mut self, name: &str, text: String) {
        match name {
            "title" => self.title = text,
            "short" => self.short = text,
            "find_it" => self.find_it = text,
            "share.nb" => self.share.nb = text,
            "share.nn" => self.share.nn = text,
            "needs_check" => self.needs_check = Some(text),
            "for_whom" => self.for_whom = Some(text),
            "plain" => self.plain = Some(text),
            "body" => self.body = text,
            _ => {}
        }
    }
}

/// Every field that an editor changes, in the order a counsellor reads them.
pub const FIELDS: &[&str] = &[
    "title",
    "short",
    "plain",
    "find_it",
    "share.nb",
    "share.nn",
    "phases",
    "knapper",
    "area",
    "language",
    "for_whom",
    "keywords",
    "sources",
    "media",
    "valid_until",
    "owner",
    "review_months",
    "routine",
    "needs_check",
    "body",
];

/// The fields that are running text, so that two people's changes of one can be put together.
pub const RUNNING: &[&str] = &[
    "title",
    "short",
    "plain",
    "find_it",
    "share.nb",
    "share.nn",
    "for_whom",
    "needs_check",
    "body",
];
