//! What a document has been.

use super::{Advice, Fields};
use serde::Serialize;
use utoipa::ToSchema;

/// A page of versions, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Versions {
    /// The versions.
    pub items: Vec<Version>,
    /// Leads to the older ones; null if there are none.
    pub next: Option<String>,
}

/// One version.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Version {
    /// Its number, from 1.
    pub number: u32,
    /// When it was saved, RFC 3339.
    pub at: String,
    /// Who saved it.
    pub author: String,
    /// What they said of it.
    pub message: String,
    /// Whether it is the one that is read.
    pub published: bool,
    /// Whether it is the newest.
    pub head: bool,
    /// So many things that would stop it from being read.
    pub faults: usize,
}

/// One version of an article with its text.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct VersionText {
    /// Its number.
    pub number: u32,
    /// When it was saved, RFC 3339.
    pub at: String,
    /// Who saved it.
    pub author: String,
    /// What they said of it.
    pub message: String,
    /// Its fields.
    pub fields: Fields,
    /// Its text as a file has it.
    pub text: String,
    /// What there is to say of it today.
    pub advice: Vec<Advice>,
}

/// A page of what happened, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Events {
    /// What happened.
    pub items: Vec<Event>,
    /// Leads to what is older; null if there is nothing.
    pub next: Option<String>,
}

/// Something that happened.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Event {
    /// When, RFC 3339.
    pub at: String,
    /// By whom.
    pub who: String,
    /// What: the name of a step, `confirmed`, `promoted` and so on.
    pub what: String,
    /// The version it was about.
    pub version: Option<u32>,
    /// Why, or what there is to add.
    pub reason: String,
}

/// Two versions side by side.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Diff {
    /// The earlier.
    pub from: u32,
    /// The later.
    pub to: u32,
    /// The fields that differ.
    pub fields: Vec<DifferingField>,
}

/// One field that differs.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DifferingField {
    /// Its name; `text` in a document without fields.
    pub field: &'static str,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// One part of two texts.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Part {
    /// `same`, `new` or `gone`.
    pub kind: &'static str,
    /// The part.
    pub text: String,
}
