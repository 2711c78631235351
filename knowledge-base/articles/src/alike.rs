//! Prompts that ask nearly the same in nearly the same words: one of the two is wasted on whoever
//! has read the other.

use crate::problem::Problem;
use crate::prompt::Prompt;

/// Share of three-letter pieces in common from which two sentences are the same to a reader. Chosen
/// on the starter prompts: reworded doubles lie above it, different questions below.
const ALIKE: f64 = 0.75;
/// Pieces from which a sentence is compared: in a short one, one word makes another question.
const LONG_ENOUGH: usize = 25;

/// A warning for every later prompt of a field that nearly repeats an earlier one.
pub(crate) fn near_doubles<'p>(prompts: impl Iterator<Item = &'p Prompt>) -> Vec<Problem> {
    let mut seen: Vec<(&Prompt, Pieces)> = Vec::new();
    let mut problems = Vec::new();
    for prompt in prompts {
        let own = Pieces::of(&prompt.text.nb);
        let double = seen.iter().find(|(other, theirs)| {
            own.0.len().min(theirs.0.len()) >= LONG_ENOUGH
                && (&other.phase, &other.knapp) == (&prompt.phase, &prompt.knapp)
                && own.shared(theirs) >= ALIKE
        });
        if let Some((other, _)) = double {
            let (file, line) = (&prompt.place.0, Some(prompt.place.1));
            let message = format!("`{}` says nearly the same as `{}`", prompt.id, other.id);
            problems.push(Problem::error(file, line, "prompt.nb", message));
        }
        seen.push((prompt, own));
    }
    problems
}

/// Whether another title says nearly the same as this one. It is asked of every title there is while
/// somebody writes, so most are turned down before they cost memory.
pub(crate) fn like_title(title: &str) -> impl Fn(&str) -> bool {
    let own = Pieces::of(title);
    move |other| {
        let longest = own.0.len().max(other.len());
        // Far shorter or longer titles cannot share three quarters.
        own.0.len().min(other.len()) * 2 > longest
            && own.at_most_shared(other) >= ALIKE
            && own.shared(&Pieces::of(other)) >= ALIKE
    }
}

/// The three-letter pieces of a text, each once, in order.
struct Pieces(Vec<u64>);

impl Pieces {
    fn of(text: &str) -> Self {
        let mut pieces: Vec<u64> = pieces(text).collect();
        pieces.sort_unstable();
        pieces.dedup();
        Self(pieces)
    }

    fn has(&self, piece: u64) -> bool {
        self.0.binary_search(&piece).is_ok()
    }

    fn shared(&self, other: &Self) -> f64 {
        let both = other.0.iter().filter(|piece| self.has(**piece)).count();
        dice(both, self.0.len() + other.0.len())
    }

    /// What a text shares with this if it has no other pieces.
    fn at_most_shared(&self, text: &str) -> f64 {
        let both = pieces(text).filter(|piece| self.has(*piece)).count();
        let both = both.min(self.0.len());
        dice(both, self.0.len() + both)
    }
}

/// The pieces of a text one by one, each as a number.
fn pieces(text: &str) -> impl Iterator<Item = u64> {
    /// A letter is a number of so many bits.
    const BITS: u32 = 21;
    let letters = text
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|letter| letter.is_alphanumeric() || *letter == ' ');
    let mut last = 0;
    letters.enumerate().filter_map(move |(at, letter)| {
        last = ((last << BITS) | u64::from(letter)) & ((1 << (3 * BITS)) - 1);
        (at >= 2).then_some(last)
    })
}

/// Dice's coefficient: 1 for the same pieces, 0 for none in common.
fn dice(both: usize, all: usize) -> f64 {
    if all == 0 {
        return 1.0;
    }
    #[expect(clippy::cast_precision_loss, reason = "a sentence has few letters")]
    let (both, all) = (both as f64, all as f64);
    2.0 * both / all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_say_nearly_the_same_are_alike_and_others_are_not() {
        for (one, other, alike) in [
            ("Fagbrev på jobb", "Fagbrev på jobb", true),
            ("Fagbrev på jobb", "FAGBREV på jobben!", true),
            (
                "Søke læreplass i bedrift",
                "Søke læreplass i en bedrift",
                true,
            ),
            ("Å velge å bytte", "Å bytte å velge", true),
            ("Fagbrev på jobb", "Fagbrev som voksen", false),
            (
                "Søke læreplass",
                "Søke læreplass i offentlig virksomhet",
                false,
            ),
            ("Fagbrev", "", false),
            ("", "", false),
            ("aaaaaaaa", "aaa", false),
        ] {
            assert_eq!(like_title(one)(other), alike, "{one} / {other}");
            assert_eq!(like_title(other)(one), alike, "{other} / {one}");
        }
    }
}
