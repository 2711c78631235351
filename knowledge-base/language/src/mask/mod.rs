//! What could identify somebody is dropped from a text: names, numbers, mail, addresses.
//!
//! 1. A line is cut at white space into pieces (`pieces`).
//! 2. `numbers` drops what is counted or dialled (`national_id` knows the control digits), mail, and what follows the host of a link.
//! 3. `addresses` drops streets with their numbers.
//! 4. `names` drops names: those of the `list`, and what is `said` to be one ("jeg heter …").
//! 5. What is `known` beforehand to be a name goes as well.
//! 6. Where a text is shared, `places` drops the places of a list.
//!
//! Dropped, not replaced: a mark in the place of a name would be a word that nobody wrote. No list
//! knows every name; what is masked is less likely to tell who somebody is, not certain not to.

mod addresses;
mod known;
mod list;
mod names;
mod national_id;
mod numbers;
mod pieces;
mod places;
mod said;

pub use known::KnownNames;

use pieces::{Fate, Line};

/// What was dropped, by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hidden {
    /// A name of a person.
    Name,
    /// A number that is dialled.
    Phone,
    /// A fødselsnummer or D-number whose control digits agree.
    NationalId,
    /// An e-mail address, or a user name with `@`.
    Mail,
    /// A street with its number.
    Address,
    /// What follows the host of a link.
    Link,
    /// Another long number: a date of birth, an account, an identity number mistyped.
    Number,
    /// A place, where a text is shared.
    Place,
}

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

/// The same as [`mask_lines`] where names are known beforehand; tells every drop by its kind. What stood
/// side by side and is of one kind is told once.
pub fn mask_telling(text: &str, names: &KnownNames) -> (String, Vec<Hidden>) {
    let (mut lines, mut told) = (Vec::new(), Vec::new());
    for text in text.lines() {
        let mut out = String::new();
        let runs = mask_line(&mut out, text, Doubt::IsAName, false, Some(names));
        told.extend(runs.into_iter().flatten());
        lines.push(out);
    }
    (lines.join("\n"), told)
}

fn line_by_line(text: &str, places: bool) -> (String, usize) {
    let (mut lines, mut dropped) = (Vec::new(), 0);
    for text in text.lines() {
        let mut out = String::new();
        dropped += mask_line(&mut out, text, Doubt::IsAName, places, None).len();
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
        mask_line(&mut out, text, doubt, false, None);
    }
    out
}

/// Adds a line without what could identify somebody; gives the kinds in each run of pieces that was dropped.
fn mask_line(
    out: &mut String,
    text: &str,
    doubt: Doubt,
    places: bool,
    known: Option<&KnownNames>,
) -> Vec<Vec<Hidden>> {
    let mut line = Line::of(text);
    numbers::mask(&mut line);
    addresses::mask(&mut line, doubt);
    names::mask(&mut line, doubt);
    if let Some(known) = known {
        known.mask(&mut line);
    }
    if places {
        places::mask(&mut line);
    }
    let (mut runs, mut dropping): (Vec<Vec<Hidden>>, bool) = (Vec::new(), false);
    for piece in &line.pieces {
        let (kept, hidden) = match &piece.fate {
            Fate::Kept => (Some(piece.text), None),
            Fate::Cut(rest, what) => (Some(rest.as_ref()), Some(*what)),
            Fate::Dropped(what) => (None, Some(*what)),
        };
        if let Some(what) = hidden {
            if !dropping {
                runs.push(Vec::new());
            }
            if let Some(run) = runs.last_mut()
                && run.last() != Some(&what)
            {
                run.push(what);
            }
        }
        dropping = hidden.is_some();
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
