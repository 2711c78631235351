//! How much each of the last messages counts when an article is looked for: what was asked just now
//! most, what was only told less, and nothing when the newest message thanks, greets or says goodbye.

use crate::question::{Question, Voice};
use index::Stretch;

/// What a message counts for each newer one of the same writer.
const OLDER: f32 = 0.8;
/// What the counsellor's words count beside those they answer: they name the matter that the one who
/// seeks guidance then says "how much is it?" of.
const COUNSELLOR: f32 = 0.8;

/// Beginnings of messages that ask, and words inside that do.
const ASKS: &[&str] = &[
    "ka", "kan", "kem", "kva", "kvar", "kven", "kor", "korleis", "kordan", "korsn", "koss",
    "kossen", "hva", "hvem", "hvilke", "hvilken", "hvilket", "hvor", "hvordan", "hvorfor", "hvis",
    "viss", "kvifor", "når", "lurer", "lurar", "lure", "må", "skal", "bør", "kommer", "kjem",
    "finnes", "finst", "trenger", "treng", "what", "how", "can", "where", "when", "which", "do",
    "does", "is", "should", "if",
];
/// Words of a message that closes something.
const CLOSES: &[&str] = &[
    "takk", "fant", "fann", "den", "tusen", "snakkes", "snakkast", "hade", "ha", "det", "bra",
    "fin", "dag", "kveld", "helg", "ok", "okei", "okey", "oki", "greit", "greitt", "supert",
    "topp", "flott", "fint", "thanks", "thank", "you", "bye", "great", "good", "hei", "hallo",
    "heisann", "halla", "hi", "hello", "heii", "for", "hjelp", "hjelpen", "hjelpa", "skal", "du",
    "deg", "til", "i", "like", "måte", "så", "mye", "mykje", "kjempe", "perfekt", "god", "en",
    "ei", "help", "me", "day", "have", "a", "nice",
];

/// The messages that speak for articles, each with what it counts; none if nothing is asked for.
pub(crate) fn stretches<'q>(question: &Question<'q>) -> Vec<Stretch<'q>> {
    if question.veisoker().next().is_none_or(closes) {
        return Vec::new();
    }
    let mut newer = 0;
    // A counsellor who has answered already answered the same.
    let mut now = true;
    let newest = question.said.iter();
    let answered = newest
        .take_while(|heard| heard.voice == Voice::Veileder)
        .count();
    let mut stretches = Vec::with_capacity(question.said.len());
    for heard in &question.said[answered..] {
        let voice = match heard.voice {
            Voice::Veisoker => 1.0,
            Voice::Veileder => COUNSELLOR,
        };
        now &= heard.voice == Voice::Veisoker;
        stretches.push(Stretch {
            words: &heard.words,
            weight: voice * OLDER.powi(newer),
            now,
        });
        newer += i32::from(heard.voice == Voice::Veisoker);
    }
    stretches
}

/// Whether something was asked just now: in any message since the counsellor's last.
pub(crate) fn asked_now(question: &Question<'_>) -> bool {
    let said = question.said.iter();
    said.skip_while(|heard| heard.voice == Voice::Veileder)
        .take_while(|heard| heard.voice == Voice::Veisoker)
        .any(|heard| asks(&heard.words))
}

/// Whether a message asks something.
fn asks(message: &str) -> bool {
    let folded = language::fold(message);
    folded.contains('?')
        || language::sentences(&folded).into_iter().any(|sentence| {
            let sentence = &folded[sentence];
            let first = language::words(sentence).next();
            first.is_some_and(|word| ASKS.contains(&&sentence[word]))
        })
}

/// Whether a message only thanks, greets or says goodbye.
fn closes(message: &str) -> bool {
    let folded = language::fold(message);
    !folded.contains('?') && language::words(&folded).all(|word| CLOSES.contains(&&folded[word]))
}
