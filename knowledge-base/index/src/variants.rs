//! Stems that mean the same: bokmål and nynorsk forms, and what the Snowball stemmer leaves apart.

use crate::analysis::{Analyser, without_agent};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The stem to use in place of one that has a twin; others are given back as they are.
pub(crate) fn one_of_twins(stem: &str) -> &str {
    SETTLED.get(stem).map_or(stem, |twin| twin.as_ref())
}

/// Every twin with the stem it ends at. What was chosen by hand here goes before what words say.
static SETTLED: LazyLock<HashMap<Box<str>, Box<str>>> = LazyLock::new(|| {
    let analyser = Analyser::new();
    let mut twins: HashMap<String, String> = HashMap::new();
    for (from, to) in TWINS {
        let [from, to] = [from, to].map(|stem| without_agent((*stem).to_owned()));
        if from != to {
            twins.insert(from, to);
        }
    }
    let kept: HashSet<String> = twins.values().cloned().collect();
    for (nynorsk, bokmal) in language::nynorsk::pairs() {
        let [from, to] = [nynorsk, bokmal].map(|word| analyser.own_stem(word));
        if from != to && !kept.contains(&from) {
            twins.entry(from).or_insert(to);
        }
    }
    let last = |stem: &str| {
        const LONGEST_CHAIN: usize = 4;
        let mut at = stem;
        for _ in 0..LONGEST_CHAIN {
            match twins.get(at) {
                Some(next) if next != stem => at = next,
                _ => break,
            }
        }
        at.into()
    };
    let settled = twins.keys().map(|from| (from.as_str().into(), last(from)));
    settled.filter(|(from, to)| from != to).collect()
});

/// From and to, both as [`crate::analysis`] makes stems (folded to a–z). Sorted by the first.
const TWINS: &[(&str, &str)] = &[
    ("alein", "alen"),
    ("arbeidsgjev", "arbeidsgiv"),
    ("arbeidsloys", "arbeidsled"),
    ("auk", "oke"),
    ("avgrensing", "begrensning"),
    ("bilet", "bild"),
    ("bustad", "bol"),
    ("byggj", "bygg"),
    ("byt", "bytt"),
    ("draum", "dromm"),
    ("drom", "dromm"),
    ("einsam", "ensom"),
    ("eksamen", "eksam"),
    ("feilval", "feilvalg"),
    ("forventing", "forventning"),
    ("framandsprak", "fremmedsprak"),
    ("framtid", "fremtid"),
    ("gut", "gutt"),
    ("heim", "hjemm"),
    ("hjem", "hjemm"),
    ("hog", "hoy"),
    ("hogar", "hoy"),
    ("hogskol", "hoyskol"),
    ("hogskul", "hoyskol"),
    ("hoyer", "hoy"),
    ("innbyggj", "innbygg"),
    ("karriereval", "karrierevalg"),
    ("kjensl", "fol"),
    ("laekj", "leg"),
    ("laerar", "laerer"),
    ("laerarutdanning", "laererutdanning"),
    ("leiar", "leder"),
    ("lenkj", "lenk"),
    ("lon", "lonn"),
    ("merksemd", "oppmerksom"),
    ("mog", "mul"),
    ("moglegheit", "mul"),
    ("namn", "navn"),
    ("omval", "omvalg"),
    ("pabyggjing", "pabygging"),
    ("radgiving", "radgivning"),
    ("radgjev", "radgiv"),
    ("radgjeving", "radgivning"),
    ("rettigh", "rett"),
    ("rettlei", "veiled"),
    ("rettleiing", "veiledning"),
    ("roynsl", "erfaring"),
    ("royst", "stemm"),
    ("samanheng", "sammenheng"),
    ("sjolv", "selv"),
    ("sjuk", "syk"),
    ("sjukdom", "sykdom"),
    ("sjukeplei", "sykeplei"),
    ("sjukmeld", "sykmeld"),
    ("skilnad", "forskjell"),
    ("skoler", "skol"),
    ("skul", "skol"),
    ("sokj", "sok"),
    ("stad", "sted"),
    ("teieplikt", "taushetsplikt"),
    ("tenkj", "tenk"),
    ("tilfeldigheit", "tilfeld"),
    ("tilpassing", "tilpasning"),
    ("tilvis", "henvis"),
    ("tilvising", "henvisning"),
    ("tryggj", "trygg"),
    ("tryggleik", "trygg"),
    ("uke", "uker"),
    ("usikkerheit", "usikker"),
    ("utdann", "utdanning"),
    ("utdanningsval", "utdanningsvalg"),
    ("vaks", "voks"),
    ("vaksenopplaering", "voksenopplaering"),
    ("vaksn", "voksn"),
    ("val", "valg"),
    ("vanlegvis", "vanligvis"),
    ("veg", "veier"),
    ("vegsokj", "veisok"),
    ("vei", "veier"),
    ("vek", "uker"),
    ("velj", "velg"),
    ("verksemd", "virksom"),
    ("vgs", "viderega"),
    ("vidarega", "viderega"),
    ("yrkesval", "yrkesvalg"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_leads_nowhere_twice() {
        assert!(TWINS.is_sorted_by(|a, b| a.0 < b.0));
        for (from, to) in SETTLED.iter() {
            assert_eq!(one_of_twins(to), to.as_ref(), "{from} -> {to} goes on");
        }
    }

    #[test]
    fn both_standards_meet() {
        let analyser = Analyser::new();
        for (nn, nb) in [
            ("skulen", "skolen"),
            ("vidaregåande", "videregående"),
            ("rettleiing", "veiledning"),
            ("høgskule", "høyskole"),
            ("eksamenen", "eksamen"),
            ("utdanninga", "utdannelse"),
            ("moglegheiter", "muligheter"),
            ("søkje", "søke"),
        ] {
            assert_eq!(analyser.stem(nn), analyser.stem(nb), "{nn} and {nb}");
        }
    }
}
