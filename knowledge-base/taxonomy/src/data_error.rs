//! Why data was refused: which, the file, the line where known, and the rule.

use std::fmt::Display;
use std::path::Path;

/// Data that was refused, in one sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what} {file}{}: {problem}", .line.map(|l| format!(", line {l}")).unwrap_or_default())]
pub struct DataError {
    /// What the data is, such as "guidance model".
    pub what: &'static str,
    /// The file.
    pub file: String,
    /// The line, counted from 1.
    pub line: Option<usize>,
    /// What is wrong.
    pub problem: String,
}

/// One file of data while it is read.
#[derive(Clone, Copy)]
pub(crate) struct Data<'t> {
    /// What it is, in errors.
    pub(crate) what: &'static str,
    /// The name of the file, in errors.
    pub(crate) file: &'t str,
    pub(crate) text: &'t str,
}

impl Data<'_> {
    /// Reads it as TOML.
    pub(crate) fn read<T: serde::de::DeserializeOwned>(&self) -> Result<T, DataError> {
        toml::from_str(self.text).map_err(|error| {
            let line = error.span().map(|span| line_at(self.text, span.start));
            self.refused(line, error.message())
        })
    }

    /// The line where the element of an id stands.
    pub(crate) fn line_of(&self, id: impl Display) -> Option<usize> {
        let place = self.text.rfind(&format!("id = \"{id}\""));
        place.map(|offset| line_at(self.text, offset))
    }

    pub(crate) fn refused(&self, line: Option<usize>, problem: impl Into<String>) -> DataError {
        DataError {
            what: self.what,
            file: self.file.to_owned(),
            line,
            problem: problem.into(),
        }
    }
}

/// The text of a file.
pub(crate) fn text_of(what: &'static str, path: &Path) -> Result<(String, String), DataError> {
    let file = path.display().to_string();
    match std::fs::read_to_string(path) {
        Ok(text) => Ok((file, text)),
        Err(error) => Err(DataError {
            what,
            file,
            line: None,
            problem: format!("cannot be read: {error}"),
        }),
    }
}

fn line_at(text: &str, offset: usize) -> usize {
    let before = text.as_bytes().iter().take(offset);
    before.filter(|byte| **byte == b'\n').count() + 1
}
