//! The answer to a search.

use serde::Serialize;

/// The answer to a search: on the search box's wire, and what `ledsager search --json` prints.
#[derive(Debug, Clone, Serialize)]
pub struct Found {
    /// The query as it came.
    pub query: String,
    /// The query with misspelt words put right, if any were.
    pub corrected: Option<String>,
    /// Words searched for beside those of the query.
    pub expanded: Vec<String>,
    /// Whether the query's meaning should have taken part and did not.
    pub words_alone: bool,
    /// The articles, best first.
    pub hits: Vec<Hit>,
}

/// One article found.
#[derive(Debug, Clone, Serialize)]
pub struct Hit {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its short answer.
    pub short: String,
    /// The passage that fits best; holds no markup but `<mark>`.
    pub passage_html: String,
    /// The owning group.
    pub owner: String,
    /// When it was last reviewed, `YYYY-MM-DD`, if ever.
    pub reviewed: Option<String>,
    /// `in_order`, `unchecked`, `review_due` or `expired`.
    pub state: &'static str,
    /// `nb` or `nn`.
    pub lang: &'static str,
    /// Comparable within one answer only.
    pub score: f32,
    /// Why it was found.
    pub why: String,
}
