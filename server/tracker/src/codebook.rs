//! Labelled chats as the codebook writes them: one chat a line of JSON.

use crate::classes::Classes;
use chat::{Speaker, Words};
use serde_json::Value;
use std::path::Path;
use taxonomy::Ring;

/// A chat with a label on every message.
#[derive(Debug, Clone)]
pub struct LabelledChat {
    /// The id in the file.
    pub id: String,
    /// The language that the veisøker writes, as the file says.
    pub language: Option<String>,
    /// The messages in order.
    pub turns: Vec<LabelledTurn>,
}

/// One labelled message.
#[derive(Debug, Clone)]
pub struct LabelledTurn {
    /// Who wrote it.
    pub speaker: Speaker,
    /// What it says.
    pub words: Words,
    /// The place of the right class in each ring of [`Classes`]: phase, knapp, kolb.
    pub labels: [usize; 3],
    /// The place of a second theme among the classes of its ring, if one is labelled.
    pub second: Option<usize>,
}

/// A chat without labels, as `track` reads it.
#[derive(Debug, Clone)]
pub struct PlainChat {
    /// The id in the line, as it was written.
    pub id: Value,
    /// Who wrote what, in order.
    pub turns: Vec<(Speaker, Words)>,
}

/// Why a codebook file or line was refused. No word of a chat is ever part of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodebookError {
    /// The file cannot be read.
    #[error("{file} cannot be read: {problem}")]
    Unreadable {
        /// The file.
        file: String,
        /// What the system said.
        problem: String,
    },
    /// A line breaks the format.
    #[error("{file}, line {line}, {field}: {problem}")]
    Line {
        /// The file.
        file: String,
        /// The line, counted from 1.
        line: usize,
        /// The field, such as `turns[3].phase`.
        field: String,
        /// What is wrong with it.
        problem: String,
    },
}

type Fault = (String, String);

/// Reads a codebook file; empty lines are passed over.
///
/// # Errors
/// The file cannot be read, or a line is no JSON, lacks a field, or names a role or a class that
/// is not in `classes`.
pub fn read(path: &Path, classes: &Classes) -> Result<Vec<LabelledChat>, CodebookError> {
    let file = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| CodebookError::Unreadable {
        file: file.clone(),
        problem: error.to_string(),
    })?;
    parse(&file, &text, classes)
}

/// Reads codebook lines given as text; `file` is the name to use in errors.
///
/// # Errors
/// As [`read`].
pub fn parse(
    file: &str,
    text: &str,
    classes: &Classes,
) -> Result<Vec<LabelledChat>, CodebookError> {
    let mut chats = Vec::new();
    for (at, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let chat = labelled(line, classes).map_err(|(field, problem)| CodebookError::Line {
            file: file.to_owned(),
            line: at + 1,
            field,
            problem,
        })?;
        chats.push(chat);
    }
    Ok(chats)
}

/// Reads one line whose labels do not matter and may be missing.
///
/// # Errors
/// The field and what is wrong with it, in one sentence.
pub fn plain(line: &str) -> Result<PlainChat, String> {
    let read = || -> Result<PlainChat, Fault> {
        let (id, _, turns) = envelope(line)?;
        let turns = turns.iter().enumerate();
        let turns = turns.map(|(at, turn)| said(at, turn));
        Ok(PlainChat {
            id,
            turns: turns.collect::<Result<_, _>>()?,
        })
    };
    read().map_err(|(field, problem)| format!("{field}: {problem}"))
}

fn labelled(line: &str, classes: &Classes) -> Result<LabelledChat, Fault> {
    let (id, language, list) = envelope(line)?;
    let mut turns = Vec::with_capacity(list.len());
    for (at, turn) in list.iter().enumerate() {
        let (speaker, words) = said(at, turn)?;
        let mut labels = [0; 3];
        for (place, ring) in labels.iter_mut().zip(Ring::ALL) {
            *place = label(at, turn, ring.name(), ring, classes)?;
        }
        let second = match turn.get(SECOND) {
            None | Some(Value::Null) => None,
            Some(_) => Some(label(at, turn, SECOND, Ring::Knapp, classes)?),
        };
        turns.push(LabelledTurn {
            speaker,
            words,
            labels,
            second,
        });
    }
    let id = match id {
        Value::String(id) => id,
        other => other.to_string(),
    };
    Ok(LabelledChat {
        id,
        language,
        turns,
    })
}

/// The field of a second theme.
const SECOND: &str = "knapp2";

fn envelope(line: &str) -> Result<(Value, Option<String>, Vec<Value>), Fault> {
    let fault = |field: &str, problem: String| (field.to_owned(), problem);
    let mut value: Value = serde_json::from_str(line)
        .map_err(|error| fault("line", format!("no JSON at column {}", error.column())))?;
    let id = value.get_mut("id").map(Value::take);
    let id = id.ok_or_else(|| fault("id", "is missing".to_owned()))?;
    let language = value.get("language").and_then(Value::as_str);
    let language = language.map(str::to_owned);
    match value.get_mut("turns").map(Value::take) {
        Some(Value::Array(turns)) => Ok((id, language, turns)),
        Some(_) => Err(fault("turns", "is no list".to_owned())),
        None => Err(fault("turns", "is missing".to_owned())),
    }
}

fn said(at: usize, turn: &Value) -> Result<(Speaker, Words), Fault> {
    let field = |name: &str| format!("turns[{at}].{name}");
    let role = turn.get("role").and_then(Value::as_str);
    let role = role.ok_or_else(|| (field("role"), "is missing or no text".to_owned()))?;
    let speaker = serde_json::from_value(Value::from(role)).map_err(|_| {
        let problem = format!("`{role}` is none of veisoker, veileder, system");
        (field("role"), problem)
    })?;
    let text = turn.get("text").and_then(Value::as_str);
    let text = text.ok_or_else(|| (field("text"), "is missing or no text".to_owned()))?;
    Ok((speaker, Words::new(text)))
}

fn label(
    at: usize,
    turn: &Value,
    name: &str,
    ring: Ring,
    classes: &Classes,
) -> Result<usize, Fault> {
    let field = || format!("turns[{at}].{name}");
    let id = match turn.get(name) {
        None => return Err((field(), "is missing".to_owned())),
        Some(Value::Null) => None,
        Some(Value::String(id)) => Some(id.as_str()),
        Some(_) => return Err((field(), "is neither a text nor null".to_owned())),
    };
    classes.place(ring, id).ok_or_else(|| {
        let known: Vec<&str> = classes
            .ring(ring)
            .iter()
            .map(|class| class.as_ref().map_or("null", |id| id.as_str()))
            .collect();
        let problem = format!("`{}` is none of {}", id.unwrap_or("null"), known.join(", "));
        (field(), problem)
    })
}
