//! Which written standard somebody uses, judged over everything they have written so far.
//!
//! Words that belong to one standard only: function words by list, nynorsk words that bokmål has in
//! no form ([`crate::nynorsk`]), and endings that only one has. A list was right more often than
//! general detectors on short chat lines, and those know no nynorsk. Many write as they speak, and a
//! dialect shares words with nynorsk: its marks make the tally wait. "Unknown" is an answer.

use crate::normal::fold;
use crate::split::words;
use std::collections::HashSet;
use std::sync::LazyLock;

/// A written language, as far as somebody's words have shown it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Written {
    /// Bokmål.
    Nb,
    /// Nynorsk.
    Nn,
    /// English.
    En,
    /// Not seen enough to say.
    #[default]
    Unknown,
}

/// Keeps the count for one speaker.
#[derive(Debug, Clone, Default)]
pub struct StandardTally {
    nb: u32,
    nn: u32,
    en: u32,
    dialect: u32,
}

/// So many marker words more than the runner-up are needed before a standard is named.
const MARGIN: u32 = 2;

impl StandardTally {
    /// Counts the words of one more message.
    pub fn hear(&mut self, text: &str) {
        let text = fold(text);
        for range in words(&text) {
            let word = &text[range];
            self.nb += u32::from(NB.contains(&word) || has_ending(word, NB_ENDINGS));
            self.nn += u32::from(is_nynorsk(word));
            self.en += u32::from(EN.contains(&word));
            self.dialect += u32::from(DIALECT.contains(&word));
        }
    }

    /// The standard, once it leads clearly; else [`Written::Unknown`].
    pub fn standard(&self) -> Written {
        let mut counts = [
            (self.nb, Written::Nb),
            (self.nn, Written::Nn),
            (self.en, Written::En),
        ];
        counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        // Dialect looks like nynorsk, never like the other two.
        let doubt = if counts[0].1 == Written::Nn {
            self.dialect
        } else {
            0
        };
        if counts[0].0 >= counts[1].0 + doubt + MARGIN {
            counts[0].1
        } else {
            Written::Unknown
        }
    }
}

fn is_nynorsk(word: &str) -> bool {
    if NN.contains(&word) || ONLY_NYNORSK.contains(word) {
        return true;
    }
    has_ending(word, NN_ENDINGS) && !NOT_NYNORSK.contains(&word)
}

/// Whether a word of six letters or more ends so.
fn has_ending(word: &str, endings: &[&str]) -> bool {
    const SHORTEST: usize = 6;
    word.chars().count() >= SHORTEST && endings.iter().any(|ending| word.ends_with(ending))
}

static ONLY_NYNORSK: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    crate::nynorsk::pairs()
        .map(|(nynorsk, _)| nynorsk)
        .collect()
});

const NN_ENDINGS: &[&str] = &[
    "leg", "legare", "legast", "heit", "leik", "arane", "ane", "ar",
];
const NB_ENDINGS: &[&str] = &[
    "lig", "lige", "ligere", "ligst", "het", "heten", "heter", "erne",
];
/// Bokmål words, or names, that end like nynorsk ones.
const NOT_NYNORSK: &[&str] = &[
    "ansvar",
    "barbar",
    "besvar",
    "dollar",
    "eksemplar",
    "februar",
    "forklar",
    "forsvar",
    "gunnar",
    "hektar",
    "jaguar",
    "januar",
    "kaviar",
    "kommentar",
    "medansvar",
    "polar",
    "ragnar",
    "selvforsvar",
    "seminar",
    "tilsvar",
    "uklar",
];
/// How people write their dialect, east to north; none of it is in either standard.
const DIALECT: &[&str] = &[
    "æ", "mæ", "dæ", "sæ", "ka", "kem", "korsn", "koffor", "itj", "ittj", "ikkj", "ikkji", "hakke",
    "e", "va", "te", "ska", "sku", "kansje", "noke", "nåkka", "nokka", "nåke", "jæ", "dokker",
    "dåkker", "hanj",
];

