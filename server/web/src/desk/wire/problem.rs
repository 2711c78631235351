//! A refusal as RFC 9457 has it, with what a page needs to help.

use super::{Advice, Fields};
use serde::Serialize;
use utoipa::ToSchema;

/// Why the desk did not do what was asked.
#[derive(Debug, Default, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// Always `about:blank`: the code says what it is.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The status in words.
    pub title: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// What it is; pages have the sentence for people.
    pub code: &'static str,
    /// What exactly, in English, for whoever writes a program.
    pub detail: String,
    /// The field it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What stands in the way of publishing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advice: Option<Vec<Advice>>,
    /// What is wrong with a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problems: Option<Vec<Fault>>,
    /// What was to be saved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mine: Option<Fields>,
    /// What somebody else has saved meanwhile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theirs: Option<Fields>,
    /// What both began from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<Fields>,
    /// The newest version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theirs_version: Option<u32>,
    /// Who saved it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theirs_author: Option<String>,
    /// What becomes of each field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merge: Option<Vec<Merged>>,
}

/// What becomes of a field that two people had before them.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Merged {
    /// Its name.
    pub field: &'static str,
    /// `same`, `mine`, `theirs`, `merged` or `conflict`.
    pub state: &'static str,
    /// Both together; null where somebody must choose.
    pub merged: serde_json::Value,
}

/// One thing that is wrong with a file.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Fault {
    /// The file.
    pub file: String,
    /// The line, from 1, where known.
    pub line: Option<usize>,
    /// The field, where it is about one.
    pub field: Option<String>,
    /// What is wrong.
    pub message: String,
}

impl From<articles::Problem> for Fault {
    fn from(problem: articles::Problem) -> Self {
        Self {
            file: problem.file,
            line: problem.line,
            field: problem.field,
            message: problem.message,
        }
    }
}
