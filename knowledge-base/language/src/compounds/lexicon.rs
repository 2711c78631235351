//! The words a compound may be made of, from the file that ships.

use std::collections::HashMap;

/// How readily a word begins and ends compounds: about the logarithm of the number it was seen in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Weights {
    pub(super) first: u32,
    pub(super) head: u32,
}

pub(super) struct Lexicon {
    words: HashMap<Box<str>, Weights>,
}

impl Lexicon {
    /// The lexicon that ships.
    pub(super) fn shipped() -> Self {
        Self::parse(include_str!("lexicon.txt"))
    }

    /// Reads lines of a capital letter, the end of a word and two digits: so many letters (A none, B
    /// one …) are those of the word before; the digits are the weights as first part and as head.
    fn parse(text: &str) -> Self {
        let mut words = HashMap::with_capacity(text.len() / 7);
        let mut word = String::new();
        for line in text.lines() {
            let Some(shared) = line.bytes().next().filter(u8::is_ascii_uppercase) else {
                continue;
            };
            let kept = word.char_indices().nth(usize::from(shared - b'A'));
            word.truncate(kept.map_or(word.len(), |(at, _)| at));
            let Some((rest, digits)) = line.len().checked_sub(2).map(|at| line.split_at(at)) else {
                continue;
            };
            word.push_str(&rest[1..]);
            let weight = |at: usize| u32::from(digits.as_bytes()[at].saturating_sub(b'0'));
            let weights = Weights {
                first: weight(0),
                head: weight(1),
            };
            words.insert(word.as_str().into(), weights);
        }
        Self { words }
    }

    pub(super) fn get(&self, word: &str) -> Option<Weights> {
        self.words.get(word).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_share_their_beginnings() {
        let lexicon = Lexicon::parse("Afag42\nDbrev10\nAøre01\nBy00\n");
        let weights = |word| lexicon.get(word).map(|w| (w.first, w.head));
        assert_eq!(weights("fag"), Some((4, 2)));
        assert_eq!(weights("fagbrev"), Some((1, 0)));
        assert_eq!(weights("øy"), Some((0, 0)));
        assert_eq!(weights("brev"), None);
    }

    #[test]
    fn the_shipped_words_are_many() {
        assert!(Lexicon::shipped().words.len() > 20_000);
    }
}
