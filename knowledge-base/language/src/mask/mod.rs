//! What could identify somebody is dropped from a text: names, numbers, mail, addresses.
//!
//! 1. A line is cut at white space into pieces (`pieces`).
//! 2. `numbers` drops what is counted or dialled, mail, and what follows the host of a link.
//! 3. `addresses` drops streets with their numbers.
//! 4. `names` drops names: those of the `list`, and what is `said` to be one ("jeg heter …").
//! 5. Where a text is shared, `places` drops the places of a list.
//!
//! Dropped, not replaced: a mark in the place of a name would be a word that nobody wrote. No list
//! knows every name; what is masked is less likely to tell who somebody is, not certain not to.

mod addresses;
mod list;
mod names;
mod numbers;
mod pieces;
mod places;
mod said;

use pieces::{Fate, Line};

/// How much is taken for a name where that is in doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doubt {
    /// It is one: too much is dropped rather than too little.
    IsAName,
    /// It is none: a place or an occupation must stay.
    IsNone,
}

/// The text as it may be kept. A name that is also a word or a place goes where it may be a name.
pub fn mask(text: &str) -> String {
    masked(text, Doubt::IsAName)
}

/// The same with its lines as they are, and how many names, numbers and the like were dropped: what stood
/// side by side counts once.
pub fn mask_lines(text: &str) -> (String, usize) {
    line_by_line(text, false)
}

/// The same for what colleagues will read: places of the list go too.
pub fn mask_to_share(text: &str) -> (String, usize) {
    line_by_line(text, true)
}

fn line_by_line(text: &str, places: bool) -> (String, usize) {
    let (mut lines, mut dropped) = (Vec::new(), 0);
    for text in text.lines() {
        let mut out = String::new();
        dropped += mask_line(&mut out, text, Doubt::IsAName, places);
        lines.push(out);
    }
    (lines.join("\n"), dropped)
}

/// The text as it may be searched with, which does not leave the machine: only what is surely a
/// name goes, as the search needs places and occupations.
pub fn mask_for_search(text: &str) -> String {
    masked(text, Doubt::IsNone)
}

fn masked(text: &str, doubt: Doubt) -> String {
    let mut out = String::new();
    for text in text.lines() {
        mask_line(&mut out, text, doubt, false);
    }
    out
}

/// Adds a line without what could identify somebody; gives how many runs of pieces that was.
fn mask_line(out: &mut String, text: &str, doubt: Doubt, places: bool) -> usize {
    let mut line = Line::of(text);
    numbers::mask(&mut line);
    addresses::mask(&mut line, doubt);
    names::mask(&mut line, doubt);
    if places {
        places::mask(&mut line);
    }
    let (mut runs, mut dropping) = (0, false);
    for piece in &line.pieces {
        let (kept, dropped) = match &piece.fate {
            Fate::Kept => (Some(piece.text), false),
            Fate::Cut(rest) => (Some(rest.as_ref()), true),
            Fate::Dropped => (None, true),
        };
        runs += usize::from(dropped && !dropping);
        dropping = dropped;
        let Some(kept) = kept else {
            // The end of the sentence stays.
            if let Some(mark) = piece.ends_sentence()
                && out.ends_with(char::is_alphanumeric)
            {
                out.push(mark);
            }
            continue;
        };
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(kept);
    }
    runs
}

#[cfg(test)]
mod tests;
