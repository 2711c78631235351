//! Finding a title by a misspelt, half-typed or split form of it: letters, not words.
//!
//! Spaces and hyphens are squeezed out on both sides, and the query is compared with every title.
//! Words and stems would not do: most real misspellings of a title share no whole word with it.

use crate::nearness::{Edits, Pattern};

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
    squeezed: Vec<(String, usize)>,
    weights: Vec<f64>,
}

/// Edits that a half-typed title costs for every letter it lacks.
const UNTYPED: f64 = 0.22;
/// Titles reckoned with exactly after the first look through all.
const SHORTLIST: usize = 60;

impl Titles {
    /// Takes titles.
    pub fn new(titles: Vec<Title>) -> Self {
        let squeezed = titles
            .iter()
            .map(|title| {
                let text = squeeze(&title.text);
                let length = text.chars().count();
                (text, length)
            })
            .collect();
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
            weights,
        }
    }

    /// The titles nearest to what was typed, nearest first.
    pub fn nearest(&self, typed: &str, limit: usize) -> Vec<NearTitle<'_>> {
        let typed = squeeze(typed);
        let pattern = Pattern::new(&typed);
        if pattern.length == 0 {
            return Vec::new();
        }
        let mut rough: Vec<(usize, f64)> = self
            .squeezed
            .iter()
            .enumerate()
            .map(|(at, (text, length))| {
                let edits = pattern.edits(text);
                (
                    at,
                    cost(edits, pattern.length, *length) - POPULAR * self.weights[at],
                )
            })
            .collect();
        let order = |a: &(usize, f64), b: &(usize, f64)| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0));
        if rough.len() > SHORTLIST {
            rough.select_nth_unstable_by(SHORTLIST, order);
            rough.truncate(SHORTLIST);
        }
        let letters: Vec<char> = typed.chars().collect();
        let mut near: Vec<(usize, f64)> = rough
            .into_iter()
            .map(|(at, _)| {
                let cost = careful(&letters, &self.squeezed[at].0);
                (at, cost - POPULAR * self.weights[at])
            })
            .collect();
        near.sort_by(order);
        near.truncate(limit);
        #[expect(clippy::cast_precision_loss, reason = "a title has few letters")]
        let length = pattern.length as f64;
        near.into_iter()
            .map(|(at, cost)| NearTitle {
                id: &self.titles[at].id,
                text: &self.titles[at].text,
                score: 1.0 - cost / length,
            })
            .collect()
    }
}

/// Edits that a title ten times as popular may be further off.
const POPULAR: f64 = 0.06;

#[expect(clippy::cast_precision_loss, reason = "a title has few letters")]
fn cost(edits: Edits, typed: usize, title: usize) -> f64 {
    let half = edits.beginning as f64 + UNTYPED * title.saturating_sub(typed) as f64;
    half.min(edits.whole as f64)
}

/// Edits weighed by how easily they are made: a doubled letter, a vowel for its neighbour.
fn careful(typed: &[char], title: &str) -> f64 {
    let title: Vec<char> = title.chars().collect();
    let (m, n) = (typed.len(), title.len());
    let mut d = vec![vec![0.0_f64; n + 1]; m + 1];
    for i in 0..=m {
        for j in 0..=n {
            if i == 0 && j == 0 {
                continue;
            }
            let mut best = f64::INFINITY;
            if i > 0 {
                best = best.min(d[i - 1][j] + lone(typed, i - 1));
            }
            if j > 0 {
                best = best.min(d[i][j - 1] + lone(&title, j - 1));
            }
            if i > 0 && j > 0 {
                best = best.min(d[i - 1][j - 1] + change(typed[i - 1], title[j - 1]));
            }
            if i > 1 && j > 1 && typed[i - 1] == title[j - 2] && typed[i - 2] == title[j - 1] {
                best = best.min(d[i - 2][j - 2] + SWAPPED);
            }
            d[i][j] = best;
        }
    }
    let whole = d[m][n];
    #[expect(clippy::cast_precision_loss, reason = "a title has few letters")]
    let half = (0..=n)
        .map(|j| d[m][j] + UNTYPED * (n - j) as f64)
        .fold(f64::INFINITY, f64::min);
    whole.min(half)
}

const SWAPPED: f64 = 0.7;
const DOUBLED: f64 = 0.4;
const SILENT: f64 = 0.6;
const ALIKE: f64 = 0.6;

/// A letter too many or too few costs less beside its twin, or if it is often silent.
fn lone(letters: &[char], at: usize) -> f64 {
    let c = letters[at];
    if at > 0 && letters[at - 1] == c {
        DOUBLED
    } else if at > 0 && matches!(c, 'h' | 'd' | 'g' | 't' | 'e' | 'r') {
        SILENT + 0.2
    } else {
        1.0
    }
}

/// One letter for another costs less if they sound alike or are written for each other.
fn change(a: char, b: char) -> f64 {
    const PAIRS: &[(char, char)] = &[
        ('a', 'å'),
        ('a', 'æ'),
        ('e', 'æ'),
        ('e', 'a'),
        ('e', 'i'),
        ('o', 'ø'),
        ('o', 'å'),
        ('ø', 'y'),
        ('i', 'y'),
        ('i', 'j'),
        ('u', 'o'),
        ('k', 'c'),
        ('k', 'q'),
        ('k', 'g'),
        ('s', 'c'),
        ('s', 'z'),
        ('v', 'w'),
        ('t', 'd'),
        ('p', 'b'),
        ('n', 'm'),
        ('ø', 'ö'),
        ('æ', 'ä'),
        ('o', 'i'),
        ('f', 'v'),
        ('x', 'k'),
        ('å', 'ø'),
        ('u', 'y'),
    ];
    if a == b {
        0.0
    } else if PAIRS.contains(&(a, b)) || PAIRS.contains(&(b, a)) {
        ALIKE
    } else {
        1.0
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
