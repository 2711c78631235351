//! How much each of the last messages counts when an article is looked for, by its words and by its
//! meaning, and what the newest of them does: ask, consent, or close.

use crate::question::{Heard, Question, Voice};
use index::Stretch;
use language::Embedding;

/// What a message counts for each newer one of the same writer.
const OLDER: f32 = 0.8;
/// What the counsellor's words count beside those they answer: they name the matter that the one who
/// seeks guidance then says "how much is it?" of.
const COUNSELLOR: f32 = 0.8;
/// The same of what they mean: much of it is said to be kind, whatever the matter.
const COUNSELLOR_MEANS: f32 = 0.5;
/// Words from which a message means as much as a longer one.
const LONG: f32 = 8.0;

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

/// Words of an answer that takes what was offered.
const CONSENTS: &[&str] = &[
    "ja", "jo", "jada", "japp", "jepp", "gjerne", "yes", "yeah", "sure", "please",
];
/// Words that stand beside them.
const GLADLY: &[&str] = &[
    "takk", "fint", "ok", "okei", "greit", "veldig", "det", "hadde", "vært", "vore", "bra", "var",
    "supert",
];

/// Whether nothing was said, or the newest message only thanks, greets or says goodbye.
pub(crate) fn nothing_is_sought(question: &Question<'_>) -> bool {
    question.veisoker().next().is_none_or(closes)
}

/// The messages that speak for articles, each with what it counts.
pub(crate) fn stretches<'q>(question: &Question<'q>) -> Vec<Stretch<'q>> {
    let weighed = weighed(question).map(|(heard, age)| Stretch {
        words: heard.words,
        weight: age * voice(heard, COUNSELLOR),
    });
    weighed.collect()
}

/// What the talk means, of unit length; nothing while the newest message has no vector.
pub(crate) fn meaning(question: &Question<'_>) -> Option<Embedding> {
    let mut newest = question.said.iter();
    newest
        .find(|heard| heard.voice == Voice::Veisoker)?
        .meaning?;
    let mut sum: Vec<f32> = Vec::new();
    for (heard, age) in weighed(question) {
        let Some(meaning) = heard.meaning else {
            continue;
        };
        #[expect(clippy::cast_precision_loss, reason = "messages have few words")]
        let words = heard.words.split_whitespace().count() as f32;
        let weight = age * voice(heard, COUNSELLOR_MEANS) * (words / LONG).min(1.0);
        sum.resize(meaning.values().len(), 0.0);
        for (sum, value) in sum.iter_mut().zip(meaning.values()) {
            *sum += weight * value;
        }
    }
    let length = sum.iter().map(|value| value * value).sum::<f32>().sqrt();
    sum.iter_mut()
        .for_each(|value| *value /= length.max(f32::MIN_POSITIVE));
    Some(Embedding::new(sum, []))
}

/// The messages that count, newest first, each with what is left of it by its age. A counsellor who has
/// answered already answered the same.
fn weighed<'q>(question: &Question<'q>) -> impl Iterator<Item = (&'q Heard<'q>, f32)> {
    let said = question.said.iter();
    let mut newer = 0;
    said.skip_while(|heard| heard.voice == Voice::Veileder)
        .map(move |heard| {
            let age = OLDER.powi(newer);
            newer += i32::from(heard.voice == Voice::Veisoker);
            (heard, age)
        })
}

fn voice(heard: &Heard<'_>, counsellor: f32) -> f32 {
    match heard.voice {
        Voice::Veisoker => 1.0,
        Voice::Veileder => counsellor,
    }
}

/// Whether something was asked just now: in any message since the counsellor's last.
pub(crate) fn asked_now(question: &Question<'_>) -> bool {
    let said = question.said.iter();
    said.skip_while(|heard| heard.voice == Voice::Veileder)
        .take_while(|heard| heard.voice == Voice::Veisoker)
        .any(|heard| asks(heard.words))
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

/// Whether the newest message of the one who seeks guidance only takes what was offered.
pub(crate) fn consents(question: &Question<'_>) -> bool {
    let Some(newest) = question.veisoker().next() else {
        return false;
    };
    let folded = language::fold(newest);
    let words = || language::words(&folded).map(|word| &folded[word]);
    words().any(|word| CONSENTS.contains(&word))
        && words().all(|word| CONSENTS.contains(&word) || GLADLY.contains(&word))
}
