//! Finding a title by a misspelt, half-typed or split form of it: letters, not words.
//!
//! Spaces and hyphens are squeezed out on both sides, and the query is compared with every title.
//! Words and stems would not do: most real misspellings of a title share no whole word with it.

use crate::mistakes::Distances;
use crate::nearness::{Edits, Pattern};
use std::cmp::Reverse;

/// A title that may be looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// Its id.
    pub id: String,
    /// The title.
    pub text: String,
    /// How often it is looked for; 0 where that is not known.
    pub searches: u64,
}

/// A title near to what was typed.
#[derive(Debug, Clone, PartialEq)]
pub struct NearTitle<'t> {
    /// Its id.
    pub id: &'t str,
    /// The title.
    pub text: &'t str,
    /// How near it is: 1 for the same letters, lower the further off.
    pub score: f64,
}

/// Titles that can be looked through by nearness.
pub struct Titles {
    titles: Vec<Title>,
    squeezed: Vec<Squeezed>,
    /// The places of the titles, sorted by their squeezed letters.
    sorted: Vec<usize>,
    weights: Vec<f64>,
}

struct Squeezed {
    text: String,
    letters: Vec<char>,
}

/// Edits that a half-typed title costs for every letter it lacks.
const UNTYPED: f64 = 0.25;
/// Titles reckoned with exactly after the first look through all.
const SHORTLIST: usize = 60;
/// Edits that a title e times as popular may be further off.
const POPULAR: f64 = 0.12;
/// What words typed in another order than the title's cost.
const TURNED: f64 = 0.3;

impl Titles {
    /// Takes titles.
    pub fn new(titles: Vec<Title>) -> Self {
        let squeezed: Vec<Squeezed> = titles
            .iter()
            .map(|title| {
                let text = squeeze(&title.text);
                let letters = text.chars().collect();
                Squeezed { text, letters }
            })
            .collect();
        let mut sorted: Vec<usize> = (0..titles.len()).collect();
        sorted.sort_by(|a, b| squeezed[*a].text.cmp(&squeezed[*b].text));
        #[expect(
            clippy::cast_precision_loss,
            reason = "a count of searches needs few digits"
        )]
        let weights = titles
            .iter()
            .map(|title| (1.0 + title.searches as f64).ln())
            .collect();
        Self {
            titles,
            squeezed,
            sorted,
            weights,
        }
    }

    /// The titles that what was typed may mean: those that begin with its letters (the very title
    /// first, then the most searched for, then the shortest), then those nearest to it.
    pub fn nearest(&self, typed: &str, limit: usize) -> Vec<NearTitle<'_>> {
        let letters = squeeze(typed);
        if letters.is_empty() {
            return Vec::new();
        }
        let mut found = self.beginning_with(&letters, typed);
        found.truncate(limit);
        if found.len() < limit {
            let begun = found.len();
            for (at, cost) in self.near(&letters, typed) {
                if found.len() == limit {
                    break;
                }
                if !found[..begun].iter().any(|(taken, _)| *taken == at) {
                    found.push((at, cost));
                }
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "a title has few letters")]
        let length = letters.chars().count() as f64;
        let named = found.into_iter().map(|(at, cost)| NearTitle {
            id: &self.titles[at].id,
            text: &self.titles[at].text,
            score: 1.0 - cost / length,
        });
        named.collect()
    }

    fn beginning_with(&self, letters: &str, typed: &str) -> Vec<(usize, f64)> {
        let text = |at: &usize| self.squeezed[*at].text.as_str();
        let from = self.sorted.partition_point(|at| text(at) < letters);
        let rest = &self.sorted[from..];
        let count = rest.partition_point(|at| text(at).starts_with(letters));
        let mut found: Vec<usize> = rest[..count].to_vec();
        let typed = language::fold(typed);
        found.sort_by_cached_key(|at| {
            let title = &self.titles[*at];
            let longer = self.squeezed[*at].letters.len();
            (
                text(at) != letters,
                // Titles may be told apart by a hyphen only.
                text(at) == letters && language::fold(&title.text) != typed,
                Reverse(title.searches),
                longer,
                *at,
            )
        });
        let typed = letters.chars().count();
        #[expect(clippy::cast_precision_loss, reason = "a title has few letters")]
        let cost = |at: usize| UNTYPED * (self.squeezed[at].letters.len() - typed) as f64;
        found.into_iter().map(|at| (at, cost(at))).collect()
    }

    /// Titles by how far off they are, the nearest first.
    fn near(&self, letters: &str, typed: &str) -> Vec<(usize, f64)> {
        let turned = turned(typed);
        let ways: Vec<(&str, f64)> = std::iter::once((letters, 0.0))
            .chain(turned.iter().map(|turned| (turned.as_str(), TURNED)))
            .collect();
        let patterns: Vec<Pattern> = ways.iter().map(|(text, _)| Pattern::new(text)).collect();
        let rough = self.squeezed.iter().enumerate().map(|(at, title)| {
            let ways = patterns.iter().zip(&ways).map(|(pattern, (_, more))| {
                let edits = pattern.edits(&title.text);
                cost(edits, pattern.length, title.letters.len()) + more
            });
            let cost = ways.fold(f64::INFINITY, f64::min);
            (at, cost - POPULAR * self.weights[at])
        });
        let mut rough: Vec<(usize, f64)> = rough.collect();
        let order = |a: &(usize, f64), b: &(usize, f64)| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0));
        if rough.len() > SHORTLIST {
            rough.select_nth_unstable_by(SHORTLIST, order);
            rough.truncate(SHORTLIST);
        }
        let ways: Vec<(Vec<char>, f64)> = ways
            .iter()
            .map(|(text, more)| (text.chars().collect(), *more))
            .collect();
        let mut distances = Distances::for_unfinished(UNTYPED);
        let near = rough.into_iter().map(|(at, _)| {
            let title = &self.squeezed[at].letters;
            let far = ways.iter().map(|(typed, more)| {
                let far = distances.of(typed, title);
                far.whole.min(far.unfinished) + more
            });
            let far = far.fold(f64::INFINITY, f64::min);
            (at, far - POPULAR * self.weights[at])
        });
        let mut near: Vec<(usize, f64)> = near.collect();
        near.sort_by(order);
        near
    }
}

