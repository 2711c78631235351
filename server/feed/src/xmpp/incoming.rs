//! What an element from the server means to a listener; anything else is [`Incoming::Other`].

mod spoken;

use super::element::Element;
use super::login::why_over;
use super::roles::bare;
use crate::LostReason;
use chat::{Timestamp, Words};
use spoken::said;

const CLIENT: &str = "jabber:client";
const MUC_USER: &str = "http://jabber.org/protocol/muc#user";
const MAM: &str = "urn:xmpp:mam:2";
const FORWARD: &str = "urn:xmpp:forward:0";
const DELAY: &str = "urn:xmpp:delay";
const STANZAS: &str = "urn:ietf:params:xml:ns:xmpp-stanzas";

/// What came.
pub(super) enum Incoming {
    /// Somebody's presence in a room, ours included.
    Presence(Presence),
    /// Something said in a room just now.
    Said(Said),
    /// An entry of a room's archive, in answer to a query of ours.
    Archived {
        /// The room that sent it.
        room: String,
        /// The query it answers.
        query: String,
        /// The archive's id of it; the same as the `stanza-id` of the live message.
        id: String,
        /// When it was said.
        at: Timestamp,
        /// What was said.
        said: Said,
    },
    /// The answer to a question of ours.
    Answer {
        id: String,
        from: Option<String>,
        /// What was answered, or the condition of the error.
        answer: Result<Element, String>,
    },
    /// A question to us.
    Question {
        id: String,
        from: String,
        ping: bool,
    },
    /// The server ends the stream.
    Over(LostReason),
    /// Nothing to us.
    Other,
}

/// Presence in a room.
#[derive(Default)]
pub(super) struct Presence {
    pub(super) room: String,
    pub(super) nick: String,
    pub(super) change: Change,
    /// The real address, where the room shows it to us.
    pub(super) address: Option<String>,
    /// It is our own.
    pub(super) ours: bool,
    /// The room did not exist until we entered it.
    pub(super) created: bool,
}

/// What changed with a presence.
#[derive(Default, PartialEq, Eq, Debug)]
pub(super) enum Change {
    /// Is there.
    #[default]
    Here,
    /// Has gone.
    Gone,
    /// Goes on under another nick.
    Renamed { to: String },
    /// The room is no more.
    Destroyed,
    /// Our entering was refused, with this condition.
    Refused { condition: String },
}

/// Something said in a room.
pub(super) struct Said {
    pub(super) room: String,
    /// Who said it; none if it was the room itself.
    pub(super) nick: Option<String>,
    /// The real address as the archive keeps it; not trusted in a live message.
    pub(super) address: Option<String>,
    /// The room's own id of it.
    pub(super) stanza_id: Option<String>,
    /// The sender's ids of it, by which corrections call it.
    pub(super) names: Vec<String>,
    /// A copy of something older.
    pub(super) delayed: bool,
    pub(super) what: What,
}

/// What was said.
pub(super) enum What {
    Message(Words),
    Correction {
        of: String,
        words: Words,
    },
    TakenBack {
        of: String,
    },
    Typing(bool),
    /// A subject, an error, a receipt: nobody's words.
    Nothing,
}

impl Incoming {
    /// Says what an element means.
    pub(super) fn of(element: Element) -> Self {
        if let Some(reason) = why_over(&element) {
            return Self::Over(reason);
        }
        if element.ns != CLIENT {
            return Self::Other;
        }
        match &*element.name {
            "presence" => presence(&element).map_or(Self::Other, Self::Presence),
            "message" => message(element).unwrap_or(Self::Other),
            "iq" => iq(element).unwrap_or(Self::Other),
            _ => Self::Other,
        }
    }
}

/// Splits `room@service/nick`.
fn occupant(address: &str) -> (String, Option<String>) {
    match address.split_once('/') {
        Some((room, nick)) => (room.to_lowercase(), Some(nick.to_owned())),
        None => (address.to_lowercase(), None),
    }
}

