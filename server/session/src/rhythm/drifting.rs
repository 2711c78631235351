//! Whether the talk has left what was agreed.
//!
//! What speaks for it is that the veisøker says so ("kan jeg spørre om noe helt annet"), or that the
//! tracker sees the talk go back from its close to where the two agree. On the labelled chats, against
//! returns to that phase: said so, 32 of 33 right, 14 of 15 with only the phrases that were right in
//! another file, 3 of 3 on chats that nothing was chosen by; it meets a fifth of the returns. The
//! tracker, on chats held apart: 7 of 10 (large) and 3 of 5 (small).
//!
//! What was tried and is not here, for it would mostly be wrong: other returns that the tracker sees
//! (0.27 to 0.48 right), no stem in common with the first messages (at best 0.07), and a question whose
//! vector is far from theirs (0.10 of the 50 farthest; measured once).

use super::phrases::Phrases;
use super::spoken;
use crate::course::Course;
use crate::transcript::Transcript;
use chat::{Message, Speaker};
use std::sync::LazyLock;
use taxonomy::GuidanceModel;

static TURNS: LazyLock<Phrases> = LazyLock::new(|| Phrases::read(include_str!("turns.txt")));

/// It is told of during so many messages at most, the one that showed it counted.
const SHOWN: usize = 4;
/// The counsellor's messages after which it has been answered.
const ANSWERED: usize = 2;

/// Whether somebody says that they turn to something else.
pub(super) fn turns(message: &Message) -> bool {
    message.speaker == Speaker::Veisoker
        && TURNS.are_said(message.speaker, message.words.as_str(), true)
}

/// Whether one of the newest messages left what was agreed; `touched` messages had been heard when
/// the contract was last noted or changed.
pub(super) fn drifted(
    model: &GuidanceModel,
    course: &Course,
    transcript: &Transcript,
    touched: usize,
) -> bool {
    let spoken = spoken(transcript);
    let mut answers = 0;
    for (number, message) in spoken.iter().rev().take(SHOWN) {
        if *number <= touched || answers >= ANSWERED {
            return false;
        }
        if turns(message) || reopened(model, course, transcript.len() - number) {
            return true;
        }
        answers += usize::from(message.speaker == Speaker::Veileder);
    }
    false
}

/// Whether the tracker saw the talk go back from its close to where the two agree, so many messages
/// ago.
fn reopened(model: &GuidanceModel, course: &Course, ago: usize) -> bool {
    course.renewed.as_ref().is_some_and(|renewed| {
        course.heard - renewed.message == ago
            && model.closing() == Some(&renewed.from)
            && model.agreeing() == Some(&renewed.to)
    })
}

#[cfg(test)]
mod tests {
    use super::super::measured::{guidance, talk};
    use super::*;

    /// Whether it shows after all these messages, the contract noted after two of them.
    fn shows(lines: &[&str]) -> bool {
        let (mut transcript, course) = (Transcript::default(), Course::new(None, false));
        for message in talk(lines) {
            transcript.insert(None, message, None);
        }
        drifted(&guidance(), &course, &transcript, 2)
    }

    #[test]
    fn a_turn_shows_until_it_is_answered_twice() {
        let agreed = ["v: vil søke læreplass", "l: Da ser vi på det.", "v: ok"];
        let turn = ["v: kan jeg spørre om noe helt annet?"];
        assert!(!shows(&agreed));
        let turned = [&agreed[..], &turn].concat();
        assert!(shows(&turned));
        let answered = [&turned[..], &["l: Selvfølgelig."]].concat();
        assert!(shows(&answered));
        let gone = [
            &answered[..],
            &["v: har dere hybler", "l: Det har vi ikke."],
        ]
        .concat();
        assert!(!shows(&gone));
        assert!(
            !shows(&["v: hei", "v: kan jeg spørre om noe helt annet?"]),
            "before it was noted"
        );
    }
}
