//! Our own index as one peer among others.

use super::{DEPTH, Peer};
use index::{Corpus, Document, Title, Titles};

/// Ours, on passages.
pub struct Passages(Corpus);

impl Passages {
    /// Indexes documents.
    pub fn of(documents: &[Document]) -> Self {
        Self(Corpus::build(documents))
    }
}

impl Peer for Passages {
    fn name(&self) -> &'static str {
        "ours"
    }

    fn answer(&mut self, query: &str) -> Vec<String> {
        let found = self.0.search(query, DEPTH);
        found.into_iter().map(|one| one.id.to_owned()).collect()
    }
}

/// Ours, on titles. It alone knows how often each is looked for.
pub struct NearTitles(Titles);

impl NearTitles {
    /// Takes titles.
    pub fn of(titles: Vec<Title>) -> Self {
        Self(Titles::new(titles))
    }
}

impl Peer for NearTitles {
    fn name(&self) -> &'static str {
        "ours"
    }

    fn answer(&mut self, query: &str) -> Vec<String> {
        let found = self.0.nearest(query, DEPTH);
        found.into_iter().map(|one| one.id.to_owned()).collect()
    }
}
