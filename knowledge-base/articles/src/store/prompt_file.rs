//! One prompt changed in the text of its file; every byte outside it stays as it was.

use crate::ids::PromptId;
use crate::prompt::KEYS;
use crate::store::PromptFields;
use crate::values::Value as _;
use std::ops::Range;
use toml_edit::{ArrayOfTables, Document, DocumentMut, Item, Table, Value};

/// The text with other fields in one prompt; `None` if it is not found under a heading of its own.
pub(crate) fn changed(text: &str, id: &PromptId, fields: &PromptFields) -> Option<String> {
    let at = place(text, id)?;
    let piece = &text[at.clone()];
    let mut file = piece.parse::<DocumentMut>().ok()?;
    let table = file.get_mut("prompt")?.as_array_of_tables_mut()?;
    fill(table.get_mut(0)?, fields);
    let new = with_ends_of(piece, file.to_string());
    Some(format!("{}{new}{}", &text[..at.start], &text[at.end..]))
}

/// The text without one prompt and without the remark right above it; `None` as for [`changed`]. What
/// stands above the first prompt is of the file, and stays.
pub(crate) fn without(text: &str, id: &PromptId) -> Option<String> {
    let Range { mut start, end } = place(text, id)?;
    if text[..start].contains("[[prompt]]") {
        start = above_remarks(text, start);
    }
    let (before, after) = (&text[..start], &text[end..]);
    if after.trim().is_empty() {
        let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let kept = before.trim_end();
        let ending = if kept.is_empty() { "" } else { ending };
        return Some(format!("{kept}{ending}"));
    }
    Some(format!(
        "{before}{}",
        after.trim_start_matches(['\r', '\n'])
    ))
}

/// The text with one more prompt after all others.
pub(crate) fn with(text: &str, id: &PromptId, fields: &PromptFields) -> String {
    let mut table = Table::new();
    table.insert("id", toml_edit::value(id.as_str()));
    fill(&mut table, fields);
    let mut prompts = ArrayOfTables::new();
    prompts.push(table);
    let mut file = DocumentMut::new();
    file.insert("prompt", Item::ArrayOfTables(prompts));
    let new = file.to_string();
    let between = match text {
        "" => "",
        _ if text.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    format!("{text}{}", with_ends_of(text, format!("{between}{new}")))
}

/// Where a prompt stands: from its heading to the end of the line of its last value.
fn place(text: &str, id: &PromptId) -> Option<Range<usize>> {
    let file = Document::parse(text).ok()?;
    let prompts = file.get("prompt")?.as_array_of_tables()?;
    let is = |table: &&Table| {
        let named = table.get("id").and_then(Item::as_str);
        named.map(str::trim) == Some(id.as_str())
    };
    let table = prompts.iter().find(is)?;
    let start = table.span()?.start;
    let values = table.iter().filter_map(|(_, value)| value.span());
    let last = values.map(|span| span.end).max()?;
    let end = text[last..]
        .find('\n')
        .map_or(text.len(), |at| last + at + 1);
    Some(start..end)
}

/// The beginning of the remarks that stand right above a heading.
fn above_remarks(text: &str, heading: usize) -> usize {
    let lines = text[..heading].split_inclusive('\n').rev();
    let remarks = lines.take_while(|line| line.trim_start().starts_with('#'));
    heading - remarks.map(str::len).sum::<usize>()
}

/// Puts the fields in a prompt's table; a value that is the same stays as it is spelt.
fn fill(table: &mut Table, fields: &PromptFields) {
    let mut sorted = true;
    for (key, new) in values(fields) {
        let old = table.get_mut(key).and_then(Item::as_value_mut);
        match (old, new) {
            (Some(old), new) if same(old, new.as_ref()) => {}
            (Some(old), Some(new)) => {
                let around = old.decor().clone();
                *old = new;
                *old.decor_mut() = around;
            }
            (Some(_), None) => drop(table.remove(key)),
            (None, Some(new)) => {
                table.insert(key, Item::Value(new));
                sorted = false;
            }
            (None, None) => {}
        }
    }
    if !sorted {
        let rank = |key: &str| KEYS.iter().position(|known| *known == key);
        table.sort_values_by(|one, _, other, _| rank(one.get()).cmp(&rank(other.get())));
    }
}

fn same(old: &Value, new: Option<&Value>) -> bool {
    match new {
        Some(new) if new.is_str() => old.as_str().map(str::trim) == new.as_str(),
        Some(new) => old.as_bool() == new.as_bool(),
        None => old.as_bool() == Some(false),
    }
}

/// What belongs under each key but the id; a flag that is not set is left out.
fn values(fields: &PromptFields) -> [(&'static str, Option<Value>); 12] {
    let text = |text: &str| {
        Some(text.trim())
            .filter(|text| !text.is_empty())
            .map(Value::from)
    };
    let id = |id: &Option<taxonomy::ElementId>| id.as_ref().and_then(|id| text(id.as_str()));
    let flag = |set: bool| set.then(|| Value::from(true));
    [
        ("phase", id(&fields.phase)),
        ("knapp", id(&fields.knapp)),
        ("kind", text(fields.kind.name())),
        (
            "question_type",
            fields.question_type.and_then(|of| text(of.name())),
        ),
        ("depth", text(fields.depth.name())),
        ("towards", fields.towards.and_then(|to| text(to.name()))),
        ("presumes", fields.presumes.as_deref().and_then(text)),
        ("safe", flag(fields.safe)),
        ("hard", flag(fields.hard)),
        ("learns", flag(fields.learns)),
        ("nb", text(&fields.text.nb)),
        ("nn", text(&fields.text.nn)),
    ]
}

/// Lines that end as those of another text do.
fn with_ends_of(other: &str, text: String) -> String {
    if other.contains("\r\n") {
        text.replace("\r\n", "\n").replace('\n', "\r\n")
    } else {
        text
    }
}
