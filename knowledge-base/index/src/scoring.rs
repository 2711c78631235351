//! BM25 as tantivy reckons it, one stem at a time over the postings of every field.

use crate::document::{FIELDS, Field};
use crate::engine::{DocId, Group, Weights};
use crate::vocabulary::{StemId, Vocabulary};
use std::sync::Arc;
use tantivy::postings::TermInfo;
use tantivy::schema::{Field as TantivyField, IndexRecordOption};
use tantivy::{InvertedIndexReader, Searcher, Term};

const K1: f32 = 1.2;
const B: f32 = 0.75;

/// One field of the index, ready to be scored.
pub(crate) struct Posted {
    reader: Arc<InvertedIndexReader>,
    /// `k1 * (1 - b + b * length / average)` for every document.
    saturation: Vec<f32>,
    /// For every stem: where its postings are, and its weight by rarity.
    pub(crate) terms: Vec<Option<(TermInfo, f32)>>,
}

impl Posted {
    pub(crate) fn of(
        searcher: &Searcher,
        field: TantivyField,
        vocabulary: &Vocabulary,
    ) -> tantivy::Result<Self> {
        let segment = searcher.segment_reader(0);
        let reader = segment.inverted_index(field)?;
        let lengths = segment.get_fieldnorms_reader(field)?;
        let documents = segment.max_doc();
        #[expect(
            clippy::cast_precision_loss,
            reason = "counts of words and documents are small"
        )]
        let average = (reader.total_num_tokens() as f32 / documents as f32).max(1.0);
        #[expect(clippy::cast_precision_loss, reason = "lengths of texts are small")]
        let saturation = (0..documents)
            .map(|doc| K1 * (1.0 - B + B * lengths.fieldnorm(doc) as f32 / average))
            .collect();
        let terms = vocabulary
            .names()
            .iter()
            .map(|name| {
                let term = Term::from_field_text(field, name);
                let info = reader.get_term_info(&term)?;
                Ok(info.map(|info| {
                    let rarity = rarity(info.doc_freq, documents);
                    (info, rarity)
                }))
            })
            .collect::<tantivy::Result<_>>()?;
        Ok(Self {
            reader,
            saturation,
            terms,
        })
    }
}

/// Room for choosing the best of several candidates in each document.
pub(crate) struct Candidates {
    best: Vec<f32>,
    one: Vec<f32>,
    touched: Vec<usize>,
    of_one: Vec<usize>,
}

impl Candidates {
    pub(crate) fn new(documents: usize) -> Self {
        Self {
            best: vec![0.0; documents],
            one: vec![0.0; documents],
            touched: Vec::new(),
            of_one: Vec::new(),
        }
    }

    /// Adds the best candidate's score to each document that holds any. Only the documents touched
    /// are cleared again: a rare word costs little however many documents there are.
    pub(crate) fn add_best(
        &mut self,
        posted: &[Posted; FIELDS.len()],
        group: &Group,
        weights: &Weights,
        total: &mut [f32],
    ) {
        const PARTS: usize = Field::Parts as usize;
        // A document that holds a word gains nothing from compounds that hold it too.
        let ways = [0..PARTS, PARTS..FIELDS.len()];
        let candidates = group.0.iter();
        for ((stem, weight), way) in candidates.flat_map(|one| ways.clone().map(|way| (one, way))) {
            let (posted, weights) = (&posted[way.clone()], &weights[way]);
            each_score(posted, *stem, *weight, weights, |doc, score| {
                if self.one[doc] == 0.0 {
                    self.of_one.push(doc);
                }
                self.one[doc] += score;
            });
            for doc in self.of_one.drain(..) {
                if self.best[doc] == 0.0 {
                    self.touched.push(doc);
                }
                self.best[doc] = self.best[doc].max(self.one[doc]);
                self.one[doc] = 0.0;
            }
        }
        for doc in self.touched.drain(..) {
            total[doc] += self.best[doc];
            self.best[doc] = 0.0;
        }
    }
}

/// Gives the BM25 of one stem for every field and document that holds it.
pub(crate) fn each_score(
    posted: &[Posted],
    stem: StemId,
    weight: f32,
    weights: &[f32],
    mut give: impl FnMut(usize, f32),
) {
    for (posted, field_weight) in posted.iter().zip(weights) {
        let Some(Some((info, rarity))) = posted.terms.get(stem as usize) else {
            continue;
        };
        if *field_weight == 0.0 {
            continue;
        }
        let weight = weight * field_weight * rarity * (K1 + 1.0);
        let Ok(mut block) = posted
            .reader
            .read_block_postings_from_terminfo(info, IndexRecordOption::WithFreqs)
        else {
            continue;
        };
        while block.block_len() > 0 {
            for (doc, times) in block.docs().iter().zip(block.freqs()) {
                let doc = *doc as usize;
                #[expect(clippy::cast_precision_loss, reason = "a word occurs a few times")]
                let times = *times as f32;
                give(doc, weight * times / (times + posted.saturation[doc]));
            }
            block.advance();
        }
    }
}

/// The weight of a word that so many of all documents hold, as tantivy reckons it.
#[expect(clippy::cast_precision_loss, reason = "counts of documents are small")]
fn rarity(holding: u32, documents: u32) -> f32 {
    let (holding, documents) = (holding as f32, documents as f32);
    (1.0 + (documents - holding + 0.5) / (holding + 0.5)).ln()
}

/// The best so many, best first; ties go to the earlier document.
pub(crate) fn top(scores: &[f32], limit: usize) -> Vec<(DocId, f32)> {
    let mut found: Vec<(DocId, f32)> = (0..)
        .zip(scores.iter().copied())
        .filter(|(_, score)| *score > 0.0)
        .collect();
    let order = |a: &(DocId, f32), b: &(DocId, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if found.len() > limit && limit > 0 {
        found.select_nth_unstable_by(limit - 1, order);
    }
    found.truncate(limit);
    found.sort_unstable_by(order);
    found
}