#[expect(clippy::cast_precision_loss, reason = "a title has few letters")]
fn cost(edits: Edits, typed: usize, title: usize) -> f64 {
    let half = edits.beginning as f64 + UNTYPED * title.saturating_sub(typed) as f64;
    half.min(edits.whole as f64)
}

/// What was typed with its last word first, and with its first word last: "lønn frisør", "vg1 bygg".
fn turned(typed: &str) -> Vec<String> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    let squeezed = |words: [&[&str]; 2]| squeeze(&words.concat().join(" "));
    match words.as_slice() {
        [] | [_] => Vec::new(),
        [first, last] => vec![squeezed([&[last], &[first]])],
        [first, middle @ .., last] => {
            let (head, tail) = (
                [&[*first][..], middle].concat(),
                [middle, &[*last]].concat(),
            );
            vec![squeezed([&[last], &head]), squeezed([&tail, &[first]])]
        }
    }
}

fn squeeze(text: &str) -> String {
    language::fold(text)
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '+' | '#'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles() -> Titles {
        let texts = [
            "Byggmester",
            "Byggingeniør",
            "Sykepleier",
            "Helsesykepleier",
            "Lege",
        ];
        let title = |(at, text): (usize, &&str)| Title {
            id: at.to_string(),
            text: (*text).to_owned(),
            searches: 0,
        };
        Titles::new(texts.iter().enumerate().map(title).collect())
    }

    fn check(typed: &str, wanted: &str) {
        assert_eq!(titles().nearest(typed, 1)[0].text, wanted, "{typed}");
    }

    #[test]
    fn misspelt_half_typed_and_split_titles_are_found() {
        check("bygg mester", "Byggmester");
        check("sykepleir", "Sykepleier");
        check("sykkepleie", "Sykepleier");
        check("bygging", "Byggingeniør");
        check("LEGE", "Lege");
    }

    #[test]
    fn nothing_typed_is_near_nothing() {
        assert_eq!(titles().nearest(" -!? ", 5), []);
    }
}
