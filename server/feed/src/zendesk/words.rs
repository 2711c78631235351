//! What a body says, without markup.

use html5gum::emitters::default::{DefaultEmitter, Token};
use html5gum::{HtmlString, Tokenizer};

/// Tags that a platform or a page writes; anything else in angle brackets is what somebody wrote.
const TAGS: &[&str] = &[
    "a",
    "b",
    "blockquote",
    "br",
    "code",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "iframe",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "script",
    "small",
    "span",
    "strong",
    "style",
    "sub",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];
const INLINE: &[&str] = &[
    "a", "b", "code", "em", "font", "i", "s", "small", "span", "strong", "sub", "sup", "u",
];
const UNSEEN: &[&str] = &["script", "style"];

/// The text of a body: as it is, unless there are tags in it.
pub(super) fn plain(body: &str) -> String {
    if !has_tags(body) {
        return body.to_owned();
    }
    let mut emitter = DefaultEmitter::default();
    // So that what stands in a script is not taken for tags.
    emitter.naively_switch_states(true);
    let (mut said, mut unseen) = (String::with_capacity(body.len()), false);
    for token in Tokenizer::new_with_emitter(body, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = text(&tag.name);
                unseen = UNSEEN.contains(&name.as_str()) && !tag.self_closing;
                mark(&mut said, &name);
            }
            Token::EndTag(tag) => {
                unseen = false;
                mark(&mut said, &text(&tag.name));
            }
            Token::String(words) if !unseen => said.push_str(&text(&words.value)),
            _ => {}
        }
    }
    let lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

fn mark(said: &mut String, tag: &str) {
    match tag {
        "img" => said.push_str("[bilde]"),
        "td" | "th" => said.push(' '),
        _ if INLINE.contains(&tag) => {}
        _ => said.push('\n'),
    }
}

/// Whether a tag of these opens or closes somewhere.
fn has_tags(body: &str) -> bool {
    body.split('<').skip(1).any(|after| {
        let after = after.strip_prefix('/').unwrap_or(after);
        let end = after.find(|c: char| !c.is_ascii_alphanumeric());
        let Some(end) = end else { return false };
        let (name, rest) = after.split_at(end);
        let known = TAGS.iter().any(|tag| name.eq_ignore_ascii_case(tag));
        known && rest.contains('>') && rest.starts_with(['>', '/', ' ', '\n', '\t'])
    })
}

fn text(bytes: &HtmlString) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
