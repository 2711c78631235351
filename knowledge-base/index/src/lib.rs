//! The knowledge base made searchable. This is the only room that names tantivy.
//!
//! Invariants
//! - Any input is words: no query syntax, and never an error.
//! - A query word is never replaced in silence: what was corrected or added is told.
//! - An [`Index`] is a snapshot: it never changes. The [`Writer`] alone changes what the [`Reader`] gives.
//! - What the writer has acknowledged is on disk and can be found.
//! - No clock: a query brings its date.

mod analysis;
mod cards;
mod closeness;
mod corpus;
mod document;
mod engine;
mod everyday;
mod hits;
mod indexed;
mod lexicon;
mod meaning;
mod mistakes;
mod nearness;
mod passages;
mod ranking;
mod schema;
mod scoring;
mod search;
mod stop;
mod store;
mod synonyms;
mod titles;
mod topics;
mod understand;
mod variants;
mod vectors;
mod vocabulary;
mod writer;

pub use corpus::{Corpus, Document, Ranked};
pub use hits::{FieldMatch, Hit, Hits};
pub use ranking::{Boost, Explanation, WordShare};
pub use search::{Index, Query};
pub use store::StoreError;
pub use titles::{NearTitle, Title, Titles};
pub use topics::{Stretch, Talk, Topic};
pub use writer::{Embed, NotSaved, Reader, Writer};
