//! What stands in the way of publishing a manuscript, and what its writer might look at.

use super::Manuscript;
use crate::article::is_web;
use crate::body;
use crate::document::file_of;
use crate::ids::ArticleId;
use crate::library::Library;
use crate::values::{MediaKind, SourceKind, Value};
use crate::{Article, alike};
use jiff::civil::Date;
use std::collections::BTreeMap;
use taxonomy::{ElementId, GuidanceModel, Ring};

/// How much a piece of advice weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// All is well with this.
    Ok,
    /// To be looked at; it can be published.
    Warns,
    /// It cannot be published like this.
    Stops,
}

impl Weight {
    /// The word for it on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warns => "warns",
            Self::Stops => "stops",
        }
    }
}

/// One piece of advice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// The field it is about.
    pub field: String,
    /// How much it weighs.
    pub weight: Weight,
    /// What it says; the page has the sentence.
    pub code: &'static str,
    /// What the sentence names.
    pub values: BTreeMap<&'static str, String>,
}

/// What advice is given by.
#[derive(Debug, Clone, Copy)]
pub struct Grounds<'g> {
    /// The knowledge base that the manuscript is to become part of.
    pub library: &'g Library,
    /// The guidance model.
    pub model: &'g GuidanceModel,
    /// The day.
    pub today: Date,
    /// Whether images may stand in the body.
    pub images: bool,
    /// The article it is a manuscript of.
    pub id: &'g ArticleId,
}

/// So many lines of so many characters a short answer may have.
pub const SHORT_LINES: usize = 3;
const SHORT_LINE: usize = 90;
/// The largest manuscript that is published, in bytes: the longest starter article has 7 000.
pub const LARGEST: usize = 200_000;

impl Manuscript {
    /// Everything there is to say, what stops first.
    pub fn advice(&self, grounds: &Grounds) -> Vec<Advice> {
        let mut told = Told::default();
        self.lacks(&mut told);
        self.words(grounds, &mut told);
        self.sources(grounds, &mut told);
        self.body(grounds, &mut told);
        if told.0.iter().all(|advice| advice.weight != Weight::Stops) {
            self.as_file(grounds, &mut told);
        }
        told.0
            .sort_by_key(|advice| std::cmp::Reverse(advice.weight));
        told.0
    }

    fn lacks(&self, told: &mut Told) {
        for (field, text, code) in [
            ("title", &self.title, "title_missing"),
            ("short", &self.short, "short_missing"),
            ("find_it", &self.find_it, "find_it_missing"),
            ("body", &self.body, "body_missing"),
        ] {
            if text.trim().is_empty() {
                told.stops(field, code);
            }
        }
        if self.in_area().is_none() {
            told.stops("area", "area_missing");
        }
        if !matches!(self.language.as_str(), "nb" | "nn") {
            told.stops("language", "language_missing");
        }
        if self.sources.is_empty() {
            told.stops("sources", "sources_missing");
        }
        match (self.share.nb.trim(), self.share.nn.trim()) {
            ("", "") => told.stops("share.nb", "share_missing"),
            ("", _) => told.warns("share.nb", "share_nb_missing"),
            (_, "") => told.warns("share.nn", "share_nn_missing"),
            _ => {}
        }
        let bytes: usize = super::FIELDS
            .iter()
            .map(|name| self.field(name).len())
            .sum();
        if bytes > LARGEST {
            told.add(
                "body",
                Weight::Stops,
                "too_large",
                [("most", LARGEST / 1000)],
            );
        }
    }

