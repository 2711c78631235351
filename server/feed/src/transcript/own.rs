//! Ledsager's own form: a chat of the codebook, or a line for `ledsager track`. Labels are not read.

use super::Found;
use super::fault::Wrong;
use super::spoken::speaker;
use super::time::Said;
use chat::Words;
use serde::Deserialize;
use serde_json::Value;

/// What of a line is read; the rest is passed over unseen.
#[derive(Deserialize)]
struct Chat {
    #[serde(default)]
    id: Value,
    #[serde(default)]
    language: Value,
    #[serde(default)]
    end: Value,
    turns: Option<Vec<Turn>>,
}

#[derive(Deserialize)]
struct Turn {
    #[serde(default)]
    role: Value,
    #[serde(default)]
    text: Value,
    #[serde(default)]
    at: Value,
}

pub(super) fn read(text: &str) -> Result<Found, Wrong> {
    let chat: Chat = serde_json::from_str(text).map_err(|error| Wrong::of(&error))?;
    let turns = chat
        .turns
        .ok_or_else(|| Wrong::field("turns", "is missing"))?;
    if turns.is_empty() {
        return Err(Wrong::field("turns", "holds no message"));
    }
    let taken = |value: Value| match value {
        Value::String(text) => Some(text),
        _ => None,
    };
    let mut found = Found {
        id: match chat.id {
            Value::Number(id) => Some(id.to_string()),
            id => taken(id),
        },
        language: taken(chat.language),
        end: taken(chat.end),
        ..Found::default()
    };
    for (at, turn) in turns.into_iter().enumerate() {
        let wrong = |field: &str, problem| Wrong::field(&format!("turns[{at}].{field}"), problem);
        let role = turn.role.as_str().and_then(speaker);
        let role = role.ok_or_else(|| wrong("role", "is none of veisoker, veileder, system"))?;
        let Value::String(text) = turn.text else {
            return Err(wrong("text", "is missing or no text"));
        };
        let said = turn.at.as_str().and_then(Said::parse);
        found.turns.push((role, Words::new(text), said));
    }
    Ok(found)
}
