//! Other search engines on the same documents, each asked as somebody who knows it would.

pub mod ours;
pub mod plain_tantivy;
pub mod postgres;
mod server;
pub mod side_by_side;
pub mod sqlite;

pub use server::Server;

use index::Document;
use plain_tantivy::Analysis;
use tantivy::tokenizer::TextAnalyzer;

/// Answers that count.
pub const DEPTH: usize = 10;

/// A search engine that holds a collection.
pub trait Peer {
    /// What it is called in a table.
    fn name(&self) -> &'static str;

    /// The ids of its best [`DEPTH`] documents, best first.
    ///
    /// # Panics
    /// If it fails: then there is nothing to compare.
    fn answer(&mut self, query: &str) -> Vec<String>;
}

/// Title and text in one, as every peer but ours gets them.
fn whole(document: &Document) -> String {
    format!("{}\n{}", document.title, document.text)
}

/// The words of a query that are no stop words, in small letters: for engines without a Norwegian
/// list of their own.
struct TellingWords(TextAnalyzer);

impl TellingWords {
    fn new() -> Self {
        Self(Analysis::Stopped.analyzer())
    }

    fn of(&mut self, query: &str) -> Vec<String> {
        let mut words = Vec::new();
        let mut tokens = self.0.token_stream(query);
        tokens.process(&mut |token| words.push(token.text.clone()));
        words
    }
}
