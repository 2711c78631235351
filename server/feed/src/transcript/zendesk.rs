//! The chat export of Zendesk (`GET /api/v2/chats`): who said what is in `history[]`.
//!
//! Shapes: <https://developer.zendesk.com/api-reference/live-chat/chat-api/chats/>
//!
//! | entry | becomes |
//! |---|---|
//! | `chat.msg` of `visitor…` | a message of the veisøker |
//! | `chat.msg` of `agent:NNN` | a message of the veileder |
//! | `chat.msg` of `agent:system`, `agent:trigger` and other `agent:…` | a system message |
//! | `chat.file.upload` | `[vedlegg]` of whoever sent it |
//! | the last `chat.memberleave` of a visitor who did not come back | a system message that says so |
//! | joins, ratings, comments, queues, tags, anything else | dropped, and counted |

use super::fault::Wrong;
use super::masking::says_nothing;
use super::time::Said;
use super::{Found, html};
use chat::{Speaker, Words};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

const ATTACHMENT: &str = "[vedlegg]";
const LEFT: &str = "Veisøker har forlatt chatten";

/// What of a chat is read. `session`, `webpath`, `referrer_*`, `comment`, ids and the rest are passed over
/// unseen; names are looked at to be masked, whatever shape they have, and forgotten.
#[derive(Deserialize)]
struct Chat<'c> {
    #[serde(default, rename = "type")]
    kind: Value,
    #[serde(borrow, default)]
    visitor: Option<&'c RawValue>,
    #[serde(borrow, default)]
    agent_names: Option<&'c RawValue>,
    history: Option<Vec<Entry>>,
}

#[derive(Deserialize)]
struct Named {
    #[serde(default)]
    name: Value,
}

#[derive(Deserialize)]
struct Entry {
    #[serde(default, rename = "type")]
    kind: Value,
    #[serde(default)]
    timestamp: Value,
    #[serde(default)]
    name: Value,
    #[serde(default)]
    nick: Value,
    #[serde(default)]
    msg: Value,
}

/// Reads a chat; `None` if it is a message left when nobody was there.
pub(super) fn read(text: &str) -> Result<Option<Found>, Wrong> {
    let chat: Chat<'_> = serde_json::from_str(text).map_err(|error| Wrong::of(&error))?;
    if chat.kind.as_str() == Some("offline_msg") {
        return Ok(None);
    }
    let history = chat
        .history
        .ok_or_else(|| Wrong::field("history", "is missing"))?;
    let mut found = Found::default();
    let named = chat
        .visitor
        .and_then(|visitor| serde_json::from_str::<Named>(visitor.get()).ok());
    if let Some(name) = named.as_ref().and_then(|named| named.name.as_str()) {
        found.names.learn(name);
    }
    let agents = chat
        .agent_names
        .and_then(|names| serde_json::from_str::<Vec<String>>(names.get()).ok());
    agents
        .iter()
        .flatten()
        .for_each(|name| found.names.learn(name));

    for entry in &history {
        let who = nick(entry).and_then(speaker);
        if let (Some(Speaker::Veisoker | Speaker::Veileder), Some(name)) =
            (who, entry.name.as_str())
        {
            found.names.learn(name);
        }
    }
    let (mut entries, mut before) = (Vec::with_capacity(history.len()), None);
    for (at, entry) in history.into_iter().enumerate() {
        before = moment(at, &entry.timestamp)?.or(before);
        entries.push((before, at, entry));
    }
    // By time, and where that is the same by place.
    entries.sort_by_key(|(when, ..)| *when);

    // A page that is loaded again leaves and joins: only who does not come back has left.
    let mut left = None;
    for (when, at, entry) in entries {
        let of_visitor = nick(&entry).and_then(speaker) == Some(Speaker::Veisoker);
        if of_visitor {
            found.passed += u64::from(left.take().is_some());
        }
        if of_visitor && entry.kind == "chat.memberleave" {
            left = Some((found.turns.len(), when));
            continue;
        }
        match turn(at, &entry)? {
            Some((speaker, text)) => found.turns.push((speaker, text, when.map(Said::At))),
            None => found.passed += 1,
        }
    }
    if found.turns.is_empty() {
        return Err(Wrong::field("history", "holds no message"));
    }
    if let Some((place, when)) = left {
        let notice = (Speaker::System, Words::new(LEFT), when.map(Said::At));
        found.turns.insert(place, notice);
    }
    Ok(Some(found))
}

fn moment(at: usize, timestamp: &Value) -> Result<Option<Timestamp>, Wrong> {
    let wrong = || Wrong::field(&format!("history[{at}].timestamp"), "is no ISO 8601 time");
    match timestamp {
        Value::Null => Ok(None),
        Value::String(text) => Said::moment(text).map(Some).ok_or_else(wrong),
        _ => Err(wrong()),
    }
}

fn turn(at: usize, entry: &Entry) -> Result<Option<(Speaker, Words)>, Wrong> {
    let who = || {
        let wrong = |problem| Wrong::field(&format!("history[{at}].nick"), problem);
        let nick = nick(entry).ok_or_else(|| wrong("is missing or no text"))?;
        speaker(nick).ok_or_else(|| wrong("is neither a visitor nor an agent"))
    };
    match entry.kind.as_str() {
        Some("chat.msg") => {
            let wrong = || Wrong::field(&format!("history[{at}].msg"), "is missing or no text");
            let text = html::plain(entry.msg.as_str().ok_or_else(wrong)?);
            let speaker = who()?;
            Ok((!says_nothing(&text)).then(|| (speaker, Words::new(text))))
        }
        Some("chat.file.upload") => Ok(Some((who()?, Words::new(ATTACHMENT)))),
        Some(_) => Ok(None),
        None => Err(Wrong::field(
            &format!("history[{at}].type"),
            "is missing or no text",
        )),
    }
}

fn nick(entry: &Entry) -> Option<&str> {
    entry.nick.as_str()
}

fn speaker(nick: &str) -> Option<Speaker> {
    if nick.starts_with("visitor") {
        return Some(Speaker::Veisoker);
    }
    let id = nick.strip_prefix("agent:")?;
    let person = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
    Some(if person {
        Speaker::Veileder
    } else {
        Speaker::System
    })
}
