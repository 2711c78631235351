//! One frame of text made into a small tree, or refused. Knows XML, nothing of chats.

use crate::LostReason;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};

/// Deeper than any stanza we know of; a tree is dropped recursively, so depth must have an end.
const MAX_DEPTH: usize = 32;
/// Elements in one frame. A list of rooms has one each.
const MAX_ELEMENTS: usize = 10_000;

/// An XML element. It may hold words, so it has no `Debug`.
#[derive(Default, PartialEq)]
pub(super) struct Element {
    /// The name without its prefix.
    pub(super) name: String,
    /// The namespace it is in; empty if none.
    pub(super) ns: String,
    /// Text directly inside, joined.
    pub(super) text: String,
    /// Elements directly inside, in order.
    pub(super) children: Vec<Element>,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// Reads one frame: exactly one element, or `None` for white space sent as a sign of life.
    pub(super) fn parse(frame: &str) -> Result<Option<Self>, LostReason> {
        let mut reader = NsReader::from_str(frame);
        let mut open: Vec<Self> = Vec::new();
        let mut whole = None;
        let mut count = 0;
        loop {
            let (ns, event) = reader
                .read_resolved_event()
                .map_err(|_| LostReason::Nonsense)?;
            let ns = match ns {
                ResolveResult::Bound(ns) => ns.into_inner().to_owned(),
                ResolveResult::Unbound => String::new(),
                ResolveResult::Unknown(_) => return Err(LostReason::Nonsense),
            };
            let done = match event {
                Event::Start(start) => {
                    count += 1;
                    if open.len() >= MAX_DEPTH || count > MAX_ELEMENTS || whole.is_some() {
                        return Err(LostReason::Nonsense);
                    }
                    open.push(Self::started(&start, ns)?);
                    None
                }
                Event::Empty(start) => {
                    count += 1;
                    if count > MAX_ELEMENTS {
                        return Err(LostReason::Nonsense);
                    }
                    Some(Self::started(&start, ns)?)
                }
                Event::End(_) => Some(open.pop().ok_or(LostReason::Nonsense)?),
                Event::Text(text) => {
                    add_text(&mut open, &text.xml10_content())?;
                    None
                }
                Event::CData(text) => {
                    add_text(&mut open, &text.xml10_content())?;
                    None
                }
                Event::GeneralRef(name) => {
                    let meant = match name.resolve_char_ref() {
                        Ok(Some(meant)) => meant,
                        Ok(None) => predefined(&name).ok_or(LostReason::Nonsense)?,
                        Err(_) => return Err(LostReason::Nonsense),
                    };
                    add_text(&mut open, meant.encode_utf8(&mut [0; 4]))?;
                    None
                }
                // RFC 6120 11.1: none of these may come, and entities declared in a DOCTYPE are
                // the classical way to make a small text huge.
                Event::DocType(_) | Event::PI(_) | Event::Comment(_) | Event::Decl(_) => {
                    return Err(LostReason::Nonsense);
                }
                Event::Eof if open.is_empty() => return Ok(whole),
                Event::Eof => return Err(LostReason::Nonsense),
            };
            match (done, open.last_mut()) {
                (Some(element), Some(parent)) => parent.children.push(element),
                (Some(element), None) if whole.is_none() => whole = Some(element),
                (Some(_), None) => return Err(LostReason::Nonsense),
                (None, _) => {}
            }
        }
    }

    fn started(start: &BytesStart<'_>, ns: String) -> Result<Self, LostReason> {
        let mut attributes = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|_| LostReason::Nonsense)?;
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|_| LostReason::Nonsense)?;
            attributes.push((attribute.key.into_inner().to_owned(), value.into_owned()));
        }
        Ok(Self {
            name: start.local_name().into_inner().to_owned(),
            ns,
            attributes,
            ..Self::default()
        })
    }

    /// Whether it has this name in this namespace.
    pub(super) fn is(&self, name: &str, ns: &str) -> bool {
        self.name == name && self.ns == ns
    }

    /// An attribute's value.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The first child with this name in this namespace.
    pub(super) fn child(&self, name: &str, ns: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.is(name, ns))
    }

    /// The first child with this name in this namespace, taken out.
    pub(super) fn take_child(&mut self, name: &str, ns: &str) -> Option<Self> {
        let at = self.children.iter().position(|child| child.is(name, ns))?;
        Some(self.children.swap_remove(at))
    }
}

/// The entities that XML itself has; no others are known here.
fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "apos" => '\'',
        "quot" => '"',
        _ => return None,
    })
}

fn add_text(open: &mut [Element], text: &str) -> Result<(), LostReason> {
    match open.last_mut() {
        Some(element) => element.text.push_str(text),
        None if text.chars().all(char::is_whitespace) => {}
        None => return Err(LostReason::Nonsense),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(frame: &str) -> Element {
        Element::parse(frame)
            .ok()
            .flatten()
            .unwrap_or_else(|| panic!("refused: {frame}"))
    }

    #[test]
    fn names_get_their_namespace_and_text_is_unescaped() {
        let message = parse(
            "<message xmlns='jabber:client' from='a&amp;b'><body>1 &lt; 2 &amp; &#x42;&#67; <![CDATA[<x>]]></body>\
             <s:x xmlns:s='other'/></message>",
        );
        assert_eq!(message.attribute("from"), Some("a&b"));
        let body = message.child("body", "jabber:client").unwrap();
        assert_eq!(body.text, "1 < 2 & BC <x>");
        assert!(message.child("x", "other").is_some());
        assert!(message.child("x", "jabber:client").is_none());
    }

    #[test]
    fn white_space_is_a_sign_of_life() {
        assert!(matches!(Element::parse(" \n"), Ok(None)));
    }

    #[test]
    fn nonsense_is_refused() {
        let deep = format!("{}{}", "<a>".repeat(33), "</a>".repeat(33));
        let many = format!("<a>{}</a>", "<b/>".repeat(MAX_ELEMENTS));
        for frame in [
            "hei",
            "<a>",
            "<a></b>",
            "</a>",
            "<a/><b/>",
            "<a></a>tekst",
            "<a x='1' x='2'/>",
            "<a x=1/>",
            "<p:a/>",
            "<a>&ukjent;</a>",
            "<a x='&ukjent;'/>",
            "<a>&#0;</a>",
            "<?xml version='1.0'?><a/>",
            "<!-- hei --><a/>",
            "<a><?php ?></a>",
            "<!DOCTYPE a [<!ENTITY b 'bbbb'>]><a>&b;</a>",
            "<a",
            "{\"a\":1}",
            &deep,
            &many,
        ] {
            let read = Element::parse(frame);
            assert!(matches!(read, Err(LostReason::Nonsense)), "{frame}");
        }
    }
}
