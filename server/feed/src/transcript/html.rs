//! What a message says without its tags and entities.

use html5gum::Tokenizer;
use html5gum::emitters::default::{DefaultEmitter, Token};

/// Tags that chats are written with. What looks like another, such as "<3" or "<Kari>", is what somebody wrote.
const KNOWN: &[&str] = &[
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
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];
/// Those that a line ends with.
const BREAKS: &[&str] = &[
    "blockquote",
    "br",
    "dd",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "table",
    "tr",
    "ul",
];
const UNSEEN: &[&str] = &["script", "style"];

/// The text of a message, lines kept.
pub(super) fn plain(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return html.trim().to_owned();
    }
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let (mut out, mut unseen) = (String::new(), false);
    let marked = kept_marks(html);
    for token in Tokenizer::new_with_emitter(marked.as_str(), emitter) {
        let Ok(token) = token;
        let name = match &token {
            Token::StartTag(tag) => String::from_utf8_lossy(&tag.name).into_owned(),
            Token::EndTag(tag) => String::from_utf8_lossy(&tag.name).into_owned(),
            Token::String(text) => {
                if !unseen {
                    out.push_str(&String::from_utf8_lossy(&text.value));
                }
                continue;
            }
            _ => continue,
        };
        if UNSEEN.contains(&name.as_str()) {
            unseen = matches!(token, Token::StartTag(_));
        }
        if BREAKS.contains(&name.as_str()) {
            out.push('\n');
        }
    }
    let lines = out.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The same HTML with every `<` that begins no known tag made a character.
fn kept_marks(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    let mut left = html.matches('>').count();
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        left -= before.matches('>').count();
        let name = tag[1..].trim_start_matches('/');
        let end = name
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(name.len());
        let known = KNOWN.contains(&name[..end].to_lowercase().as_str());
        let closed = left > 0;
        out.push_str(if closed && (known || tag.starts_with("<!--")) {
            "<"
        } else {
            "&lt;"
        });
        rest = &tag[1..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn tags_go_and_what_was_written_stays() {
        for (html, text) in [
            ("hei", "hei"),
            ("<p>Hei &amp; hall&oslash;</p><p>du</p>", "Hei & hallø\ndu"),
            ("a<br>b<br/>c", "a\nb\nc"),
            (
                "jeg <3 dette, 2 < 3 og 5 > 4",
                "jeg <3 dette, 2 < 3 og 5 > 4",
            ),
            ("se <a href=\"https://x.no/kari\">her</a>", "se her"),
            ("<script>alert('x')</script>ok<style>p{}</style>", "ok"),
            ("<Kari> sa hei", "<Kari> sa hei"),
            ("uferdig <b", "uferdig <b"),
            ("&lt;b&gt; &#39;x&#39; &#x1F642;", "<b> 'x' 🙂"),
            ("<!-- skjult -->synlig", "synlig"),
            ("<div><div>a</div></div>", "a"),
            ("<", "<"),
            ("&", "&"),
        ] {
            assert_eq!(plain(html), text, "{html}");
        }
    }
}
