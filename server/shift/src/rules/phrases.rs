//! Phrases that are listened for: whole words in their order, whatever stands between them.

use serde::{Deserialize, Serialize};

/// So many phrases a rule has, and so many characters each, at most.
pub(super) const MOST: usize = 200;
const LONGEST: usize = 60;

/// Phrases as somebody wrote them. A `*` at the end of a word stands for any ending.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phrases(pub(super) Vec<String>);

impl Phrases {
    /// Whether each can be listened for.
    pub(super) fn fit(&self) -> bool {
        let fits = |phrase: &String| {
            let words = pieces(phrase);
            let short = phrase.chars().count() <= LONGEST;
            // A lone star would hear everything.
            short
                && !words.is_empty()
                && words
                    .iter()
                    .all(|word| !word.trim_end_matches('*').is_empty())
        };
        self.0.len() <= MOST && self.0.iter().all(fits)
    }

    /// Whether one of them is said.
    pub(super) fn said_in(&self, said: &Said) -> bool {
        self.0.iter().any(|phrase| said.has(&pieces(phrase)))
    }
}

/// What somebody said, as phrases are looked for in it; it is read and dropped.
pub(super) struct Said(Vec<String>);

impl Said {
    pub(super) fn of(text: &str) -> Self {
        Self(pieces(text))
    }

    fn has(&self, phrase: &[String]) -> bool {
        let same = |(said, looked_for): (&String, &String)| match looked_for.strip_suffix('*') {
            Some(beginning) => said.starts_with(beginning),
            None => said == looked_for,
        };
        self.0
            .windows(phrase.len().max(1))
            .any(|window| window.iter().zip(phrase).all(same))
    }
}

/// The words of a text, lower-case and without signs.
fn pieces(text: &str) -> Vec<String> {
    let inside = |sign: char| sign.is_alphanumeric() || sign == '*';
    let words = text.split(|sign| !inside(sign));
    words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hears(phrase: &str, text: &str) -> bool {
        Phrases(vec![phrase.to_owned()]).said_in(&Said::of(text))
    }

    #[test]
    fn whole_words_in_their_order_are_heard_and_parts_of_others_are_not() {
        assert!(hears("vil ikke leve", "Jeg VIL ikke leve, liksom!"));
        assert!(hears("selvmord*", "tenker på selvmordstanker"));
        assert!(!hears("vil dø", "jeg vil døpe barnet"));
        assert!(!hears("vil ikke leve", "jeg vil leve og ikke"));
        assert!(!hears("ta livet mitt", "ta livet"));
    }

    #[test]
    fn what_would_hear_everything_is_no_phrase() {
        let fits = |phrase: &str| Phrases(vec![phrase.to_owned()]).fit();
        assert!(fits("vil dø") && fits("selvmord*"));
        assert!(!fits("*") && !fits(" . ") && !fits(&"å".repeat(61)));
    }
}
