//! Whether the counsellor writes the other written standard than the veisøker.

use super::Numbered;
use chat::Speaker;
use language::{StandardTally, Written};
use taxonomy::Standard;

/// Words from which a message shows what it is written in.
const SHORTEST: usize = 5;

/// The standard of the counsellor's newest message, where it is clearly the other one.
pub(super) fn other_standard(veisoker: Written, spoken: &[Numbered<'_>]) -> Option<Standard> {
    let mut newest = spoken.iter().rev();
    let (_, newest) = newest.find(|(_, message)| message.speaker == Speaker::Veileder)?;
    let words = newest.words.as_str();
    if language::words(words).count() < SHORTEST {
        return None;
    }
    let mut tally = StandardTally::default();
    tally.hear(words);
    match (veisoker, tally.standard()) {
        (Written::Nn, Written::Nb) => Some(Standard::Nb),
        (Written::Nb, Written::Nn) => Some(Standard::Nn),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::measured::talk;
    use super::*;

    fn warned(veisoker: Written, answer: &str) -> Option<Standard> {
        let talk = talk(&[answer, "v: ok"]);
        let spoken: Vec<Numbered<'_>> = (1..).zip(&talk).collect();
        other_standard(veisoker, &spoken)
    }

    #[test]
    fn only_a_clear_difference_is_told() {
        let bokmål = "l: Hva tror du selv at du ville ha gjort videre nå?";
        let nynorsk = "l: Kva trur du sjølv at du ville ha gjort no vidare?";
        assert_eq!(warned(Written::Nn, bokmål), Some(Standard::Nb));
        assert_eq!(warned(Written::Nb, nynorsk), Some(Standard::Nn));
        assert_eq!(warned(Written::Nn, nynorsk), None);
        assert_eq!(warned(Written::Unknown, bokmål), None);
        assert_eq!(warned(Written::En, bokmål), None);
        assert_eq!(warned(Written::Nn, "l: Hva da?"), None);
    }
}
