//! Words that seem to be two and are not: a splitter must leave them whole.

/// Whether a word, in any form, is to be left whole.
pub(super) fn is_refused(word: &str) -> bool {
    WHOLE.iter().any(|whole| {
        word.strip_prefix(whole)
            .is_some_and(|ending| ending.is_empty() || ENDINGS.contains(&ending))
    })
}

/// Whether a word at the beginning of another is mostly a prefix there.
pub(super) fn is_particle(first: &str) -> bool {
    PARTICLES.contains(&first)
}

const PARTICLES: &[&str] = &[
    "and", "ans", "att", "bak", "etter", "for", "fore", "frem", "fram", "inn", "inne", "med",
    "mot", "ned", "opp", "oppe", "over", "til", "tilbake", "und", "under", "unna", "ute", "ved",
    "vel",
];

/// Whether what stands after a cut is more often an ending than a word.
pub(super) fn is_refused_head(head: &str) -> bool {
    HEADS.binary_search(&head).is_ok()
}

const ENDINGS: &[&str] = &[
    "a", "an", "ane", "ar", "e", "en", "ene", "er", "et", "n", "r", "s", "t", "ens", "ets", "ers",
    "enes",
];

/// Stems whose parts mean something else, or nothing. Most are words of this field: they stand in
/// every second article, and their halves would be found there by chance.
const WHOLE: &[&str] = &[
    "arbeider",
    "avgjørelse",
    "avslutning",
    "avtale",
    "barneier",
    "begrensning",
    "bergens",
    "bestemme",
    "dagens",
    "egenskap",
    "eksamen",
    "ferdighet",
    "forhold",
    "forsker",
    "framtid",
    "fremtid",
    "grunnlag",
    "hverdag",
    "informasjon",
    "ingeniør",
    "innhold",
    "interesse",
    "karakter",
    "karriere",
    "kompetanse",
    "kunnskap",
    "landskap",
    "ledelse",
    "lærling",
    "medlem",
    "mennesk",
    "mulighet",
    "nettopp",
    "nyhet",
    "oppgave",
    "opplev",
    "opplæring",
    "oslo",
    "personal",
    "programm",
    "psykolog",
    "realist",
    "rettighet",
    "rettleiing",
    "rådgiv",
    "rådgjev",
    "samarbeid",
    "samfunn",
    "samtale",
    "sannsynlig",
    "selskap",
    "sikkerhet",
    "sosiolog",
    "spesialist",
    "starte",
    "stilling",
    "student",
    "studiene",
    "styrke",
    "tilbud",
    "tilbod",
    "tilpasning",
    "tilpassing",
    "teknolog",
    "terapeut",
    "trygghet",
    "utdanning",
    "utdannelse",
    "utfordring",
    "utvikling",
    "vanskelig",
    "veileder",
    "veiledning",
    "verdier",
    "videregående",
    "vidaregåande",
    "virkelig",
    "virksomhet",
    "vitenskap",
    "vitskap",
    "vurdering",
    "økonomi",
];

/// Sorted.
const HEADS: &[&str] = &[
    "ale", "ane", "ans", "are", "ast", "der", "eid", "els", "else", "elsen", "ende", "ene", "ens",
    "ent", "ere", "eren", "ern", "ert", "ess", "est", "ete", "ett", "ging", "hen", "het", "ier",
    "ing", "inga", "ingen", "inger", "ist", "iste", "ite", "kil", "lag", "leg", "lege", "len",
    "lene", "lens", "lig", "lige", "ligg", "ling", "log", "men", "mene", "mer", "nad", "ner",
    "nes", "ning", "ole", "oms", "ong", "ons", "rens", "rer", "ret", "ring", "sam", "sen", "sens",
    "ser", "sett", "sjon", "sjons", "ste", "sten", "sto", "tal", "tas", "tel", "ten", "ter",
    "ting", "tre", "ven", "ver",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflected_forms_are_refused_too() {
        assert!(is_refused("veiledningen") && is_refused("psykologer"));
        assert!(!is_refused("veiledningssamtale"));
    }
}
