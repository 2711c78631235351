//! What editors say belongs together, as the index looks for it: by the stems of the words.

use crate::analysis::{Analyser, Word, words};
use language::{Expansions, Kinship};
use std::collections::HashMap;

/// The groups of one file, ready to be looked up.
#[derive(Default)]
pub(crate) struct Synonyms {
    /// The text they were read from.
    source: String,
    expansions: Expansions,
    /// Group and place in it, by the stems of the words with a space between.
    by_stems: HashMap<String, Vec<(usize, usize)>>,
    /// Words of the longest entry.
    longest: usize,
}

/// Something to search for beside what was written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Beside {
    /// Places of the words that were written.
    pub(crate) written: std::ops::Range<usize>,
    /// As the editor spells it, in lower case.
    pub(crate) text: String,
    pub(crate) kinship: Kinship,
}

impl Synonyms {
    /// Reads a file; what is faulty in it is left out, and whoever checks the file tells.
    pub(crate) fn read(text: &str) -> Self {
        let (expansions, _) = Expansions::parse("synonyms.toml", text);
        let analyser = Analyser::new();
        let mut by_stems: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
        let mut longest = 0;
        for (at, group) in expansions.groups.iter().enumerate() {
            for (place, entry) in group.words.iter().enumerate() {
                let whole: Vec<Word> = words(entry).filter(|word| !word.part).collect();
                longest = longest.max(whole.len());
                let places = by_stems.entry(key(&whole, &analyser)).or_default();
                // Two forms of one word would stand for each other for nothing.
                if places.iter().all(|(other, _)| *other != at) {
                    places.push((at, place));
                }
            }
        }
        Self {
            source: text.to_owned(),
            expansions,
            by_stems,
            longest,
        }
    }

    /// Whether they were read from this very text.
    pub(crate) fn are_of(&self, text: &str) -> bool {
        self.source == text
    }

    /// What belongs to the words of a query; of entries that overlap the longest counts. `text` is
    /// what the words stand in.
    pub(crate) fn beside(&self, query: &[Word], text: &str, analyser: &Analyser) -> Vec<Beside> {
        let whole: Vec<usize> = (0..query.len()).filter(|at| !query[*at].part).collect();
        let mut found = Vec::new();
        let mut from = 0;
        while from < whole.len() {
            let most = self.longest.min(whole.len() - from);
            let entry = (1..=most).rev().find_map(|length| {
                let places = &whole[from..from + length];
                let phrase: Vec<Word> = places.iter().map(|at| query[*at].clone()).collect();
                let places_of = self.by_stems.get(&key(&phrase, analyser))?;
                // "so" and "at" are small words unless somebody means the letters.
                let small = length == 1 && phrase[0].is_stop();
                let meant = whole.len() == 1 || is_in_capitals(&text[phrase[0].range.clone()]);
                (!small || meant).then_some((length, places_of))
            });
            let Some((length, places)) = entry else {
                from += 1;
                continue;
            };
            let written = whole[from]..whole[from + length - 1] + 1;
            for (group, place) in places {
                let group = &self.expansions.groups[*group];
                found.extend(group.beside(&group.words[*place]).map(|text| Beside {
                    written: written.clone(),
                    text: text.to_owned(),
                    kinship: group.kinship,
                }));
            }
            from += length;
        }
        found
    }
}

fn is_in_capitals(written: &str) -> bool {
    written.chars().all(char::is_uppercase)
}

fn key(phrase: &[Word], analyser: &Analyser) -> String {
    let stems: Vec<String> = phrase
        .iter()
        .map(|word| analyser.stem(&word.text))
        .collect();
    stems.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beside(query: &str) -> Vec<String> {
        let text = "[[group]]\nkind = \"same\"\nwords = [\"GSK\", \"generell studiekompetanse\"]\n\
                    [[group]]\nkind = \"same\"\nwords = [\"SO\", \"samordna opptak\"]\n";
        let words: Vec<Word> = words(query).collect();
        let found = Synonyms::read(text).beside(&words, query, &Analyser::new());
        found.into_iter().map(|beside| beside.text).collect()
    }

    #[test]
    fn a_phrase_and_its_letters_stand_for_each_other() {
        assert_eq!(beside("krav til gsk"), ["generell studiekompetanse"]);
        assert_eq!(beside("uten generell studiekompetansen"), ["gsk"]);
    }

    #[test]
    fn a_small_word_is_letters_only_where_it_is_meant() {
        assert_eq!(beside("so"), ["samordna opptak"]);
        assert_eq!(beside("frist i SO"), ["samordna opptak"]);
        assert!(beside("so kva gjer eg").is_empty());
    }
}
