//! Which articles a talk is about: all of it as it stands in the articles, what was said last counting
//! most, and where vectors are there, how near its meaning is to their cards. Whether the best is good enough to be offered unasked is for others to say.

use crate::analysis::words;
use crate::engine::{Group, Weights};
use crate::indexed::Indexed;
use crate::passages::{Piece, spaced};
use crate::search::Index;
use crate::vocabulary::StemId;
use articles::ArticleId;
use language::Embedding;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// An article that a talk is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Topic {
    /// Its id.
    pub id: ArticleId,
    /// How much speaks for it, by the rarity of its words and by where they stand: about 1 is a word of
    /// the text alone, 2 a keyword, of which no other article speaks and that was said just now. Where
    /// meaning takes part, it adds at most 2.
    pub score: f32,
    /// The words of the talk that speak for it, in lower case: those of its title and keywords first,
    /// of these the weightiest. None where meaning alone does.
    pub words: Vec<String>,
}

/// Words of a stretch that are looked at, counted from its end.
const RECENT: usize = 160;
/// Letters from which a misspelt word is put right; shorter ones turn into anything.
const LONG_ENOUGH: usize = 7;
/// A keyword of several words that stands in the talk counts so much more.
const PHRASE: f32 = 0.3;
/// What the cosine of talk and card counts beside the words: 1 to 4 measured alike.
const MEANING: f32 = 2.0;

/// How much a word counts in each field: editors chose titles and keywords, and in the text of a long
/// article most words stand somewhere.
const WEIGHTS: Weights = [0.15, 0.6, 1.0, 0.1, 0.0];

/// A talk as it stands.
#[derive(Clone, Copy)]
pub struct Talk<'t> {
    /// Its stretches.
    pub stretches: &'t [Stretch<'t>],
    /// What it means, of unit length, where that is known.
    pub meaning: Option<&'t Embedding>,
}

/// A stretch of a talk, and what its words count for.
#[derive(Clone, Copy)]
pub struct Stretch<'t> {
    /// The words.
    pub words: &'t str,
    /// What they count; 1 is all of it.
    pub weight: f32,
}

/// A stem of a talk: the word as it was last written, and where it was.
#[derive(Default)]
struct Said {
    word: String,
    at: Vec<usize>,
}

/// A stretch, understood.
struct Understood {
    said: HashMap<StemId, Said>,
    spaced: String,
    weight: f32,
}

impl Index {
    /// The articles that a talk is about, best first; of stretches that say the same the one that
    /// counts most is heard.
    pub fn topics(&self, talk: &Talk<'_>, limit: usize) -> Vec<Topic> {
        let stretches: Vec<Understood> = talk
            .stretches
            .iter()
            .map(|stretch| {
                let text = language::normalise(stretch.words);
                Understood {
                    said: self.said(&text),
                    spaced: spaced(&text),
                    weight: stretch.weight,
                }
            })
            .filter(|stretch| !stretch.said.is_empty() && stretch.weight > 0.0)
            .collect();
        // in the order of stems, so that equal talks give equal sums
        let mut heard: BTreeMap<StemId, (f32, &str)> = BTreeMap::new();
        for stretch in &stretches {
            for (stem, said) in &stretch.said {
                let tells =
                    !said.word.chars().all(char::is_numeric) && !self.everyday.contains(stem);
                let best = heard.entry(*stem).or_insert((0.0, &said.word));
                if tells && stretch.weight > best.0 {
                    *best = (stretch.weight, &said.word);
                }
            }
        }
        heard.retain(|_, (weight, _)| *weight > 0.0);
        let highest = self.highest_rarity();
        let groups: Vec<Group> = heard
            .iter()
            .map(|(stem, (weight, _))| Group(vec![(*stem, *weight)]))
            .collect();
        let mut scores = vec![0.0_f32; self.len()];
        for (doc, score) in self.engine.spread(&groups, &WEIGHTS) {
            let phrases = self.phrases(&self.indexed[doc as usize], &stretches);
            scores[doc as usize] = (score + PHRASE * phrases) / highest;
        }
        if let Some(meaning) = talk.meaning.filter(|_| self.has_cards()) {
            for (doc, near) in self.cards.nearness(meaning.values()) {
                scores[doc as usize] += MEANING * near;
            }
        }
        let scored = self.indexed.iter().zip(scores);
        let mut scored: Vec<_> = scored.filter(|(_, score)| *score > 0.0).collect();
        scored.sort_by(|(a, a_score), (b, b_score)| {
            let alike = || a.article.id.cmp(&b.article.id);
            b_score.total_cmp(a_score).then_with(alike)
        });
        scored.truncate(limit);
        let topic = |(indexed, score): (&Arc<Indexed>, f32)| Topic {
            id: indexed.article.id.clone(),
            score,
            words: self.telling(indexed, &heard),
        };
        scored.into_iter().map(topic).collect()
    }

    /// The words that speak for an article: those of title and keywords before those of the text, and
    /// the weightiest first.
    fn telling(&self, indexed: &Indexed, heard: &BTreeMap<StemId, (f32, &str)>) -> Vec<String> {
        let mut stems: Vec<(StemId, bool)> = Vec::new();
        let chosen = chosen(indexed).map(|stem| (stem, true));
        for (stem, chosen) in chosen.chain(indexed.stems().map(|stem| (stem, false))) {
            if heard.contains_key(&stem) && stems.iter().all(|(held, _)| *held != stem) {
                stems.push((stem, chosen));
            }
        }
        let weight = |stem: &StemId| heard[stem].0 * self.engine.rarity(*stem);
        stems.sort_by(|(a, a_chosen), (b, b_chosen)| {
            b_chosen
                .cmp(a_chosen)
                .then_with(|| weight(b).total_cmp(&weight(a)))
        });
        let mut words: Vec<String> = Vec::new();
        for (stem, _) in stems {
            let word = heard[&stem].1;
            if words.iter().all(|held| held != word) {
                words.push(word.to_owned());
            }
        }
        words
    }

    /// The rarity of a word that one article alone holds: scores mean the same in a library of ten and
    /// of a thousand.
    fn highest_rarity(&self) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "counts of articles are small")]
        let articles = self.len() as f32;
        (1.0 + (articles - 0.5) / 1.5).ln()
    }

    /// What keywords of several words weigh that stand in the talk: all of such a keyword was said, or
    /// none.
    fn phrases(&self, indexed: &Indexed, talk: &[Understood]) -> f32 {
        let mut sum = 0.0;
        for keyword in &indexed.keywords {
            let stems: Vec<StemId> = keyword.stems().collect();
            if stems.len() < 2 {
                continue;
            }
            let said = talk
                .iter()
                .filter(|stretch| {
                    keyword.is_said(|stems| together(stems, &stretch.said), &stretch.spaced)
                })
                .map(|stretch| stretch.weight)
                .fold(0.0, f32::max);
            let rarest = stems.iter().map(|stem| self.engine.rarity(*stem));
            sum += said * rarest.fold(0.0, f32::max);
        }
        sum
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
}

/// The stems of title and keywords, which editors chose.
fn chosen(indexed: &Indexed) -> impl Iterator<Item = StemId> {
    let keywords = indexed.keywords.iter().flat_map(Piece::stems);
    indexed.title.stems().chain(keywords)
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
