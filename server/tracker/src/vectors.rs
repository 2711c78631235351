//! Sentence vectors of many texts, made beforehand: for training and measuring, where the same
//! chats are read again and again.

use language::Embedding;
use std::collections::HashMap;

/// Vectors by text, of one encoder.
#[derive(Debug, Default)]
pub struct Vectors {
    encoder: String,
    by_text: HashMap<String, Embedding>,
}

impl Vectors {
    /// No vectors yet, of the encoder of this id.
    pub fn of(encoder: impl Into<String>) -> Self {
        Self {
            encoder: encoder.into(),
            by_text: HashMap::new(),
        }
    }

    /// Keeps the vector of a text.
    pub fn insert(&mut self, text: &str, vector: Embedding) {
        self.by_text.insert(language::normalise(text), vector);
    }

    /// The vector of a text, if it was made.
    pub fn get(&self, text: &str) -> Option<&Embedding> {
        self.by_text.get(&language::normalise(text))
    }

    /// The id of the encoder that made them.
    pub fn encoder(&self) -> &str {
        &self.encoder
    }
}
