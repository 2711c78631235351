//! Which sentences of a chat message ask something: with a question mark or without, in both written
//! standards, in dialect as people write it, and in English.
//!
//! Where it is in doubt no question is seen: a sentence without a mark counts only if it begins as
//! questions do, and a tag ("ikke sant?") is none.

use crate::normal::fold;
use crate::split::{sentences, words};
use std::ops::Range;

/// The sentences that ask something, in order.
pub fn questions(text: &str) -> Vec<Range<usize>> {
    let asks = |range: &Range<usize>| asks(&text[range.clone()]);
    sentences(text).into_iter().filter(asks).collect()
}

/// Whether one sentence asks something.
pub fn asks(sentence: &str) -> bool {
    let folded = fold(sentence);
    // What somebody else asked is told, not asked.
    if folded.starts_with(['«', '"', '“', '”']) {
        return false;
    }
    let said: Vec<&str> = words(&folded).map(|word| &folded[word]).collect();
    let marked = folded.ends_with('?');
    if said.is_empty() || is_rhetorical(&said) {
        return false;
    }
    let core = without(&said, BEFORE);
    if !marked {
        return begins_as_question(core) || wonders(&said);
    }
    match tag(&said) {
        // A tag alone asks nothing, and behind a statement it asks for no answer.
        Some(left) => {
            let left = without(left, BEFORE);
            !left.is_empty() && begins_as_question(left)
        }
        None => !core.is_empty() && !TAGS.contains(&core),
    }
}

/// Whether words without a mark begin as questions do.
fn begins_as_question(words: &[&str]) -> bool {
    const SHORTEST: usize = 3;
    if words.len() < SHORTEST {
        return false;
    }
    let (first, second) = (words[0], words[1]);
    if ASKING.contains(&first) {
        // "hva jeg skal bli vet jeg ikke": the verb of a question comes before who does it, but for
        // "hvor mye jeg …", which is in doubt and left
        // ("e" is "er" there)
        let told = second != "e" && WHO.contains(&second)
            || words.contains(&"vet")
            || words.contains(&"veit");
        return !told;
    }
    // "får jeg jobben, så flytter jeg" tells of a condition
    let told = words[2..].iter().any(|word| THEN.contains(word));
    let verb_first = VERBS.contains(&first) && WHO.contains(&second)
        || OF_YOU.contains(&first) && YOU.contains(&second)
        || PAIRS.contains(&(first, second));
    verb_first && !told
}

/// "Jeg lurer på om …", "I wonder if …".
fn wonders(words: &[&str]) -> bool {
    let about = |word: &&str| ASKING.contains(word) || INDIRECT.contains(word);
    words.windows(3).any(|three| {
        let [verb, on, what] = three else {
            return false;
        };
        WONDERS.contains(verb) && PÅ.contains(on) && about(what)
            || *verb == "i" && *on == "wonder" && about(what)
    })
}

fn is_rhetorical(words: &[&str]) -> bool {
    RHETORICAL.contains(&words)
}

