//! What texts mean, as sentence vectors of their passages: beside the words, never in place of them.

use crate::engine::DocId;
use language::Embedding;
use std::ops::Range;

/// Letters of a passage that gets a vector of its own; measured better than whole texts.
const LONG: usize = 700;

/// The passages of documents, each with its vector.
#[derive(Default)]
pub(crate) struct Meaning {
    width: usize,
    /// The vectors one after the other.
    values: Vec<f32>,
    /// The passages of each document; one without any has no meaning here.
    of: Vec<Range<usize>>,
}

impl Meaning {
    /// Takes the vectors of the passages of each document, in the order of documents.
    pub(crate) fn of<'v>(documents: impl Iterator<Item = &'v [Embedding]>) -> Self {
        let mut meaning = Self::default();
        let mut passages = 0;
        for vectors in documents {
            for vector in vectors {
                meaning.width = vector.values().len();
                meaning.values.extend(vector.values());
            }
            meaning.of.push(passages..passages + vectors.len());
            passages += vectors.len();
        }
        meaning
    }

    /// Whether any document has a vector.
    pub(crate) fn is_there(&self) -> bool {
        self.width > 0
    }

    /// How near each document is to a question: the cosine of its nearest passage, in standard
    /// deviations from the mean of all documents.
    pub(crate) fn nearness(&self, question: &Embedding) -> Vec<f32> {
        let question = question.values();
        if self.width == 0 || question.len() != self.width {
            return vec![0.0; self.of.len()];
        }
        let cosines: Vec<f32> = self
            .values
            .chunks_exact(self.width)
            .map(|passage| passage.iter().zip(question).map(|(a, b)| a * b).sum())
            .collect();
        let nearest = self.of.iter().map(|passages| {
            let all = cosines[passages.clone()].iter();
            all.copied().fold(f32::NEG_INFINITY, f32::max)
        });
        standardised(nearest.collect())
    }
}

/// Numbers in standard deviations from their mean; what is not there is at the mean.
fn standardised(mut numbers: Vec<f32>) -> Vec<f32> {
    let there = || numbers.iter().copied().filter(|number| number.is_finite());
    #[expect(clippy::cast_precision_loss, reason = "documents are few")]
    let count = there().count().max(1) as f32;
    let mean = there().sum::<f32>() / count;
    let variance = there().map(|number| (number - mean).powi(2)).sum::<f32>() / count;
    let deviation = variance.sqrt().max(f32::MIN_POSITIVE);
    for number in &mut numbers {
        *number = if number.is_finite() {
            (*number - mean) / deviation
        } else {
            0.0
        };
    }
    numbers
}

/// Ranks documents by words and meaning together. One standard deviation of meaning counts the given
/// share of the best score by words.
pub(crate) fn fused(
    by_words: &[(DocId, f32)],
    nearness: &[f32],
    share: f32,
    limit: usize,
) -> Vec<(DocId, f32)> {
    let best = by_words.first().map_or(1.0, |(_, score)| *score);
    let mut scores: Vec<f32> = nearness.iter().map(|near| share * best * near).collect();
    for (doc, score) in by_words {
        scores[*doc as usize] += score;
    }
    let mut ranked: Vec<(DocId, f32)> = (0..).zip(scores).collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked.truncate(limit);
    ranked
}

/// A text in passages, cut where sentences end. Each begins with the title, which says what the
/// sentences are about.
pub(crate) fn passages(title: &str, text: &str) -> Vec<String> {
    let begun = || {
        let mut passage = title.to_owned();
        if !title.is_empty() {
            passage.push('\n');
        }
        passage
    };
    let mut out = Vec::new();
    let mut passage = begun();
    let (mut letters, mut sentences) = (0, 0);
    for sentence in language::sentences(text) {
        let sentence = &text[sentence];
        let long = sentence.chars().count();
        if sentences > 0 && letters + long > LONG {
            out.push(std::mem::replace(&mut passage, begun()));
            (letters, sentences) = (0, 0);
        }
        if sentences > 0 {
            passage.push(' ');
        }
        passage.push_str(sentence);
        letters += long + 1;
        sentences += 1;
    }
    if sentences > 0 || out.is_empty() {
        out.push(passage);
    }
    out
}
