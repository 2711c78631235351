//! What is wrong with a file, said so that whoever wrote it can mend it.

use std::fmt;

/// How serious a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// To be looked at; what it concerns is in use.
    Warning,
    /// To be mended; a file that cannot be used is left out.
    Error,
}

/// One problem in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, relative to the folder that was read.
    pub file: String,
    /// The line, counted from 1, where known.
    pub line: Option<usize>,
    /// The field, where it is about one.
    pub field: Option<String>,
    /// What is wrong, in one sentence.
    pub message: String,
    /// How serious it is.
    pub severity: Severity,
}

impl Problem {
    pub(crate) fn error(file: &str, line: Option<usize>, field: &str, message: String) -> Self {
        Self {
            file: file.to_owned(),
            line,
            field: (!field.is_empty()).then(|| field.to_owned()),
            message,
            severity: Severity::Error,
        }
    }

    pub(crate) fn warning(file: &str, line: Option<usize>, field: &str, message: String) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(file, line, field, message)
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if let Some(field) = &self.field {
            write!(f, ", `{field}`")?;
        }
        write!(f, ": {}", self.message)
    }
}
