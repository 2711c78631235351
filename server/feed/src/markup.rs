//! HTML as chats carry it: which tags are tags, and what is said between them.

use html5gum::emitters::default::{DefaultEmitter, Token};
use html5gum::{HtmlString, Tokenizer};

/// Tags that a platform or a page writes. What looks like another, such as "<3" or "<Kari>", is what somebody
/// wrote.
const TAGS: &[&str] = &[
    "a",
    "b",
    "blockquote",
    "br",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
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
const UNSEEN: &[&str] = &["script", "style"];

/// Whether a tag has this name.
pub(crate) fn is_tag(name: &str) -> bool {
    TAGS.iter().any(|tag| name.eq_ignore_ascii_case(tag))
}

/// The name that stands behind a `<`, and what follows it; a `/` between is passed over.
pub(crate) fn name_after(opening: &str) -> (&str, &str) {
    let name = opening.strip_prefix('/').unwrap_or(opening);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric());
    name.split_at(end.unwrap_or(name.len()))
}

/// What HTML says, a trimmed line each: scripts and styles are not said, and each tag leaves the mark that
/// `mark` gives for its name.
pub(crate) fn said(html: &str, mark: impl Fn(&str) -> &'static str) -> String {
    let mut emitter = DefaultEmitter::default();
    // So that what stands in a script is not taken for tags.
    emitter.naively_switch_states(true);
    let (mut said, mut unseen) = (String::with_capacity(html.len()), false);
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = text(&tag.name);
                unseen = UNSEEN.contains(&name.as_str()) && !tag.self_closing;
                said.push_str(mark(&name));
            }
            Token::EndTag(tag) => {
                unseen = false;
                said.push_str(mark(&text(&tag.name)));
            }
            Token::String(words) if !unseen => said.push_str(&text(&words.value)),
            _ => {}
        }
    }
    let lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

fn text(bytes: &HtmlString) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
