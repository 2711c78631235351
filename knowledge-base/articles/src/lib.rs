//! What editors write: articles and prompts, read from files, checked, and kept as one snapshot.
//!
//! Invariants
//! - A [`Library`] never changes; an edit makes a new one.
//! - A file with a fault is reported with file, line and field, and left out; the rest loads.
//! - No clock: whoever asks whether something is out of date brings the date.
//! - Raw HTML in an article never reaches a page.

mod alike;
mod article;
mod body;
pub mod compare;
mod coverage;
mod fields;
mod ids;
mod library;
mod problem;
mod prompt;
mod values;

pub use article::{Article, Promotion, Source, State};
pub use body::Passage;
pub use coverage::{Coverage, CoverageField};
pub use ids::{ArticleId, PromptId};
pub use library::Library;
pub use problem::{Problem, Severity};
pub use prompt::Prompt;
pub use values::{Area, Depth, Kind, QuestionType, SourceKind, Value};
