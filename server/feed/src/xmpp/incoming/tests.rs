//! Stanzas as servers send them, and what each means to a listener.

use super::*;

fn read(frame: &str) -> Incoming {
    let element = Element::parse(frame).ok().flatten();
    Incoming::of(element.unwrap_or_else(|| panic!("not an element: {frame}")))
}

fn said_in(inside: &str) -> Said {
    match read(&format!(
        "<message xmlns='jabber:client' type='groupchat' id='o1' from='Rom@c.no/Ola N'>{inside}\
         <stanza-id xmlns='urn:xmpp:sid:0' by='rom@c.no' id='s1'/></message>"
    )) {
        Incoming::Said(said) => said,
        _ => panic!("not said: {inside}"),
    }
}

fn shown(what: &What) -> String {
    match what {
        What::Message(words) => format!("message {}", words.as_str()),
        What::Correction { of, words } => format!("correction of {of}: {}", words.as_str()),
        What::TakenBack { of } => format!("taken back {of}"),
        What::Typing(on) => format!("typing {on}"),
        What::Nothing => "nothing".into(),
    }
}

#[test]
fn what_is_said_in_a_room() {
    let states = "http://jabber.org/protocol/chatstates";
    for (inside, meaning) in [
        ("<body>hei &amp; hå</body>", "message hei & hå".to_owned()),
        (
            "<body>hei</body><subject>tema</subject>",
            "message hei".into(),
        ),
        ("<subject>tema</subject>", "nothing".into()),
        ("<subject/>", "nothing".into()),
        ("<body/>", "nothing".into()),
        ("", "nothing".into()),
        (
            &format!("<composing xmlns='{states}'/>"),
            "typing true".into(),
        ),
        (
            &format!("<paused xmlns='{states}'/>"),
            "typing false".into(),
        ),
        (
            &format!("<body>hei</body><active xmlns='{states}'/>"),
            "message hei".into(),
        ),
        (
            "<body>ny</body><replace xmlns='urn:xmpp:message-correct:0' id='o0'/>",
            "correction of o0: ny".into(),
        ),
        (
            "<body>Taken back</body><retract xmlns='urn:xmpp:message-retract:1' id='s0'/>",
            "taken back s0".into(),
        ),
        (
            "<apply-to xmlns='urn:xmpp:fasten:0' id='o0'><retract xmlns='urn:xmpp:message-retract:0'/></apply-to>",
            "taken back o0".into(),
        ),
        (
            "<apply-to xmlns='urn:xmpp:fasten:0' id='s0'><moderated xmlns='urn:xmpp:message-moderate:0'>\
             <retract xmlns='urn:xmpp:message-retract:0'/></moderated></apply-to>",
            "taken back s0".into(),
        ),
        (
            "<apply-to xmlns='urn:xmpp:fasten:0' id='s0'><external/></apply-to>",
            "nothing".into(),
        ),
        ("<body xmlns='other'>hei</body>", "nothing".into()),
    ] {
        assert_eq!(shown(&said_in(inside).what), meaning, "{inside}");
    }
}

#[test]
fn a_message_has_the_rooms_id_and_its_senders() {
    let said = said_in(
        "<body>hei</body><stanza-id xmlns='urn:xmpp:sid:0' by='a@b' id='falsk'/>\
         <origin-id xmlns='urn:xmpp:sid:0' id='o2'/>",
    );
    assert_eq!(said.room, "rom@c.no");
    assert_eq!(said.nick.as_deref(), Some("Ola N"));
    assert_eq!(said.stanza_id.as_deref(), Some("s1"));
    assert_eq!(said.names, ["o1", "o2"]);
    assert!(!said.delayed);
    assert!(said_in("<body>x</body><delay xmlns='urn:xmpp:delay' stamp='x'/>").delayed);
}

#[test]
fn private_and_broken_messages_are_not_for_us() {
    for frame in [
        "<message xmlns='jabber:client' type='chat' from='rom@c.no/Ola'><body>hysj</body></message>",
        "<message xmlns='jabber:client' from='a@b'><body>hysj</body></message>",
        "<message xmlns='jabber:client' type='groupchat'><body>hei</body></message>",
        "<message xmlns='other' type='groupchat' from='a@b/c'><body>hei</body></message>",
        "<presence xmlns='jabber:client' type='subscribe' from='a@b'/>",
        "<presence xmlns='jabber:client'/>",
        "<iq xmlns='jabber:client' type='result'/>",
        "<iq xmlns='jabber:client' id='1' type='rar'/>",
        "<features xmlns='http://etherx.jabber.org/streams'/>",
    ] {
        assert!(matches!(read(frame), Incoming::Other), "{frame}");
    }
    let error =
        read("<message xmlns='jabber:client' type='error' from='r@c/x'><body>hei</body></message>");
    assert!(matches!(
        error,
        Incoming::Said(Said {
            what: What::Nothing,
            ..
        })
    ));
}

