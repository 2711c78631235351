//! The coverage map.

use serde::Serialize;
use utoipa::ToSchema;

/// A field of the coverage map: a phase, with a knapp or alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CoverageField {
    /// The phase.
    pub phase: String,
    /// The knapp; null for the phase alone.
    pub knapp: Option<String>,
    /// Messages of the veisøker after which a talk stood here; null below five.
    pub stood: Option<u64>,
    /// Of these, how many met nothing to offer for the field; null if it, or the rest, is below five.
    pub silent: Option<u64>,
    /// Prompts written for it.
    pub prompts: usize,
    /// Articles for it.
    pub articles: usize,
    /// Of these, how many are due for review or no longer hold.
    pub overdue: usize,
    /// What to make of it.
    pub verdict: Verdict,
}

/// What editors should make of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Talks stood here too seldom to say anything.
    ForFaa,
    /// Often there was nothing to offer.
    Hull,
    /// There are few prompts, or few articles.
    Tynn,
    /// Talks seldom stand here: others come first.
    LiteBrukt,
    /// There is plenty.
    Godt,
    /// There is enough.
    Dekket,
}