const NB: &[&str] = &[
    "jeg",
    "jeg",
    "ikke",
    "hva",
    "hvordan",
    "hvorfor",
    "hvor",
    "hvem",
    "hvilken",
    "hvilke",
    "noe",
    "noen",
    "mye",
    "bare",
    "fra",
    "være",
    "vært",
    "blir",
    "ble",
    "dere",
    "hun",
    "mer",
    "gjør",
    "gjøre",
    "kommer",
    "sier",
    "vet",
    "si",
    "går",
    "nå",
    "også",
    "uten",
    "skole",
    "skolen",
    "uke",
    "videregående",
    "jo",
    "sånn",
    "hjemme",
    "selv",
    "følger",
    "siden",
    "sammen",
    "flere",
    "videre",
    "mens",
    "ennå",
    "deres",
    "hennes",
    "hvert",
    "hverandre",
    "tror",
    "liker",
    "lurer",
    "jobber",
    "snakker",
    "fikk",
    "gikk",
    "spurte",
    "heter",
    "egentlig",
    "alene",
];
const NN: &[&str] = &[
    "eg",
    "ikkje",
    "velje",
    "søkje",
    "grunnskule",
    "spørje",
    "tilbod",
    "kva",
    "korleis",
    "kvifor",
    "kor",
    "kven",
    "noko",
    "nokon",
    "nokre",
    "mykje",
    "berre",
    "frå",
    "vere",
    "vore",
    "vert",
    "dykk",
    "ho",
    "meir",
    "gjer",
    "gjere",
    "kjem",
    "seier",
    "veit",
    "seie",
    "òg",
    "utan",
    "skule",
    "skulen",
    "veke",
    "vidaregåande",
    "difor",
    "slik",
    "heime",
    "sjølv",
    "følgjer",
    "ein",
    "eit",
    "dei",
    "hjå",
    "mogleg",
    "høve",
    "ynskjer",
    "ønskjer",
    "tenkjer",
    "spør",
    "båe",
    "sidan",
    "saman",
    "fleire",
    "vidare",
    "medan",
    "enno",
    "dykkar",
    "deira",
    "hennar",
    "eitt",
    "einaste",
    "åleine",
    "eigentleg",
    "skuleåret",
    "tidleg",
    "kvifor",
    "kvar",
    "kvarandre",
    "trur",
    "likar",
    "lurar",
    "jobbar",
    "snakkar",
    "vart",
    "gjekk",
    "fekk",
    "spurde",
    "sagde",
    "heiter",
];
const EN: &[&str] = &[
    "the", "and", "you", "what", "how", "is", "are", "my", "not", "this", "that", "with", "have",
    "would", "can", "do", "school", "job", "want", "your", "it", "about", "but", "because",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn standard_of(lines: &[&str]) -> Written {
        let mut tally = StandardTally::default();
        lines.iter().for_each(|line| tally.hear(line));
        tally.standard()
    }

    #[test]
    fn a_short_line_is_no_ground_for_a_guess() {
        assert_eq!(standard_of(&["ok takk"]), Written::Unknown);
        assert_eq!(standard_of(&[]), Written::Unknown);
    }

    #[test]
    fn a_dialect_is_not_taken_for_nynorsk() {
        assert_eq!(
            standard_of(&["ikkje glad?? ka e gale med meg"]),
            Written::Unknown
        );
        assert_eq!(
            standard_of(&["eg e usikker på kor eg ska søke"]),
            Written::Unknown
        );
    }

    #[test]
    fn words_and_endings_that_one_standard_has_are_enough() {
        assert_eq!(standard_of(&["søknadane og karakterane mine"]), Written::Nn);
        assert_eq!(
            standard_of(&["mulighetene er vanskelige å se for meg"]),
            Written::Unknown
        );
    }

    #[test]
    fn the_whole_talk_decides() {
        assert_eq!(
            standard_of(&["hei", "eg veit ikkje heilt kva eg skal velje"]),
            Written::Nn
        );
        assert_eq!(
            standard_of(&["jeg vet ikke hva jeg skal velge"]),
            Written::Nb
        );
        assert_eq!(standard_of(&["what can I do with this?"]), Written::En);
    }
}