fn presence(element: &Element) -> Option<Presence> {
    let (room, nick) = occupant(element.attribute("from")?);
    let user = element.child("x", MUC_USER);
    let item = user.and_then(|x| x.child("item", MUC_USER));
    let status = |code: &str| {
        user.is_some_and(|x| {
            let mut all = x
                .children
                .iter()
                .filter(|child| child.is("status", MUC_USER));
            all.any(|one| one.attribute("code") == Some(code))
        })
    };
    let destroyed = user.is_some_and(|x| x.child("destroy", MUC_USER).is_some());
    let new_nick = item.and_then(|item| item.attribute("nick"));
    let change = match element.attribute("type") {
        None => Change::Here,
        Some("unavailable") if destroyed => Change::Destroyed,
        Some("unavailable") => match new_nick.filter(|_| status("303")) {
            Some(to) => Change::Renamed { to: to.to_owned() },
            None => Change::Gone,
        },
        Some("error") => Change::Refused {
            condition: condition(element),
        },
        Some(_) => return None,
    };
    Some(Presence {
        room,
        nick: nick.unwrap_or_default(),
        change,
        address: item
            .and_then(|item| item.attribute("jid"))
            .map(str::to_owned),
        ours: status("110"),
        created: status("201"),
    })
}

/// The condition of a stanza error.
fn condition(element: &Element) -> String {
    let error = element.child("error", CLIENT);
    let condition = error.and_then(|error| error.children.iter().find(|one| one.ns == STANZAS));
    condition.map_or_else(|| "undefined".into(), |one| one.name.clone())
}

fn message(mut element: Element) -> Option<Incoming> {
    let (room, nick) = occupant(element.attribute("from")?);
    if let Some(mut result) = element.take_child("result", MAM) {
        // only the room itself may speak for its archive
        if nick.is_some() {
            return None;
        }
        let id = result.attribute("id")?.to_owned();
        let query = result.attribute("queryid")?.to_owned();
        let mut forwarded = result.take_child("forwarded", FORWARD)?;
        let at = moment(forwarded.child("delay", DELAY)?.attribute("stamp")?)?;
        let mut said = said(forwarded.take_child("message", CLIENT)?)?;
        if said.room != room {
            return None;
        }
        said.stanza_id = Some(id.clone());
        said.delayed = false;
        return Some(Incoming::Archived {
            room,
            query,
            id,
            at,
            said,
        });
    }
    said(element).map(Incoming::Said)
}

/// Reads a moment as XEP-0082 writes it.
fn moment(stamp: &str) -> Option<Timestamp> {
    let moment: jiff::Timestamp = stamp.parse().ok()?;
    Some(Timestamp::from_millis(moment.as_millisecond()))
}

fn iq(element: Element) -> Option<Incoming> {
    let id = element.attribute("id")?.to_owned();
    let from = element.attribute("from").map(str::to_owned);
    Some(match element.attribute("type")? {
        "result" => Incoming::Answer {
            id,
            from,
            answer: Ok(element),
        },
        "error" => Incoming::Answer {
            id,
            from,
            answer: Err(condition(&element)),
        },
        "get" | "set" => Incoming::Question {
            id,
            from: from.unwrap_or_default(),
            ping: element.child("ping", "urn:xmpp:ping").is_some(),
        },
        _ => return None,
    })
}

/// Addresses of the rooms in an answer to [`super::outgoing::Outgoing::Rooms`].
pub(super) fn rooms(answer: &Element) -> Option<Vec<String>> {
    let items = "http://jabber.org/protocol/disco#items";
    let query = answer.child("query", items)?;
    let all = query
        .children
        .iter()
        .filter(|child| child.is("item", items));
    let addresses = all.filter_map(|item| item.attribute("jid"));
    Some(addresses.map(|jid| bare(jid).to_lowercase()).collect())
}

/// What time it is there, in an answer to [`super::outgoing::Outgoing::Time`].
pub(super) fn time(answer: &Element) -> Option<Timestamp> {
    let time = "urn:xmpp:time";
    let utc = answer.child("time", time)?.child("utc", time)?;
    moment(utc.text.trim())
}

/// The end of a page of an archive: the id of its last entry, and whether it was the last page.
pub(super) fn end_of_page(answer: &Element) -> Option<(Option<String>, bool)> {
    let rsm = "http://jabber.org/protocol/rsm";
    let end = answer.child("fin", MAM)?;
    let last = end.child("set", rsm).and_then(|set| set.child("last", rsm));
    let last = last.map(|last| last.text.clone());
    Some((last, end.attribute("complete") == Some("true")))
}

#[cfg(test)]
mod tests;
