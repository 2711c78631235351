//! Articles of a Zendesk Help Center made files of ours. Nothing is guessed: what a file needs and the
//! article does not say is left empty and told, and the file is an utkast.

use super::dropped::Dropped;
use super::markdown::{TooMuch, from_html};
use super::short::short;
use super::slug::slug;
use crate::body;
use crate::manuscript::{Manuscript, ManuscriptSource};
use crate::values::{Area, SourceKind, Value};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};

/// An article as `GET /api/v2/help_center/articles` gives it. What we have no use for is passed over.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct HelpCenterArticle {
    /// Its number there.
    pub id: u64,
    /// The title.
    pub title: String,
    /// The text in HTML.
    #[serde(default)]
    pub body: Option<String>,
    /// Whether it is not published there.
    #[serde(default)]
    pub draft: bool,
    /// Whether it is shown first there.
    #[serde(default)]
    pub promoted: bool,
    /// Its labels.
    #[serde(default)]
    pub label_names: Vec<String>,
    /// The section it stands in.
    #[serde(default)]
    pub section_id: Option<u64>,
    /// The language, such as `no` or `en-us`.
    pub locale: String,
    /// When it was last changed, in RFC 3339.
    pub updated_at: String,
    /// Its page.
    pub html_url: String,
}

/// A section as `GET /api/v2/help_center/sections` gives it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Section {
    /// Its number there.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// The category it stands in.
    #[serde(default)]
    pub category_id: Option<u64>,
}

/// A file that has arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arriving {
    /// Its name, such as `articles/fagbrev.md`.
    pub name: String,
    /// Its text, as the files of articles are written.
    pub text: String,
    /// What did not come along, or is to be looked at.
    pub problems: Vec<Unmapped>,
}

/// What of an article has no place in ours, or only a guess.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unmapped {
    /// A language that our articles are not written in; the field is empty.
    Language {
        /// As the Help Center calls it.
        locale: String,
    },
    /// No område is known for its section; the field is empty.
    Area {
        /// The name of the section, if it has one.
        section: Option<String>,
    },
    /// Its first paragraph is longer than a short answer may be, and was cut.
    ShortCut,
    /// It has no text that a short answer could be made of.
    ShortMissing,
    /// Its source is called `offentlig`, which somebody is to check.
    SourceKind,
    /// It is shown first there; here that needs a reason and a last day.
    Promoted,
    /// It is not published there.
    Draft,
    /// Its text is not one that anybody wrote; the body is empty.
    Body(TooMuch),
    /// Something in its text did not come along.
    Dropped(Dropped),
}

/// What the title of the source begins with in a file that was made here.
const FETCHED: &str = "Help Center: ";

impl HelpCenterArticle {
    /// The address of its page up to its number: the same however its title is changed.
    pub fn page(&self) -> &str {
        page(&self.html_url)
    }

    /// The day it was last changed, if it says so.
    pub fn changed(&self) -> Option<Date> {
        self.updated_at.get(..10)?.parse().ok()
    }
}

/// The page in a Help Center that a file was made of, as [`HelpCenterArticle::page`] has it.
pub fn fetched_from(manuscript: &Manuscript) -> Option<&str> {
    let mut sources = manuscript.sources.iter();
    let fetched = sources.find(|source| source.title.starts_with(FETCHED))?;
    Some(page(&fetched.url))
}

/// An address without the words after the number of an article, which go by its title.
fn page(address: &str) -> &str {
    const BEFORE_NUMBER: &str = "/articles/";
    let address = address.trim();
    let Some(at) = address.find(BEFORE_NUMBER) else {
        return address;
    };
    let number = at + BEFORE_NUMBER.len();
    let rest = &address[number..];
    let digits = rest.find(|c: char| !c.is_ascii_digit());
    &address[..digits.map_or(address.len(), |digits| number + digits)]
}

/// Makes a file of every article. `areas` says which område a section belongs to, `taken` which ids
/// are somebody else's; of two with the same title, the one with the higher number there gets `-2`.
pub fn from_help_center(
    articles: &[HelpCenterArticle],
    sections: &[Section],
    areas: &HashMap<String, Area>,
    taken: &HashSet<String>,
    today: Date,
) -> Vec<Arriving> {
    let ids = ids(articles, taken);
    let named: HashMap<u64, &str> = sections
        .iter()
        .map(|section| (section.id, section.name.trim()))
        .collect();
    let with_ids = articles.iter().zip(ids);
    with_ids
        .map(|(article, id)| {
            let section = article.section_id.and_then(|id| named.get(&id).copied());
            let area = section.and_then(|name| areas.get(name).copied());
            let mut problems = Vec::new();
            if area.is_none() {
                let section = section.map(str::to_owned);
                problems.push(Unmapped::Area { section });
            }
            let manuscript = manuscript(article, area, today, &mut problems);
            Arriving {
                name: format!("articles/{id}.md"),
                text: manuscript.write(&id, ""),
                problems,
            }
        })
        .collect()
}

