//! The Markdown of an article: as safe HTML, as plain passages, and the links in it.

use crate::ids::ArticleId;
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};

/// A paragraph or list item without markup, with the heading it stands under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The heading, if there is one above.
    pub heading: Option<String>,
    /// The plain text.
    pub text: String,
}

/// The address that an internal link leads to.
fn address(destination: &str) -> Option<String> {
    if let Some(id) = destination.strip_prefix("ik:") {
        return Some(format!("/ik#{id}"));
    }
    let web = destination.starts_with("https://") || destination.starts_with("http://");
    web.then(|| destination.to_owned())
}

/// The HTML of a body. Raw HTML in the source comes out as the text it is; a link that leads
/// neither to the web nor to an article, and every image, leaves only its words.
pub fn to_html(markdown: &str) -> String {
    let mut open = Vec::new();
    let events =
        Parser::new_ext(markdown, Options::ENABLE_TABLES).filter_map(|event| match event {
            Event::Html(raw) | Event::InlineHtml(raw) => Some(Event::Text(raw)),
            Event::Start(Tag::HtmlBlock | Tag::Image { .. })
            | Event::End(TagEnd::HtmlBlock | TagEnd::Image) => None,
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            }) => {
                let address = address(&dest_url);
                open.push(address.is_some());
                address.map(|address| {
                    Event::Start(Tag::Link {
                        link_type,
                        dest_url: CowStr::from(address),
                        title,
                        id,
                    })
                })
            }
            Event::End(TagEnd::Link) => open.pop().unwrap_or(false).then_some(event),
            other => Some(other),
        });
    let mut out = String::new();
    html::push_html(&mut out, events);
    out
}

/// The internal links of a body, each with its byte offset.
pub fn links(markdown: &str) -> Vec<(ArticleId, usize)> {
    Parser::new(markdown)
        .into_offset_iter()
        .filter_map(|(event, range)| match event {
            Event::Start(Tag::Link { dest_url, .. }) => dest_url
                .strip_prefix("ik:")
                .map(|id| (ArticleId::new(id), range.start)),
            _ => None,
        })
        .collect()
}

/// Whether there is an image in a body, which pages leave out.
pub(crate) fn has_images(markdown: &str) -> bool {
    Parser::new(markdown).any(|event| matches!(event, Event::Start(Tag::Image { .. })))
}

/// The body in plain pieces, each short enough to be shown as it is.
pub(crate) fn passages(markdown: &str) -> Vec<Passage> {
    let mut passages = Vec::new();
    let (mut heading, mut text, mut in_heading) = (None, String::new(), false);
    let mut close = |text: &mut String, heading: &Option<String>| {
        let plain = std::mem::take(text);
        if !plain.trim().is_empty() {
            passages.push(Passage {
                heading: heading.clone(),
                text: plain.trim().to_owned(),
            });
        }
    };
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                close(&mut text, &heading);
                in_heading = true;
            }
            Event::End(TagEnd::Heading(_)) => {
                heading = Some(std::mem::take(&mut text).trim().to_owned());
                in_heading = false;
            }
            Event::Start(Tag::Paragraph | Tag::Item | Tag::TableRow)
            | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead)
                if !in_heading =>
            {
                close(&mut text, &heading)
            }
            Event::Text(piece) | Event::Code(piece) => text.push_str(&piece),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::TableCell) => text.push(' '),
            _ => {}
        }
    }
    close(&mut text, &heading);
    passages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_safe_html_comes_out() {
        let html = to_html(
            "Hei <script>alert(1)</script> [a](javascript:x) [b](ik:fagbrev) [c](https://nav.no)\n\n<div onclick=x>y</div>\n\n![bilde](https://x.no/y.png)",
        );
        assert!(!html.contains("<script") && !html.contains("<div") && !html.contains("<img"));
        assert!(html.contains("&lt;script&gt;") && !html.contains("javascript"));
        assert!(html.contains(r#"<a href="/ik#fagbrev">b</a>"#));
        assert!(html.contains(r#"<a href="https://nav.no">c</a>"#));
    }

    #[test]
    fn a_list_item_is_a_passage_with_its_heading() {
        let found = passages("Først.\n\n## Vær obs på\n\n- Den **ene**\n- Den [andre](ik:x)\n");
        let shown: Vec<(Option<&str>, &str)> = found
            .iter()
            .map(|passage| (passage.heading.as_deref(), passage.text.as_str()))
            .collect();
        assert_eq!(
            shown,
            [
                (None, "Først."),
                (Some("Vær obs på"), "Den ene"),
                (Some("Vær obs på"), "Den andre"),
            ]
        );
    }
}