/// What stands before a tag at the end, if one does.
fn tag<'w>(words: &'w [&'w str]) -> Option<&'w [&'w str]> {
    TAGS.iter()
        .find_map(|tag| words.strip_suffix(*tag))
        .filter(|left| !left.is_empty())
}

fn without<'w>(words: &'w [&'w str], leading: &[&str]) -> &'w [&'w str] {
    let from = words.iter().position(|word| !leading.contains(word));
    &words[from.unwrap_or(words.len())..]
}

/// Words that may stand before a question. "Da" and "så" may not: "da kan jeg" tells.
const BEFORE: &[&str] = &[
    "hei",
    "heisann",
    "halla",
    "hallo",
    "hi",
    "hello",
    "ok",
    "okei",
    "oki",
    "okay",
    "ja",
    "jo",
    "nei",
    "men",
    "og",
    "å",
    "eller",
    "and",
    "but",
    "so",
    "yes",
    "no",
    "takk",
    "thanks",
    "unnskyld",
    "sorry",
    "du",
    "forresten",
    "btw",
    "eh",
    "hm",
    "hmm",
    "mm",
];
/// Words that a question begins with.
const ASKING: &[&str] = &[
    "hva",
    "hvem",
    "hvilke",
    "hvilken",
    "hvilket",
    "hvor",
    "hvordan",
    "hvorfor",
    "hvordan",
    "ka",
    "kem",
    "kva",
    "kvar",
    "kven",
    "kor",
    "korleis",
    "korsn",
    "korsn",
    "koss",
    "kossen",
    "kordan",
    "kordann",
    "koffor",
    "kvifor",
    "kofor",
    "kvens",
    "hvorledes",
    "hvorhen",
    "åssen",
    "hossen",
    "hvolles",
    "kå",
    "kåffår",
    "what",
    "how",
    "where",
    "which",
    "who",
    "why",
    "whats",
    "what's",
];
/// Words that lead a question into another sentence.
const INDIRECT: &[&str] = &["om", "når", "if", "whether", "when"];
/// Verbs that stand first where somebody asks of themselves or of the matter.
const VERBS: &[&str] = &[
    "kan", "kain", "kunne", "må", "skal", "ska", "bør", "burde", "får", "fær", "er", "e", "har",
    "he", "trenger", "treng", "finnes", "finst", "fins", "gjelder", "gjeld", "går", "blir", "vert",
    "koster", "kostar", "can", "could", "should", "do", "does", "did", "is", "are", "am", "will",
    "would", "may", "must", "has",
];
/// Who does it.
const WHO: &[&str] = &[
    "jeg", "eg", "æ", "e", "ej", "i", "je", "jæ", "man", "ein", "en", "det", "de", "dei", "den",
    "du", "dere", "dåkker", "dokker", "dykk", "me", "vi", "han", "hun", "ho", "noen", "nokon",
    "nån", "it", "you", "we", "they", "he", "she", "there", "my",
];
/// Verbs that ask only where they are said to somebody: "tror jeg" and "vet jeg" tell.
const OF_YOU: &[&str] = &[
    "vet",
    "veit",
    "tror",
    "trur",
    "synes",
    "synest",
    "syns",
    "mener",
    "meiner",
    "tenker",
    "tenkjer",
    "vil",
    "kjenner",
    "anbefaler",
    "tilrår",
    "husker",
];
const YOU: &[&str] = &["du", "dere", "de", "dåkker", "dokker", "dykk"];
const PAIRS: &[(&str, &str)] = &[
    ("når", "er"),
    ("når", "kommer"),
    ("når", "kjem"),
    ("når", "må"),
    ("når", "får"),
    ("når", "begynner"),
    ("når", "byrjar"),
    ("når", "åpner"),
    ("når", "opnar"),
    ("when", "is"),
    ("when", "do"),
    ("when", "does"),
    ("when", "can"),
    ("noen", "som"),
    ("nokon", "som"),
];
const THEN: &[&str] = &["så", "då", "da", "then"];
const WONDERS: &[&str] = &[
    "lurer",
    "lurar",
    "lure",
    "lurte",
    "undrer",
    "undrast",
    "wondering",
];
const PÅ: &[&str] = &["på", "about"];
/// Said at the end to be nodded at.
const TAGS: &[&[&str]] = &[
    &["ikke", "sant"],
    &["ikkje", "sant"],
    &["itj", "sant"],
    &["ittj", "sant"],
    &["sant"],
    &["eller", "hva"],
    &["eller", "kva"],
    &["eller"],
    &["vel"],
    &["hæ"],
    &["hva"],
    &["kva"],
    &["ka"],
    &["right"],
    &["you", "know"],
    &["ok"],
    &["okei"],
    &["ja"],
    &["nei"],
    &["skjønner", "du"],
    &["skjønar", "du"],
    &["vet", "du"],
    &["veit", "du"],
    &["lol"],
    &["what"],
];
/// Asked of nobody.
const RHETORICAL: &[&[&str]] = &[
    &["hva", "vet", "jeg"],
    &["kva", "veit", "eg"],
    &["ka", "veit", "æ"],
    &["hvem", "vet"],
    &["kven", "veit"],
    &["kem", "veit"],
    &["who", "knows"],
    &["hva", "skal", "man", "si"],
    &["kva", "skal", "ein", "seie"],
    &["ka", "ska", "man", "sei"],
    &["hva", "pokker"],
    &["what", "can", "i", "say"],
    &["så", "hva"],
    &["so", "what"],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_seen_as_people_write_them() {
        for said in [
            "Hva må jeg ha i snitt?",
            "kan æ søk på to linja",
            "ka e forskjellen på påbygg og studiespes",
            "korleis søkjer ein stipend",
            "korsn finn æ ut ka æ vil",
            "men kan jeg bytte etter jul",
            "Lurer på om det går an å ta fag på nett",
            "eg lurar på kva eg kan bli",
            "er det for seint å søke nå",
            "How much does it cost",
            "I wonder if I can apply twice",
            "vet du om det finnes lån til det",
            "Fagskole?",
            "Kan jeg søke to steder, eller?",
        ] {
            assert!(asks(said), "{said}");
        }
    }

    #[test]
    fn what_only_looks_like_a_question_is_none() {
        for said in [
            "Det er rart, ikke sant?",
            "Hæ?",
            "vet ikke",
            "hva jeg skal bli vet jeg ikke",
            "da kan jeg ta det neste år",
            "får jeg jobben så flytter jeg",
            "tror jeg",
            "«Hva skal du bli?»",
            "det var bare det jeg lurte på",
            "hvem vet?",
            "når jeg var liten ville jeg bli pilot",
            "jeg kan ikke matte",
            "",
        ] {
            assert!(!asks(said), "{said}");
        }
    }

    #[test]
    fn a_message_may_ask_twice() {
        let text = "Hei! Kommer jeg inn med 4.5 i snitt? Og hva koster det? Takk for svar";
        let asked: Vec<&str> = questions(text)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(
            asked,
            ["Kommer jeg inn med 4.5 i snitt?", "Og hva koster det?"]
        );
    }
}
