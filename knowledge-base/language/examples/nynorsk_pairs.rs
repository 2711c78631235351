//! Makes the nynorsk words with the bokmål words they are: `nynorsk_pairs nynorsk.txt bokmal.txt
//! lemmas.txt > nynorsk.txt`.
//!
//! A nynorsk lemma that bokmål does not have in any form is rewritten by the regular differences of
//! the two standards, as few of them as it takes to come to a bokmål lemma.

use std::collections::HashSet;
use std::process::ExitCode;

/// Nynorsk and bokmål at the end of words; a lemma keeps its ending or changes it once.
const ENDINGS: &[(&str, &str)] = &[
    ("leg", "lig"),
    ("legheit", "lighet"),
    ("legheit", "het"),
    ("heit", "het"),
    ("leik", "het"),
    ("leik", "ighet"),
    ("løyse", "løshet"),
    ("laus", "løs"),
    ("semd", "somhet"),
    ("sam", "som"),
    ("ing", "else"),
    ("ing", "ning"),
    ("jing", "ing"),
    ("jing", "else"),
    ("nad", "ning"),
    ("nad", "ing"),
    ("nad", "else"),
    ("ar", "er"),
    ("ar", "ere"),
    ("ing", "ling"),
    ("arleg", "erlig"),
    ("a", "e"),
    ("a", "es"),
    ("ast", "es"),
    ("je", "e"),
    ("nd", "nn"),
    ("t", "tt"),
    ("val", "valg"),
    ("sal", "salg"),
    ("namn", "navn"),
    ("stad", "sted"),
    ("tal", "tall"),
    ("svein", "svenn"),
    ("ett", "et"),
    ("d", "de"),
    ("e", ""),
    ("e", "en"),
    ("", "e"),
    ("", "n"),
    ("", "g"),
];

/// Nynorsk and bokmål anywhere.
const INSIDE: &[(&str, &str)] = &[
    ("kv", "hv"),
    ("au", "ø"),
    ("au", "o"),
    ("øy", "ø"),
    ("ei", "e"),
    ("ju", "y"),
    ("jo", "y"),
    ("jø", "e"),
    ("gje", "gi"),
    ("gj", "g"),
    ("kj", "k"),
    ("je", "e"),
    ("skule", "skole"),
    ("heim", "hjem"),
    ("frå", "fra"),
    ("fram", "frem"),
    ("saman", "sammen"),
    ("namn", "navn"),
    ("hovud", "hode"),
    ("hovud", "hoved"),
    ("vatn", "vann"),
    ("vass", "vann"),
    ("botn", "bunn"),
    ("verds", "verdens"),
    ("kyrkje", "kirke"),
    ("høgd", "høyde"),
    ("høg", "høy"),
    ("låg", "lav"),
    ("veg", "vei"),
    ("veke", "uke"),
    ("vitskap", "vitenskap"),
    ("teneste", "tjeneste"),
    ("aust", "øst"),
    ("sjølv", "selv"),
    ("ar", "er"),
    ("leg", "lig"),
    ("m", "mm"),
    ("n", "nn"),
    ("nn", "nd"),
    ("u", "o"),
    ("o", "å"),
    ("å", "o"),
    ("y", "ø"),
    ("y", "i"),
    ("e", "i"),
    ("i", "e"),
    ("o", "u"),
    ("ø", "o"),
    ("a", "e"),
    ("e", "a"),
    ("a", "o"),
    ("u", "e"),
    ("om", "over"),
    ("rettlei", "veiled"),
    ("tryggings", "sikkerhets"),
    ("tryggleiks", "sikkerhets"),
    ("fyr", "før"),
    ("sokn", "sogn"),
    ("framand", "fremmed"),
    ("løn", "lønn"),
    ("gard", "gård"),
    ("vald", "vold"),
    ("hald", "hold"),
    ("tilhøve", "forhold"),
    ("høve", "forhold"),
    ("lækje", "lege"),
    ("dokter", "doktor"),
];
/// From here on a rewriting is so short that it may be made once only.
const SHORT: usize = 2;
/// Rewritings inside a word.
const MOST: usize = 2;

#[expect(clippy::print_stdout, reason = "the file is made from what is printed")]
fn main() -> ExitCode {
    let texts: Option<Vec<String>> = (1..4)
        .map(|at| std::fs::read_to_string(std::env::args().nth(at)?).ok())
        .collect();
    let Some([nynorsk, bokmal, lemmas]) = texts.as_deref() else {
        eprintln!("usage: nynorsk_pairs NYNORSK_LEMMAS BOKMAL_FORMS BOKMAL_LEMMAS");
        return ExitCode::FAILURE;
    };
    let forms: HashSet<&str> = bokmal.lines().collect();
    let lemmas: HashSet<&str> = lemmas.lines().collect();
    // A stemmer would take a word that begins like one of these for a form of it.
    let stems: HashSet<&str> = forms.union(&lemmas).map(|word| trimmed(word)).collect();
    let mut nynorsk: Vec<&str> = nynorsk.lines().collect();
    nynorsk.sort_unstable();
    nynorsk.dedup();
    let (mut asked, mut found) = (0, 0);
    for word in nynorsk {
        let plain = word.chars().all(char::is_lowercase) && word.chars().count() > 5;
        if !plain || forms.contains(word) || stems.contains(trimmed(word)) {
            continue;
        }
        asked += 1;
        if let Some(same) = in_bokmal(word, &lemmas)
            && trimmed(word) != trimmed(&same)
        {
            found += 1;
            println!("{word} {same}");
        }
    }
    eprintln!("{asked} words that bokmål lacks, {found} of them found");
    ExitCode::SUCCESS
}

/// Without the ending that any stemmer takes off.
fn trimmed(word: &str) -> &str {
    let endings = [
        "ande", "ende", "ane", "ene", "ast", "ar", "er", "en", "et", "a", "e", "t",
    ];
    let bare = endings.iter().find_map(|ending| word.strip_suffix(ending));
    bare.filter(|bare| bare.chars().count() > 3).unwrap_or(word)
}

fn in_bokmal(word: &str, lemmas: &HashSet<&str>) -> Option<String> {
    let mut ways = vec![(word.to_owned(), false)];
    for step in 0..=MOST {
        for (way, _) in &ways {
            if lemmas.contains(way.as_str()) {
                return Some(way.clone());
            }
        }
        for (way, _) in &ways {
            for (from, to) in ENDINGS {
                if let Some(stem) = way.strip_suffix(from)
                    && stem.chars().count() > 2
                    && lemmas.contains(format!("{stem}{to}").as_str())
                {
                    return Some(format!("{stem}{to}"));
                }
            }
        }
        if step < MOST {
            ways = ways.iter().flat_map(rewritten).collect();
            ways.truncate(2_000);
        }
    }
    None
}

/// Every way to rewrite one place of a word.
fn rewritten((word, spent): &(String, bool)) -> Vec<(String, bool)> {
    let mut out = Vec::new();
    for (from, to) in INSIDE {
        let short = from.chars().count() < SHORT;
        if short && *spent {
            continue;
        }
        for (at, _) in word.match_indices(from) {
            let way = format!("{}{to}{}", &word[..at], &word[at + from.len()..]);
            if from != to {
                out.push((way, *spent || short));
            }
        }
    }
    out
}
