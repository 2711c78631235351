//! What travels through the desk's doors: types of their own, so that nothing inside is told by chance.

mod article;
mod fields;
mod history;
mod owning;
mod problem;
mod reports;
mod work;

pub(crate) use article::{Draft, May, Promoted, Row, Rows, Seen, Whole};
pub(crate) use fields::{Advice, Fields, advice};
pub(crate) use history::{
    Diff, DifferingField, Event, Events, Part, Version, VersionText, Versions,
};
pub(crate) use owning::{Area, AreaCount, Both, HandedOver, Me, Owner, Summary};
pub(crate) use problem::{Fault, Merged, Problem};
pub(crate) use reports::{Favourite, Proposal, Proposals, Report, Reports};
pub(crate) use work::{
    Checked, Coverage, Document, DocumentText, FileText, Files, Html, Imported, Linked, LinkedTo,
    Markdown, Other, Others, PromptRow, PromptText, Prompts, Receipt, Receipts, Refused, Similar,
    Used,
};

/// A name as it is shown: without what says where somebody logged in.
pub(crate) fn shown(id: &str) -> String {
    id.strip_prefix("dev:").unwrap_or(id).to_owned()
}
