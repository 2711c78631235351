//! Which articles a stretch of talk is about. Unlike a search this may, and mostly should, find
//! nothing: only titles and keywords, which editors chose, make an article fit.

use crate::analysis::words;
use crate::document::Field;
use crate::engine::{Group, Weights};
use crate::passages::spaced;
use crate::search::Index;
use crate::vocabulary::StemId;
use articles::ArticleId;
use std::collections::HashMap;

/// An article that a talk is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Topic {
    /// Its id.
    pub id: ArticleId,
    /// How much speaks for it: 1 is one word that no other article holds.
    pub score: f32,
    /// The words of the talk that speak for it, weightiest first, in lower case.
    pub words: Vec<String>,
}

/// Words of a talk that are looked at, counted from its end.
const RECENT: usize = 160;
/// Letters from which a misspelt word is put right; shorter ones turn into anything.
const LONG_ENOUGH: usize = 7;
/// A word of the title that is not a keyword.
const TITLE: f32 = 0.8;
/// Rarity, as a share of the highest, below which a word of a title tells nothing.
const TELLING: f32 = 0.5;
/// What words outside title and keywords add: enough to choose between two that fit.
const BESIDE: f32 = 0.02;
const WEIGHTS: Weights = [1.0, 0.0, 0.0, 1.0, 0.0];

/// A stem of a talk: the word as it was last written, and where it was.
#[derive(Default)]
struct Said {
    word: String,
    at: Vec<usize>,
}

impl Index {
    /// The articles that a talk is about, best first.
    pub fn topics(&self, talk: &str, limit: usize) -> Vec<Topic> {
        let text = language::normalise(talk);
        let said = self.said(&text);
        if said.is_empty() {
            return Vec::new();
        }
        let highest = self.highest_rarity();
        let spaced = spaced(&text);
        let tells = |stem: StemId| {
            said.get(&stem)
                .is_some_and(|said| !said.word.chars().all(char::is_numeric))
                && !self.everyday.contains(&stem)
        };
        let groups: Vec<Group> = said.keys().map(|stem| Group(vec![(*stem, 1.0)])).collect();
        let beside: HashMap<u32, f32> = self
            .engine
            .rank(&groups, &WEIGHTS, self.len())
            .into_iter()
            .collect();
        let mut topics: Vec<Topic> = (0_u32..)
            .zip(&self.indexed)
            .filter_map(|(doc, indexed)| {
                let mut speaking: Vec<(StemId, f32)> = Vec::new();
                for keyword in &indexed.keywords {
                    // A keyword of several words is one thing: all of it was said, or none.
                    if keyword.is_said(|stems| together(stems, &said), &spaced) {
                        add(
                            &mut speaking,
                            keyword.stems().filter(|stem| tells(*stem)),
                            |stem| self.engine.rarity(stem),
                        );
                    }
                }
                let telling = |stem: &StemId| {
                    tells(*stem) && self.engine.rarity_in(Field::Title, *stem) >= TELLING * highest
                };
                add(
                    &mut speaking,
                    indexed.title.stems().filter(telling),
                    |stem| TITLE * self.engine.rarity(stem),
                );
                if speaking.is_empty() {
                    return None;
                }
                speaking.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
                let sum: f32 = speaking.iter().map(|(_, weight)| weight).sum();
                let mut words: Vec<String> = Vec::new();
                for (stem, _) in speaking {
                    let word = &said[&stem].word;
                    if !words.contains(word) {
                        words.push(word.clone());
                    }
                }
                Some(Topic {
                    id: indexed.article.id.clone(),
                    score: (sum + BESIDE * beside.get(&doc).unwrap_or(&0.0)) / highest,
                    words,
                })
            })
            .collect();
        topics.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.id.cmp(&b.id)));
        topics.truncate(limit);
        topics
    }

    /// The stems of a talk that the index knows.
    fn said(&self, text: &str) -> HashMap<StemId, Said> {
        let words: Vec<_> = words(text).collect();
        let recent = &words[words.len().saturating_sub(RECENT)..];
        let vocabulary = &self.engine.vocabulary;
        let mut said: HashMap<StemId, Said> = HashMap::new();
        let mut hear = |stem: StemId, word: &str, at: usize| {
            let heard = said.entry(stem).or_default();
            heard.word = word.to_owned();
            heard.at.push(at);
        };
        for (at, pair) in recent.windows(2).enumerate() {
            let joined = format!("{}{}", pair[0].text, pair[1].text);
            if !pair.iter().any(|word| word.part || word.is_stop())
                && joined.chars().count() >= LONG_ENOUGH
                && let Some(stem) = vocabulary.known(&joined)
            {
                hear(stem, &joined, at);
            }
        }
        for (at, word) in recent.iter().enumerate() {
            if word.is_stop() {
                continue;
            }
            if let Some(stem) = vocabulary.known(&word.text) {
                hear(stem, &word.text, at);
            } else if word.text.chars().count() >= LONG_ENOUGH
                && let [nearest, ..] = vocabulary.near(&word.text, false, 1)[..]
                && nearest.edits == 1
            {
                hear(nearest.stem, &word.text, at);
            }
        }
        said
    }

    /// The rarity of a word that one article alone holds.
    fn highest_rarity(&self) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "counts of articles are small")]
        let articles = self.len() as f32;
        (1.0 + (articles - 0.5) / 1.5).ln()
    }
}

/// Whether the stems were said near each other: what stands far apart is no phrase.
fn together(stems: &[StemId], said: &HashMap<StemId, Said>) -> bool {
    const APART: usize = 4;
    let Some((first, others)) = stems.split_first() else {
        return false;
    };
    let near = |stem: &StemId, at: usize| {
        said.get(stem)
            .is_some_and(|other| other.at.iter().any(|there| there.abs_diff(at) <= APART))
    };
    said.get(first).is_some_and(|first| {
        first
            .at
            .iter()
            .any(|at| others.iter().all(|stem| near(stem, *at)))
    })
}

fn add(
    to: &mut Vec<(StemId, f32)>,
    stems: impl Iterator<Item = StemId>,
    weight: impl Fn(StemId) -> f32,
) {
    for stem in stems {
        if to.iter().all(|(held, _)| *held != stem) {
            to.push((stem, weight(stem)));
        }
    }
}
