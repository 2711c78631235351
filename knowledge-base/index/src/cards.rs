//! What each article is for, as one sentence vector of its card: title, short answer and keywords.

use crate::engine::DocId;
use articles::Article;
use language::Embedding;

/// The cards of articles, by document.
#[derive(Default)]
pub(crate) struct Cards {
    /// Less the mean of all cards, of unit length; of an article without a vector nothing.
    of: Vec<Option<Box<[f32]>>>,
}

/// The text whose vector is an article's card.
pub(crate) fn text(article: &Article) -> String {
    let keywords = article.keywords.join(", ");
    language::normalise(&format!("{}\n{}\n{keywords}", article.title, article.short))
}

impl Cards {
    /// Takes the vector of each article's card, in the order of documents.
    pub(crate) fn of<'v>(vectors: impl Iterator<Item = Option<&'v Embedding>>) -> Self {
        let vectors: Vec<Option<&Embedding>> = vectors.collect();
        let there = || vectors.iter().flatten().map(|vector| vector.values());
        let Some(width) = there().map(<[f32]>::len).min() else {
            return Self::default();
        };
        #[expect(clippy::cast_precision_loss, reason = "articles are few")]
        let share = 1.0 / there().count() as f32;
        // What all cards have in common tells none of them from another.
        let mut mean = vec![0.0; width];
        for vector in there() {
            for (sum, value) in mean.iter_mut().zip(vector) {
                *sum += share * value;
            }
        }
        let centred = |vector: &Embedding| {
            let values = vector.values().iter().zip(&mean);
            unit(values.map(|(value, mean)| value - mean).collect())
        };
        Self {
            of: vectors
                .iter()
                .map(|vector| Some(centred((*vector)?).into_boxed_slice()))
                .collect(),
        }
    }

    /// Whether most articles have a card: while the first few are made, their mean says little.
    pub(crate) fn are_there(&self) -> bool {
        let there = self.of.iter().flatten().count();
        there > 0 && 2 * there >= self.of.len()
    }

    /// The cosine between a talk of unit length and each card there is.
    pub(crate) fn nearness<'c>(
        &'c self,
        talk: &'c [f32],
    ) -> impl Iterator<Item = (DocId, f32)> + 'c {
        (0..).zip(&self.of).filter_map(move |(doc, card)| {
            let card = card.as_deref()?;
            Some((doc, card.iter().zip(talk).map(|(a, b)| a * b).sum()))
        })
    }
}

/// Numbers brought to unit length; none have any direction if all are nought.
fn unit(mut numbers: Vec<f32>) -> Vec<f32> {
    let length = numbers.iter().map(|number| number * number).sum::<f32>();
    let length = length.sqrt().max(f32::MIN_POSITIVE);
    numbers.iter_mut().for_each(|number| *number /= length);
    numbers
}
