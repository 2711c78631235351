//! The ids of articles and prompts, kept apart by type.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes an id.
            pub fn new(id: impl Into<Arc<str>>) -> Self {
                Self(id.into())
            }

            /// The id.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id! {
    /// The id of an article; equals its file name.
    ArticleId
}

id! {
    /// The id of a prompt.
    PromptId
}

/// Whether an id holds only lower case ascii letters, digits and hyphens.
pub(crate) fn well_formed(id: &str) -> bool {
    !id.is_empty()
        && id
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// An id made from a title: Norwegian letters written out, everything else that is no letter or digit
/// a hyphen.
pub(crate) fn slug(title: &str) -> String {
    /// Longer file names are awkward to read and to link to.
    const LONGEST: usize = 60;
    let mut slug = String::new();
    for letter in title.to_lowercase().chars() {
        match letter {
            'a'..='z' | '0'..='9' => slug.push(letter),
            'æ' | 'ä' => slug.push_str("ae"),
            'ø' | 'ö' => slug.push('o'),
            'å' | 'à' | 'á' => slug.push('a'),
            'é' | 'è' | 'ê' => slug.push('e'),
            'ü' => slug.push('u'),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
        if slug.len() >= LONGEST {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "artikkel" } else { slug }.to_owned()
}