/// The id of each article, in their order, none of them twice.
fn ids(articles: &[HelpCenterArticle], taken: &HashSet<String>) -> Vec<String> {
    let mut order: Vec<usize> = (0..articles.len()).collect();
    order.sort_by_key(|at| (articles[*at].id, &articles[*at].locale));
    let mut used = taken.clone();
    let mut ids = vec![String::new(); articles.len()];
    for at in order {
        let article = &articles[at];
        let mut base = slug(&article.title);
        if base.is_empty() {
            base = format!("artikkel-{}", article.id);
        }
        let mut id = base.clone();
        let mut number = 1;
        while !used.insert(id.clone()) {
            number += 1;
            id = format!("{base}-{number}");
        }
        ids[at] = id;
    }
    ids
}

fn manuscript(
    article: &HelpCenterArticle,
    area: Option<Area>,
    today: Date,
    problems: &mut Vec<Unmapped>,
) -> Manuscript {
    let locale = article.locale.to_ascii_lowercase();
    let language = match locale.split(['-', '_']).next() {
        Some("nb" | "no") => "nb",
        Some("nn") => "nn",
        _ => {
            let locale = article.locale.clone();
            problems.push(Unmapped::Language { locale });
            ""
        }
    };
    for (is, problem) in [
        (article.draft, Unmapped::Draft),
        (article.promoted, Unmapped::Promoted),
    ] {
        if is {
            problems.push(problem);
        }
    }
    let html = article.body.as_deref().unwrap_or_default();
    let body = match from_html(html) {
        Ok(arrived) => {
            problems.extend(arrived.dropped.into_iter().map(Unmapped::Dropped));
            arrived.markdown
        }
        Err(error) => {
            problems.push(Unmapped::Body(error));
            String::new()
        }
    };
    problems.push(Unmapped::SourceKind);
    let changed = article.changed();
    Manuscript {
        title: one_line(&article.title),
        language: language.to_owned(),
        area: area.map(|area| area.name().to_owned()).unwrap_or_default(),
        written: Some(changed.unwrap_or(today)),
        needs_check: Some(to_check(language, today, changed)),
        keywords: keywords(&article.label_names),
        short: short_of(&body, problems),
        sources: vec![ManuscriptSource {
            title: format!("{FETCHED}{}", one_line(&article.title)),
            url: article.html_url.trim().to_owned(),
            kind: SourceKind::Offentlig.name().to_owned(),
            why: None,
        }],
        body,
        ..Manuscript::default()
    }
}

fn to_check(language: &str, today: Date, changed: Option<Date>) -> String {
    let changed = changed.map(|date| date.to_string());
    let changed = changed.as_deref();
    if language == "nn" {
        let when = changed.map_or(String::new(), |date| format!(", sist endra der {date}"));
        format!(
            "Henta frå Help Center {today}{when}: Sjekk fakta og fristar, at det korte svaret står for seg, og at kjelda er offentleg."
        )
    } else {
        let when = changed.map_or(String::new(), |date| format!(", sist endret der {date}"));
        format!(
            "Hentet fra Help Center {today}{when}: Sjekk fakta og frister, at det korte svaret står for seg, og at kilden er offentlig."
        )
    }
}

fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// The labels, each once.
fn keywords(labels: &[String]) -> Vec<String> {
    let mut seen = HashSet::new();
    labels
        .iter()
        .map(|label| one_line(label))
        .filter(|label| !label.is_empty() && seen.insert(label.to_lowercase()))
        .collect()
}

fn short_of(markdown: &str, problems: &mut Vec<Unmapped>) -> String {
    let Some(first) = body::passages(markdown).into_iter().next() else {
        problems.push(Unmapped::ShortMissing);
        return String::new();
    };
    let (text, cut) = short(&first.text);
    if cut {
        problems.push(Unmapped::ShortCut);
    }
    text
}
