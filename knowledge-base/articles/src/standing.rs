//! How an article stands, apart from its text: when it was reviewed, and whether it is promoted. These
//! change without a new version; in a file they are lines of the front matter.

use crate::article::{Promotion, parts};
use jiff::civil::Date;
use toml_edit::{DocumentMut, Item, TableLike};

/// The standing of one article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// When its owner last reviewed it.
    pub reviewed: Option<Date>,
    /// Shown before its equals for a while.
    pub promoted: Option<Promotion>,
}

impl Standing {
    /// The standing that a file tells of.
    pub fn read(text: &str) -> Self {
        let front = parts(text).and_then(|(front, ..)| front.parse::<DocumentMut>().ok());
        front.map_or_else(Self::default, |front| Self::of(front.as_table()))
    }

    pub(crate) fn of(front: &dyn TableLike) -> Self {
        let promoted = front.get("promoted").and_then(Item::as_table_like);
        Self {
            reviewed: date(front, "reviewed"),
            promoted: promoted.and_then(|promoted| {
                Some(Promotion {
                    until: date(promoted, "until")?,
                    reason: promoted.get("reason")?.as_str()?.trim().to_owned(),
                })
            }),
        }
    }
}

/// A date in a front matter, written as a date or as text.
pub(crate) fn date(table: &dyn TableLike, key: &str) -> Option<Date> {
    let item = table.get(key)?;
    let text = item.as_datetime().map(ToString::to_string);
    text.as_deref().or(item.as_str())?.parse().ok()
}
