//! An article's fields as a page edits them, and what there is to say of them.

use super::shown;
use articles::{Manuscript, ManuscriptMedia, ManuscriptSource};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Every field of an article. In an utkast all may be empty; what is left out is empty.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Fields {
    /// The title.
    pub title: String,
    /// `nb` or `nn`.
    pub language: String,
    /// The område.
    pub area: String,
    /// A role or a person; null is whoever owns the område.
    pub owner: Option<String>,
    /// Months between reviews; null is the område's interval.
    pub review_months: Option<u8>,
    /// The last day that a fact in it holds.
    #[schema(value_type = Option<String>, format = Date)]
    pub valid_until: Option<Date>,
    /// What is yet to be checked.
    pub needs_check: Option<String>,
    /// Whether everybody should have seen a change of it.
    pub routine: bool,
    /// The phases it helps in.
    pub phases: Vec<String>,
    /// The knapper it touches.
    pub knapper: Vec<String>,
    /// Words that people use for it.
    pub keywords: Vec<String>,
    /// The short answer.
    pub short: String,
    /// How the veisøker finds it alone.
    pub find_it: String,
    /// The phrase that asks leave.
    pub share: Share,
    /// Whom it is for.
    pub for_whom: Option<String>,
    /// The short answer in plain language.
    pub plain: Option<String>,
    /// Films, sound and pages.
    pub media: Vec<Media>,
    /// Where it is known from.
    pub sources: Vec<Source>,
    /// The body in Markdown.
    pub body: String,
}

/// A phrase in each standard.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Share {
    /// Bokmål.
    pub nb: String,
    /// Nynorsk.
    pub nn: String,
}

/// A film, a sound or a page.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Media {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// `film`, `lyd` or `side`.
    pub kind: String,
}

/// A source.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Source {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// `offentlig`, `regelverk`, `forskning` or `erfaring`.
    pub kind: String,
    /// Why it is used although the source policy does not list it.
    pub why: Option<String>,
}

impl From<Fields> for Manuscript {
    fn from(fields: Fields) -> Self {
        let filled = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        Self {
            title: fields.title,
            language: fields.language,
            area: fields.area,
            owner: filled(fields.owner),
            review_months: fields.review_months,
            written: None,
            valid_until: fields.valid_until,
            needs_check: filled(fields.needs_check),
            routine: fields.routine,
            phases: fields.phases,
            knapper: fields.knapper,
            keywords: fields.keywords,
            short: fields.short,
            find_it: fields.find_it,
            share: articles::Share {
                nb: fields.share.nb,
                nn: fields.share.nn,
            },
            for_whom: filled(fields.for_whom),
            plain: filled(fields.plain),
            media: fields
                .media
                .into_iter()
                .map(|one| ManuscriptMedia {
                    title: one.title,
                    url: one.url,
                    kind: one.kind,
                })
                .collect(),
            sources: fields
                .sources
                .into_iter()
                .map(|one| ManuscriptSource {
                    title: one.title,
                    url: one.url,
                    kind: one.kind,
                    why: filled(one.why),
                })
                .collect(),
            body: fields.body,
        }
    }
}

impl From<Manuscript> for Fields {
    fn from(manuscript: Manuscript) -> Self {
        Self {
            title: manuscript.title,
            language: manuscript.language,
            area: manuscript.area,
            owner: manuscript.owner.as_deref().map(shown),
            review_months: manuscript.review_months,
            valid_until: manuscript.valid_until,
            needs_check: manuscript.needs_check,
            routine: manuscript.routine,
            phases: manuscript.phases,
            knapper: manuscript.knapper,
            keywords: manuscript.keywords,
            short: manuscript.short,
            find_it: manuscript.find_it,
            share: Share {
                nb: manuscript.share.nb,
                nn: manuscript.share.nn,
            },
            for_whom: manuscript.for_whom,
            plain: manuscript.plain,
            media: manuscript
                .media
                .into_iter()
                .map(|one| Media {
                    title: one.title,
                    url: one.url,
                    kind: one.kind,
                })
                .collect(),
            sources: manuscript
                .sources
                .into_iter()
                .map(|one| Source {
                    title: one.title,
                    url: one.url,
                    kind: one.kind,
                    why: one.why,
                })
                .collect(),
            body: manuscript.body,
        }
    }
}

/// One thing to say of an article; the page has the sentence.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Advice {
    /// The field it is about, such as `title`, `share.nn` or `sources.0`.
    pub field: String,
    /// `stops`, `warns` or `ok`.
    pub severity: &'static str,
    /// What it says.
    pub code: &'static str,
    /// What the sentence names.
    pub values: BTreeMap<&'static str, String>,
}

impl From<articles::Advice> for Advice {
    fn from(advice: articles::Advice) -> Self {
        Self {
            field: advice.field,
            severity: advice.weight.name(),
            code: advice.code,
            values: advice.values,
        }
    }
}

/// A list of advice for the wire.
pub(crate) fn advice(advice: Vec<articles::Advice>) -> Vec<Advice> {
    advice.into_iter().map(Advice::from).collect()
}
