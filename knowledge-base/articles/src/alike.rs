//! Prompts that ask nearly the same in nearly the same words: one of the two is wasted on whoever
//! has read the other.

use crate::problem::Problem;
use crate::prompt::Prompt;
use std::collections::HashSet;

/// Share of three-letter pieces in common from which two sentences are the same to a reader. Chosen
/// on the starter prompts: reworded doubles lie above it, different questions below.
const ALIKE: f64 = 0.75;
/// Pieces from which a sentence is compared: in a short one, one word makes another question.
const LONG_ENOUGH: usize = 25;

/// A warning for every later prompt of a field that nearly repeats an earlier one.
pub(crate) fn near_doubles<'p>(prompts: impl Iterator<Item = &'p Prompt>) -> Vec<Problem> {
    let mut seen: Vec<(&Prompt, HashSet<String>)> = Vec::new();
    let mut problems = Vec::new();
    for prompt in prompts {
        let pieces = pieces(&prompt.text.nb);
        let double = seen.iter().find(|(other, theirs)| {
            pieces.len().min(theirs.len()) >= LONG_ENOUGH
                && (&other.phase, &other.knapp) == (&prompt.phase, &prompt.knapp)
                && shared(&pieces, theirs) >= ALIKE
        });
        if let Some((other, _)) = double {
            let (file, line) = (&prompt.place.0, Some(prompt.place.1));
            let message = format!("`{}` says nearly the same as `{}`", prompt.id, other.id);
            problems.push(Problem::error(file, line, "prompt.nb", message));
        }
        seen.push((prompt, pieces));
    }
    problems
}

/// Whether another title says nearly the same as this one.
pub(crate) fn like_title(title: &str) -> impl Fn(&str) -> bool {
    let own = pieces(title);
    move |other| {
        let longest = own.len().max(other.len());
        // Far shorter or longer titles cannot share three quarters.
        own.len().min(other.len()) * 2 > longest && shared(&own, &pieces(other)) >= ALIKE
    }
}

fn pieces(text: &str) -> HashSet<String> {
    let letters: Vec<char> = text
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == ' ')
        .collect();
    letters
        .windows(3)
        .map(|three| three.iter().collect())
        .collect()
}

/// Dice's coefficient: 1 for the same pieces, 0 for none in common.
fn shared(one: &HashSet<String>, other: &HashSet<String>) -> f64 {
    let all = one.len() + other.len();
    if all == 0 {
        return 1.0;
    }
    #[expect(clippy::cast_precision_loss, reason = "a sentence has few letters")]
    let (both, all) = (one.intersection(other).count() as f64, all as f64);
    2.0 * both / all
}
