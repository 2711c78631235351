//! Words that stand together mean more than the same words far apart: the best documents of a query
//! are looked at once more, word by word.

use crate::document::Document;
use crate::engine::{DocId, Group};
use crate::vocabulary::StemId;
use std::collections::HashMap;
use std::sync::Arc;

/// Documents that are looked at again.
pub(crate) const LOOKED_AT: usize = 30;
/// Words from which all that is found counts as standing together, stop words not counted. Eight to
/// sixteen measured alike.
const WINDOW: usize = 10;
/// What the rarity of the words in the best window counts, beside their BM25.
const TOGETHER: f32 = 0.7;
/// What two words that follow each other as in the query count more, by the less rare of them.
const IN_ORDER: f32 = 0.3;

/// What a query asks of a text, stem by stem.
pub(crate) struct Asked {
    stems: HashMap<StemId, Part>,
    /// One bit for each stem below the highest asked for: most words of a text are not.
    bits: Vec<u64>,
    groups: usize,
}

/// A stem's place in the query, and what it weighs there.
#[derive(Clone, Copy)]
struct Part {
    group: usize,
    weight: f32,
}

/// What closeness adds to a document.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Close {
    /// For words that stand together.
    pub(crate) together: f32,
    /// For words in the order of the query.
    pub(crate) in_order: f32,
}

impl Asked {
    pub(crate) fn of(groups: &[Group], rarity: impl Fn(StemId) -> f32) -> Self {
        let mut stems: HashMap<StemId, Part> = HashMap::new();
        let mut bits = Vec::new();
        for (at, group) in groups.iter().enumerate() {
            for (stem, weight) in &group.0 {
                let word = *stem as usize / 64;
                if bits.len() <= word {
                    bits.resize(word + 1, 0);
                }
                bits[word] |= 1 << (stem % 64);
                let weight = weight * rarity(*stem);
                let part = stems.entry(*stem).or_insert(Part { group: at, weight });
                if part.weight < weight {
                    *part = Part { group: at, weight };
                }
            }
        }
        Self {
            stems,
            bits,
            groups: groups.len(),
        }
    }

    fn part(&self, stem: StemId) -> Option<Part> {
        let bits = self.bits.get(stem as usize / 64)?;
        (bits >> (stem % 64) & 1 == 1).then(|| self.stems.get(&stem).copied())?
    }

    /// What closeness adds to a text.
    pub(crate) fn close(&self, text: &[StemId]) -> Close {
        if self.groups < 2 {
            return Close::default();
        }
        let found: Vec<(usize, Part)> = text
            .iter()
            .enumerate()
            .filter_map(|(at, stem)| Some((at, self.part(*stem)?)))
            .collect();
        let mut best = 0.0_f32;
        let mut in_order = vec![0.0_f32; self.groups];
        let mut of_group = vec![0.0_f32; self.groups];
        for (number, (at, part)) in found.iter().enumerate() {
            of_group.fill(0.0);
            for (there, other) in &found[number..] {
                if *there >= at + WINDOW {
                    break;
                }
                of_group[other.group] = of_group[other.group].max(other.weight);
            }
            best = best.max(of_group.iter().sum());
            if let Some((there, next)) = found.get(number + 1)
                && (*there, next.group) == (at + 1, part.group + 1)
            {
                let weaker = part.weight.min(next.weight);
                in_order[part.group] = in_order[part.group].max(weaker);
            }
        }
        Close {
            together: TOGETHER * best,
            in_order: IN_ORDER * in_order.iter().sum::<f32>(),
        }
    }
}

/// Documents ranked by their words, the first of them now with closeness; ties stay as they stood.
pub(crate) fn again(
    mut ranked: Vec<(DocId, f32)>,
    documents: &[Arc<Document>],
    asked: &Asked,
) -> Vec<(DocId, f32)> {
    for (doc, score) in ranked.iter_mut().take(LOOKED_AT) {
        let close = asked.close(documents[*doc as usize].stems());
        *score += close.together + close.in_order;
    }
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
    ranked
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(text: &[StemId]) -> f32 {
        let groups: Vec<Group> = [1, 2, 3].map(|stem| Group(vec![(stem, 1.0)])).into();
        let close = Asked::of(&groups, |_| 1.0).close(text);
        close.together + close.in_order
    }

    #[test]
    fn words_that_stand_together_and_in_order_count_more() {
        let apart = [&[1][..], &[9; 20], &[2], &[9; 20], &[3]].concat();
        assert!(close(&[2, 9, 1]) > close(&apart));
        assert!(close(&[1, 2]) > close(&[2, 1]));
        assert!(close(&[1, 2, 3]) > close(&[1, 2]));
        assert_eq!(close(&[9, 9]), 0.0);
    }
}
