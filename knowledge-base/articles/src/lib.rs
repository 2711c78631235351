//! What editors write: articles, prompts and the files beside them; read from text, checked, kept with
//! every version in `ik.db`, and shown to everybody as one snapshot.
//!
//! Invariants
//! - A [`Library`] never changes; an edit makes a new one.
//! - A file with a fault is reported with file, line and field, and left out; the rest loads.
//! - No clock: whoever asks whether something is out of date brings the date.
//! - Raw HTML in an article never reaches a page.
//! - What [`store`] promises of what was saved stands there.

mod alike;
mod areas;
pub mod arriving;
mod article;
mod body;
pub mod compare;
mod coverage;
mod document;
mod fields;
mod folder;
mod ids;
mod library;
mod manuscript;
mod problem;
mod prompt;
mod shelf;
mod source_policy;
pub mod spelling;
mod standing;
pub mod store;
mod values;

pub use areas::{AREAS, AreaOf, Areas, Group, with_area};
pub use article::{Article, Media, Promotion, Source, State};
pub use body::{Passage, links as links_of, to_html as body_html};
pub use coverage::{Coverage, CoverageField};
pub use document::{DocumentKind, MODEL_TEXTS, SYNONYMS, file_of};
pub use folder::read as read_folder;
pub use ids::{ArticleId, PromptId};
pub use library::{Library, starter_files};
pub use manuscript::{
    Advice, FIELDS, Grounds, Manuscript, ManuscriptMedia, ManuscriptSource, Share, Weight,
};
pub use problem::{Problem, Severity};
pub use prompt::Prompt;
pub use shelf::Shelf;
pub use source_policy::{SOURCE_POLICY, SourcePolicy};
pub use standing::Standing;
pub use values::{
    Area, Depth, Importance, Kind, MediaKind, ProposalState, QuestionType, ReportReason,
    ReportState, SourceKind, Value,
};