    fn words(&self, grounds: &Grounds, told: &mut Told) {
        let lines = self.short.trim().lines().count();
        let longest = self.short.lines().map(|line| line.chars().count()).max();
        if lines > SHORT_LINES || longest > Some(SHORT_LINE) {
            told.add("short", Weight::Warns, "short_long", [("lines", lines)]);
        }
        for (field, ring, ids) in [
            ("phases", Ring::Phase, &self.phases),
            ("knapper", Ring::Knapp, &self.knapper),
        ] {
            let known = |id: &&String| {
                grounds
                    .model
                    .find(ring, &ElementId::new(id.as_str()))
                    .is_some()
            };
            for gone in ids.iter().filter(|id| !known(id)) {
                told.add(field, Weight::Stops, "id_gone", [("id", gone)]);
            }
        }
        if let Some(last) = self.valid_until.filter(|last| *last < grounds.today) {
            told.add(
                "valid_until",
                Weight::Warns,
                "fact_expired",
                [("date", last)],
            );
        }
        if self
            .review_months
            .is_some_and(|months| !(1..25).contains(&months))
        {
            told.stops("review_months", "interval_wrong");
        }
        if self.keywords.iter().all(|word| word.trim().is_empty()) {
            told.warns("keywords", "keywords_missing");
        }
        if let Some(what) = &self.needs_check {
            told.add(
                "needs_check",
                Weight::Warns,
                "needs_check",
                [("what", what)],
            );
        }
        let others = grounds.library.articles();
        let others = others.filter(|other| other.id != *grounds.id);
        let like = alike::like_title(&self.title);
        for other in others.filter(|other| like(&other.title)) {
            told.add(
                "title",
                Weight::Warns,
                "title_alike",
                [("id", other.id.to_string()), ("title", other.title.clone())],
            );
        }
    }

    fn sources(&self, grounds: &Grounds, told: &mut Told) {
        for (at, one) in self.sources.iter().enumerate() {
            let field = format!("sources.{at}");
            if one.title.trim().is_empty() || SourceKind::named(&one.kind).is_none() {
                told.stops(&field, "source_incomplete");
            } else if !is_web(one.url.trim()) {
                told.add(&field, Weight::Stops, "address_wrong", [("url", &one.url)]);
            } else if grounds.library.policy().lists(&one.url).is_none() {
                let why = one.why.as_deref().unwrap_or_default();
                if why.trim().is_empty() {
                    told.add(
                        &field,
                        Weight::Warns,
                        "source_unlisted",
                        [("url", &one.url)],
                    );
                }
            }
        }
        for (at, one) in self.media.iter().enumerate() {
            let field = format!("media.{at}");
            if one.title.trim().is_empty() || MediaKind::named(&one.kind).is_none() {
                told.stops(&field, "media_incomplete");
            } else if !is_web(one.url.trim()) {
                told.add(&field, Weight::Stops, "address_wrong", [("url", &one.url)]);
            }
        }
    }

    fn body(&self, grounds: &Grounds, told: &mut Told) {
        for (id, _) in body::links(&self.body) {
            if id != *grounds.id && grounds.library.article(&id).is_none() {
                told.add("body", Weight::Stops, "link_dead", [("id", id)]);
            }
        }
        if !grounds.images && body::has_images(&self.body) {
            told.stops("body", "image_refused");
        }
    }

    /// What the reader of files says: the last word, for whatever the rules above do not name.
    fn as_file(&self, grounds: &Grounds, told: &mut Told) {
        let mut whole = self.clone();
        whole.written = whole.written.or(Some(grounds.today));
        let text = whole.write(grounds.id.as_str(), "");
        let file = file_of(grounds.id);
        let areas = grounds.library.areas();
        for problem in Article::parse(&file, &text, grounds.model, areas)
            .err()
            .unwrap_or_default()
        {
            let field = problem.field.unwrap_or_default();
            told.add(
                &field,
                Weight::Stops,
                "file_refused",
                [("why", problem.message)],
            );
        }
    }
}

#[derive(Default)]
struct Told(Vec<Advice>);

impl Told {
    fn add<V: ToString, const N: usize>(
        &mut self,
        field: &str,
        weight: Weight,
        code: &'static str,
        values: [(&'static str, V); N],
    ) {
        self.0.push(Advice {
            field: field.to_owned(),
            weight,
            code,
            values: values
                .into_iter()
                .map(|(name, value)| (name, value.to_string()))
                .collect(),
        });
    }

    fn stops(&mut self, field: &str, code: &'static str) {
        self.add::<String, 0>(field, Weight::Stops, code, []);
    }

    fn warns(&mut self, field: &str, code: &'static str) {
        self.add::<String, 0>(field, Weight::Warns, code, []);
    }
}
