//! What is wrong with a chat in a file, without a word of it.

use std::fmt;

/// A chat that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Its number in the file, from 1; what cannot be read is counted too.
    pub chat: u64,
    /// The line on which it begins, or where it goes wrong if that is known, from 1.
    pub line: u64,
    pub(super) wrong: Wrong,
}

/// Where, and what: made of our own words only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrong {
    field: Option<String>,
    problem: &'static str,
}

impl Wrong {
    pub(super) fn whole(problem: &'static str) -> Self {
        let field = None;
        Self { field, problem }
    }

    pub(super) fn field(field: &str, problem: &'static str) -> Self {
        let field = Some(field.to_owned());
        Self { field, problem }
    }

    /// What serde says may quote; what it means does not.
    pub(super) fn of(error: &serde_json::Error) -> Self {
        Self::whole(match error.classify() {
            serde_json::error::Category::Eof => "is JSON that ends before it is done",
            serde_json::error::Category::Data => "is JSON, but not of such a chat",
            _ => "is no JSON",
        })
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "chat {}, line {}: ", self.chat, self.line)?;
        if let Some(field) = &self.wrong.field {
            write!(f, "`{field}` ")?;
        }
        f.write_str(self.wrong.problem)
    }
}
