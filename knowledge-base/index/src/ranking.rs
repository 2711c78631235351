//! What an article's place in an answer is made of: words, closeness, meaning, and a few boosts that
//! are always told.

use crate::document::FIELDS;
use crate::engine::{DocId, Engine, Group, PARTS, Weights};
use articles::{Article, State};
use jiff::civil::Date;

/// Counsellors type one or two words, and editors choose titles and keywords with care.
pub(crate) const WEIGHTS: Weights = [1.0, 1.0, 0.9, 0.4, PARTS];
/// What one standard deviation of meaning counts, as a share of the best score by words. Chosen on
/// written questions; from 0.05 to 0.16 they measured alike.
pub(crate) const MEANING: f32 = 0.1;
/// Hits below this share of the first one's score only make a list longer.
pub(crate) const TAIL: f32 = 0.15;

/// Before its equals while editors promote it.
const PROMOTED: f32 = 1.1;
/// Behind its equals while its review is due.
const REVIEW_DUE: f32 = 0.95;
/// Well behind while something in it holds no longer.
const EXPIRED: f32 = 0.7;

/// What an article's score is made of.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Explanation {
    /// What each word brought, by field.
    pub words: Vec<WordShare>,
    /// For words that stand together.
    pub together: f32,
    /// For words in the order of the query.
    pub in_order: f32,
    /// For the meaning of the whole query; `None` while no vectors take part.
    pub meaning: Option<f32>,
    /// What the sum of these is multiplied by, and why.
    pub boosts: Vec<Boost>,
}

/// What one word brought to one article.
#[derive(Debug, Clone, PartialEq)]
pub struct WordShare {
    /// The stem that was found.
    pub stem: String,
    /// Where.
    pub field: &'static str,
    /// Its BM25, weighed by the field and by how near it is to what was typed.
    pub score: f32,
}

/// A factor that has nothing to do with the words.
#[derive(Debug, Clone, PartialEq)]
pub struct Boost {
    /// Why, in Norwegian.
    pub why: String,
    /// What the score is multiplied by.
    pub factor: f32,
}

/// The boosts that an article has at `today`.
pub(crate) fn boosts(article: &Article, today: Date) -> Vec<Boost> {
    let promoted = article.promotion(today).map(|promotion| Boost {
        why: format!("Løftet fram til {}: {}", promotion.until, promotion.reason),
        factor: PROMOTED,
    });
    let stale = match article.state(today) {
        State::InOrder | State::Unchecked => None,
        State::ReviewDue => Some(("Bør ses over", REVIEW_DUE)),
        State::Expired => Some(("Noe i den gjelder ikke lenger", EXPIRED)),
    };
    let stale = stale.map(|(why, factor)| Boost {
        why: why.to_owned(),
        factor,
    });
    promoted.into_iter().chain(stale).collect()
}

/// The product of boosts.
pub(crate) fn factor(boosts: &[Boost]) -> f32 {
    boosts.iter().map(|boost| boost.factor).product()
}

/// What every word brought to a document, the weightiest first.
pub(crate) fn shares(engine: &Engine, groups: &[Group], doc: DocId) -> Vec<WordShare> {
    let mut shares: Vec<WordShare> = Vec::new();
    for group in groups {
        // Of what a word may stand for only the best counts.
        let best = group
            .0
            .iter()
            .map(|(stem, weight)| (*stem, engine.shares(*stem, *weight, &WEIGHTS, doc)))
            .max_by(|a, b| {
                let sum = |shares: &[f32; FIELDS.len()]| shares.iter().sum::<f32>();
                sum(&a.1).total_cmp(&sum(&b.1))
            });
        let Some((stem, by_field)) = best else {
            continue;
        };
        for ((_, field), score) in FIELDS.iter().zip(by_field) {
            if score > 0.0 {
                shares.push(WordShare {
                    stem: engine.vocabulary.names()[stem as usize].to_string(),
                    field,
                    score,
                });
            }
        }
    }
    shares.sort_by(|a, b| b.score.total_cmp(&a.score));
    shares
}
