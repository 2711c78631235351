//! Everything that we can send. There is no message among it: a listener cannot speak.

use base64::Engine;
use chat::Timestamp;
use quick_xml::escape::escape;

/// A frame for the server; [`super::connection::Connection::send`] takes nothing else.
pub(super) enum Outgoing<'a> {
    /// Opens the stream, or opens it again after the login.
    Open { domain: &'a str },
    /// Closes the stream.
    Close,
    /// Logs in (SASL PLAIN).
    Login { name: &'a str, password: &'a str },
    /// Asks for an address of our own on the server.
    Bind { id: &'a str },
    /// Enters a room, asking for none of its history: the archive is better.
    Enter { room: &'a str, nick: &'a str },
    /// Leaves a room.
    Leave { room: &'a str, nick: &'a str },
    /// Asks which rooms there are.
    Rooms { id: &'a str, service: &'a str },
    /// Asks whether a room exists that is not listed.
    Exists { id: &'a str, room: &'a str },
    /// Asks for a page of a room's archive.
    Archive {
        id: &'a str,
        room: &'a str,
        from: &'a Since,
        page: usize,
    },
    /// Asks whether the other side is still there.
    Ping { id: &'a str, to: &'a str },
    /// Asks what time it is there (XEP-0202).
    Time { id: &'a str, to: &'a str },
    /// Answers a ping.
    Pong { id: &'a str, to: &'a str },
    /// Answers any other question: not offered here.
    NotOffered { id: &'a str, to: &'a str },
}

/// Where reading an archive begins.
#[derive(Clone)]
pub(super) enum Since {
    /// After the entry with this id.
    After(String),
    /// At this moment.
    Start(Timestamp),
}

impl Outgoing<'_> {
    /// The frame's text. Every value is escaped here and nowhere else.
    pub(super) fn frame(&self) -> String {
        match self {
            Self::Open { domain } => format!(
                "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='{}' version='1.0'/>",
                safe(domain)
            ),
            Self::Close => "<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>".into(),
            Self::Login { name, password } => format!(
                "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>{}</auth>",
                base64::engine::general_purpose::STANDARD.encode(format!("\0{name}\0{password}"))
            ),
            Self::Bind { id } => format!(
                "<iq xmlns='jabber:client' type='set' id='{}'>\
                 <bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>",
                safe(id)
            ),
            Self::Enter { room, nick } => format!(
                "<presence xmlns='jabber:client' to='{}/{}'>\
                 <x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x></presence>",
                safe(room),
                safe(nick)
            ),
            Self::Leave { room, nick } => format!(
                "<presence xmlns='jabber:client' type='unavailable' to='{}/{}'/>",
                safe(room),
                safe(nick)
            ),
            Self::Rooms { id, service } => format!(
                "<iq xmlns='jabber:client' type='get' id='{}' to='{}'>\
                 <query xmlns='http://jabber.org/protocol/disco#items'/></iq>",
                safe(id),
                safe(service)
            ),
            Self::Exists { id, room } => format!(
                "<iq xmlns='jabber:client' type='get' id='{}' to='{}'>\
                 <query xmlns='http://jabber.org/protocol/disco#info'/></iq>",
                safe(id),
                safe(room)
            ),
            Self::Archive {
                id,
                room,
                from,
                page,
            } => archive(id, room, from, *page),
            Self::Ping { id, to } => format!(
                "<iq xmlns='jabber:client' type='get' id='{}' to='{}'>\
                 <ping xmlns='urn:xmpp:ping'/></iq>",
                safe(id),
                safe(to)
            ),
            Self::Time { id, to } => format!(
                "<iq xmlns='jabber:client' type='get' id='{}' to='{}'>\
                 <time xmlns='urn:xmpp:time'/></iq>",
                safe(id),
                safe(to)
            ),
            Self::Pong { id, to } => format!(
                "<iq xmlns='jabber:client' type='result' id='{}' to='{}'/>",
                safe(id),
                safe(to)
            ),
            Self::NotOffered { id, to } => format!(
                "<iq xmlns='jabber:client' type='error' id='{}' to='{}'><error type='cancel'>\
                 <service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>",
                safe(id),
                safe(to)
            ),
        }
    }
}

/// "After" is asked by paging (XEP-0059), which every archive has; the form field `after-id` is
/// only in archives that call themselves extended, and means the same.
fn archive(id: &str, room: &str, from: &Since, page: usize) -> String {
    let id = safe(id);
    let (start, after) = match from {
        Since::Start(at) => (
            format!("<field var='start'><value>{}</value></field>", stamp(*at)),
            String::new(),
        ),
        Since::After(last) => (String::new(), format!("<after>{}</after>", safe(last))),
    };
    format!(
        "<iq xmlns='jabber:client' type='set' id='{id}' to='{}'>\
         <query xmlns='urn:xmpp:mam:2' queryid='{id}'><x xmlns='jabber:x:data' type='submit'>\
         <field var='FORM_TYPE' type='hidden'><value>urn:xmpp:mam:2</value></field>{start}</x>\
         <set xmlns='http://jabber.org/protocol/rsm'><max>{page}</max>{after}</set></query></iq>",
        safe(room)
    )
}

/// A moment as XEP-0082 writes it.
fn stamp(at: Timestamp) -> String {
    jiff::Timestamp::from_millisecond(at.millis())
        .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
        .to_string()
}

/// Escapes, and leaves out what XML cannot carry at all.
fn safe(value: &str) -> String {
    let allowed: String = value.chars().filter(|c| !c.is_control()).collect();
    escape(allowed).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xmpp::element::Element;

    fn every_kind<'a>(value: &'a str, from: &'a Since) -> Vec<Outgoing<'a>> {
        let (id, room, to) = (value, value, value);
        vec![
            Outgoing::Open { domain: value },
            Outgoing::Close,
            Outgoing::Login {
                name: value,
                password: value,
            },
            Outgoing::Bind { id },
            Outgoing::Enter { room, nick: value },
            Outgoing::Leave { room, nick: value },
            Outgoing::Rooms { id, service: value },
            Outgoing::Exists { id, room },
            Outgoing::Archive {
                id,
                room,
                from,
                page: 50,
            },
            Outgoing::Ping { id, to },
            Outgoing::Time { id, to },
            Outgoing::Pong { id, to },
            Outgoing::NotOffered { id, to },
        ]
    }

    #[test]
    fn whatever_the_values_each_frame_is_one_element_and_never_a_message() {
        for value in [
            "a",
            "'/><message to='x'><body>hei</body></message><x y='",
            "\u{1}&\"\n<",
        ] {
            for from in [
                Since::After(value.into()),
                Since::Start(Timestamp::from_millis(1_700_000_000_123)),
            ] {
                for outgoing in every_kind(value, &from) {
                    let frame = outgoing.frame();
                    let element = Element::parse(&frame).ok().flatten();
                    let element = element.unwrap_or_else(|| panic!("not one element: {frame}"));
                    assert!(
                        matches!(
                            &*element.name,
                            "open" | "close" | "auth" | "iq" | "presence"
                        ),
                        "{frame}"
                    );
                    assert!(
                        !frame.contains("<message") && !frame.contains("<body"),
                        "{frame}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_moment_is_written_in_utc() {
        assert_eq!(
            stamp(Timestamp::from_millis(1_700_000_000_123)),
            "2023-11-14T22:13:20.123Z"
        );
    }
}
