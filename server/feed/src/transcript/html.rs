//! What a message says without its tags and entities.

use crate::markup::{is_tag, name_after, said};

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

/// The text of a message, lines kept.
pub(super) fn plain(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return html.trim().to_owned();
    }
    said(&kept_marks(html), |tag| match BREAKS.contains(&tag) {
        true => "\n",
        false => "",
    })
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
        let (name, _) = name_after(&tag[1..]);
        let known = is_tag(name);
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
