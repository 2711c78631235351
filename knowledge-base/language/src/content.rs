//! What a text is about, roughly: the beginnings of its words that carry matter, alike in both written
//! standards. For comparing two short texts, not for searching.

use crate::normal::fold;
use crate::nynorsk;
use crate::split::words;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Letters of a word that count: "søke" and "søknad" are told apart, "læreplass" and "læreplasser" not.
const LETTERS: usize = 6;
/// Shorter words carry little.
const SHORTEST: usize = 4;

/// The stems of the words of a text that carry matter.
pub fn stems(text: &str) -> HashSet<String> {
    let folded = fold(text);
    words(&folded)
        .filter_map(|word| stem(&folded[word]))
        .collect()
}

fn stem(word: &str) -> Option<String> {
    let bokmål = *BOKMÅL.get(word).unwrap_or(&word);
    let carries = bokmål.chars().any(char::is_numeric) || bokmål.chars().count() >= SHORTEST;
    if !carries || EMPTY.contains(&word) || EMPTY.contains(&bokmål) {
        return None;
    }
    let bare = bare(bokmål);
    Some(bare.chars().take(LETTERS).collect())
}

/// A word without the ending that bends it.
fn bare(word: &str) -> &str {
    const ENDINGS: &[&str] = &[
        "ene", "ane", "ens", "en", "et", "er", "ar", "a", "e", "s", "t",
    ];
    let fits = |ending: &&&str| {
        let left = word.strip_suffix(**ending);
        left.is_some_and(|left| left.chars().count() >= SHORTEST)
    };
    let ending = ENDINGS.iter().find(fits).map_or(0, |ending| ending.len());
    &word[..word.len() - ending]
}

static BOKMÅL: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| nynorsk::pairs().collect());

/// Words of four letters or more that stand in talks about anything.
pub(crate) const EMPTY: &[&str] = &[
    "aldri",
    "alle",
    "allerede",
    "altså",
    "andre",
    "anna",
    "annen",
    "annet",
    "bare",
    "begge",
    "berre",
    "beste",
    "blei",
    "blir",
    "bruke",
    "burde",
    "både",
    "denne",
    "dere",
    "deres",
    "dette",
    "difor",
    "disse",
    "dykk",
    "eigentleg",
    "egentlig",
    "eller",
    "enda",
    "enten",
    "etter",
    "finne",
    "finnes",
    "finst",
    "fint",
    "først",
    "fordi",
    "forresten",
    "framme",
    "frem",
    "gikk",
    "gjelder",
    "gjere",
    "gjerne",
    "gjort",
    "gjør",
    "gjøre",
    "godt",
    "greit",
    "hadde",
    "hans",
    "hater",
    "heile",
    "heilt",
    "helt",
    "hele",
    "hennes",
    "hjelp",
    "hjelpe",
    "hjelper",
    "hvem",
    "hver",
    "hvilke",
    "hvilken",
    "hvis",
    "hvor",
    "hvordan",
    "hvorfor",
    "ikke",
    "ikkje",
    "ingen",
    "ingenting",
    "inne",
    "innom",
    "kanskje",
    "kjem",
    "kjenner",
    "klare",
    "klarer",
    "komme",
    "kommer",
    "koffor",
    "korleis",
    "korsn",
    "koss",
    "kunne",
    "kvar",
    "kven",
    "kvifor",
    "lage",
    "like",
    "liker",
    "likevel",
    "litt",
    "lurer",
    "lurar",
    "lure",
    "lurte",
    "mange",
    "mangler",
    "masse",
    "meir",
    "mener",
    "mens",
    "mest",
    "mere",
    "minst",
    "mulig",
    "mykje",
    "måtte",
    "neste",
    "noen",
    "noka",
    "noko",
    "nokon",
    "nokre",
    "også",
    "over",
    "prøve",
    "rett",
    "rundt",
    "saman",
    "sammen",
    "samme",
    "seie",
    "selv",
    "senere",
    "sier",
    "sikkert",
    "sidan",
    "siden",
    "sist",
    "sjølv",
    "skal",
    "skjer",
    "skjønner",
    "skulle",
    "slik",
    "slike",
    "snakke",
    "snakker",
    "spør",
    "spørre",
    "spurt",
    "spørsmål",
    "stor",
    "større",
    "store",
    "sånn",
    "sånne",
    "takk",
    "tenke",
    "tenker",
    "tenkt",
    "ting",
    "trenger",
    "treng",
    "tror",
    "trur",
    "tusen",
    "under",
    "uten",
    "utan",
    "vanlig",
    "vanleg",
    "vanskelig",
    "veit",
    "veldig",
    "vere",
    "vert",
    "viktig",
    "viktigst",
    "ville",
    "viss",
    "vore",
    "vært",
    "være",
    "vårt",
    "våre",
    "åssen",
    "about",
    "also",
    "anything",
    "because",
    "been",
    "could",
    "does",
    "from",
    "have",
    "help",
    "here",
    "just",
    "know",
    "like",
    "more",
    "need",
    "only",
    "other",
    "really",
    "should",
    "some",
    "something",
    "thank",
    "thanks",
    "that",
    "their",
    "them",
    "then",
    "there",
    "they",
    "thing",
    "think",
    "this",
    "want",
    "well",
    "were",
    "what",
    "when",
    "where",
    "which",
    "will",
    "with",
    "would",
    "your",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn share(a: &str, b: &str) -> bool {
        !stems(a).is_disjoint(&stems(b))
    }

    #[test]
    fn bent_words_and_both_standards_meet() {
        assert!(share("får jeg læreplass", "læreplassene deles ut i juni"));
        assert!(share(
            "er sykepleier noe for meg",
            "ein sjukepleiar jobbar turnus"
        ));
        assert!(share("Kommer jeg inn med 4.5?", "ja, 4.5 holder"));
    }

    #[test]
    fn what_is_said_in_every_talk_brings_nothing_together() {
        assert!(!share("hva skal jeg gjøre", "jeg skjønner hva du sier"));
        assert_eq!(stems("Hei! Kan jeg spørre om noe?").len(), 0);
    }
}
