//! Whether something was written that asks for care: bullying, violence, threats, abuse, self-harm,
//! fear. It holds prompts back and brings the gentle ones; it is no alarm and judges nobody, and the
//! caller keeps the signs of a message only beside its words, so nothing of it outlives them.

use crate::phrase::{Phrase, words};
use std::fmt;
use std::sync::LazyLock;

/// What the talk asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Care {
    /// Nothing out of the ordinary.
    #[default]
    Ordinary,
    /// Something was written, some while ago: nothing that could hurt.
    Since,
    /// Something was written just now: only what is safe.
    Now,
}

/// Messages, counted from the newest, in which words that ask for care are "now": four of each. What one
/// hardly dares to write is told in pieces, and the answers to "are you safe?" often hold none of the
/// words.
const NOW: usize = 8;

/// One sort of what asks for care.
struct Sort {
    articles: Vec<&'static str>,
    signs: Vec<Phrase<'static>>,
}

/// The sorts, and what sounds like them and is not.
struct Known {
    sorts: Vec<Sort>,
    harmless: Vec<Phrase<'static>>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| read(include_str!("care.txt")));

/// Which sorts of what asks for care one message holds words of. As private as the message.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Signs(u8);

impl Signs {
    /// Looks for the signs in a message; once a message is enough.
    pub fn of(message: &str) -> Self {
        let folded = language::fold(message);
        let words = words(&folded);
        let known = &*KNOWN;
        let mut harmless = vec![false; words.len()];
        for phrase in &known.harmless {
            for at in phrase.places(&words) {
                harmless[at..at + phrase.length()].fill(true);
            }
        }
        let meant = |phrase: &Phrase| {
            phrase
                .places(&words)
                .any(|at| !harmless[at..at + phrase.length()].contains(&true))
        };
        let sorts = known.sorts.iter().enumerate();
        let shown = sorts.filter(|(_, sort)| sort.signs.iter().any(meant));
        Self(shown.fold(0, |signs, (at, _)| signs | 1 << at))
    }

    fn sorts(self) -> impl Iterator<Item = &'static Sort> {
        let sorts = KNOWN.sorts.iter().enumerate();
        sorts
            .filter(move |(at, _)| self.0 & 1 << at != 0)
            .map(|(_, sort)| sort)
    }
}

impl fmt::Debug for Signs {
    /// That somebody wrote of violence is nothing to be logged.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[signs]")
    }
}

/// What a talk asks for; `newest_first` are the signs of all its messages, the counsellor's too, who may
/// be the first to name it.
pub fn care(newest_first: impl Iterator<Item = Signs>) -> Care {
    newest_first
        .enumerate()
        .find(|(_, signs)| *signs != Signs::default())
        .map_or(Care::Ordinary, |(ago, _)| {
            if ago < NOW { Care::Now } else { Care::Since }
        })
}

/// The ids of articles that meet what these messages ask for, in the order of the file.
pub(crate) fn articles(newest_first: impl Iterator<Item = Signs>) -> Vec<&'static str> {
    let mut found: Vec<&str> = Vec::new();
    for sort in newest_first.take(NOW).flat_map(Signs::sorts) {
        for id in &sort.articles {
            if !found.contains(id) {
                found.push(id);
            }
        }
    }
    found
}

fn read(text: &'static str) -> Known {
    let mut known = Known {
        sorts: Vec::new(),
        harmless: Vec::new(),
    };
    for line in text.lines().map(str::trim) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(ids) = line.strip_prefix("= ") {
            known.sorts.push(Sort {
                articles: ids.split_whitespace().collect(),
                signs: Vec::new(),
            });
        } else if let Some(phrase) = line.strip_prefix("- ") {
            known.harmless.push(Phrase::new(phrase));
        } else if let Some(sort) = known.sorts.last_mut() {
            sort.signs.push(Phrase::new(line));
        }
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sort_has_a_place_and_no_sign_is_shown() {
        assert!(KNOWN.sorts.len() <= 8);
        assert_eq!(format!("{:?}", Signs::of("de mobber meg")), "[signs]");
    }
}