fn archived(from: &str, inner_from: &str, stamp: &str) -> Incoming {
    read(&format!(
        "<message xmlns='jabber:client' from='{from}'><result xmlns='urn:xmpp:mam:2' queryid='q' id='a1'>\
         <forwarded xmlns='urn:xmpp:forward:0'><delay xmlns='urn:xmpp:delay' stamp='{stamp}'/>\
         <message xmlns='jabber:client' type='groupchat' id='o1' from='{inner_from}'><body>hei</body>\
         <x xmlns='http://jabber.org/protocol/muc#user'><item jid='falsk@c.no'/></x>\
         <x xmlns='http://jabber.org/protocol/muc#user'><item jid='kari@c.no'/></x></message>\
         </forwarded></result></message>"
    ))
}

#[test]
fn the_archive_gives_the_time_the_id_and_the_address() {
    let Incoming::Archived {
        room,
        query,
        id,
        at,
        said,
    } = archived("rom@c.no", "rom@c.no/Kari", "2026-11-22T10:00:00.250Z")
    else {
        panic!("not read");
    };
    assert_eq!((&*room, &*query, &*id), ("rom@c.no", "q", "a1"));
    assert_eq!(at.millis(), 1_795_341_600_250);
    assert_eq!(said.address.as_deref(), Some("kari@c.no"));
    assert_eq!(said.stanza_id.as_deref(), Some("a1"));
}

#[test]
fn only_the_room_speaks_for_its_archive() {
    for (from, inner, stamp) in [
        ("rom@c.no/Ola", "rom@c.no/Kari", "2026-11-22T10:00:00Z"),
        ("rom@c.no", "annet@c.no/Kari", "2026-11-22T10:00:00Z"),
        ("rom@c.no", "rom@c.no/Kari", "i går"),
    ] {
        assert!(matches!(archived(from, inner, stamp), Incoming::Other));
    }
}

fn presence_with(attributes: &str, inside: &str) -> Presence {
    match read(&format!(
        "<presence xmlns='jabber:client' from='rom@c.no/Ola' {attributes}>\
         <x xmlns='http://jabber.org/protocol/muc#user'>{inside}</x></presence>"
    )) {
        Incoming::Presence(presence) => presence,
        _ => panic!("no presence"),
    }
}

#[test]
fn coming_and_going() {
    let gone = "type='unavailable'";
    let here = presence_with(
        "",
        "<item jid='ola@c.no/x'/><status code='110'/><status code='201'/>",
    );
    assert_eq!(here.change, Change::Here);
    assert!(here.ours && here.created);
    assert_eq!(here.address.as_deref(), Some("ola@c.no/x"));
    let change = |attributes, inside| presence_with(attributes, inside).change;
    assert_eq!(change(gone, "<item/>"), Change::Gone);
    assert_eq!(change(gone, "<item/><destroy/>"), Change::Destroyed);
    assert_eq!(
        change(gone, "<item nick='Per'/><status code='303'/>"),
        Change::Renamed { to: "Per".into() }
    );
    let Incoming::Presence(refused) = read(
        "<presence xmlns='jabber:client' from='rom@c.no/l' type='error'><error type='cancel'>\
         <conflict xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></presence>",
    ) else {
        panic!("no presence");
    };
    assert_eq!(
        refused.change,
        Change::Refused {
            condition: "conflict".into()
        }
    );
}

#[test]
fn answers_and_questions() {
    let answer = read(
        "<iq xmlns='jabber:client' type='result' id='1' from='c.no'>\
         <query xmlns='http://jabber.org/protocol/disco#items'><item jid='A@c.no'/><item/></query></iq>",
    );
    let Incoming::Answer {
        answer: Ok(answer), ..
    } = answer
    else {
        panic!("no answer");
    };
    assert_eq!(rooms(&answer), Some(vec!["a@c.no".to_owned()]));
    assert!(end_of_page(&answer).is_none());
    let ping = read(
        "<iq xmlns='jabber:client' type='get' id='2' from='c.no'><ping xmlns='urn:xmpp:ping'/></iq>",
    );
    assert!(matches!(ping, Incoming::Question { ping: true, .. }));
    let end = read("<error xmlns='http://etherx.jabber.org/streams'><host-unknown/></error>");
    assert!(matches!(end, Incoming::Over(LostReason::Misconfigured)));
}
