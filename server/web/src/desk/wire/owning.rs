//! Who owns what, and what waits for whom.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A text in both standards.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Both {
    /// Bokmål.
    pub nb: String,
    /// Nynorsk.
    pub nn: String,
}

impl From<&taxonomy::Both> for Both {
    fn from(both: &taxonomy::Both) -> Self {
        Self {
            nb: both.nb.clone(),
            nn: both.nn.clone(),
        }
    }
}

/// One område.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Area {
    /// Which.
    pub area: String,
    /// What people call it.
    pub name: Both,
    /// Who owns its articles, where they name nobody.
    pub owner: String,
    /// Months between reviews, where an article says nothing else.
    pub review_months: u8,
    /// How many articles it has.
    pub count: usize,
}

/// An owner.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Owner {
    /// A role, or a person.
    pub owner: String,
    /// `role` or `person`.
    pub kind: &'static str,
    /// Who is in the role.
    pub members: Vec<String>,
    /// How many articles it owns.
    pub articles: usize,
}

/// What changed hands.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HandedOver {
    /// Articles.
    pub articles: usize,
    /// Områder.
    pub areas: usize,
}

/// What waits for whom.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Summary {
    /// Articles in use.
    pub articles: usize,
    /// Of these, how many are past their day.
    pub overdue: usize,
    /// How many soon are.
    pub soon: usize,
    /// How many of mine are past their day.
    pub overdue_mine: usize,
    /// How many of mine soon are.
    pub soon_mine: usize,
    /// Reports that nobody has closed.
    pub reports_open: u32,
    /// Proposals that nobody has decided.
    pub proposals_open: u32,
    /// Articles that wait for somebody to go through them.
    pub in_review: usize,
    /// Articles that are promoted now.
    pub promoted: usize,
    /// So many may be.
    pub max_promoted: usize,
    /// The områder.
    pub areas: Vec<AreaCount>,
    /// Whoever asks.
    pub me: Me,
}

/// An område and what waits in it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AreaCount {
    /// Which.
    pub area: String,
    /// What people call it.
    pub name: Both,
    /// Who owns it.
    pub owner: String,
    /// Articles in use.
    pub count: usize,
    /// Of these, how many are past their day.
    pub overdue: usize,
    /// Whether it is owned by whoever asks.
    pub mine: bool,
}

/// Whoever asks.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Me {
    /// Their name.
    pub name: String,
    /// The roles they are in.
    pub owners: Vec<String>,
}
