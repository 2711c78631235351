//! What else the desk's doors tell.

use super::{Advice, Fault};
use crate::wire::CoverageField;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What there is to say of a text on its way.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Checked {
    /// What there is to say, what stops first.
    pub advice: Vec<Advice>,
    /// Articles that may be about the same.
    pub similar: Vec<Similar>,
}

/// An article that may be about the same.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Similar {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What is alike: `title`.
    pub how: &'static str,
}

/// Safe HTML.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Html {
    /// The HTML.
    pub html: String,
}

/// Markdown made of what was pasted.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Markdown {
    /// The Markdown.
    pub markdown: String,
    /// What was left out.
    pub dropped: Vec<String>,
}

/// Who else has an article open.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Others {
    /// They, by name.
    pub others: Vec<Other>,
}

/// Somebody else who has an article open.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Other {
    /// Their name.
    pub name: String,
    /// The field they are in.
    pub field: Option<String>,
    /// When they last said so, RFC 3339.
    pub seen: String,
}

/// Who has seen the published version of a routine.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Receipts {
    /// The version.
    pub version: u32,
    /// Who, the earliest first; empty unless whoever asks owns the article.
    pub seen: Vec<Receipt>,
    /// So many have.
    pub by: usize,
    /// Of so many.
    pub of: usize,
}

/// Somebody who has seen it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Receipt {
    /// Their name.
    pub name: String,
    /// When, RFC 3339.
    pub at: String,
}

/// Where an article is used.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Used {
    /// Its phases.
    pub phases: Vec<String>,
    /// Its knapper.
    pub knapper: Vec<String>,
    /// The elements of the guidance model that name it.
    pub model: Vec<String>,
    /// Published articles that link to it.
    pub linked_from: Vec<Linked>,
    /// Articles that it links to.
    pub links_to: Vec<LinkedTo>,
    /// Prompts that may stand beside it: those of its phases and knapper, fifty at most.
    pub prompts: Vec<PromptText>,
    /// Labelled moments in which it would stand before the counsellor; null: none are played.
    pub moments: Option<u64>,
    /// Chats in which it was offered in thirty days; null under five.
    pub shown_30: Option<u64>,
}

/// An article that links here.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Linked {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// An article that is linked to.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LinkedTo {
    /// Its id.
    pub id: String,
    /// Its title; the id if there is no such article.
    pub title: String,
    /// Whether it is not published.
    pub missing: bool,
}

/// A prompt, by its sentence.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PromptText {
    /// Its id.
    pub id: String,
    /// The sentence in bokmål.
    pub nb: String,
}

/// A page of prompts.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Prompts {
    /// The prompts.
    pub items: Vec<PromptRow>,
    /// Leads to the next page; null on the last.
    pub next: Option<String>,
    /// How many there are on all pages.
    pub total: usize,
}

/// One prompt.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PromptRow {
    /// Its id.
    pub id: String,
    /// The file it stands in; its ETag is what `If-Match` takes.
    pub file: String,
    /// The phase; null fits anywhere.
    pub phase: Option<String>,
    /// The knapp; null where it belongs to the phase alone.
    pub knapp: Option<String>,
    /// What it is for.
    pub kind: &'static str,
    /// The type of question.
    pub question_type: Option<&'static str>,
    /// How much it challenges.
    pub depth: &'static str,
    /// The word of the pair that it opens towards: `first`, `second` or `both`.
    pub towards: Option<&'static str>,
    /// What it takes for granted.
    pub presumes: Option<String>,
    /// Whether it is for hard moments alone.
    pub safe: bool,
    /// Whether it is held back in hard moments.
    pub hard: bool,
    /// Whether it invites to learning: what is taken along, what is to be tried.
    pub learns: bool,
    /// The sentence in bokmål.
    pub nb: String,
    /// The sentence in nynorsk.
    pub nn: String,
}

/// One file of the knowledge base that is no article.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Document {
    /// Its name.
    pub name: String,
    /// `prompts`, `synonyms`, `areas`, `source_policy` or `model_texts`.
    pub kind: &'static str,
    /// Its newest version.
    pub version: u32,
    /// When it was changed, RFC 3339.
    pub changed: String,
    /// By whom.
    pub changed_by: String,
}

/// One of them with its text.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DocumentText {
    /// What the list says of it.
    #[serde(flatten)]
    pub row: Document,
    /// Its text.
    pub text: String,
}

/// The knowledge base as files.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Files {
    /// The files, by name.
    pub files: Vec<FileText>,
}

/// One file.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileText {
    /// Its name, such as `articles/x.md`.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// What became of files.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Imported {
    /// Those there was nothing of.
    pub new: Vec<String>,
    /// Those whose text is another now.
    pub changed: Vec<String>,
    /// How many were the same.
    pub same: usize,
    /// Those that were not taken.
    pub refused: Vec<Refused>,
    /// What is wrong with files, taken or not.
    pub problems: Vec<Fault>,
}

/// A file that was not taken.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Refused {
    /// Its name.
    pub name: String,
    /// Why: `newer_here`, `older`, `being_written`, `faulty` or `not_ours`.
    pub why: &'static str,
}

/// The coverage map.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Coverage {
    /// The days it tells of.
    pub days: u32,
    /// Every field of the guidance model.
    pub fields: Vec<CoverageField>,
    /// The searches that found nothing.
    pub searches: serde_json::Value,
}
