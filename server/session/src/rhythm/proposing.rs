//! What the talk seems to be about, in the veisøker's own words, while nothing is agreed.

use super::Numbered;
use crate::course::Course;
use chat::{Speaker, Words};
use taxonomy::GuidanceModel;

/// The veisøker's first messages: what they want is said early, or asked for.
const FIRST: usize = 6;
/// Letters of a matter, at most.
const LONGEST: usize = 160;
/// Words of one, at least.
const SHORTEST: usize = 4;
/// So many messages beyond where the talk agrees without a matter noted, and none is wanted.
const BEYOND: usize = 12;

/// Beginnings of what somebody wants, anywhere in a sentence.
const WANTS: &[&str] = &[
    "lurer på",
    "lurar på",
    "lure på",
    "lurte på",
    "trenger hjelp",
    "treng hjelp",
    "ha hjelp",
    "få hjelp",
    "vet ikke hva",
    "vet ikke om",
    "vet ikke hvor",
    "vet ikke hvilke",
    "veit ikkje kva",
    "veit ikkje om",
    "veit ikkje kor",
    "vet ikkje ka",
    "veit itj ka",
    "vet itj",
    "vet ikke ka",
    "ane ikke",
    "aner ikke",
    "anar ikkje",
    "usikker på",
    "usikker om",
    "klarer ikke å velge",
    "klarer ikke velge",
    "klarar ikkje velje",
    "vil finne ut",
    "prøver å finne ut",
    "har lyst til å bli",
    "har lyst å bli",
    "har lyst på å bli",
    "ønsker å bli",
    "ynskjer å bli",
    "vil bli",
    "vil bytte",
    "vil slutte",
    "vurderer å",
    "vurderer å",
    "tenker på å",
    "tenkjer på å",
    "skal velge",
    "skal velje",
    "må velge",
    "må velje",
    "snakke om",
    "spørre om",
    "spørje om",
    "need help",
    "want to know",
    "not sure",
    "don't know what",
    "dont know what",
    "thinking about",
    "i wonder",
    "want to become",
    "want to change",
    "ask about",
];
/// What is asked of the one who answers, not of the matter.
const OF_THE_CHAT: &[&str] = &[
    "robot",
    "menneske",
    "ekte",
    "bot",
    "human",
    "real person",
    "noen der",
    "nokon der",
    "der?",
    "anyone there",
    "anonym",
    "stille et spørsmål",
    "stille eit spørsmål",
    "spørre om noe",
    "spørre om en ting",
    "spørje om noko",
    "spørje om ein ting",
    "ask something",
    "ask a question",
    "åpent nå",
    "ope no",
    "hvem er du",
    "kven er du",
    "hvordan går det",
    "korleis går det",
    "how are you",
    "går det bra",
    "ka skjer",
    "hva skjer",
];

/// A sentence of the veisøker's first messages that says what they want, masked.
pub(super) fn proposed(
    model: &GuidanceModel,
    course: &Course,
    spoken: &[Numbered<'_>],
) -> Option<Words> {
    if spoken.len() < 2 || is_beyond(model, course, spoken) {
        return None;
    }
    let first = spoken
        .iter()
        .filter(|(_, message)| message.speaker == Speaker::Veisoker)
        .take(FIRST);
    let said: Vec<&str> = first.map(|(_, message)| message.words.as_str()).collect();
    let sentences = || {
        said.iter()
            .flat_map(|words| language::sentences(words).into_iter().map(|at| &words[at]))
    };
    // What is asked says more than what somebody does not know; the first of each.
    let asked = sentences()
        .filter(|sentence| language::asks(sentence) && !language::stems(sentence).is_empty());
    let wanted = sentences().filter(|sentence| wants(sentence));
    asked.chain(wanted).find_map(fitting)
}

fn wants(sentence: &str) -> bool {
    let folded = language::fold(sentence);
    WANTS.iter().any(|sign| folded.contains(sign))
}

/// The sentence as it may be proposed, if it may.
fn fitting(sentence: &str) -> Option<Words> {
    let folded = language::fold(sentence);
    if OF_THE_CHAT.iter().any(|sign| folded.contains(sign)) {
        return None;
    }
    let masked = language::mask(sentence);
    let words = language::words(&masked).count();
    let fits = words >= SHORTEST && masked.chars().count() <= LONGEST;
    fits.then(|| Words::new(masked))
}

/// Whether the talk has long been beyond where the two agree: nobody waits for a contract any more.
fn is_beyond(model: &GuidanceModel, course: &Course, spoken: &[Numbered<'_>]) -> bool {
    let Some(agreeing) = model.agreeing() else {
        return false;
    };
    let mut trail = course.trail.iter();
    let Some(left) = trail.find(|step| model.comes_after(&step.phase, agreeing)) else {
        return false;
    };
    let since = spoken.iter().filter(|(_, message)| message.at >= left.at);
    since.count() > BEYOND
}

#[cfg(test)]
mod tests {
    use super::super::measured::{guidance, talk};
    use super::*;

    fn said(lines: &[&str]) -> Option<String> {
        let talk = talk(lines);
        let spoken: Vec<Numbered<'_>> = (1..).zip(&talk).collect();
        let proposed = proposed(&guidance(), &Course::new(None, false), &spoken)?;
        Some(proposed.as_str().to_owned())
    }

    #[test]
    fn what_somebody_wants_is_proposed_in_their_words() {
        let talk = ["v: Hei! Er du en robot?", "v: æ ane ikke ka æ vil søk på"];
        assert_eq!(said(&talk).as_deref(), Some("æ ane ikke ka æ vil søk på"));
        let talk = [
            "v: hei, jeg går i tiende. vet ikke hva jeg skal velge",
            "l: Hei! Fortell.",
            "v: kan jeg bli sykepleier hvis jeg tar yrkesfag?",
        ];
        let asked = "kan jeg bli sykepleier hvis jeg tar yrkesfag?";
        assert_eq!(said(&talk).as_deref(), Some(asked));
    }

    #[test]
    fn names_are_masked_and_nothing_is_made_up() {
        let talk = [
            "v: hei",
            "v: Kan jeg ta fag på Bjerke, jeg heter Ola Nordmann?",
        ];
        assert!(!said(&talk).unwrap_or_default().contains("Ola"));
        assert_eq!(said(&["v: Hva må jeg ha i snitt for å bli lege?"]), None);
        assert_eq!(
            said(&[
                "v: hei",
                "l: Hei, hva har du på hjertet?",
                "v: litt av hvert"
            ]),
            None
        );
    }
}
