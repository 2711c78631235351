//! What a body says, without markup.

use crate::markup::{is_tag, name_after, said};

const INLINE: &[&str] = &[
    "a", "b", "code", "em", "font", "i", "s", "small", "span", "strong", "sub", "sup", "u",
];

/// The text of a body: as it is, unless there are tags in it.
pub(super) fn plain(body: &str) -> String {
    match has_tags(body) {
        true => said(body, mark),
        false => body.to_owned(),
    }
}

fn mark(tag: &str) -> &'static str {
    match tag {
        "img" => "[bilde]",
        "td" | "th" => " ",
        _ if INLINE.contains(&tag) => "",
        _ => "\n",
    }
}

/// Whether a tag opens or closes somewhere.
fn has_tags(body: &str) -> bool {
    body.split('<').skip(1).any(|after| {
        let (name, rest) = name_after(after);
        is_tag(name) && rest.contains('>') && rest.starts_with(['>', '/', ' ', '\n', '\t'])
    })
}
