//! An article in a list, and whole.

use super::{Advice, Fields};
use serde::Serialize;
use utoipa::ToSchema;

/// One article in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Row {
    /// Its id.
    pub id: String,
    /// Its title; the id where it has none yet.
    pub title: String,
    /// The område; empty where it has none yet.
    pub area: String,
    /// A role or a person.
    pub owner: String,
    /// Whether that is the område's owner.
    pub owner_inherited: bool,
    /// `arkivert`, `publisert`, `klar`, `til_gjennomgang` or `utkast`.
    pub state: &'static str,
    /// What lies on top of the published version: `none`, `utkast`, `til_gjennomgang` or `klar`.
    pub stage: &'static str,
    /// When it is to be published, RFC 3339.
    pub publish_at: Option<String>,
    /// `nb` or `nn`.
    pub language: &'static str,
    /// The phases.
    pub phases: Vec<String>,
    /// The knapper.
    pub knapper: Vec<String>,
    /// The standards that lack a phrase.
    pub share_missing: Vec<&'static str>,
    /// `in_order`, `unchecked`, `soon`, `due`, `expired` or `held_back`.
    pub freshness: &'static str,
    /// The last day on which it is in order.
    pub due: String,
    /// What makes it so: `review` or `fact`.
    pub due_because: &'static str,
    /// The day from which it is no longer offered unasked; null while it is not due.
    pub held_back_from: Option<String>,
    /// When its owner last reviewed it.
    pub reviewed: Option<String>,
    /// How many have said «fortsatt riktig» since then.
    pub confirmed_by_users: u32,
    /// Why it comes before its equals, and until when.
    pub promoted: Option<Promoted>,
    /// How often it was of use in thirty days; null under five.
    pub used_30: Option<u64>,
    /// Reports that nobody has closed.
    pub open_reports: u32,
    /// The last change, RFC 3339.
    pub changed: String,
    /// Who made it; empty for what came with the program.
    pub changed_by: String,
    /// Whether it is owned by whoever asks, by name or by role.
    pub mine: bool,
}

/// A promotion.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Promoted {
    /// Its last day.
    pub until: String,
    /// Why.
    pub reason: String,
}

/// A page of a list of articles.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Rows {
    /// The articles.
    pub items: Vec<Row>,
    /// Leads to the next page; null on the last.
    pub next: Option<String>,
    /// How many there are on all pages.
    pub total: usize,
}

/// One article, whole, as its newest version has it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Whole {
    /// What lists show.
    #[serde(flatten)]
    pub row: Row,
    /// The newest version.
    pub version: u32,
    /// The version that is read.
    pub published_version: Option<u32>,
    /// The fields.
    pub fields: Fields,
    /// What there is to say of them, what stops first.
    pub advice: Vec<Advice>,
    /// What is yet to be checked.
    pub needs_check: Option<String>,
    /// Months between reviews.
    pub interval: u8,
    /// Whether that is the område's interval.
    pub interval_inherited: bool,
    /// Who wrote what lies on top of the published version.
    pub authors: Vec<String>,
    /// What whoever asks may do with it now.
    pub may: May,
    /// What whoever asks has typed and not saved.
    pub draft: Option<Draft>,
    /// When it is to be published, RFC 3339.
    pub scheduled_for: Option<String>,
    /// Who has seen it; null unless it is a published routine.
    pub seen: Option<Seen>,
    /// The body as safe HTML.
    pub body_html: String,
}

/// What somebody may do with an article as it stands.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct May {
    /// Approve it.
    pub approve: bool,
    /// Whether approving needs a reason, since they wrote it themselves.
    pub approve_needs_reason: bool,
    /// Say «fortsatt riktig» as its owner.
    pub confirm_as_owner: bool,
    /// Publish it.
    pub publish: bool,
}

/// A text on its way.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Draft {
    /// The version it began from.
    pub base: u32,
    /// The fields.
    pub fields: Fields,
    /// When it was kept, RFC 3339.
    pub saved_at: String,
}

/// How many have seen the published version of a routine.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Seen {
    /// So many have.
    pub by: usize,
    /// Of so many.
    pub of: usize,
    /// Whether whoever asks has.
    pub me: bool,
}
