//! What the veisøker asked and nobody has answered.

use super::{Numbered, Question};
use chat::{Speaker, Words};
use std::collections::HashSet;

/// Questions that are shown at most: the newest.
const SHOWN: usize = 3;
/// Messages that are gone through: an older question is answered, or forgotten by both.
const LOOKED_AT: usize = 60;
/// Words of a message that only asks for patience, at most.
const PATIENCE: usize = 12;

/// A question while the talk is gone through.
struct Open {
    question: Question,
    stems: HashSet<String>,
    /// An answer has passed it by.
    passed: bool,
}

/// The questions that are open after the newest message, oldest first.
///
/// An answer ends a question. Where a turn asked several things, those of which the answer takes up no
/// word stay until the next one: that is how one of two questions is forgotten.
pub(super) fn open(spoken: &[Numbered<'_>]) -> Vec<Question> {
    let mut open: Vec<Open> = Vec::new();
    for (number, message) in &spoken[spoken.len().saturating_sub(LOOKED_AT)..] {
        let words = message.words.as_str();
        match message.speaker {
            Speaker::Veisoker => open.extend(language::questions(words).into_iter().map(|at| {
                let text = &words[at];
                Open {
                    stems: language::stems(text),
                    question: Question {
                        text: Words::new(text),
                        message: *number,
                        at: message.at,
                    },
                    passed: false,
                }
            })),
            Speaker::Veileder if asks_for_patience(words) => {}
            Speaker::Veileder => {
                let said = language::stems(words);
                let several = open.iter().filter(|one| !one.passed).count() > 1;
                open.retain(|one| {
                    several && !one.passed && !one.stems.is_empty() && one.stems.is_disjoint(&said)
                });
                open.iter_mut().for_each(|one| one.passed = true);
            }
            Speaker::System => {}
        }
    }
    let older = open.len().saturating_sub(SHOWN);
    open.drain(older..).map(|one| one.question).collect()
}

/// "Vent litt, jeg leser" is no answer.
fn asks_for_patience(words: &str) -> bool {
    const SIGNS: &[&str] = &[
        "vent litt",
        "vent eit",
        "vent et",
        "et øyeblikk",
        "eit augeblikk",
        "eit augneblikk",
        "et lite øyeblikk",
        "jeg leser",
        "eg les",
        "skal lese",
        "jeg sjekker",
        "eg sjekkar",
        "skal sjekke",
        "skal se etter",
        "skal sjå etter",
        "one moment",
        "just a moment",
        "let me check",
    ];
    let folded = language::fold(words);
    language::words(&folded).count() <= PATIENCE && SIGNS.iter().any(|sign| folded.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::super::measured::talk;
    use super::*;

    fn left(lines: &[&str]) -> Vec<String> {
        let talk = talk(lines);
        let spoken: Vec<Numbered<'_>> = (1..).zip(&talk).collect();
        let open = open(&spoken).into_iter();
        open.map(|one| format!("{} {}", one.message, one.text.as_str()))
            .collect()
    }

    #[test]
    fn a_question_is_open_until_it_is_answered() {
        let asked = &["v: hei", "v: ka e forskjellen på påbygg og studiespes"];
        assert_eq!(left(asked), ["2 ka e forskjellen på påbygg og studiespes"]);
        let waits = [asked as &[_], &["l: Vent litt, jeg leser"]].concat();
        assert_eq!(left(&waits).len(), 1);
        let answered = [
            asked as &[_],
            &["l: Det kommer an på hva du vil bruke det til."],
        ]
        .concat();
        assert_eq!(left(&answered), [""; 0]);
    }

    #[test]
    fn of_two_questions_the_one_that_is_passed_by_stays_for_one_answer() {
        let asked = &["v: Kan jeg få stipend? Og hvor lang er utdanninga til ergoterapeut?"];
        let one = [asked as &[_], &["l: Ergoterapeut er tre år på høgskole."]].concat();
        assert_eq!(left(&one), ["1 Kan jeg få stipend?"]);
        let both = [&one as &[_], &["l: Var det svar på det du lurte på?"]].concat();
        assert_eq!(left(&both), [""; 0]);
    }

    #[test]
    fn only_the_newest_three_are_shown() {
        let many = &["v: Kan jeg søke nå? Hva koster det? Hvor lang tid tar det? Må jeg flytte?"];
        assert_eq!(left(many).len(), 3);
        assert!(left(many)[2].contains("flytte"));
    }
}
