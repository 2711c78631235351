//! Names that are known beforehand, such as that of a veisøker in an export.

use super::Hidden;
use super::list::look;
use super::pieces::Line;
use crate::content::EMPTY;
use std::collections::HashSet;
use std::fmt;
use zeroize::Zeroize;

/// Words that stand in the place of a name and are none.
const NO_NAMES: &[&str] = &[
    "agent",
    "anonym",
    "besøkende",
    "besøkjande",
    "chat",
    "digital",
    "elev",
    "gjest",
    "guest",
    "karriereveileder",
    "karriereveiledning",
    "karriererettleiar",
    "karriererettleiing",
    "rettleiar",
    "rettleiing",
    "student",
    "support",
    "system",
    "vegsøkjar",
    "veileder",
    "veiledning",
    "veisøker",
    "visitor",
];

/// Names to be dropped wherever they stand. They are wiped when this is dropped, and never shown.
#[derive(Default)]
pub struct KnownNames(HashSet<String>);

impl KnownNames {
    /// Takes the words of a name as somebody gave it.
    pub fn learn(&mut self, name: &str) {
        for word in name.split(|c: char| !c.is_alphabetic()) {
            let word = word.to_lowercase();
            if word.chars().count() > 1 && !NO_NAMES.contains(&word.as_str()) {
                self.0.insert(word);
            }
        }
    }

    fn has(&self, low: &str) -> bool {
        let has = |low: &str| self.0.contains(low);
        has(low)
            || low
                .strip_suffix('s')
                .is_some_and(|owner| has(owner.trim_end_matches(['\'', '’'])))
    }

    /// Drops them from a line. One that is also a word goes only where it begins with a capital.
    pub(super) fn mask(&self, line: &mut Line<'_>) {
        if self.0.is_empty() {
            return;
        }
        for at in 0..line.pieces.len() {
            if !line.is_kept(at) {
                continue;
            }
            let piece = &line.pieces[at];
            let capital = piece.core.starts_with(char::is_uppercase);
            let mut parts = piece.low.split(|c: char| !c.is_alphabetic() && c != '’');
            let named = parts.any(|part| self.has(part) && (capital || !is_word(part)));
            if named {
                line.drop(at, Hidden::Name);
            }
        }
    }
}

/// Whether it may as well be a word, or too short to say.
fn is_word(low: &str) -> bool {
    let listed = look(low).is_some_and(|known| known.word);
    listed || low.chars().count() < 4 || EMPTY.contains(&low)
}

impl fmt::Debug for KnownNames {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{} names]", self.0.len())
    }
}

impl Drop for KnownNames {
    fn drop(&mut self) {
        self.0.drain().for_each(|mut name| name.zeroize());
    }
}
