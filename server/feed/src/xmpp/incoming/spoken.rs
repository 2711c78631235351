//! Reads a message of a room: whose it is, what it is called, what it does.

use super::{CLIENT, DELAY, MUC_USER, Said, What, occupant};
use crate::xmpp::element::Element;
use chat::Words;

const SID: &str = "urn:xmpp:sid:0";
const CHAT_STATES: &str = "http://jabber.org/protocol/chatstates";
const CORRECT: &str = "urn:xmpp:message-correct:0";
const RETRACT: [&str; 2] = ["urn:xmpp:message-retract:0", "urn:xmpp:message-retract:1"];
const FASTEN: &str = "urn:xmpp:fasten:0";
const MODERATE: [&str; 2] = ["urn:xmpp:message-moderate:0", "urn:xmpp:message-moderate:1"];

/// Reads a message, if it is one of a room.
pub(super) fn said(mut element: Element) -> Option<Said> {
    let (room, nick) = occupant(element.attribute("from")?);
    let kind = element.attribute("type").unwrap_or("normal");
    if !matches!(kind, "groupchat" | "error") {
        return None; // private words between two people are not for us
    }
    let stanza_id = element.children.iter().find(|child| {
        child.is("stanza-id", SID)
            && (child.attribute("by")).is_some_and(|by| by.to_lowercase() == room)
    });
    let stanza_id = stanza_id
        .and_then(|one| one.attribute("id"))
        .map(str::to_owned);
    let mut names: Vec<String> = element
        .attribute("id")
        .map(str::to_owned)
        .into_iter()
        .collect();
    let origin = element
        .child("origin-id", SID)
        .and_then(|one| one.attribute("id"));
    names.extend(origin.map(str::to_owned));
    // The last one is the archive's own: whatever a sender put in stands before it.
    let mut users = element
        .children
        .iter()
        .filter(|child| child.is("x", MUC_USER));
    let item = users.next_back().and_then(|x| x.child("item", MUC_USER));
    let address = item
        .and_then(|item| item.attribute("jid"))
        .map(str::to_owned);
    let delayed = element.child("delay", DELAY).is_some();
    let what = match kind {
        "error" => What::Nothing,
        _ => what(&mut element),
    };
    Some(Said {
        room,
        nick,
        address,
        stanza_id,
        names,
        delayed,
        what,
    })
}

fn what(element: &mut Element) -> What {
    if let Some(of) = taken_back(element) {
        return What::TakenBack { of };
    }
    let corrected = element.child("replace", CORRECT);
    let corrected = corrected
        .and_then(|one| one.attribute("id"))
        .map(str::to_owned);
    let subject = element.child("subject", CLIENT).is_some();
    match element.take_child("body", CLIENT) {
        Some(body) if !body.text.is_empty() => {
            let words = Words::new(body.text);
            match corrected {
                Some(of) => What::Correction { of, words },
                None => What::Message(words),
            }
        }
        _ if subject => What::Nothing,
        _ => {
            let mut states = element
                .children
                .iter()
                .filter(|child| child.ns == CHAT_STATES);
            match states.next().map(|state| &*state.name) {
                Some("composing") => What::Typing(true),
                Some("paused" | "active" | "inactive" | "gone") => What::Typing(false),
                _ => What::Nothing,
            }
        }
    }
}

/// The name of the message that is taken back: by its sender (XEP-0424, old and new form) or by a
/// moderator through the room (XEP-0425, old and new form).
fn taken_back(element: &Element) -> Option<String> {
    let is_retract = |child: &&Element| child.name == "retract" && RETRACT.contains(&&*child.ns);
    if let Some(retract) = element.children.iter().find(is_retract) {
        return retract.attribute("id").map(str::to_owned);
    }
    let fastened = element.child("apply-to", FASTEN)?;
    let moderated = fastened
        .children
        .iter()
        .find(|child| child.name == "moderated" && MODERATE.contains(&&*child.ns));
    let inside = moderated.unwrap_or(fastened);
    inside.children.iter().find(is_retract)?;
    fastened.attribute("id").map(str::to_owned)
}
