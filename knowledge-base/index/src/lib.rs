//! The knowledge base made searchable. This is the only room that names tantivy.
//!
//! Invariants
//! - Any input is words: no query syntax, and never an error.
//! - A query word is never replaced in silence: what was corrected or added is told.
//! - An index is a snapshot of one [`articles::Library`]; a new library means a new index.
//! - No clock: a query brings its date.

mod analysis;
mod closeness;
mod corpus;
mod engine;
mod everyday;
mod hits;
mod nearness;
mod passages;
mod scoring;
mod search;
mod stop;
mod titles;
mod topics;
mod understand;
mod variants;
mod vocabulary;

pub use corpus::{Corpus, Document, Ranked};
pub use hits::{FieldMatch, Hit, Hits};
pub use search::{Index, Query};
pub use titles::{NearTitle, Title, Titles};
pub use topics::Topic;
