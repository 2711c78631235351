//! Any collection of documents behind the same analyser and scoring, for evaluation.

use crate::document::{self, Incoming};
use crate::engine::{Engine, PARTS, Weights};
use crate::lexicon::Lexicon;
use crate::meaning::{Meaning, fused, passages};
use crate::ranking::MEANING;
use language::Embedding;
use std::iter::zip;
use std::sync::Arc;

/// A document: an id, a title that may be empty, and a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: String,
}

/// A document in an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked<'c> {
    /// Its id.
    pub id: &'c str,
    /// Its score; comparable within one answer only.
    pub score: f32,
}

/// A collection of documents, indexed in memory.
pub struct Corpus {
    engine: Engine,
    ids: Vec<String>,
    passages: Vec<Vec<String>>,
    meaning: Meaning,
}

/// News and encyclopedias are asked about details, so the title counts little more than the text.
const WEIGHTS: Weights = [1.0, 0.15, 0.0, 0.0, PARTS];

impl Corpus {
    /// Indexes documents.
    pub fn build(documents: &[Document]) -> Self {
        let mut lexicon = Lexicon::new();
        let read = documents.iter().map(|document| {
            let [title, rest] =
                [&document.title, &document.text].map(|text| language::normalise(text));
            let incoming = Incoming {
                title: &title,
                rest: &rest,
                ..Incoming::default()
            };
            Arc::new(document::Document::read(&incoming, &mut lexicon))
        });
        let read = read.collect();
        Self {
            engine: Engine::in_memory(read, &lexicon),
            ids: documents
                .iter()
                .map(|document| document.id.clone())
                .collect(),
            passages: documents
                .iter()
                .map(|document| passages(&document.title, &document.text))
                .collect(),
            meaning: Meaning::default(),
        }
    }

    /// The number of documents.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are no documents.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The best documents for a query of finished words.
    pub fn search(&self, words: &str, limit: usize) -> Vec<Ranked<'_>> {
        let understood = self.engine.understand(words, false);
        self.named(self.engine.rank(&understood.groups, &WEIGHTS, limit, None))
    }

    /// The passages that want a vector, document by document.
    pub fn passages(&self) -> impl Iterator<Item = &str> {
        self.passages.iter().flatten().map(String::as_str)
    }

    /// Takes the vectors of [`Corpus::passages`], in their order.
    pub fn with_meaning(mut self, vectors: &[Embedding]) -> Self {
        let mut at = 0;
        let documents = self.passages.iter().map(|passages| {
            let from = at.min(vectors.len());
            at += passages.len();
            &vectors[from..at.min(vectors.len())]
        });
        self.meaning = Meaning::of(documents);
        self
    }

    /// The best documents by words and by the meaning of the whole question.
    pub fn search_by_meaning(
        &self,
        words: &str,
        meaning: &Embedding,
        limit: usize,
    ) -> Vec<Ranked<'_>> {
        let understood = self.engine.understand(words, false);
        let by_words = self
            .engine
            .rank(&understood.groups, &WEIGHTS, self.len(), None);
        let nearness = self.meaning.nearness(meaning);
        self.named(fused(&by_words, &nearness, MEANING, limit))
    }

    /// The best documents by plain BM25 over stems, with nothing corrected or added.
    pub fn bare(&self, words: &str, limit: usize) -> Vec<Ranked<'_>> {
        self.named(self.engine.bare(&language::normalise(words), limit))
    }

    fn named(&self, found: Vec<(u32, f32)>) -> Vec<Ranked<'_>> {
        let (docs, scores): (Vec<u32>, Vec<f32>) = found.into_iter().unzip();
        zip(docs, scores)
            .map(|(doc, score)| Ranked {
                id: &self.ids[doc as usize],
                score,
            })
            .collect()
    }
}
